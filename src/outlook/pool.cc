// See pool.h.
#include "outlook/pool.h"

#include <algorithm>
#include <cmath>

#include "outlook/score.h"

namespace parley {
namespace {

constexpr double kEdge = 0.01;

double log_odds(double p) {
  p = std::clamp(p, kEdge, 1 - kEdge);
  return std::log(p / (1 - p));
}

double mean_log_odds(std::span<const double> probabilities) {
  double sum = 0;
  for (double p : probabilities) sum += log_odds(p);
  return sum / static_cast<double>(probabilities.size());
}

double of_log_odds(double x) { return 1 / (1 + std::exp(-x)); }

}  // namespace

double pool_median(std::span<const double> probabilities) {
  std::vector<double> p(probabilities.begin(), probabilities.end());
  std::sort(p.begin(), p.end());
  const std::size_t middle = p.size() / 2;
  return p.size() % 2 == 1 ? p[middle] : (p[middle - 1] + p[middle]) / 2;
}

double pool_odds(std::span<const double> probabilities, double exponent) {
  return of_log_odds(exponent * mean_log_odds(probabilities));
}

double fit_exponent(std::span<const PooledQuestion> resolved) {
  if (resolved.size() < kFewest) return 1;
  std::vector<double> means;
  for (const PooledQuestion& q : resolved) means.push_back(mean_log_odds(q.probabilities));
  double best = 1;
  double best_loss = INFINITY;
  for (int step = 10; step <= 60; ++step) {
    const double exponent = step / 20.0;
    double loss = 0;
    for (std::size_t k = 0; k < means.size(); ++k) {
      const double p = std::clamp(of_log_odds(exponent * means[k]), kEdge, 1 - kEdge);
      loss -= std::log(resolved[k].came ? p : 1 - p);
    }
    if (loss < best_loss - 1e-9) best_loss = loss, best = exponent;
  }
  return best;
}

}  // namespace parley
