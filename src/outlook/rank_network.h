// A small network that puts candidates in order: one score for each, from its features and from the query's own
// numbers.
//
//   h1 = leaky(W1 x + Q (context, type embedding) + b1),  h2 = leaky(W2 h1 + b2),  score = w3 · h2 + s · x
//
// The loss is listwise: for each answer, minus the logarithm of its softmax share among itself and all that are no
// answers, which is what the filtered rank measures. Learned with Adam, the rate falling to nought; features are
// brought to mean 0 and deviation 1 first. Seeds are explicit, sums run in a fixed order.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "outlook/candidates.h"

namespace parley {

/// A query with its candidates, as kept for training: numbers in 1/1024, answers first.
struct RankExample {
  std::uint32_t type = 0;
  std::uint16_t answers = 0;
  std::uint16_t candidates = 0;
  std::array<float, kContext> context{};
  std::vector<std::int16_t> rows;  // candidates × kFeatures
};

std::vector<std::int16_t> pack_rows(std::span<const float> rows);

struct RankTraining {
  std::uint64_t seed = 1;
  int passes = 3;
  float rate = 0.004F;
  std::size_t batch = 32;
};

class RankNetwork {
 public:
  static constexpr std::size_t kHidden = 32, kSecond = 16, kTypeWidth = 8;

  RankNetwork(std::uint32_t directed_types, std::uint64_t seed);

  /// Means and deviations of the features, from the examples.
  void standardise(const std::vector<RankExample>& examples);
  void train(const std::vector<RankExample>& examples, const RankTraining& options);

  /// Adds this network's scores of the candidates to `scores`. `rows`: candidates × kFeatures, as features() gives
  /// them.
  void score(std::span<const float> rows, const std::array<float, kContext>& context, std::uint32_t type,
             std::span<float> scores);

 private:
  struct Layout;
  void forward(std::size_t n, const std::array<float, kContext>& context, std::uint32_t type);
  void backward(std::size_t n, std::uint32_t type);
  double learn(const RankExample& example);
  void step(float rate, std::size_t batch);
  std::span<float> part(std::size_t from, std::size_t size) { return std::span(weights_).subspan(from, size); }

  std::uint32_t types_;
  std::vector<float> weights_, gradient_, moment_, square_;
  std::uint64_t steps_ = 0;
  std::array<float, kFeatures> mean_{}, scale_{};
  // Of the query at hand; columns are candidates.
  std::vector<float> rows_, columns_, first_, second_, scores_, slope_, turned_;
  std::vector<float> first_slope_, second_slope_;
  std::array<float, kContext + kTypeWidth> input_{};
};

}  // namespace parley
