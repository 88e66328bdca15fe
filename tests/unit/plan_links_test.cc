// What sentences say of the order of meetings: every entry's own example, and wordings that no entry gives.
#include "outlook/plan_links.h"

#include <gtest/gtest.h>

#include "support/knowledge.h"

namespace parley {
namespace {

const PlanRules& rules() {
  static const PlanRules kRules = *PlanRules::load(std::string(PARLEY_SOURCE_DIR) + "/codebook");
  return kRules;
}

std::vector<PlanLink> links(const std::string& sentence) {
  return links_of(sentence, *Date::from_civil(2021, 3, 4), rules(), test_knowledge());
}

std::string said(const std::string& sentence) {
  std::string out;
  for (const PlanLink& l : links(sentence))
    out += (out.empty() ? "" : "; ") + std::string(name_of(l.kind)) + ": " + l.first.words + " | " + l.second.words;
  return out;
}

TEST(PlanLinks, EveryEntryReadsItsExample) {
  ASSERT_GE(rules().entries.size(), 6U);
  for (const PlanRules::Entry& e : rules().entries) EXPECT_EQ(said(e.example), e.expect) << e.example;
}

TEST(PlanLinks, WhatWaitsAndWhatGoesFirst) {
  EXPECT_EQ(said("A summit between Peru and Ecuador is possible in January as long as preliminary talks are done by "
                 "mid-December, said Ana Ruiz of the Lima Institute."),
            "needs: preliminary talks | A summit");
  EXPECT_EQ(said("Once high-level talks are held in August, leaders of Serbia and Kosovo will meet in October, a "
                 "diplomat said."),
            "needs: high-level talks | a summit");
  EXPECT_EQ(said("Working-level talks between India and Nepal are scheduled for August 20, followed by a ministerial "
                 "meeting on September 5."),
            "leads: Working-level talks | a ministerial meeting");
  EXPECT_EQ(said("Kenya and Somalia held talks after a summit in May."), "") << "what has happened waits for nothing";
  EXPECT_EQ(said("Norway and Chile will hold a summit in June."), "");
  EXPECT_EQ(said("Norway and Chile will hold a summit in June if the talks fail."), "stops: the talks | a summit");
}

TEST(PlanLinks, DeadlinesAndWindows) {
  const auto l = links(
      "Norway and Chile will hold a summit in June provided that working-level talks are finished by April 20, the "
      "ministry said on Thursday.");
  ASSERT_EQ(l.size(), 1U);
  EXPECT_TRUE(l[0].first.by);
  ASSERT_TRUE(l[0].first.window && l[0].second.window);
  EXPECT_EQ(l[0].first.window->latest.iso(), "2021-04-21");
  EXPECT_EQ(l[0].second.window->earliest.iso(), "2021-06-01");
  EXPECT_EQ(l[0].first.level, "working-level");
  EXPECT_EQ(l[0].second.codes, (std::vector<std::string>{"CHL", "NOR"}));
  const auto before =
      links("Norway will not attend the summit with Chile until technical talks are held before May 1.");
  ASSERT_EQ(before.size(), 1U);
  EXPECT_EQ(before[0].first.window->latest.iso(), "2021-05-01");
}

TEST(PlanLinks, ConditionsThatAreNoMeeting) {
  const auto l =
      links("Serbia and Kosovo will hold a summit in October if the European Union lifts visa rules by September 1.");
  ASSERT_EQ(l.size(), 1U);
  EXPECT_FALSE(l[0].first.encounter);
  EXPECT_EQ(l[0].first.words, "the European Union lifts visa rules by September 1");
  EXPECT_EQ(l[0].first.window->latest.iso(), "2021-09-02");
}

TEST(PlanLinks, TellApartABadCodebook) { EXPECT_FALSE(PlanRules::load("/nowhere")); }

}  // namespace
}  // namespace parley
