// What would have been stated in the past, and how good it was: a walk over a history from origin to origin.
//
// At each origin every pair that did the thing on two days or more is asked "again within so many days?", by what was
// known on that day; then the days that followed are looked at. Four answers are scored side by side: the hazards of
// hazard.h, the base rate so far, a constant rate for each pair (Poisson), and no change (as in the days just behind).
// Nothing may look ahead. That is not taken on trust: at some origins the future is altered and everything asked again;
// an answer that changes has seen it, and is counted as a leak.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "outlook/pair_days.h"
#include "outlook/score.h"

namespace parley {

/// Answers a chance for each view, in order. `pairs` hold the future too: a forecaster must not look at it.
struct BacktestMethod {
  std::string name;
  std::function<std::vector<double>(const PairHistory& history, std::int32_t origin, std::int32_t days,
                                    const std::vector<PairView>& asked)>
      answer;
};

/// hazard, base rate, Poisson, no change: see above.
std::vector<BacktestMethod> standard_methods();

struct BacktestOptions {
  std::int32_t days = 14;       // window
  std::int32_t every = 28;      // days from one origin to the next
  Date from, until;             // first origin; windows end before the day `until`
  std::size_t leak_checks = 2;  // origins at which the future is altered: the first, and others spread evenly
  double clip = kClip;
};

struct BacktestRow {
  std::string name;
  Scores scores;
  double calibration_error = 0;  // mean distance of stated and came true over the bins, by their counts
  double skill = 0;              // over the base rate so far: 1 - Brier / its Brier
  std::size_t leaks = 0;         // answers that changed with the future
};

struct Backtest {
  std::size_t origins = 0, leak_checks = 0;
  std::vector<BacktestRow> rows;  // in the order of the methods
  [[nodiscard]] bool leaked() const;
};

/// Runs it; `history` holds all days, the method "base rate" must be among the methods. Error bad_usage: no origin fits
/// between `from` and `until`; bad_input: no pair did the thing twice before any origin.
Result<Backtest> backtest(const PairHistory& history, const std::vector<BacktestMethod>& methods,
                          const BacktestOptions& options);

/// A table for people; a JSON line for each method.
std::string backtest_text(const Backtest& result, const BacktestOptions& options);
std::string backtest_json(const Backtest& result, const BacktestOptions& options);

}  // namespace parley
