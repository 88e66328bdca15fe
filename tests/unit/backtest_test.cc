// Backtests: nothing looks ahead, and who does is caught; what is regular beats the base rate.
#include "outlook/backtest.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace parley {
namespace {

constexpr std::int32_t kStart = 17000;

/// Half of the pairs meet every ten days, the others at random once in forty.
PairHistory world(std::uint32_t pairs, std::int32_t days) {
  Random random(11);
  PairHistory out;
  out.first = kStart;
  out.actors = 2 * pairs + 1;
  for (std::uint32_t p = 0; p < pairs; ++p) {
    PairDays d{2 * p, 2 * p + 1, {}, {}};
    for (std::int32_t day = 0; day < days; ++day) {
      const bool regular = p % 2 == 0;
      if (regular ? day % 10 == static_cast<std::int32_t>(p % 10) : random.below(40) == 0)
        d.target.push_back(kStart + day);
    }
    d.any = d.target;
    out.pairs.push_back(std::move(d));
  }
  return out;
}

BacktestOptions options() {
  BacktestOptions o;
  o.days = 7;
  o.every = 14;
  o.from = Date{kStart + 200};
  o.until = Date{kStart + 300};
  return o;
}

TEST(Backtests, TheStandardMethodsDoNotLookAhead) {
  auto result = backtest(world(60, 300), standard_methods(), options());
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(result->origins, 7U);
  EXPECT_EQ(result->leak_checks, 2U);
  EXPECT_FALSE(result->leaked());
}

TEST(Backtests, APlantedLeakIsCaught) {
  auto methods = standard_methods();
  methods.push_back(
      {"peeks", [](const PairHistory& h, std::int32_t origin, std::int32_t days, const std::vector<PairView>& asked) {
         std::vector<double> out;
         for (const PairView& v : asked) {
           const auto& t = h.pairs[v.pair].target;
           auto next = std::lower_bound(t.begin(), t.end(), origin);
           out.push_back(next != t.end() && *next < origin + days ? 1 : 0);
         }
         return out;
       }});
  // A leak by training: weights that have seen the days behind the origin.
  methods.push_back({"trains on", [](const PairHistory& h, std::int32_t origin, std::int32_t days,
                                     const std::vector<PairView>& asked) {
                       Hazard hazard;
                       hazard.train(h.pairs, h.actors, h.first, origin + days);
                       std::vector<double> out;
                       for (const PairView& v : asked) out.push_back(hazard.curve(v).within(days));
                       return out;
                     }});
  auto result = backtest(world(60, 300), methods, options());
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->leaked());
  for (const BacktestRow& r : result->rows)
    EXPECT_EQ(r.leaks > 0, r.name == "peeks" || r.name == "trains on") << r.name;
  EXPECT_EQ(result->rows[4].scores.brier, 0) << "it knew";
}

TEST(Backtests, ScoresAreThoseOfTheAnswers) {
  auto result = backtest(world(60, 300), standard_methods(), options());
  ASSERT_TRUE(result);
  const BacktestRow& hazard = result->rows[0];
  const BacktestRow& base = result->rows[1];
  EXPECT_EQ(base.skill, 0);
  EXPECT_GT(hazard.skill, 0.3) << "half of the pairs meet like clockwork";
  EXPECT_NEAR(hazard.skill, 1 - hazard.scores.brier / base.scores.brier, 1e-12);
  EXPECT_EQ(hazard.scores.n, base.scores.n);
  EXPECT_LT(result->rows[3].skill, 0) << "no change is sure of itself and wrong";
  EXPECT_EQ(backtest_json(*result, options()),
            backtest_json(*backtest(world(60, 300), standard_methods(), options()), options()));
}

TEST(Backtests, WhatCannotBeAskedIsSaid) {
  BacktestOptions o = options();
  o.until = o.from.plus_days(3);
  EXPECT_EQ(backtest(world(4, 300), standard_methods(), o).error().code, ErrorCode::bad_usage);
  EXPECT_EQ(backtest(PairHistory(), standard_methods(), options()).error().code, ErrorCode::bad_input);
}

}  // namespace
}  // namespace parley
