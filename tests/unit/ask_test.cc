// Questions in words: how they are read, what they lack, what answers rest on, and that nothing looks ahead.
#include "outlook/ask.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "base/random.h"
#include "outlook/resolve.h"
#include "support/folder.h"
#include "support/knowledge.h"

namespace parley {
namespace {

const std::string kCodebook = std::string(PARLEY_SOURCE_DIR) + "/codebook";
const Date kFirst = *Date::from_civil(2018, 1, 1);
const Date kOn = *Date::from_civil(2018, 11, 28);

void add(HistoryWriter& writer, const std::string& a, const std::string& type, const std::string& b, Date day) {
  NamedEvent e;
  e.source = a, e.target = b, e.type = type, e.origin = "test", e.day = day, e.id = writer.rows() + 1;
  ASSERT_TRUE(writer.add(e));
}

/// Norway and Chile meet every six days; sixty other pairs at random, once in forty days. `future`: days from kOn on
/// too.
OutlookData world(bool future) {
  TestFolder folder;
  auto writer = HistoryWriter::open(folder.file("h"));
  Random random(7);
  const Date end = future ? kOn.plus_days(60) : kOn;
  for (Date d = kFirst; d < end; d = d.plus_days(1)) {
    if ((d.days - kFirst.days) % 6 == 0 || d >= kOn) add(*writer, "NOR", "CONSULT", "CHL", d);
    for (int p = 0; p < 60; ++p)
      if (random.below(40) == 0) add(*writer, "A" + std::to_string(p), "CONSULT", "B" + std::to_string(p), d);
  }
  for (int k = 0; k < 5; ++k) {
    add(*writer, "Foreign Affairs (Ghana)", "CONSULT", "CHL", kFirst.plus_days(40 * k));
    add(*writer, "JPN", "SANCTION", "RUS", kFirst.plus_days(30 * k));
  }
  add(*writer, "ISL", "ACCUSE", "FJI", kFirst.plus_days(9));
  EXPECT_TRUE(writer->commit());
  auto data = OutlookData::load(folder.file("h"), kCodebook);
  return std::move(*data);
}

const OutlookData& past() {
  static const OutlookData kData = world(false);
  return kData;
}

Result<Question> read(const std::string& text) {
  return read_question(text, kOn, test_knowledge(), past().said(), past().history().names().actors);
}

std::string codes(const Question& q) {
  std::string out;
  for (const QuestionActor& a : q.actors) out += (out.empty() ? "" : ",") + a.code;
  return out;
}

TEST(Questions, AreReadAsSentences) {
  auto q = read("Will Norway and Chile hold high-level talks before 1 January 2019?");
  ASSERT_TRUE(q) << q.error().text();
  EXPECT_EQ(q->type, "CONSULT");
  EXPECT_EQ(q->level, "high-level");
  EXPECT_EQ(codes(*q), "NOR,CHL");
  EXPECT_EQ(q->sides, Sides::either);
  EXPECT_EQ(q->window.earliest, kOn);
  EXPECT_EQ(q->window.latest.iso(), "2019-01-01") << "before the day: the day itself does not count";
  q = read("Will Japan sanction Russia by 31 December 2018?");
  ASSERT_TRUE(q) << q.error().text();
  EXPECT_EQ(q->type, "SANCTION");
  EXPECT_EQ(q->sides, Sides::directed);
  EXPECT_EQ(codes(*q), "JPN,RUS");
  EXPECT_EQ(q->window.latest.iso(), "2019-01-01") << "by the day: with it";
}

TEST(Questions, WindowsOfEveryForm) {
  const std::vector<std::array<std::string, 3>> cases = {
      {"before the end of 2018", "2018-11-28", "2019-01-01"},
      {"by March 2019", "2018-11-28", "2019-04-01"},
      {"in January 2019", "2019-01-01", "2019-02-01"},
      {"before March 2019", "2018-11-28", "2019-03-01"},
  };
  for (const auto& [words, from, to] : cases) {
    auto q = read("Will Norway and Chile meet " + words + "?");
    ASSERT_TRUE(q) << words << ": " << q.error().text();
    EXPECT_EQ(q->window.earliest.iso(), from) << words;
    EXPECT_EQ(q->window.latest.iso(), to) << words;
  }
  auto q = read("Will Norway and Chile meet within two months?");
  ASSERT_TRUE(q) << q.error().text();
  EXPECT_NEAR(q->days_ahead(kOn), 61, 2);
}

TEST(Questions, NamesThatOnlyTheHistoryKnows) {
  auto q = read("Will Foreign Affairs (Ghana) and Chile meet before 1 March 2019?");
  ASSERT_TRUE(q) << q.error().text();
  EXPECT_EQ(codes(*q), "Foreign Affairs (Ghana),CHL");
  EXPECT_EQ(q->type, "CONSULT");
}

TEST(Questions, NobodyIsAtHomeInAStandIn) {
  auto q = read("Will civilians and Foreign Affairs (Ghana) meet before 1 March 2019?");
  ASSERT_FALSE(q) << "civilians of the name that stood for the other: " << codes(*q);
  EXPECT_NE(q.error().message.find("only Foreign Affairs (Ghana)"), std::string::npos) << q.error().message;
}

TEST(Questions, AStateIsNamedAsItCanBeAskedAbout) {
  TestFolder folder;
  auto writer = HistoryWriter::open(folder.file("h"));
  add(*writer, "CIV", "CONSULT", "NOR", kFirst);
  ASSERT_TRUE(writer->commit());
  auto data = OutlookData::load(folder.file("h"), kCodebook);
  ASSERT_TRUE(data);
  EXPECT_EQ(data->words().name(0), "Ivory Coast") << "not \"civilians\", whose code it also is";
  auto q = read("Will " + data->words().name(0) + " and Norway meet before 1 March 2019?");
  ASSERT_TRUE(q) << q.error().text();
  EXPECT_EQ(codes(*q), "CIV,NOR");
  q = read("Will Ivory Coast and Zimbabwe meet before 14 January 2019?");
  ASSERT_TRUE(q) << q.error().text();
  EXPECT_EQ(codes(*q), "CIV,ZWE") << "not the public of Zimbabwe";
}

TEST(Questions, WhatTheyLackIsSaid) {
  const std::vector<std::string> bad = {
      "Will Norway and Chile meet?",                     // no day
      "Will Norway and Chile meet before 2017?",         // a day that is over
      "Will Norway and Chile meet after 1 March 2019?",  // no end
      "Will Norway meet before 1 March 2019?",           // one actor
      "Will it rain before 1 March 2019?",               // nobody
      "Is Norway near Chile before 1 March 2019?",       // no act
      "?",
  };
  for (const std::string& text : bad) {
    auto q = read(text);
    ASSERT_FALSE(q) << text << ": " << understood_text(*q);
    EXPECT_EQ(q.error().code, ErrorCode::bad_input) << text;
  }
  EXPECT_EQ(read("").error().code, ErrorCode::bad_usage);
  EXPECT_EQ(read(std::string(5000, 'x')).error().code, ErrorCode::bad_usage);
}

RC_GTEST_PROP(Questions, AnyWordsAreUnderstoodOrRefused, ()) {
  const std::vector<std::string> words = {"Will",
                                          "Norway",
                                          "Chile",
                                          "and",
                                          "meet",
                                          "sanction",
                                          "before",
                                          "by",
                                          "1 March 2019",
                                          "(",
                                          "talks",
                                          "?",
                                          "\"",
                                          "the",
                                          "\xff",
                                          "Foreign Affairs (Ghana)",
                                          ",",
                                          "in 2019",
                                          "hold",
                                          "summit",
                                          "\n",
                                          "not",
                                          "CIV",
                                          "2019-02-30"};
  std::string text;
  for (const std::string& w : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(words))) text += w + " ";
  auto q = read(text);
  if (!q) {
    RC_ASSERT(!q.error().message.empty());
    return;
  }
  RC_ASSERT(!q->type.empty());
  RC_ASSERT(q->actors.size() == (q->sides == Sides::source_alone ? 1U : 2U));
  RC_ASSERT(q->window.latest > kOn);
  RC_ASSERT(q->window.earliest >= kOn);
}

AskAnswer answer(const OutlookData& data, const Record* record, const std::string& text) {
  Asker asker(data, test_knowledge(), record, kOn);
  auto q = asker.read(text);
  EXPECT_TRUE(q) << text << ": " << q.error().text();
  auto a = asker.answer(*q);
  EXPECT_TRUE(a) << text << ": " << a.error().text();
  return a ? *a : AskAnswer();
}

TEST(Answers, WhatIsRegularIsLikely) {
  const AskAnswer a = answer(past(), nullptr, "Will Norway and Chile meet before 10 December 2018?");
  EXPECT_GT(a.probability, 0.6);
  EXPECT_GT(a.probability, a.base);
  EXPECT_LE(a.low, a.probability);
  EXPECT_GE(a.high, a.probability);
  ASSERT_FALSE(a.yes.empty());
  EXPECT_LE(a.yes.size(), 3U);
  for (const AskReason& r : a.yes) EXPECT_GT(r.shift, 0);
  for (const AskReason& r : a.no) EXPECT_LT(r.shift, 0);
  for (std::size_t k = 1; k < a.yes.size(); ++k) EXPECT_GE(a.yes[k - 1].shift, a.yes[k].shift);
  EXPECT_FALSE(a.changes.empty());
}

TEST(Answers, NothingFromTheDayOnCounts) {
  const OutlookData more = world(true);
  const std::string text = "Will Norway and Chile meet before 10 December 2018?";
  Asker asker(more, test_knowledge(), nullptr, kOn);
  auto q = asker.read(text);
  auto planted = asker.answer(*q);
  ASSERT_TRUE(planted);
  const AskAnswer a = answer(past(), nullptr, text);
  EXPECT_EQ(planted->probability, a.probability);
  EXPECT_EQ(answer_json(*q, *planted, kOn), answer_json(*q, a, kOn));
}

TEST(Answers, LongerWindowsAreLikelier) {
  double last = 0;
  for (const char* day : {"1 December 2018", "10 December 2018", "1 January 2019", "1 March 2019"}) {
    const AskAnswer a =
        answer(past(), nullptr, std::string("Will Foreign Affairs (Ghana) and Chile meet before ") + day + "?");
    EXPECT_GE(a.probability, last) << day;
    last = a.probability;
  }
  EXPECT_GT(last, 0);
}

TEST(Answers, WhoNeverDidItAndWhoIsUnknown) {
  const AskAnswer never = answer(past(), nullptr, "Will Iceland and Fiji meet before 10 December 2018?");
  EXPECT_EQ(never.when.basis, WhenBasis::rare);
  EXPECT_LT(never.probability, 0.3);
  Asker asker(past(), test_knowledge(), nullptr, kOn);
  auto q = asker.read("Will Peru and Kenya meet before 10 December 2018?");
  ASSERT_TRUE(q) << q.error().text();
  EXPECT_EQ(asker.answer(*q).error().code, ErrorCode::not_found);
}

Meeting meeting(const std::string& id, const std::string& level, const std::vector<std::array<std::string, 3>>& steps) {
  Meeting m;
  m.id = id;
  m.name = level + " talks";
  m.level = level;
  m.parties = {{"Chile", "CHL", ""}, {"Norway", "NOR", ""}};
  for (const auto& [status, day, reported] : steps) {
    MeetingStep s;
    s.status = *parse_name<EventStatus>(status);
    s.reported = reported;
    s.quote = status + " " + day;
    if (!day.empty()) s.earliest = day, s.latest = parse_date(day)->plus_days(1).iso();
    m.status = s.status;
    if (!day.empty()) m.planned.earliest = s.earliest, m.planned.latest = s.latest;
    m.slips += s.status == EventStatus::cancelled || s.status == EventStatus::postponed ? 1 : 0;
    m.history.push_back(s);
  }
  return m;
}

TEST(Schedules, AreCountedByWhatBecameOfThem) {
  const std::vector<Meeting> all = {
      meeting("a", "high-level", {{"scheduled", "2018-03-10", "2018-03-01"}, {"happened", "2018-03-10", "2018-03-11"}}),
      meeting("b", "high-level", {{"scheduled", "2018-04-10", "2018-04-01"}, {"cancelled", "", "2018-04-09"}}),
      meeting("c", "high-level",
              {{"scheduled", "2018-05-10", "2018-05-01"},
               {"postponed", "", "2018-05-08"},
               {"scheduled", "2018-05-20", "2018-05-12"},
               {"happened", "2018-05-20", "2018-05-21"}}),
      meeting("d", "high-level", {{"proposed", "2018-06-10", "2018-06-01"}, {"cancelled", "", "2018-06-09"}}),
      meeting("s", "high-level", {{"scheduled", "2018-07-10", "2018-07-01"}}),
      meeting("e", "high-level", {{"scheduled", "2018-12-20", "2018-11-20"}}),
  };
  const PlanCases c = plan_cases(all, kOn);
  ASSERT_EQ(c.plans.size(), 5U) << "what lies ahead is no case, nor what no report came back to";
  std::map<std::string, std::string> became;
  for (const PlanCase& p : c.plans)
    became[p.meeting + std::to_string(p.standing.slips)] = p.kept   ? "kept"
                                                           : p.late ? "late by " + std::to_string(*p.late)
                                                                    : "missed";
  EXPECT_EQ(became["a0"], "kept");
  EXPECT_EQ(became["b0"], "late by 40") << "the two met within ninety days";
  EXPECT_EQ(became["c0"], "late by 10");
  EXPECT_EQ(became["c1"], "kept") << "moved to the 20th";
  EXPECT_EQ(became["d0"], "missed");
  ASSERT_EQ(c.undated.size(), 3U);
  EXPECT_FALSE(c.undated[0].held) << "b: called off";
  EXPECT_EQ(c.undated[1].held, 12) << "c: put off, and held twelve days later";
  EXPECT_EQ(days_late(c), (std::vector<int>{0, 0, 10, 40}));
  std::vector<Meeting> told_apart = all;
  told_apart.push_back(meeting("x", "", {{"happened", "2018-06-10", "2018-06-11"}}));
  const auto kept = plan_cases(told_apart, kOn).plans;
  EXPECT_EQ(std::count_if(kept.begin(), kept.end(), [](const PlanCase& p) { return p.kept; }), 3)
      << "they met on the day, under another name";
  told_apart.back() = meeting("y", "envoys", {{"happened", "2018-06-20", "2018-06-21"}});
  EXPECT_FALSE(plan_cases(told_apart, kOn).plans.back().late) << "envoys are not the high-level talks come late";
  EXPECT_TRUE(plan_cases(all, *parse_date("2018-03-05")).plans.empty()) << "nothing was over by then";
  SchedulePrior prior;
  prior.weight = 2, prior.step = 2, prior.kept_firm = 0.8, prior.late = 0.5, prior.delays = {5};
  const ScheduleModel model(prior, c);
  // set: (0.8 * 2 + 1) / 5 by all that were set; one of three in the band of 3 to 14 days; of the level; of the pair
  const Odds set = model.of({"high-level", "CHL,NOR", true, 0, 10}).kept;
  double p = (0.8 * 2 + 1) / 5;
  p = (p * 2 + 1) / 5, p = (p * 2 + 1) / 5, p = (p * 2 + 2) / 7;
  EXPECT_NEAR(set.chance, p, 1e-9);
  EXPECT_EQ(set.counted.hits, 1);
  EXPECT_EQ(set.counted.total, 3);
  EXPECT_EQ(set.weight, 7);
  auto open = schedules_of(all, model, {"NOR", "CHL"}, "high-level", kOn, {kOn, *parse_date("2019-01-01")});
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].meeting->id, "e");
  const ScheduleOdds odds = model.of({"high-level", "CHL,NOR", true, 0, 22});
  EXPECT_GT(open[0].chance, odds.kept.chance) << "on its day, or late but still inside the window";
  EXPECT_LT(open[0].chance, odds.kept.chance + (1 - odds.kept.chance) * odds.late.chance);
  EXPECT_EQ(schedules_of(all, model, {"NOR", "CHL"}, "", kOn, {kOn, *parse_date("2018-12-15")})[0].chance, 0)
      << "too late";
  EXPECT_TRUE(schedules_of(all, model, {"NOR", "PER"}, "", kOn, {kOn, kOn.plus_days(60)}).empty());
}

TEST(Schedules, APlanWhoseDayPassedWithoutWordIsStillOneForAWhile) {
  SchedulePrior prior;
  prior.kept_firm = 0.6, prior.late = 0.5, prior.delays = {2, 10, 20, 40};
  prior.telling = {0.5, 0.2};
  const ScheduleModel model(prior, {});
  const auto asked = [&](const std::vector<Meeting>& all, int days_after) {
    const Date on = parse_date("2018-11-10")->plus_days(days_after);
    return schedules_of(all, model, {"NOR", "CHL"}, "", on, {on, on.plus_days(30)});
  };
  const std::vector<Meeting> all = {meeting("a", "high-level", {{"scheduled", "2018-11-10", "2018-11-01"}})};
  const auto next_day = asked(all, 1);
  ASSERT_EQ(next_day.size(), 1U);
  EXPECT_FALSE(next_day[0].planned);
  ASSERT_TRUE(next_day[0].passed);
  // nothing is known yet: held 0.6, late 0.4 * 0.5, three of the four delays inside the window
  EXPECT_NEAR(next_day[0].held, 0.6, 1e-9);
  EXPECT_NEAR(next_day[0].chance, 0.2 * 3 / 4, 1e-9);
  const auto week_later = asked(all, 8);
  EXPECT_LT(week_later[0].held, 0.3) << "it would have been told";
  EXPECT_GT(week_later[0].chance, next_day[0].chance) << "so it rather has not taken place yet";
  EXPECT_EQ(asked(all, 89)[0].chance, 0) << "all delays are over";
  EXPECT_TRUE(asked(all, 95).empty());
  const std::vector<Meeting> told = {meeting(
      "a", "high-level", {{"scheduled", "2018-11-10", "2018-11-01"}, {"happened", "2018-11-10", "2018-11-11"}})};
  EXPECT_TRUE(asked(told, 8).empty());
}

TEST(Schedules, ReportsMayDifferOnTheDay) {
  const std::vector<Meeting> all = {meeting("a", "summit",
                                            {{"scheduled", "2018-03-10", "2018-03-01"},
                                             {"happened", "2018-03-10", "2018-03-10"},
                                             {"happened", "2018-03-12", "2018-03-13"}})};
  EXPECT_TRUE(plan_cases(all, kOn).plans.at(0).kept);
}

TEST(Schedules, NothingOfTheFutureIsCounted) {
  // A meeting told as held after the day of asking must not show in the cases of that day, however the steps are mixed.
  const std::vector<Meeting> all = {
      meeting("a", "summit", {{"scheduled", "2018-03-10", "2018-03-01"}, {"happened", "2018-03-20", "2018-03-20"}})};
  const auto early = plan_cases(all, *parse_date("2018-03-15")).plans;
  ASSERT_EQ(early.size(), 1U);
  EXPECT_FALSE(early[0].late) << "held on a day that is not known yet";
  EXPECT_FALSE(early[0].followed);
  EXPECT_EQ(plan_cases(all, *parse_date("2018-03-25")).plans.at(0).late, 10);
}

TEST(Schedules, ThePriorIsReadAndRefusedWhereItIsBroken) {
  const auto shipped = SchedulePrior::load(std::string(PARLEY_SOURCE_DIR) + "/codebook");
  ASSERT_TRUE(shipped) << shipped.error().text();
  const ScheduleOdds nothing = ScheduleModel(*shipped, {}).of({"summit", "CHL,NOR", true, 0, 10});
  EXPECT_GT(nothing.kept.high() - nothing.kept.low(), 0.4) << "where nothing is counted the range is wide";
  EXPECT_FALSE(SchedulePrior::load("/nowhere"));
}

TEST(Answers, ASetDayRaisesAndACalledOffOneLowers) {
  Record record;
  Report r;
  r.id = "r";
  r.published.value = "2018-01-05";
  r.published.earliest = "2018-01-05";
  r.published.latest = "2018-01-06";
  record.reports = {r};
  const std::string text = "Will Norway and Chile hold high-level talks before 1 January 2019?";
  const AskAnswer none = answer(past(), &record, text);
  record.findings.meetings = {meeting("m", "high-level", {{"scheduled", "2018-12-20", "2018-11-20"}})};
  const AskAnswer set = answer(past(), &record, text);
  EXPECT_GT(set.probability, none.probability);
  ASSERT_FALSE(set.yes.empty());
  EXPECT_EQ(set.yes[0].ids, std::vector<std::string>{"m"});
  EXPECT_EQ(set.yes[0].quotes, std::vector<std::string>{"scheduled 2018-12-20"}) << "it opens its sentence";
  record.findings.meetings = {
      meeting("m", "high-level", {{"scheduled", "2018-12-20", "2018-11-20"}, {"cancelled", "", "2018-11-27"}})};
  const AskAnswer off = answer(past(), &record, text);
  EXPECT_LT(off.probability, set.probability);
  ASSERT_FALSE(off.no.empty());
  EXPECT_EQ(off.no[0].ids, std::vector<std::string>{"m"});
}

TEST(Answers, ExpertsAreShownWithTheirRecords) {
  Record record;
  for (int m = 1; m <= 10; ++m) {
    Report r;
    r.id = "r" + std::to_string(m);
    r.published.value = Date::from_civil(2018, m, 1)->iso();
    r.published.earliest = r.published.value;
    r.published.latest = Date::from_civil(2018, m, 2)->iso();
    record.reports.push_back(r);
  }
  Forecast f;
  f.id = "f";
  f.report = "r10";
  f.by = "Ann";
  f.actors = {{"Ann Example, of an institute", "CIV", "act-1"}};
  f.event = "Norway and Chile will probably meet in December";
  f.predicate = {"CONSULT", {{"Norway", "NOR", ""}}, {{"Chile", "CHL", ""}}};
  f.start = 0, f.end = 50;
  f.point = 0.7;
  f.window.earliest = "2018-12-01";
  f.window.latest = "2019-01-01";
  record.findings.forecasts = {f};
  Event e;  // the event behind the predicate
  e.id = "e", e.report = "r10", e.by_rule = "events/consult:meet", e.start = 20, e.end = 30;
  e.source = f.predicate.source, e.target = f.predicate.target, e.status = EventStatus::predicted;
  record.findings.events = {e};
  const AskAnswer a = answer(past(), &record, "Will Norway and Chile meet before 1 January 2019?");
  ASSERT_EQ(a.experts.size(), 1U);
  EXPECT_EQ(a.experts[0].name, "Ann Example");
  EXPECT_EQ(a.experts[0].judged, 0U);
  EXPECT_FALSE(a.experts[0].brier);
  EXPECT_FALSE(a.pooled) << "one is no pool";
}

TEST(Answers, AreKeptAsForecastsOfItsOwn) {
  Asker asker(past(), test_knowledge(), nullptr, kOn);
  auto q = asker.read("Will Norway and Chile meet before 10 December 2018?");
  auto a = asker.answer(*q);
  ASSERT_TRUE(a);
  const StatedForecast s = stated_forecast(*q, *a, kOn);
  EXPECT_EQ(s.day, kOn.plus_days(-1));
  EXPECT_EQ(s.forecast.window.latest, "2018-12-10");
  EXPECT_NEAR(*s.forecast.point, a->probability, 1e-6);
  EXPECT_EQ(stated_forecast(*q, *a, kOn).forecast.id, s.forecast.id);
  EXPECT_NE(stated_forecast(*q, *a, kOn.plus_days(1)).forecast.id, s.forecast.id);
}

}  // namespace
}  // namespace parley
