// Findings on sentences written for these tests: what event coders get wrong, and what a report must keep.
#include "reading/reading.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "record/fields.h"
#include "support/knowledge.h"

namespace parley {
namespace {

std::string codes(const std::vector<ActorRef>& actors) {
  std::string out;
  for (const ActorRef& a : actors) out += (out.empty() ? "" : ",") + a.code;
  return out;
}

/// "TYPE source>target status" of the first event of a type; "" if there is none.
std::string event(const Analysis& a, EventType type) {
  for (const Event& e : a.findings.events)
    if (e.type == type) return codes(e.source) + ">" + codes(e.target) + " " + std::string(name_of(e.status));
  return "";
}

TEST(Events, KeepTheStatus) {
  EXPECT_EQ(event(*read_text("Norway canceled the talks with Chile."), EventType::reject), "NOR>CHL happened");
  EXPECT_EQ(event(*read_text("Norway canceled the talks with Chile."), EventType::consult).substr(7), " cancelled");
  EXPECT_EQ(event(*read_text("Norway will meet with Chile in January."), EventType::consult), "NOR>CHL scheduled");
  EXPECT_EQ(event(*read_text("Norway did not attack Chile."), EventType::assault), "NOR>CHL negated");
  EXPECT_EQ(event(*read_text("If Norway attacks Chile, Peru will wait."), EventType::assault), "NOR>CHL hypothetical");
  EXPECT_EQ(event(*read_text("Norway could attack Chile."), EventType::assault), "NOR>CHL predicted");
  EXPECT_EQ(event(*read_text("Chile was attacked by Norway."), EventType::assault), "NOR>CHL happened");
  EXPECT_EQ(event(*read_text("Norway urged Chile to return to the table."), EventType::request), "NOR>CHL happened");
}

TEST(Events, AMeasureAndWhatItMeasuresAreOne) {
  for (const char* text :
       {"Norway issued a series of warnings to Chile.", "Norway launched a wave of attacks on Chile."})
    EXPECT_EQ(read_text(text)->findings.events.size(), 1U) << text;
}

TEST(Meetings, FollowOneEncounterThroughASentence) {
  auto a = read_text(
      "High-level talks between Norway and Chile had been scheduled for Nov. 8, but Chile canceled those talks. The "
      "high-level talks have been pushed back until December.");
  ASSERT_EQ(a->findings.meetings.size(), 1U);
  const Meeting& m = a->findings.meetings[0];
  EXPECT_EQ(m.level, "high-level");
  ASSERT_EQ(m.history.size(), 3U);
  EXPECT_EQ(m.history[0].status, EventStatus::scheduled);
  EXPECT_EQ(m.history[0].value, "2018-11-08");
  EXPECT_EQ(m.history[1].status, EventStatus::cancelled);
  EXPECT_EQ(codes(m.history[1].by), "CHL");
  EXPECT_EQ(m.history[2].status, EventStatus::postponed);
  EXPECT_EQ(m.planned.value, "2018-12");
  EXPECT_EQ(m.slips, 1);
}

TEST(Claims, KeepSourceCueAndContent) {
  auto a = read_text("The talks will go on, said Ada Berg, a spokeswoman for the Norwegian government.");
  ASSERT_EQ(a->findings.claims.size(), 1U);
  const Claim& c = a->findings.claims[0];
  EXPECT_EQ(c.cue, "said");
  EXPECT_EQ(c.content, "The talks will go on");
  EXPECT_EQ(c.source_class, SourceClass::named);
  EXPECT_NE(c.source.find("Ada Berg"), std::string::npos);
}

TEST(Forecasts, TurnHedgesIntoIntervals) {
  auto a = read_text(
      "The summit between Norway and Chile is unlikely to be held before the end of December, an analyst said.");
  ASSERT_EQ(a->findings.forecasts.size(), 1U);
  const Forecast& f = a->findings.forecasts[0];
  EXPECT_NEAR(*f.low, 0.1, 0.011);
  EXPECT_NEAR(*f.high, 0.25, 0.011);
  EXPECT_EQ(f.window.value, "2018-12");
  EXPECT_NE(f.by.find("analyst"), std::string::npos);
}

TEST(Findings, LeaveBoilerplateAlone) {
  std::string page =
      "Norway rejected the offer of Chile on Monday, the foreign ministry said in a statement in Oslo.\n\n";
  auto without = read_text(page);
  auto with = read_text(page + "Most viewed articles\n\nPeru attacked Chile\n\nPeru threatened Chile\n");
  EXPECT_FALSE(without->findings.events.empty());
  EXPECT_EQ(with->findings.events.size(), without->findings.events.size());
}

/// The parts from which the random reports of the properties are made.
std::string random_report() {
  static const std::vector<std::string> kParts = {
      "Norway",  "Chile",     " will ",   "meet",         " canceled",  " the talks ",  "on Friday",
      ", ",      ". ",        "\"",       "said",         " that ",     "in January",   "Ada Berg",
      "\n\n",    "likely to", " if ",     "unless",       " the U.S. ", "\xE2\x80\x9C", "\xE2\x80\x9D",
      "because", "demanded",  " 60% of ", "\xED\x95\x9C", " (",         ") -- ",        "2018",
      "Nov. 8",  "'s ",       "summit",   " of ",         "which",      "to hold",      "has been"};
  std::string text;
  for (int n = *rc::gen::inRange(0, 60); n > 0; --n) text += *rc::gen::elementOf(kParts);
  return text;
}

template <class F>
void check_spans(const std::vector<F>& list, const Report& report) {
  CodePointIndex index(report.text);
  for (const F& f : list) {
    std::uint32_t begin = index.byte_of(f.start);
    std::uint32_t end = index.byte_of(f.end);
    RC_ASSERT(end <= report.text.size());
    RC_ASSERT(report.text.substr(begin, end - begin) == f.quote);
    RC_ASSERT(f.report == report.id);
    RC_ASSERT(!f.id.empty());
  }
}

RC_GTEST_PROP(Findings, SpansMatchQuotes, ()) {
  auto a = read_text(random_report());
  for_each_kind(a->findings, [&](const auto& list) { check_spans(list, a->report); });
}

RC_GTEST_PROP(Findings, SurviveJson, ()) {
  auto a = read_text(random_report());
  for_each_kind(a->findings, [&](const auto& list) {
    for (const auto& f : list) {
      using F = std::decay_t<decltype(f)>;
      std::string json = to_json(f);
      auto value = parse_json(json);
      RC_ASSERT(value.has_value());
      auto back = from_json<F>(*value);
      RC_ASSERT(back.has_value());
      RC_ASSERT(to_json(*back) == json);
    }
  });
}

RC_GTEST_PROP(Findings, ForeignBytesAreRead, (const std::string& bytes)) {
  auto text = decode_text(bytes, nullptr);
  if (text) read_text(*text);
}

}  // namespace
}  // namespace parley
