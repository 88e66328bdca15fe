// Several experts on one question: one probability out of many.
//
// The median is hard to move by one loud voice; the geometric mean of odds (Satopää et al. 2014; the average of
// log-odds) gives weight to those who are sure. Crowds are usually not sure enough, as each knows only a part: an
// exponent on the odds corrects that ("extremising", Baron et al. 2014). It is fitted on resolved questions only, and
// off unless asked for.
#pragma once

#include <span>
#include <vector>

namespace parley {

/// Middle of the probabilities, mean of the two middle ones. At least one.
double pool_median(std::span<const double> probabilities);

/// Geometric mean of the odds, as a probability; probabilities are held within .01 and .99 first, then the odds are
/// raised to `exponent` (1: as they are).
double pool_odds(std::span<const double> probabilities, double exponent = 1);

/// Probabilities of one resolved question, and whether it came to pass.
struct PooledQuestion {
  std::vector<double> probabilities;
  bool came = false;
};

/// The exponent, from .5 to 3 in steps of .05, with the best log score on these questions; 1 for fewer than twenty.
double fit_exponent(std::span<const PooledQuestion> resolved);

}  // namespace parley
