// Hazards: views know only days before their origin, curves fall, what is regular is foreseen, short histories are
// counted.
#include "outlook/hazard.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace parley {
namespace {

/// Half of the pairs meet every ten days, the other half at random once in fifty.
std::vector<PairDays> world(std::uint32_t pairs, std::int32_t days) {
  Random random(3);
  std::vector<PairDays> out;
  for (std::uint32_t p = 0; p < pairs; ++p) {
    PairDays d{2 * p, 2 * p + 1, {}, {}};
    for (std::int32_t day = 0; day < days; ++day) {
      bool regular = p % 2 == 0;
      bool meets = regular ? day % 10 == static_cast<std::int32_t>(p % 10) : random.below(50) == 0;
      if (meets) d.target.push_back(day);
      if (meets || random.below(20) == 0) d.any.push_back(day);
    }
    out.push_back(std::move(d));
  }
  return out;
}

TEST(Hazards, AViewKnowsTheDaysBeforeItsOriginOnly) {
  std::vector<PairDays> pairs = {{0, 1, {10, 20, 33}, {10, 15, 20, 33, 40}}, {1, 2, {5}, {5}}};
  std::vector<PairView> views = views_on(pairs, 3, 30, 60);
  ASSERT_EQ(views.size(), 1U) << "pairs with two days or more";
  EXPECT_EQ(views[0].gap, 10);
  EXPECT_EQ(views[0].events, 2U);
  EXPECT_EQ(views[0].next, 4) << "day 33 is the fourth from day 30 on";
  EXPECT_EQ(views[0].followed, 30);
  // The plant: later days change, what is seen does not.
  pairs[0].target = {10, 20, 30, 31, 32};
  pairs[0].any = {10, 15, 20, 30, 31, 32};
  pairs[1].target = {5, 30};
  std::vector<PairView> planted = views_on(pairs, 3, 30, 60);
  EXPECT_EQ(planted[0].x, views[0].x);
  EXPECT_EQ(planted[0].band, views[0].band);
  EXPECT_EQ(planted[0].next, 1);
  EXPECT_EQ(views_on(pairs, 3, 30, 30)[0].next, -1) << "what is not followed is not known";
}

TEST(Hazards, AViewTellsWhoActsAndWithWhomBothMeet) {
  std::vector<PairDays> pairs = {{0, 1, {10, 20}, {10, 20}}, {0, 2, {15}, {15}}, {1, 2, {15}, {15}}};
  const std::vector<PairView> plain = views_on(pairs, 3, 30, 60);
  pairs[0].acts = {{10, true, true}, {20, true, true}, {20, false, false}, {33, false, true}};
  std::vector<PairView> views = views_on(pairs, 3, 30, 60);
  ASSERT_EQ(views.size(), 1U);
  EXPECT_GT(views[0].x[18], 0.5F) << "one side acts";
  EXPECT_EQ(views[0].x[19], 0) << "the other does not: day 33 lies ahead";
  EXPECT_GT(views[0].x[20], 0.3F) << "but it does something else";
  EXPECT_EQ(views[0].x[21], 0);
  EXPECT_GT(views[0].x[22], 0.3F) << "actor 2 meets both";
  EXPECT_EQ(plain[0].x[22], views[0].x[22]);
  for (PairAct& act : pairs[0].acts) act.back = !act.back;
  EXPECT_EQ(views_on(pairs, 3, 30, 60)[0].x, views[0].x) << "who stands first in a pair means nothing";
  pairs.pop_back();
  EXPECT_EQ(views_on(pairs, 3, 30, 60)[0].x[22], 0);
}

TEST(Hazards, CountsDoNotGrowWithTheAgeOfAHistory) {
  PairDays steady{0, 1, {}, {}};
  for (std::int32_t day = 0; day < 600; ++day)
    if (day % 3 == 0) steady.target.push_back(day), steady.any.push_back(day);
  std::vector<PairDays> pairs = {steady};
  const auto young = views_on(pairs, 2, 90, 90), old = views_on(pairs, 2, 600, 600);
  for (std::size_t k : {1, 2, 3, 4, 5, 9}) EXPECT_NEAR(young[0].x[k], old[0].x[k], 0.05) << k;
  EXPECT_EQ(old[0].activity.length, 597) << "the first hundredth of the events is left out";
  EXPECT_NEAR(old[0].activity.usual, 1.0 / 3, 0.01);
  EXPECT_NEAR(old[0].activity.expected, 1, 0.1);
  pairs[0].target.insert(pairs[0].target.begin(), -3000);  // a wrong date
  pairs[0].any.insert(pairs[0].any.begin(), -3000);
  EXPECT_NEAR(views_on(pairs, 2, 600, 600)[0].activity.length, 600, 10);
}

TEST(Hazards, TrainingEndsBeforeTheDayOfTheQuestion) {
  std::vector<PairDays> pairs = world(60, 400);
  Hazard a;
  a.train(pairs, 120, 0, 300);
  PairView view = views_on(pairs, 120, 300, 300)[0];
  SurvivalCurve before = a.curve(view);
  for (PairDays& p : pairs) {
    std::erase_if(p.target, [](std::int32_t d) { return d >= 300; });
    std::erase_if(p.any, [](std::int32_t d) { return d >= 300; });
  }
  Hazard b;
  b.train(pairs, 120, 0, 300);
  EXPECT_EQ(before.left, b.curve(view).left);
}

TEST(Hazards, WhatIsRegularIsForeseen) {
  std::vector<PairDays> pairs = world(200, 400);
  Hazard hazard;
  hazard.train(pairs, 400, 0, 350);
  EXPECT_TRUE(hazard.learned());
  double regular = 0, chance = 0, n = 0;
  for (const PairView& v : views_on(pairs, 400, 350, 400)) {
    SurvivalCurve curve = hazard.curve(v);
    double last = 1;
    for (double left : curve.left) {
      EXPECT_LE(left, last);
      EXPECT_GE(left, 0);
      last = left;
    }
    (v.pair % 2 == 0 ? regular : chance) += curve.within(10);
    n += 0.5;
  }
  EXPECT_GT(regular / n, 0.85);
  EXPECT_NEAR(chance / n, 1 - std::pow(0.98, 10), 0.08);
}

TEST(Hazards, ShortHistoriesAreCounted) {
  std::vector<PairDays> pairs = world(6, 120);
  Hazard hazard;
  hazard.train(pairs, 12, 0, 120);
  EXPECT_FALSE(hazard.learned());
  for (const PairView& v : views_on(pairs, 12, 120, 120)) {
    double p = hazard.curve(v).within(14);
    EXPECT_GT(p, 0);
    EXPECT_LT(p, 1);
  }
  Hazard empty;
  empty.train({}, 0, 0, 100);
  EXPECT_GT(empty.curve(PairView()).within(7), 0);
  EXPECT_EQ(empty.base(7).total, 0);
}

TEST(Hazards, CurvesAnswerEveryDay) {
  SurvivalCurve curve;
  for (std::size_t k = 0; k < kSpans; ++k) curve.left[k] = std::pow(0.9, kSpanEnds[k]);
  for (std::int32_t days : {1, 4, 6, 12, 25, 50, 240, 300})
    EXPECT_NEAR(curve.within(days), 1 - std::pow(0.9, days), 1e-9) << days;
  EXPECT_EQ(curve.within(0), 0);
  EXPECT_EQ(curve.day_of(0.09), 1);
  EXPECT_EQ(curve.day_of(0.5), 7);
  SurvivalCurve never;
  never.left.fill(1);
  EXPECT_EQ(never.day_of(0.5), 0);
}

TEST(Hazards, CasesAlikeAreCountedWhereTheyWereFollowed) {
  std::vector<PairDays> pairs = world(40, 300);
  Hazard hazard;
  hazard.train(pairs, 80, 0, 300);
  AlikeCases base = hazard.base(10);
  double hits = 0, total = 0;
  for (std::int32_t origin = 60; origin + 10 <= 300; origin += 5)
    for (const PairView& v : views_on(pairs, 80, origin, 300)) {
      total += 1;
      hits += v.next > 0 && v.next <= 10 ? 1 : 0;
    }
  EXPECT_EQ(base.total, total);
  EXPECT_EQ(base.hits, hits);
  PairView some = views_on(pairs, 80, 300, 300)[0];
  EXPECT_LE(hazard.alike(some, 10).total, total);
}

}  // namespace
}  // namespace parley
