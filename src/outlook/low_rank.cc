// See low_rank.h.
#include "outlook/low_rank.h"

#include <cmath>

#include "outlook/elementary.h"

namespace parley {
namespace {

constexpr float kRate = 0.15F;
constexpr float kStart = 0.2F;
constexpr float kPull = 0.002F;  // towards nought
constexpr int kNegatives = 4;
constexpr float kFirstSum = 0.05F;

void draw(std::vector<LowRank::Row>& rows, Random& random, float middle) {
  for (auto& row : rows)
    for (float& x : row) x = middle + kStart * (2 * random.uniform() - 1);
}

/// AdaGrad with one sum of squared gradients for the whole row.
void move(LowRank::Row& row, float& sum, const LowRank::Row& gradient) {
  float square = 0;
  for (float g : gradient) square += g * g;
  sum += square / LowRank::kRank;
  float rate = kRate / std::sqrt(sum);
  for (std::size_t k = 0; k < LowRank::kRank; ++k) row[k] -= rate * gradient[k];
}

}  // namespace

LowRank::LowRank(std::uint32_t actors, std::uint32_t types, std::uint64_t seed)
    : types_(types),
      random_(seed),
      source_(actors),
      target_(actors),
      type_(std::size_t{2} * types),
      own_(std::size_t{2} * types),
      bias_(actors),
      source_sum_(actors, kFirstSum),
      target_sum_(actors, kFirstSum),
      type_sum_(std::size_t{2} * types, kFirstSum),
      own_sum_(std::size_t{2} * types, kFirstSum),
      bias_sum_(actors, kFirstSum) {
  draw(source_, random_, 0);
  draw(target_, random_, 0);
  draw(type_, random_, 1);
  draw(own_, random_, 0);
}

LowRank::Row LowRank::query(std::uint32_t source, std::uint32_t directed_type) const {
  Row out;
  for (std::size_t k = 0; k < kRank; ++k)
    out[k] = source_[source][k] * type_[directed_type][k] + own_[directed_type][k];
  return out;
}

void LowRank::step(std::uint32_t source, std::uint32_t type, std::uint32_t target, float truth) {
  Row q = query(source, type);
  float d = logistic(score(q, target)) - truth;
  Row of_source, of_type, of_own, of_target;
  for (std::size_t k = 0; k < kRank; ++k) {
    float t = d * target_[target][k];
    of_source[k] = t * type_[type][k] + kPull * source_[source][k];
    of_type[k] = t * source_[source][k];
    of_own[k] = t + kPull * own_[type][k];
    of_target[k] = d * q[k] + kPull * target_[target][k];
  }
  move(source_[source], source_sum_[source], of_source);
  move(type_[type], type_sum_[type], of_type);
  move(own_[type], own_sum_[type], of_own);
  move(target_[target], target_sum_[target], of_target);
  bias_sum_[target] += d * d;
  bias_[target] -= kRate * d / std::sqrt(bias_sum_[target]);
}

void LowRank::meet(const Quadruple& q) {
  for (int direction = 0; direction < 2; ++direction) {
    std::uint32_t source = direction == 0 ? q.source : q.target;
    std::uint32_t target = direction == 0 ? q.target : q.source;
    std::uint32_t type = direction == 0 ? q.type : q.type + types_;
    step(source, type, target, 1);
    for (int n = 0; n < kNegatives; ++n) {
      const Quadruple& other = seen_[random_.below(static_cast<std::uint32_t>(seen_.size()))];
      std::uint32_t drawn = (random_.next() & 1U) != 0 ? other.target : other.source;
      if (drawn != target) step(source, type, drawn, 0);
    }
  }
}

void LowRank::learn(std::span<const Quadruple> events, int passes) {
  seen_.insert(seen_.end(), events.begin(), events.end());
  for (int pass = 0; pass < passes; ++pass)
    for (const Quadruple& q : events)
      meet(pass == 0 ? q : seen_[random_.below(static_cast<std::uint32_t>(seen_.size()))]);
}

}  // namespace parley
