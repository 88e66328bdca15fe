// See bootstrap.h.
#include "outlook/bootstrap.h"

#include <algorithm>
#include <vector>

#include "base/random.h"

namespace parley {

MeanDifference bootstrap_mean(std::span<const double> differences, const BootstrapOptions& options) {
  MeanDifference out;
  out.n = differences.size();
  if (differences.empty()) return out;
  const auto n = static_cast<double>(out.n);
  for (double d : differences) out.mean += d / n;
  Random random(options.seed);
  std::vector<double> means(std::max<std::size_t>(1, options.rounds));
  for (double& mean : means) {
    double sum = 0;
    for (std::size_t k = 0; k < out.n; ++k) sum += differences[random.below(static_cast<std::uint32_t>(out.n))];
    mean = sum / n;
  }
  std::sort(means.begin(), means.end());
  out.low = means[means.size() * 25 / 1000];
  out.high = means[std::min(means.size() - 1, means.size() * 975 / 1000)];
  return out;
}

}  // namespace parley
