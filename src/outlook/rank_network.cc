// See rank_network.h.
#include "outlook/rank_network.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "language/matrix.h"
#include "outlook/elementary.h"

namespace parley {
namespace {

constexpr float kUnit = 1024;
constexpr float kLeak = 0.05F;
constexpr float kFlat = 1e-4F;  // slopes below it teach nothing
constexpr std::size_t kInput = kContext + RankNetwork::kTypeWidth;

// Where each part of the weights lies.
constexpr std::size_t kFirst = 0;                                          // kHidden × kFeatures
constexpr std::size_t kQuery = kFirst + RankNetwork::kHidden * kFeatures;  // kHidden × kInput
constexpr std::size_t kFirstBias = kQuery + RankNetwork::kHidden * kInput;
constexpr std::size_t kSecondAt = kFirstBias + RankNetwork::kHidden;  // kSecond × kHidden
constexpr std::size_t kSecondBias = kSecondAt + RankNetwork::kSecond * RankNetwork::kHidden;
constexpr std::size_t kOut = kSecondBias + RankNetwork::kSecond;
constexpr std::size_t kSkip = kOut + RankNetwork::kSecond;
constexpr std::size_t kTypes = kSkip + kFeatures;  // types × kTypeWidth

void leak(std::vector<float>& values) {
  for (float& v : values) v = v > 0 ? v : kLeak * v;
}

float leaked_slope(float value) { return value > 0 ? 1.0F : kLeak; }

}  // namespace

std::vector<std::int16_t> pack_rows(std::span<const float> rows) {
  std::vector<std::int16_t> out(rows.size());
  for (std::size_t k = 0; k < rows.size(); ++k)
    out[k] = static_cast<std::int16_t>(std::min(31.0F, std::max(-31.0F, rows[k])) * kUnit);
  return out;
}

RankNetwork::RankNetwork(std::uint32_t directed_types, std::uint64_t seed)
    : types_(directed_types), weights_(kTypes + directed_types * kTypeWidth) {
  Random random(seed);
  auto fill = [&](std::size_t from, std::size_t size, float width) {
    for (float& w : part(from, size)) w = width * (2 * random.uniform() - 1);
  };
  fill(kFirst, kHidden * kFeatures, 0.25F);
  fill(kQuery, kHidden * kInput, 0.25F);
  fill(kSecondAt, kSecond * kHidden, 0.3F);
  fill(kOut, kSecond, 0.2F);
  fill(kTypes, types_ * kTypeWidth, 0.3F);
  gradient_.resize(weights_.size());
  moment_.resize(weights_.size());
  square_.resize(weights_.size());
  scale_.fill(1);
}

void RankNetwork::standardise(const std::vector<RankExample>& examples) {
  std::array<double, kFeatures> sum{}, squares{};
  double n = 0;
  for (const RankExample& e : examples)
    for (std::size_t c = 0; c < e.candidates; ++c, n += 1)
      for (std::size_t k = 0; k < kFeatures; ++k) {
        double x = e.rows[c * kFeatures + k] / double{kUnit};
        sum[k] += x;
        squares[k] += x * x;
      }
  for (std::size_t k = 0; k < kFeatures && n > 0; ++k) {
    double mean = sum[k] / n;
    mean_[k] = static_cast<float>(mean);
    scale_[k] = static_cast<float>(1 / std::sqrt(std::max(1e-4, squares[k] / n - mean * mean)));
  }
}

void RankNetwork::forward(std::size_t n, const std::array<float, kContext>& context, std::uint32_t type) {
  std::copy(context.begin(), context.end(), input_.begin());
  std::span<const float> embedding = part(kTypes + type * kTypeWidth, kTypeWidth);
  std::copy(embedding.begin(), embedding.end(), input_.begin() + kContext);
  transpose(n, kFeatures, {rows_.data(), kFeatures}, columns_);
  first_.resize(kHidden * n);
  for (std::size_t h = 0; h < kHidden; ++h) {
    float bias = weights_[kFirstBias + h];
    for (std::size_t j = 0; j < kInput; ++j) bias += weights_[kQuery + h * kInput + j] * input_[j];
    std::fill_n(first_.begin() + static_cast<std::ptrdiff_t>(h * n), n, bias);
  }
  multiply_add(kHidden, kFeatures, n, {&weights_[kFirst], kFeatures}, {columns_.data(), n}, {first_.data(), n});
  leak(first_);
  second_.resize(kSecond * n);
  for (std::size_t h = 0; h < kSecond; ++h)
    std::fill_n(second_.begin() + static_cast<std::ptrdiff_t>(h * n), n, weights_[kSecondBias + h]);
  multiply_add(kSecond, kHidden, n, {&weights_[kSecondAt], kHidden}, {first_.data(), n}, {second_.data(), n});
  leak(second_);
  scores_.assign(n, 0);
  multiply_add(1, kSecond, n, {&weights_[kOut], kSecond}, {second_.data(), n}, {scores_.data(), n});
  multiply_add(1, kFeatures, n, {&weights_[kSkip], kFeatures}, {columns_.data(), n}, {scores_.data(), n});
}

void RankNetwork::score(std::span<const float> rows, const std::array<float, kContext>& context, std::uint32_t type,
                        std::span<float> scores) {
  std::size_t n = scores.size();
  if (n == 0) return;
  rows_.resize(n * kFeatures);
  for (std::size_t c = 0; c < n; ++c)
    for (std::size_t k = 0; k < kFeatures; ++k)
      rows_[c * kFeatures + k] = (rows[c * kFeatures + k] - mean_[k]) * scale_[k];
  forward(n, context, type);
  for (std::size_t c = 0; c < n; ++c) scores[c] += scores_[c];
}

double RankNetwork::learn(const RankExample& e) {
  std::size_t n = e.candidates;
  rows_.resize(n * kFeatures);
  for (std::size_t c = 0; c < n; ++c)
    for (std::size_t k = 0; k < kFeatures; ++k)
      rows_[c * kFeatures + k] = (static_cast<float>(e.rows[c * kFeatures + k]) / kUnit - mean_[k]) * scale_[k];
  forward(n, e.context, e.type);
  float top = *std::max_element(scores_.begin(), scores_.end());
  slope_.resize(n);
  float others = 0;
  for (std::size_t c = 0; c < n; ++c) {
    slope_[c] = exp_of(scores_[c] - top);
    if (c >= e.answers) others += slope_[c];
  }
  double loss = 0;
  float weight = 1 / std::sqrt(static_cast<float>(e.answers));
  float share = 0;  // by which each of the others is pushed down
  for (std::size_t c = 0; c < e.answers; ++c) {
    float all = slope_[c] + others + 1e-30F;
    loss -= weight * log_of(slope_[c] / all + 1e-9F);
    share += 1 / all;
    slope_[c] = weight * (slope_[c] / all - 1);
  }
  for (std::size_t c = e.answers; c < n; ++c) slope_[c] *= weight * share;
  backward(n, e.type);
  return loss;
}

void RankNetwork::backward(std::size_t n, std::uint32_t type) {
  // Only candidates whose slope matters, drawn together.
  std::size_t m = 0;
  for (std::size_t c = 0; c < n; ++c) {
    if (std::fabs(slope_[c]) < kFlat) continue;
    slope_[m] = slope_[c];
    std::copy_n(&rows_[c * kFeatures], kFeatures, &rows_[m * kFeatures]);
    for (std::size_t h = 0; h < kHidden; ++h) first_[h * n + m] = first_[h * n + c];
    for (std::size_t h = 0; h < kSecond; ++h) second_[h * n + m] = second_[h * n + c];
    ++m;
  }
  if (m == 0) return;
  multiply_add(1, m, kFeatures, {slope_.data(), m}, {rows_.data(), kFeatures}, {&gradient_[kSkip], kFeatures});
  second_slope_.resize(kSecond * m);
  for (std::size_t h = 0; h < kSecond; ++h)
    for (std::size_t c = 0; c < m; ++c) {
      float value = second_[h * n + c];
      gradient_[kOut + h] += slope_[c] * value;
      float s = slope_[c] * weights_[kOut + h] * leaked_slope(value);
      second_slope_[h * m + c] = s;
      gradient_[kSecondBias + h] += s;
    }
  transpose(kHidden, m, {first_.data(), n}, turned_);
  multiply_add(kSecond, m, kHidden, {second_slope_.data(), m}, {turned_.data(), kHidden},
               {&gradient_[kSecondAt], kHidden});
  first_slope_.assign(kHidden * m, 0);
  transpose(kSecond, kHidden, {&weights_[kSecondAt], kHidden}, turned_);
  multiply_add(kHidden, kSecond, m, {turned_.data(), kSecond}, {second_slope_.data(), m}, {first_slope_.data(), m});
  std::span<float> embedding = std::span(gradient_).subspan(kTypes + type * kTypeWidth, kTypeWidth);
  for (std::size_t h = 0; h < kHidden; ++h) {
    float sum = 0;
    for (std::size_t c = 0; c < m; ++c) {
      first_slope_[h * m + c] *= leaked_slope(first_[h * n + c]);
      sum += first_slope_[h * m + c];
    }
    gradient_[kFirstBias + h] += sum;
    for (std::size_t j = 0; j < kInput; ++j) gradient_[kQuery + h * kInput + j] += sum * input_[j];
    for (std::size_t j = 0; j < kTypeWidth; ++j) embedding[j] += sum * weights_[kQuery + h * kInput + kContext + j];
  }
  multiply_add(kHidden, m, kFeatures, {first_slope_.data(), m}, {rows_.data(), kFeatures},
               {&gradient_[kFirst], kFeatures});
}

void RankNetwork::step(float rate, std::size_t batch) {
  ++steps_;
  auto t = static_cast<float>(std::min<std::uint64_t>(steps_, 20000));
  float first = 1 - exp_of(t * -0.105360516F);   // 1 - 0.9^t
  float second = 1 - exp_of(t * -0.001000500F);  // 1 - 0.999^t
  float share = 1 / static_cast<float>(batch);
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    float g = gradient_[k] * share;
    moment_[k] = 0.9F * moment_[k] + 0.1F * g;
    square_[k] = 0.999F * square_[k] + 0.001F * g * g;
    weights_[k] -= rate * (moment_[k] / first) / (std::sqrt(square_[k] / second) + 1e-8F);
    gradient_[k] = 0;
  }
}

void RankNetwork::train(const std::vector<RankExample>& examples, const RankTraining& options) {
  std::vector<std::uint32_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0U);
  Random random(options.seed);
  const std::size_t total = examples.size() * static_cast<std::size_t>(options.passes);
  std::size_t done = 0;
  std::size_t waiting = 0;
  for (int pass = 0; pass < options.passes; ++pass) {
    random.shuffle(order);
    for (std::uint32_t k : order) {
      learn(examples[k]);
      ++done;
      if (++waiting < options.batch && done < total) continue;
      float left = 1 - static_cast<float>(done) / static_cast<float>(total);
      step(options.rate * std::max(0.02F, left), waiting);
      waiting = 0;
    }
  }
}

}  // namespace parley
