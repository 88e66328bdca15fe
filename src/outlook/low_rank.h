// A small low-rank model of who acts on whom: for actors that never met, but whose like did.
//
// score(s, r, o) = sum over k of (source[s][k] · type[r][k] + own[r][k]) · target[o][k] + bias[o], a bilinear-diagonal
// model (DistMult: Yang et al. 2015) with a term for the type alone. Learned day by day with logistic loss against
// drawn negatives and AdaGrad (one step size a row), so that at any day it knows no later one.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "outlook/quadruples.h"

namespace parley {

class LowRank {
 public:
  static constexpr std::size_t kRank = 16;
  using Row = std::array<float, kRank>;

  LowRank(std::uint32_t actors, std::uint32_t types, std::uint64_t seed);

  /// Learns from events that have become known; each is met `passes` times, with earlier ones mixed in.
  void learn(std::span<const Quadruple> events, int passes);

  /// What a query asks for: to be multiplied with targets.
  [[nodiscard]] Row query(std::uint32_t source, std::uint32_t directed_type) const;
  [[nodiscard]] float score(const Row& query, std::uint32_t target) const {
    float sum = bias_[target];
    for (std::size_t k = 0; k < kRank; ++k) sum += query[k] * target_[target][k];
    return sum;
  }

 private:
  void step(std::uint32_t source, std::uint32_t type, std::uint32_t target, float truth);
  void meet(const Quadruple& q);

  std::uint32_t types_;
  Random random_;
  std::vector<Row> source_, target_, type_, own_;
  std::vector<float> bias_, source_sum_, target_sum_, type_sum_, own_sum_, bias_sum_;
  std::vector<Quadruple> seen_;
};

}  // namespace parley
