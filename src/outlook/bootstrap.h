// Is one forecaster better than another, or was it chance? A paired bootstrap over the questions that both answered.
#pragma once

#include <cstdint>
#include <span>

namespace parley {

/// Mean of the differences, with the interval that holds 95 % of the resampled means (Efron and Tibshirani 1993).
struct MeanDifference {
  double mean = 0, low = 0, high = 0;
  std::size_t n = 0;
  [[nodiscard]] bool is_clear() const { return n > 0 && (low > 0 || high < 0); }
};

struct BootstrapOptions {
  std::uint64_t seed = 20181108;
  std::size_t rounds = 2000;
};

/// One difference of scores a question: a question is drawn as a whole. The same input gives the same interval.
MeanDifference bootstrap_mean(std::span<const double> differences, const BootstrapOptions& options = {});

}  // namespace parley
