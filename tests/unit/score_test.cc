// Scores: parts add up for any forecasts, known values, intervals, crowds, comparisons.
#include "outlook/score.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "base/random.h"
#include "outlook/bootstrap.h"
#include "outlook/pool.h"
#include "outlook/score_text.h"

namespace parley {
namespace {

rc::Gen<std::vector<Judged>> some_forecasts() {
  return rc::gen::map(rc::gen::container<std::vector<std::pair<int, bool>>>(
                          rc::gen::pair(rc::gen::inRange(0, 1001), rc::gen::arbitrary<bool>())),
                      [](const std::vector<std::pair<int, bool>>& raw) {
                        std::vector<Judged> out;
                        for (const auto& [p, came] : raw) out.push_back({p / 1000.0, came});
                        return out;
                      });
}

RC_GTEST_PROP(Scores, ThePartsOfTheBrierScoreAddUpToIt, ()) {
  const auto all = *some_forecasts();
  const Scores s = score_all(all);
  RC_ASSERT(std::fabs(s.parts.sum() - s.brier) < 1e-12);
  if (!all.empty()) RC_ASSERT(std::fabs(s.parts.uncertainty - s.base_rate_brier) < 1e-12);
}

RC_GTEST_PROP(Scores, StatingTheBaseRateHasNoSkill, ()) {
  auto all = *some_forecasts();
  RC_PRE(!all.empty());
  const double base = score_all(all).base_rate;
  for (Judged& j : all) j.probability = base;
  const Scores s = score_all(all);
  if (s.skill()) RC_ASSERT(std::fabs(*s.skill()) < 1e-9);
  RC_ASSERT(s.parts.reliability < 1e-12);
  RC_ASSERT(s.parts.resolution < 1e-12);
}

RC_GTEST_PROP(Scores, BinsHoldEveryForecastOnce, ()) {
  const auto all = *some_forecasts();
  double n = 0, hits = 0, came = 0;
  for (const Bin& b : calibration(all)) {
    n += b.came.total, hits += b.came.hits;
    RC_ASSERT(b.came.low <= b.came.value() + 1e-12);
    RC_ASSERT(b.came.total == 0 || b.came.value() <= b.came.high + 1e-12);
  }
  for (const Judged& j : all) came += j.came ? 1 : 0;
  RC_ASSERT(n == static_cast<double>(all.size()));
  RC_ASSERT(hits == came);
}

TEST(Scores, WhereAllCameToPassThereIsNoErrorToBeSkilledAgainst) {
  for (std::size_t n = 1; n < 60; ++n) {
    const Scores s = score_all(std::vector<Judged>(n, {0.9, true}));
    EXPECT_EQ(s.base_rate, 1.0);
    EXPECT_FALSE(s.skill()) << n;
  }
}

TEST(Scores, KnownValues) {
  const std::vector<Judged> all = {{0.8, true}, {0.3, false}, {1.0, true}, {0.0, true}};
  const Scores s = score_all(all);
  EXPECT_NEAR(s.brier, (0.04 + 0.09 + 0 + 1) / 4, 1e-12);
  EXPECT_NEAR(s.log_score, -(std::log(0.8) + std::log(0.7) + std::log(0.99) + std::log(0.01)) / 4, 1e-12);
  EXPECT_EQ(s.clipped, 2U);
  EXPECT_NEAR(s.base_rate, 0.75, 1e-12);
  EXPECT_NEAR(s.status_quo_brier, 0.75, 1e-12) << "nothing happens: wrong in three of four";
  EXPECT_FALSE(score_all(std::vector<Judged>{{0.9, true}}).skill()) << "a base rate of 1 makes no error";
  EXPECT_EQ(score_all({}).n, 0U);
}

TEST(Scores, WilsonIntervals) {
  const Share s = wilson(8, 10);
  EXPECT_NEAR(s.low, 0.4902, 1e-4);  // Wilson score interval, as in textbooks
  EXPECT_NEAR(s.high, 0.9433, 1e-4);
  EXPECT_EQ(wilson(0, 0).high, 1);
  EXPECT_EQ(wilson(0, 12).low, 0);
  EXPECT_EQ(wilson(12, 12).high, 1);
}

TEST(Scores, DaysByTheAreaBetweenTheCurves) {
  const Date from = *Date::from_civil(2018, 12, 1);
  DateForecast sure{from, {{from, 0}, {from.plus_days(1), 1}, {from.plus_days(9), 1}}, from.plus_days(1), {}};
  EXPECT_NEAR(*crps_days(sure), 0, 1e-12);
  sure.happened = from.plus_days(4);  // three days later than was said with certainty
  EXPECT_NEAR(*crps_days(sure), 3, 1e-12);
  sure.happened.reset();
  sure.none_until = from.plus_days(2);  // followed for three days only: two of them wrong
  EXPECT_NEAR(*crps_days(sure), 2, 1e-12);
  sure.none_until.reset();
  EXPECT_FALSE(crps_days(sure));
  const DateForecast even{from, {{from.plus_days(9), 1}}, from.plus_days(4), {}};
  EXPECT_NEAR(*crps_days(even), 0.01 + 0.04 + 0.09 + 0.16 + 0.25 + 0.16 + 0.09 + 0.04 + 0.01, 1e-12);
}

TEST(Bootstrap, TellsAClearDifferenceFromChance) {
  Random random(5);
  std::vector<double> noise, worse;
  for (int k = 0; k < 300; ++k) {
    noise.push_back(random.uniform() - 0.5);
    worse.push_back(random.uniform() - 0.3);
  }
  const MeanDifference n = bootstrap_mean(noise);
  EXPECT_FALSE(n.is_clear());
  EXPECT_LE(n.low, n.mean);
  EXPECT_GE(n.high, n.mean);
  const MeanDifference w = bootstrap_mean(worse);
  EXPECT_TRUE(w.is_clear());
  EXPECT_GT(w.low, 0);
  EXPECT_EQ(bootstrap_mean(worse).low, w.low) << "the same seed, the same interval";
  BootstrapOptions other;
  other.seed = 2;
  EXPECT_NE(bootstrap_mean(worse, other).low, w.low);
  EXPECT_EQ(bootstrap_mean({}).n, 0U);
}

TEST(Pools, MedianAndOdds) {
  EXPECT_NEAR(pool_median(std::vector<double>{0.9, 0.1, 0.3}), 0.3, 1e-12);
  EXPECT_NEAR(pool_median(std::vector<double>{0.2, 0.4}), 0.3, 1e-12);
  EXPECT_NEAR(pool_odds(std::vector<double>{0.2, 0.8}), 0.5, 1e-12);
  EXPECT_NEAR(pool_odds(std::vector<double>{0.8, 0.8}), 0.8, 1e-12);
  EXPECT_GT(pool_odds(std::vector<double>{0.8, 0.8}, 2), 0.93);
  EXPECT_LT(pool_odds(std::vector<double>{0, 0.5}), 0.5) << "certainty is held within bounds";
}

TEST(Pools, TheExponentIsFittedOnResolvedQuestions) {
  std::vector<PooledQuestion> timid, sound;
  for (int k = 0; k < 200; ++k) {
    timid.push_back({{0.6, 0.7}, k % 20 != 0});  // said two in three, came in 19 of 20
    sound.push_back({{0.8, 0.8}, k % 5 != 0});
  }
  EXPECT_GT(fit_exponent(timid), 2);
  EXPECT_EQ(fit_exponent(std::vector<PooledQuestion>(timid.begin(), timid.begin() + 19)), 1);
  // Half of them said low: an exponent cannot shift, only sharpen.
  for (int k = 0; k < 200; ++k) sound.push_back({{0.2, 0.2}, k % 5 == 0});
  EXPECT_NEAR(fit_exponent(sound), 1, 0.051);
}

ResolvedForecast forecast(const std::string& who, const std::string& question, double p, ForecastState state) {
  ResolvedForecast f;
  f.forecaster = who;
  f.question = question;
  f.probability = p;
  f.state = state;
  return f;
}

const ScoreRow& row(const Scoreboard& board, const std::string& by, const std::string& name) {
  for (const ScoreRow& r : board.rows)
    if (r.by == by && r.name == name) return r;
  ADD_FAILURE() << by << " " << name;
  return board.all;
}

Scoreboard board_of_two() {
  std::vector<ResolvedForecast> all;
  for (int k = 0; k < 30; ++k) {
    const bool came = k % 3 == 0;
    const std::string question = "q" + std::to_string(k);
    const ForecastState state = came ? ForecastState::yes : ForecastState::no;
    all.push_back(forecast("good", question, came ? 0.8 : 0.1, state));
    all.push_back(forecast("bad", question, 0.9, state));
  }
  all.push_back(forecast("good", "v", 0.5, ForecastState::void_));
  all.push_back(forecast("good", "c", 0.5, ForecastState::condition_not_met));
  all.push_back(forecast("good", "o", 0.5, ForecastState::open));
  all.push_back(forecast("rare", "q1", 0.2, ForecastState::no));
  return make_scoreboard(all);
}

TEST(Scoreboards, ScoresEachForecaster) {
  const Scoreboard board = board_of_two();
  const ScoreRow& good = row(board, "forecaster", "good");
  EXPECT_EQ(good.scores.n, 30U);
  EXPECT_EQ(good.open, 1U);
  EXPECT_EQ(good.voided, 2U);
  EXPECT_NEAR(good.void_share(), 2.0 / 32, 1e-12);
  EXPECT_GT(*good.scores.skill(), 0.8);
  EXPECT_LT(*row(board, "forecaster", "bad").scores.skill(), 0);
  EXPECT_TRUE(row(board, "forecaster", "rare").too_few());
  ASSERT_EQ(board.comparisons.size(), 1U) << "those with too few are not compared";
  const Comparison& c = board.comparisons[0];
  EXPECT_EQ(c.difference.n, 30U);
  EXPECT_TRUE(c.difference.is_clear());
  EXPECT_EQ(c.difference.mean < 0 ? c.first : c.second, "good");
  EXPECT_EQ(row(board, "pool", "median").scores.n, 30U);
}

TEST(Scoreboards, TooFewGetNoScores) {
  const std::string text = scores_text(board_of_two());
  const std::size_t rare = text.find("rare");
  ASSERT_NE(rare, std::string::npos);
  EXPECT_NE(text.substr(rare, 80).find("too few to say"), std::string::npos) << text;
  const std::string json = scores_json(board_of_two());
  EXPECT_NE(json.find("\"name\":\"rare\",\"n\":1,"), std::string::npos) << json;
}

TEST(Scoreboards, CopiesOfOneStoryCountOnce) {
  std::vector<ResolvedForecast> all;
  for (int k = 0; k < 4; ++k) {
    all.push_back(forecast("wire", "q", 0.7, ForecastState::yes));
    all.back().story = k < 3 ? "s1" : "s2";
  }
  all.push_back(forecast("wire", "another", 0.7, ForecastState::yes));
  all.back().story = "s1";
  const Scoreboard board = make_scoreboard(all);
  EXPECT_EQ(board.copies, 2U);
  EXPECT_EQ(board.all.scores.n, 3U);
}

TEST(Scoreboards, ThePictureHoldsEveryBin) {
  const Scoreboard board = board_of_two();
  const std::string svg = calibration_svg(board.all.scores.bins, "a < b & c");
  std::size_t dots = 0, bins = 0;
  for (std::size_t at = 0; (at = svg.find("<circle", at)) != std::string::npos; ++at) ++dots;
  for (const Bin& b : board.all.scores.bins) bins += b.came.total > 0 ? 1 : 0;
  EXPECT_EQ(dots, bins);
  EXPECT_NE(svg.find("a &lt; b &amp; c"), std::string::npos);
  EXPECT_EQ(svg, calibration_svg(board.all.scores.bins, "a < b & c"));
}

}  // namespace
}  // namespace parley
