// See pair_training.h.
#include "reading/pair_training.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>

namespace parley {
namespace {

using Scores = std::array<double, kEventTypes>;

/// The examples with their features as numbers of weights' rows: sparse ones first, then dense ones.
struct Problem {
  struct Row {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t types = 0;
    float weight = 1;
  };
  std::vector<std::pair<std::uint32_t, float>> items;
  std::vector<Row> rows;
  std::size_t sparse = 0, dense = 0;
  PairTraining options;

  [[nodiscard]] std::size_t size() const { return (sparse + dense) * kEventTypes; }
  [[nodiscard]] float penalty(std::size_t i) const {
    return i < sparse * kEventTypes ? options.penalty : options.dense_penalty;
  }

  /// The penalised negative log-likelihood, and its gradient.
  double loss(const std::vector<float>& w, std::vector<float>& gradient) const {
    double total = 0;
    for (std::size_t i = 0; i < w.size(); ++i) {
      total += 0.5 * penalty(i) * w[i] * w[i];
      gradient[i] = penalty(i) * w[i];
    }
    for (const Row& r : rows) {
      Scores s{};
      for (std::uint32_t k = r.begin; k < r.end; ++k) {
        const float* from = &w[items[k].first * kEventTypes];
        for (std::size_t t = 0; t < kEventTypes; ++t) s[t] += static_cast<double>(items[k].second * from[t]);
      }
      to_probabilities(s);
      double allowed = 1e-12;
      for (std::size_t t = 0; t < kEventTypes; ++t)
        if ((r.types >> t & 1U) != 0) allowed += s[t];
      total -= r.weight * std::log(allowed);
      std::array<float, kEventTypes> push{};
      for (std::size_t t = 0; t < kEventTypes; ++t)
        push[t] = static_cast<float>(r.weight * (s[t] - ((r.types >> t & 1U) != 0 ? s[t] / allowed : 0)));
      for (std::uint32_t k = r.begin; k < r.end; ++k) {
        float* to = &gradient[items[k].first * kEventTypes];
        for (std::size_t t = 0; t < kEventTypes; ++t) to[t] += items[k].second * push[t];
      }
    }
    return total;
  }
};

double dot(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * b[i];
  return sum;
}

void add_times(std::vector<float>& to, double factor, const std::vector<float>& from) {
  auto f = static_cast<float>(factor);
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += f * from[i];
}

/// Nocedal and Wright 2006, algorithm 7.5, with a backtracking line search.
std::vector<float> minimise(const Problem& problem) {
  constexpr std::size_t kMemory = 8;
  struct Step {
    std::vector<float> s, y;
    double rho = 0;
  };
  std::deque<Step> steps;
  std::vector<float> w(problem.size(), 0.0F);
  std::vector<float> gradient(problem.size());
  double value = problem.loss(w, gradient);
  for (int round = 0; round < problem.options.rounds; ++round) {
    std::vector<float> direction = gradient;
    std::vector<double> alpha(steps.size());
    for (std::size_t k = steps.size(); k-- > 0;) {
      alpha[k] = steps[k].rho * dot(steps[k].s, direction);
      add_times(direction, -alpha[k], steps[k].y);
    }
    if (!steps.empty()) {
      const Step& last = steps.back();
      auto scale = static_cast<float>(1 / (last.rho * dot(last.y, last.y)));
      for (float& d : direction) d *= scale;
    }
    for (std::size_t k = 0; k < steps.size(); ++k)
      add_times(direction, alpha[k] - steps[k].rho * dot(steps[k].y, direction), steps[k].s);
    double slope = -dot(gradient, direction);
    double rate = steps.empty() ? 1 / std::sqrt(std::max(1.0, dot(gradient, gradient))) : 1;
    std::vector<float> next;
    std::vector<float> next_gradient(problem.size());
    double next_value = value;
    for (int tries = 0; tries < 20; ++tries, rate /= 2) {
      next = w;
      add_times(next, -rate, direction);
      next_value = problem.loss(next, next_gradient);
      if (next_value <= value + 1e-4 * rate * slope) break;
    }
    if (next_value >= value - 1e-6 * std::abs(value)) break;
    Step step{next, next_gradient, 0};
    add_times(step.s, -1, w);
    add_times(step.y, -1, gradient);
    double curvature = dot(step.s, step.y);
    if (curvature > 1e-10) {
      step.rho = 1 / curvature;
      steps.push_back(std::move(step));
      if (steps.size() > kMemory) steps.pop_front();
    }
    w = std::move(next);
    gradient = std::move(next_gradient);
    value = next_value;
  }
  return w;
}

}  // namespace

void to_probabilities(Scores& s) {
  double most = *std::max_element(s.begin(), s.end());
  double sum = 0;
  for (double& x : s) sum += x = std::exp(x - most);
  for (double& x : s) x /= sum;
}

Scores PairWeights::predict(const PairFeatures& features) const {
  Scores s{};
  for (const PairFeatures::Item& item : features.sparse) {
    auto it = std::lower_bound(keys.begin(), keys.end(), item.key);
    if (it == keys.end() || *it != item.key) continue;
    const float* from = &sparse[static_cast<std::size_t>(it - keys.begin()) * kEventTypes];
    for (std::size_t t = 0; t < kEventTypes; ++t) s[t] += static_cast<double>(item.value * from[t]);
  }
  for (std::size_t k = 0; k < features.dense.size(); ++k)
    for (std::size_t t = 0; t < kEventTypes; ++t)
      s[t] += static_cast<double>(features.dense[k] * dense[k * kEventTypes + t]);
  to_probabilities(s);
  return s;
}

void weigh_by_rarity(std::vector<PairExample>& examples) {
  std::map<std::uint32_t, int> counts;
  for (const PairExample& e : examples) ++counts[e.types];
  for (PairExample& e : examples) {
    float mean = static_cast<float>(examples.size()) / static_cast<float>(counts.size());
    e.weight = std::sqrt(mean / static_cast<float>(counts[e.types]));
  }
}

PairWeights train_pairs(const std::vector<PairExample>& examples, const PairTraining& options) {
  std::map<std::uint64_t, int> counts;
  for (const PairExample& e : examples)
    for (const PairFeatures::Item& item : e.features.sparse) ++counts[item.key];
  PairWeights out;
  for (const auto& [key, count] : counts)
    if (count >= options.at_least) out.keys.push_back(key);
  Problem problem;
  problem.options = options;
  problem.sparse = out.keys.size();
  problem.dense = examples.empty() ? 0 : examples[0].features.dense.size();
  for (const PairExample& e : examples) {
    Problem::Row row{static_cast<std::uint32_t>(problem.items.size()), 0, e.types, e.weight};
    for (const PairFeatures::Item& item : e.features.sparse) {
      auto it = std::lower_bound(out.keys.begin(), out.keys.end(), item.key);
      if (it != out.keys.end() && *it == item.key)
        problem.items.emplace_back(static_cast<std::uint32_t>(it - out.keys.begin()), item.value);
    }
    for (std::size_t k = 0; k < problem.dense; ++k)
      if (e.features.dense[k] != 0)
        problem.items.emplace_back(static_cast<std::uint32_t>(problem.sparse + k), e.features.dense[k]);
    row.end = static_cast<std::uint32_t>(problem.items.size());
    problem.rows.push_back(row);
  }
  std::vector<float> w = minimise(problem);
  auto cut = w.begin() + static_cast<std::ptrdiff_t>(problem.sparse * kEventTypes);
  out.sparse.assign(w.begin(), cut);
  out.dense.assign(cut, w.end());
  return out;
}

}  // namespace parley
