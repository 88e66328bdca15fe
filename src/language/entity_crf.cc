// See entity_crf.h.
#include "language/entity_crf.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace parley {

float exponential(float x) {
  if (x < -80.0F) return 0.0F;
  // 2^(k+f) with k whole and f in [-0.5, 0.5]; a polynomial of degree 5 for 2^f.
  float y = x * 1.44269504F;
  float k = static_cast<float>(static_cast<int>(y - 0.5F));
  float f = (y - k) * 0.69314718F;
  float p = 1.0F + f * (1.0F + f * (0.5F + f * (0.16666667F + f * (0.041666668F + f * 0.008333334F))));
  auto bits = static_cast<std::uint32_t>(static_cast<int>(k) + 127) << 23;
  return p * std::bit_cast<float>(bits);
}

void TransitionScores::refresh() {
  for (int from = 0; from < kEntityLabels; ++from)
    for (int to = 0; to < kEntityLabels; ++to) {
      score[from][to] = std::clamp(score[from][to], -12.0F, 12.0F);
      factor[from][to] = may_follow(from, to) ? exponential(score[from][to] - 12.0F) * 162754.79F : 0.0F;
    }
}

bool ChainSums::forward(const std::vector<LabelSet>& allowed, const TransitionScores& t) {
  LabelWeights before{};
  before[kOutside] = 1;
  for (std::size_t i = 0; i < local_.size(); ++i) {
    LabelWeights sum{};
    for (int p = 0; p < kEntityLabels; ++p)
      for (int c = 0; c < kEntityLabels; ++c) sum[c] += before[p] * t.factor[p][c];
    float total = 0;
    for (int c = 0; c < kEntityLabels; ++c) {
      sum[c] *= (allowed[i] >> c & 1) != 0 ? local_[i][c] : 0.0F;
      total += sum[c];
    }
    if (!(total > 1e-30F)) return false;
    for (int c = 0; c < kEntityLabels; ++c) before[c] = forward_[i][c] = sum[c] / total;
    log_sum_ += std::log(static_cast<double>(total));
  }
  float last = 0;
  for (int p = 0; p < kEntityLabels; ++p) last += before[p] * t.factor[p][kOutside];
  if (!(last > 1e-30F)) return false;
  log_sum_ += std::log(static_cast<double>(last));
  return true;
}

double ChainSums::run(const std::vector<LabelWeights>& scores, const std::vector<LabelSet>& allowed,
                      const TransitionScores& t) {
  std::size_t n = scores.size();
  local_.resize(n);
  forward_.resize(n);
  marginals.resize(n);
  log_sum_ = 0;
  for (std::size_t i = 0; i < n; ++i) {
    float top = *std::max_element(scores[i].begin(), scores[i].end());
    for (int c = 0; c < kEntityLabels; ++c) local_[i][c] = exponential(scores[i][c] - top);
    log_sum_ += static_cast<double>(top);
  }
  for (auto& row : pairs) row.fill(0);
  if (!forward(allowed, t)) return -1e31;
  LabelWeights behind{};
  for (int c = 0; c < kEntityLabels; ++c) behind[c] = t.factor[c][kOutside];
  for (std::size_t i = n; i-- > 0;) {
    float total = 0;
    for (int c = 0; c < kEntityLabels; ++c) total += marginals[i][c] = forward_[i][c] * behind[c];
    for (int c = 0; c < kEntityLabels; ++c) marginals[i][c] /= total;
    if (i + 1 == n)
      for (int c = 0; c < kEntityLabels; ++c) pairs[c][kOutside] += marginals[i][c];
    LabelWeights inner{};
    float largest = 0;
    for (int c = 0; c < kEntityLabels; ++c) inner[c] = (allowed[i] >> c & 1) != 0 ? behind[c] * local_[i][c] : 0.0F;
    LabelWeights outer{};
    for (int p = 0; p < kEntityLabels; ++p) {
      for (int c = 0; c < kEntityLabels; ++c) outer[p] += t.factor[p][c] * inner[c];
      largest = std::max(largest, outer[p]);
    }
    LabelWeights left{};
    if (i == 0)
      left[kOutside] = 1;
    else
      left = forward_[i - 1];
    float norm = 0;
    for (int p = 0; p < kEntityLabels; ++p) norm += left[p] * outer[p];
    for (int p = 0; p < kEntityLabels; ++p)
      for (int c = 0; c < kEntityLabels; ++c) pairs[p][c] += left[p] * t.factor[p][c] * inner[c] / norm;
    for (int p = 0; p < kEntityLabels; ++p) behind[p] = outer[p] / largest;
  }
  return log_sum_;
}

}  // namespace parley
