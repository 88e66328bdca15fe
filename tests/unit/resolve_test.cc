// What became of forecasts: settled by later reports only, with evidence; silence settles nothing; judgements stay.
#include "outlook/resolve.h"

#include <gtest/gtest.h>

#include "outlook/record_forecasts.h"
#include "outlook/scoreboard.h"
#include "support/folder.h"

namespace parley {
namespace {

Report report(const std::string& id, const std::string& day, const std::string& publisher = "Wire") {
  Report r;
  r.id = id;
  r.publisher = publisher;
  r.published.value = day;
  r.published.earliest = day;
  r.published.latest = parse_date(day)->plus_days(1).iso();
  return r;
}

std::vector<ActorRef> actors(const std::vector<std::string>& codes) {
  std::vector<ActorRef> out;
  for (const std::string& c : codes) out.push_back({c, c, ""});
  return out;
}

Forecast forecast(const std::string& id, const std::string& report, const std::string& event, const std::string& from,
                  const std::string& to) {
  Forecast f;
  f.id = id;
  f.report = report;
  f.event = event;
  f.start = 10, f.end = 60;
  f.predicate = {"CONSULT", actors({"NOR"}), actors({"CHL"})};
  f.window.earliest = from;
  f.window.latest = to;
  f.low = 0.6, f.point = 0.7, f.high = 0.8;
  return f;
}

Meeting meeting(const std::string& id, const std::string& name, EventStatus status, const std::string& day,
                const std::string& report) {
  Meeting m;
  m.id = id;
  m.name = name;
  m.parties = actors({"CHL", "NOR"});
  m.status = status;
  m.planned.earliest = day;
  m.planned.latest = parse_date(day)->plus_days(1).iso();
  m.history.push_back({});
  m.history.back().status = status;
  m.history.back().report = report;
  return m;
}

Event event(const std::string& id, const std::string& rule, EventType type, const std::string& report,
            const std::string& by = "NOR", const std::string& to = "CHL") {
  Event e;
  e.id = id;
  e.by_rule = rule;
  e.type = type;
  e.report = report;
  e.start = 20, e.end = 30;
  e.source = actors({by});
  e.target = actors({to});
  return e;
}

/// Reports on the first of each month of 2018.
Record year() {
  Record record;
  for (int m = 1; m <= 12; ++m)
    record.reports.push_back(report("r" + std::to_string(m), Date::from_civil(2018, m, 1)->iso()));
  return record;
}

Resolution only(const Record& record, std::optional<Date> on = {}) {
  auto all = resolutions_of(record, on);
  EXPECT_EQ(all.size(), 1U);
  return all.empty() ? Resolution() : all[0];
}

TEST(Resolving, YesByAMeetingToldLater) {
  Record record = year();
  record.findings.forecasts = {forecast("f", "r2", "a summit will be held", "2018-03-01", "2018-04-01")};
  record.findings.meetings = {meeting("m", "the summit", EventStatus::happened, "2018-03-10", "r4")};
  Resolution r = only(record);
  EXPECT_EQ(r.state, ForecastState::yes);
  EXPECT_EQ(r.evidence, std::vector<std::string>{"m"});
  record.findings.forecasts[0].polarity = "-";
  EXPECT_EQ(only(record).state, ForecastState::no);
  record.findings.meetings[0].history.back().report = "r1";
  EXPECT_NE(only(record).state, ForecastState::no) << "a report from before the forecast proves nothing of it";
}

TEST(Resolving, AnotherMeetingSettlesNothing) {
  Record record = year();
  record.findings.forecasts = {forecast("f", "r2", "a third summit will be held", "2018-03-01", "2018-04-01")};
  record.findings.meetings = {meeting("m", "second summit", EventStatus::happened, "2018-03-10", "r3")};
  record.findings.meetings[0].ordinal = "second";
  EXPECT_NE(only(record).state, ForecastState::yes) << "the second is not the third";
  record.findings.forecasts[0].event = "a summit will be held";
  EXPECT_EQ(only(record).state, ForecastState::yes) << "any summit";
  record.findings.forecasts[0].event = "high-level talks will be held";
  record.findings.meetings[0] = meeting("m", "working-level talks", EventStatus::happened, "2018-03-10", "r3");
  record.findings.meetings[0].level = "working-level";
  record.findings.meetings.push_back(meeting("n", "high-level talks", EventStatus::happened, "2018-09-10", "r10"));
  record.findings.meetings[1].level = "high-level";
  EXPECT_NE(only(record).state, ForecastState::yes) << "of another level";
}

TEST(Resolving, NoNeedsLaterReportsOfTheParties) {
  Record record = year();
  record.findings.forecasts = {forecast("f", "r2", "a summit will be held", "2018-03-01", "2018-04-01")};
  record.findings.meetings = {meeting("m", "the summit", EventStatus::scheduled, "2018-03-10", "r2")};
  EXPECT_EQ(only(record).state, ForecastState::open) << "nothing was heard of the parties since";
  record.findings.events = {event("e", "events/accuse:blame", EventType::accuse, "r6")};
  EXPECT_EQ(only(record).state, ForecastState::no);
  record.findings.events.push_back(event("d", "events/accuse:blame", EventType::accuse, "r3"));
  record.findings.events.push_back(event("g", "events/accuse:blame", EventType::accuse, "r8"));
  EXPECT_NE(only(record).note.find("2 later reports tell"), std::string::npos) << only(record).note;
  record.findings.events.resize(1);
  record.findings.events[0].report = "r3";
  EXPECT_EQ(only(record).state, ForecastState::open) << "the window was not over then";
  record.findings.events[0].report = "r6";
  EXPECT_EQ(only(record, parse_date("2018-03-20")).state, ForecastState::open) << "not over on that day";
}

TEST(Resolving, ACancelledMeetingIsTheEvidence) {
  Record record = year();
  record.findings.forecasts = {forecast("f", "r2", "the summit will be held", "2018-03-01", "2018-04-01")};
  record.findings.meetings = {meeting("m", "the summit", EventStatus::cancelled, "2018-03-10", "r5")};
  Resolution r = only(record);
  EXPECT_EQ(r.state, ForecastState::no);
  EXPECT_EQ(r.evidence, std::vector<std::string>{"m"});
}

TEST(Resolving, AConditionThatDidNotComeToPass) {
  Record record = year();
  record.findings.forecasts = {forecast("f", "r2", "a summit will be held", "2018-03-01", "2018-04-01")};
  record.findings.forecasts[0].conditions = {"if talks take place first"};
  record.findings.meetings = {meeting("m", "the summit", EventStatus::cancelled, "2018-03-10", "r5"),
                              meeting("t", "talks", EventStatus::scheduled, "2018-02-20", "r2")};
  EXPECT_EQ(only(record).state, ForecastState::condition_not_met);
  record.findings.meetings[1] = meeting("t", "talks", EventStatus::happened, "2018-02-20", "r3");
  EXPECT_EQ(only(record).state, ForecastState::no) << "the condition was met";
}

TEST(Resolving, AWindowThatHadEndedIsVoid) {
  Record record = year();
  record.findings.forecasts = {forecast("f", "r5", "a summit will be held", "2018-03-01", "2018-04-01")};
  record.findings.meetings = {meeting("m", "the summit", EventStatus::happened, "2018-03-10", "r6")};
  EXPECT_EQ(only(record).state, ForecastState::void_);
}

TEST(Resolving, OtherActsByTheSameEntryOfTheCodebook) {
  Record record = year();
  Forecast f = forecast("f", "r2", "Norway will close its border with Chile", "2018-03-01", "2018-06-01");
  f.predicate.type = "COERCE";
  record.findings.forecasts = {f};
  record.findings.events = {event("p", "events/coerce:close+counterpart", EventType::coerce, "r2"),
                            event("e", "events/coerce:detain", EventType::coerce, "r4")};
  record.findings.events[0].status = EventStatus::predicted;
  EXPECT_EQ(only(record).state, ForecastState::open);
  record.findings.events[1].by_rule = "events/coerce:close";
  Resolution r = only(record);
  EXPECT_EQ(r.state, ForecastState::yes);
  EXPECT_EQ(r.evidence, std::vector<std::string>{"e"});
  std::swap(record.findings.events[1].source, record.findings.events[1].target);
  EXPECT_NE(only(record).state, ForecastState::yes) << "the other way round";
}

TEST(Resolving, PartiesLeftOutAreThoseOfTheOneMeetingOfTheReport) {
  Record record = year();
  Forecast f = forecast("f", "r2", "the talks will probably begin in March", "2018-03-01", "2018-04-01");
  f.predicate = {};
  f.phrase = "will probably";
  f.window.when = "March";
  record.findings.forecasts = {f};
  record.findings.meetings = {meeting("m", "talks", EventStatus::happened, "2018-03-10", "r2")};
  record.findings.meetings[0].history.push_back(record.findings.meetings[0].history[0]);
  record.findings.meetings[0].history.back().report = "r4";
  EXPECT_EQ(only(record).state, ForecastState::yes);
  record.findings.forecasts[0].event = "the talks will probably produce a full list of sites in March";
  EXPECT_EQ(only(record).state, ForecastState::open) << "held talks are no list";
}

TEST(Resolving, OwnForecastsAreSettledToo) {
  Record record = year();
  Forecast own = forecast("own", "", "Will Norway and Chile meet?", "2018-02-02", "2018-05-01");
  record.stated = {{own, *parse_date("2018-02-02")}};
  record.findings.events = {event("e", "events/consult:meet", EventType::consult, "r4")};
  EXPECT_EQ(only(record).state, ForecastState::yes);
  RecordForecasts all = forecasts_of(record, {});
  ASSERT_EQ(all.forecasts.size(), 1U);
  EXPECT_EQ(all.forecasts[0].forecaster, kOwnName);
  EXPECT_EQ(all.forecasts[0].state, ForecastState::yes);
}

TEST(Resolving, ScoresSpeakOfTheEventNotOfItsDenial) {
  Record record = year();
  record.findings.forecasts = {forecast("f", "r2", "a summit is unlikely to be held", "2018-03-01", "2018-04-01")};
  record.findings.forecasts[0].polarity = "-";
  record.findings.forecasts[0].point = 0.2;
  record.findings.meetings = {meeting("m", "the summit", EventStatus::cancelled, "2018-03-10", "r5")};
  EXPECT_EQ(only(record).state, ForecastState::yes) << "the forecaster was right";
  RecordForecasts all = forecasts_of(record, {});
  EXPECT_EQ(all.forecasts.at(0).state, ForecastState::no) << "the summit was not held";
  EXPECT_NEAR(brier_of(*judged_of(all.forecasts[0])), 0.04, 1e-12);
}

TEST(Resolving, CopiesOfAReportAreOneStory) {
  Record record = year();
  record.reports[2].copies_of = {{"r2", "copy", 1}};
  record.findings.forecasts = {forecast("f", "r2", "a summit will be held", "2018-04-01", "2018-05-01"),
                               forecast("g", "r3", "a summit will be held", "2018-04-01", "2018-05-01")};
  record.findings.meetings = {meeting("m", "the summit", EventStatus::happened, "2018-04-10", "r5")};
  RecordForecasts all = forecasts_of(record, {});
  ASSERT_EQ(all.forecasts.size(), 2U);
  EXPECT_EQ(all.forecasts[0].story, all.forecasts[1].story);
  EXPECT_EQ(make_scoreboard(all.forecasts).copies, 1U);
}

TEST(Resolving, APronounIsNobodysName) {
  Record record = year();
  for (const char* id : {"f", "g", "h"})
    record.findings.forecasts.push_back(forecast(id, "r2", "a summit will be held", "2018-04-01", "2018-05-01"));
  record.findings.forecasts[0].by = "She";
  record.findings.forecasts[0].actors = {{"She", "NOR", "act-1"}};
  record.findings.forecasts[1].by = "he";
  record.findings.forecasts[1].actors = {{"he", "UNK", "act-2"}};
  record.findings.forecasts[2].by = "They";
  Claim claim;
  claim.actors = {{"Ida Moen, an envoy", "NOR", "act-1"}};
  record.findings.claims = {claim};
  const RecordForecasts all = forecasts_of(record, {});
  ASSERT_EQ(all.forecasts.size(), 3U);
  EXPECT_EQ(all.forecasts[0].forecaster, "Ida Moen") << "named by another finding";
  EXPECT_EQ(all.forecasts[1].forecaster, "") << "nobody that is named anywhere";
  EXPECT_EQ(all.forecasts[2].forecaster, "");
}

TEST(Judgements, AreAppendedAndStandAboveTheRecord) {
  TestFolder folder;
  auto ledger = Ledger::open(folder.file("l.db"), Ledger::Mode::read_write);
  ASSERT_TRUE(ledger);
  EXPECT_TRUE(ledger->record()->judgements.empty());
  const Date day = *parse_date("2018-06-01");
  Judgement first{"f", ForecastState::yes, {"m"}, "", std::string(kJudgedByRecord), day};
  Judgement second{"f", ForecastState::void_, {}, "another summit", "hand", day.plus_days(5)};
  ASSERT_TRUE(ledger->judge({first, second}, "2026-01-01T00:00:00Z"));
  auto kept = ledger->record();
  ASSERT_TRUE(kept);
  ASSERT_EQ(kept->judgements.size(), 2U) << "revised, not replaced";
  EXPECT_EQ(kept->judgements[0].evidence, std::vector<std::string>{"m"});
  EXPECT_EQ(ledger->record({day})->judgements.size(), 1U) << "as known on the day of the first";
  Record record = year();
  record.findings.forecasts = {forecast("f", "r2", "a summit will be held", "2018-03-01", "2018-04-01")};
  record.findings.meetings = {meeting("m", "the summit", EventStatus::happened, "2018-03-10", "r4")};
  record.judgements = kept->judgements;
  EXPECT_EQ(only(record).state, ForecastState::void_);
  EXPECT_TRUE(changed_judgements(record, day).empty()) << "what was judged by hand stays";
  record.judgements.pop_back();
  EXPECT_TRUE(changed_judgements(record, day).empty()) << "nothing has changed since";
  record.findings.meetings.clear();
  auto changed = changed_judgements(record, day);
  ASSERT_EQ(changed.size(), 1U) << "revised: the evidence is gone";
  EXPECT_EQ(changed[0].state, ForecastState::open);
}

TEST(Judgements, StatedForecastsAreKept) {
  TestFolder folder;
  auto ledger = Ledger::open(folder.file("l.db"), Ledger::Mode::read_write);
  ASSERT_TRUE(ledger);
  StatedForecast own{forecast("own", "", "Will they meet?", "2018-02-02", "2018-05-01"), *parse_date("2018-02-02")};
  ASSERT_TRUE(ledger->keep(own, "2026-01-01T00:00:00Z"));
  ASSERT_TRUE(ledger->keep(own, "2026-01-02T00:00:00Z"));
  auto record = ledger->record();
  ASSERT_EQ(record->stated.size(), 1U);
  EXPECT_EQ(record->stated[0].forecast.window.latest, "2018-05-01");
  EXPECT_EQ(record->stated[0].forecast.predicate.target.at(0).code, "CHL");
  EXPECT_EQ(record->stated[0].day, own.day);
  EXPECT_TRUE(ledger->record({parse_date("2018-01-01")})->stated.empty());
}

}  // namespace
}  // namespace parley
