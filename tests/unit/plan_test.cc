// Plans from raw reports: what waits for what, when it may take place, what a slip does; and orders that cannot be.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "base/value.h"
#include "outlook/plan_draws.h"
#include "support/program.h"

namespace parley {
namespace {

class Plans : public ProgramTest {
 protected:
  /// The plan of reports, as JSON; each report is a day and its body.
  Value plan(const std::vector<std::pair<std::string, std::string>>& reports, const std::string& arguments) {
    std::string files;
    for (std::size_t k = 0; k < reports.size(); ++k)
      files += " " + write("r" + std::to_string(k) + ".jsonl",
                           "{\"text\": \"" + reports[k].second + "\", \"published\": \"" + reports[k].first + "\"}\n");
    const Outcome read = run("read --quiet" + ledger() + files);
    EXPECT_EQ(read.code, 0) << read.err;
    out_ = run("outlook plan --format json" + ledger() + " " + arguments);
    auto value = parse_json(out_.out);
    EXPECT_TRUE(value) << out_.out << out_.err;
    return value ? *value : Value();
  }
  static const Value& meeting(const Value& plan, const std::string& name) {
    for (const Value& m : plan.at("meetings").list)
      if (m.str("name").find(name) != std::string::npos) return m;
    ADD_FAILURE() << "no " << name;
    return plan.at("nothing");
  }
  static std::string name_of_id(const Value& plan, const std::string& id) {
    for (const Value& m : plan.at("meetings").list)
      if (m.str("id") == id) return m.str("name");
    return "?";
  }
  /// "needs: working-level talks > a summit by 2021-04-20"
  static std::string links(const Value& plan) {
    std::string out;
    for (const Value& l : plan.at("links").list)
      out += (out.empty() ? "" : "; ") + l.str("kind") + ": " + name_of_id(plan, l.str("first")) + " > " +
             name_of_id(plan, l.str("second")) + (l.str("deadline").empty() ? "" : " by " + l.str("deadline"));
    return out;
  }
  static bool notes(const Value& plan, const std::string& words) {
    const auto all = plan.texts("notes");
    return std::any_of(all.begin(), all.end(),
                       [&](const std::string& n) { return n.find(words) != std::string::npos; });
  }
  Outcome out_;
};

TEST_F(Plans, ASummitProvidedThatTalksAreFinished) {
  const std::vector<std::pair<std::string, std::string>> reports = {
      {"2021-03-04",
       "Norway and Chile will hold a summit in June provided that working-level talks are finished by April 20, the "
       "Norwegian foreign ministry said on Thursday.\\n\\nThe working-level talks between Norway and Chile are "
       "scheduled "
       "for April 12 in Bergen."}};
  const Value p = plan(reports, "--on 2021-03-05 --slip working-level=60");
  EXPECT_EQ(links(p), "needs: The working-level talks > a summit by 2021-04-20");
  const Value& summit = meeting(p, "a summit");
  EXPECT_LT(summit.number("by_plan"), summit.number("alone")) << "it falls or moves with what it waits for";
  EXPECT_LE(summit.number("low"), summit.number("by_plan"));
  EXPECT_GE(summit.number("high"), summit.number("by_plan"));
  EXPECT_EQ(p.at("links").list[0].whole("lead_days"), 42) << "from April 20 to June 1";
  ASSERT_EQ(p.at("slips").list.size(), 1U);
  const Value& effect = p.at("slips").list[0].at("effects").list.at(0);
  EXPECT_EQ(name_of_id(p, effect.str("meeting")), "a summit");
  EXPECT_LT(effect.number("after"), 0.1 * effect.number("before")) << "sixty days later June cannot be met";
  double sum = summit.number("never");
  for (const Value& w : summit.at("weeks").list)
    sum += (w.kind == Value::Kind::real ? w.real : static_cast<double>(w.integer));
  EXPECT_NEAR(sum, 1, 1e-4);
  const std::string first = out_.out;
  EXPECT_EQ(run("outlook plan --format json" + ledger() + " --on 2021-03-05 --slip working-level=60",
                "LC_ALL=C TZ=Asia/Tokyo")
                .out,
            first);
  EXPECT_NE(run("outlook plan --format json --seed 2" + ledger() + " --on 2021-03-05 --slip working-level=60").out,
            first);
}

TEST_F(Plans, OnlyAfterTheEnvoysMeet) {
  const Value p = plan({{"2020-09-02",
                         "Peru and Ecuador agreed to hold ministerial talks on October 15, but only after their envoys "
                         "meet in Lima on September 20, a spokesman said on Wednesday."}},
                       "--on 2020-09-03");
  EXPECT_EQ(links(p), "needs: a meeting (envoys) > ministerial talks by 2020-09-20");
}

TEST_F(Plans, NoTalksUntilAndNoSummitUnless) {
  const Value until =
      plan({{"2022-05-03",
             "Kenya will not attend the summit with Somalia on July 1 until technical talks on the sea "
             "border are held, President William Ruto said on Tuesday.\\n\\nThe technical talks between "
             "Kenya and Somalia are planned for May 25 in Djibouti."},
            {"2019-08-06",
             "There will be no summit between India and Nepal unless a ministerial meeting is held by "
             "September 15, said Sita Karki of the Kathmandu Institute."}},
           "--on 2022-05-04 --about KEN");
  EXPECT_EQ(links(until), "needs: technical talks > the summit");
  const Value unless = *parse_json(run("outlook plan --format json --on 2019-08-07 --about NPL" + ledger()).out);
  EXPECT_EQ(links(unless), "needs: a ministerial meeting > summit by 2019-09-15");
  EXPECT_EQ(meeting(unless, "ministerial").str("status"), "condition") << "named by the condition alone";
}

TEST_F(Plans, MeetingsThatPrepareOthersDoNotTakeThemDown) {
  const Value p = plan({{"2023-01-11",
                         "Foreign ministers of Greece and Turkey will meet on February 3 in Ankara to prepare a summit "
                         "between the two countries on March 10, officials said."}},
                       "--on 2023-01-12");
  EXPECT_EQ(links(p), "leads: a meeting (ministerial) > a summit by 2023-02-03");
  EXPECT_EQ(p.at("links").list[0].number("prevents"), 0);
  EXPECT_GT(p.at("links").list[0].number("decides"), 0);
}

TEST_F(Plans, ConditionsThatAreNoMeetingCanBeAssumed) {
  const std::vector<std::pair<std::string, std::string>> reports = {
      {"2021-07-08",
       "A summit between Serbia and Kosovo could take place in October if the European Union lifts visa rules by "
       "September 1, said Ana Petrovic, an analyst at the Belgrade Forum."}};
  const Value sure = plan(reports, "--on 2021-07-09 --assume \"visa rules=1\"");
  EXPECT_EQ(links(sure), "needs: the European Union lifts visa rules by September 1 > A summit by 2021-09-01");
  EXPECT_EQ(sure.at("links").list[0].number("prevents"), 0);
  const Value never =
      *parse_json(run("outlook plan --format json --on 2021-07-09 --assume \"visa rules=0\"" + ledger()).out);
  EXPECT_EQ(meeting(never, "summit").number("never"), 1);
  EXPECT_NE(run("outlook plan --on 2021-07-09 --assume \"elections=1\"" + ledger()).err.find("no meeting of the plan"),
            std::string::npos);
}

TEST_F(Plans, AConditionThatWasMetOrIsOverdueIsSaid) {
  const std::string told =
      "Egypt and Sudan will hold a summit in May as long as preliminary talks take place by April 10, a diplomat said.";
  const std::string set = "Working-level talks between Egypt and Sudan are scheduled for April 5, the ministry said.";
  const Value met = plan({{"2022-03-01", told},
                          {"2022-03-02", set},
                          {"2022-04-06", "Egypt and Sudan held working-level talks on April 5, the ministry said."}},
                         "--on 2022-04-07");
  EXPECT_EQ(links(met), "");
  EXPECT_TRUE(notes(met, "met: ")) << out_.out;
  const Value before = *parse_json(run("outlook plan --format json --on 2022-03-10" + ledger()).out);
  EXPECT_EQ(before.at("links").list.size(), 1U) << "preliminary talks are the lower meeting that is due before";
  EXPECT_EQ(name_of_id(before, before.at("links").list[0].str("first")), "Working-level talks");
}

TEST_F(Plans, AnOverdueConditionIsSaid) {
  const Value p = plan({{"2022-03-01",
                         "Egypt and Sudan will hold a summit in May as long as working-level talks take place by April "
                         "10, a diplomat said."}},
                       "--on 2022-04-20");
  EXPECT_TRUE(notes(p, "overdue: ")) << out_.out;
}

TEST_F(Plans, CirclesAndDatesThatCannotBeAreNamed) {
  const Value p =
      plan({{"2021-03-01",
             "Norway and Chile will hold a summit in June provided that ministerial talks are finished by "
             "May 20, the foreign ministry said."},
            {"2021-03-02",
             "Norway and Chile will hold ministerial talks in May only if the summit in June is held first, "
             "an envoy said."},
            {"2021-03-03",
             "Peru and Ecuador will hold a summit on April 2 as long as working-level talks are held by May "
             "30, a minister said."}},
           "--on 2021-03-04");
  EXPECT_TRUE(notes(p, "a circle: ")) << out_.out;
  EXPECT_TRUE(notes(p, "contradictory: ")) << out_.out;
  EXPECT_EQ(p.at("links").list.size(), 2U) << "one of the circle's two, and Peru's";
}

TEST_F(Plans, SayWhatIsWrongAndWhenThereIsNothing) {
  const Outcome none = run("outlook plan" + ledger());
  EXPECT_EQ(none.code, 3);
  EXPECT_NE(none.err.find("l.db"), std::string::npos);
  ASSERT_EQ(run("read --quiet" + ledger() + " " +
                write("a.jsonl", "{\"text\": \"It rained in Oslo.\", \"published\": \"2020-01-01\"}\n"))
                .code,
            0);
  const Outcome nothing = run("outlook plan" + ledger());
  EXPECT_EQ(nothing.code, 1);
  EXPECT_NE(nothing.out.find("No meeting lies ahead"), std::string::npos);
  EXPECT_EQ(run("outlook plan --slip talks" + ledger()).code, 2);
  EXPECT_EQ(run("outlook plan --slip talks=3" + ledger()).code, 2);
  EXPECT_EQ(run("outlook plan --assume talks=3" + ledger()).code, 2);
  EXPECT_EQ(run("outlook plan --on yesterday" + ledger()).code, 2);
  EXPECT_EQ(run("outlook plan --on 2019-01-01" + ledger()).code, 3) << "nothing is known by then";
}

TEST_F(Plans, AreDrawn) {
  ASSERT_EQ(run("read --quiet" + ledger() + " " +
                write("a.jsonl",
                      "{\"text\": \"Norway & Chile will hold a summit in June provided that working-level talks "
                      "<sic> are finished by April 20, officials said.\", \"published\": \"2021-03-04\"}\n"))
                .code,
            0);
  const Outcome drawn = run("outlook plan --svg " + file("p.svg") + ledger());
  EXPECT_EQ(drawn.code, 0) << drawn.err;
  std::ifstream svg(file("p.svg"));
  const std::string bytes((std::istreambuf_iterator<char>(svg)), {});
  EXPECT_NE(bytes.find("class=\"needs\""), std::string::npos);
  EXPECT_EQ(bytes.find("<sic>"), std::string::npos) << "escaped";
}

PlanNode node(const std::string& id, const std::string& from, const std::string& to, double kept) {
  PlanNode n;
  n.id = n.name = id;
  n.state = PlanState::set;
  n.planned = DateRange{*parse_date(from), *parse_date(to)};
  n.odds.kept = {kept, 1e9, {}, ""};
  n.odds.late = {1, 1e9, {}, ""};
  n.odds.delays = {10, 20};
  return n;
}

TEST(PlanDraws, AgreeWithWhatCanBeReckoned) {
  PlanNetwork n;
  n.on = *parse_date("2021-01-01");
  n.until = *parse_date("2022-01-01");
  n.nodes = {node("a", "2021-02-01", "2021-02-02", 0.6), node("b", "2021-02-05", "2021-02-06", 0.5)};
  PlanEdge e;
  e.first = 0, e.second = 1, e.lead = 3;
  n.edges = {e};
  const PlanDraws d = draw_plan(n, {7, 100000});
  EXPECT_NEAR(d.nodes[0].by_plan, 0.6, 0.01);
  EXPECT_NEAR(d.nodes[1].alone, 0.5, 0.01);
  EXPECT_NEAR(d.nodes[1].by_plan, 0.6 * 0.5, 0.01) << "late by ten or twenty days, a is on or behind b's day";
  EXPECT_EQ(d.nodes[1].never, 0);
  // a late by 10 (day 11, b on 14) or 20 (21, b on 24): decides where b's own day (5, 15, 25) is earlier
  EXPECT_NEAR(d.edges[0].decides, 0.4 * (0.5 * 0.5 + 0.5 * 0.75), 0.01);
  const PlanSlip s = slip_plan(n, 0, 2, {7, 100000});
  ASSERT_EQ(s.effects.size(), 1U);
  EXPECT_EQ(s.effects[0].after, 0) << "three days behind the 3rd is the 6th";
  EXPECT_EQ(s.effects[0].before, d.nodes[1].by_plan) << "the same draws";
}

TEST(PlanDraws, UncertainOddsWidenTheRange) {
  PlanNetwork n;
  n.on = *parse_date("2021-01-01");
  n.until = *parse_date("2022-01-01");
  n.nodes = {node("a", "2021-02-01", "2021-02-02", 0.5)};
  n.nodes[0].odds.kept.weight = 10;
  const PlanDraws few = draw_plan(n, {});
  n.nodes[0].odds.kept.weight = 1000;
  const PlanDraws many = draw_plan(n, {});
  EXPECT_NEAR(few.nodes[0].high - few.nodes[0].low, 2 * 1.2816 * 0.5 / std::sqrt(11.0), 0.06);
  EXPECT_GT(few.nodes[0].high - few.nodes[0].low, 2 * (many.nodes[0].high - many.nodes[0].low));
}

}  // namespace
}  // namespace parley
