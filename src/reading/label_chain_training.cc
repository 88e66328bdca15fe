// See label_chain_training.h.
#include "reading/label_chain_training.h"

#include <algorithm>
#include <cmath>

#include "language/entity_crf.h"

namespace parley {
namespace {

constexpr float kUnit = 1.0F / 20;  // of the rounded weights, in log-odds
constexpr float kTop = 12;          // transitions stay within ±12

}  // namespace

void ChainData::add_to(ModelWriter& writer, const std::string& name) const {
  writer.add_array<ChainRow>(name + ".rows", rows);
  writer.add_array<std::int16_t>(name + ".transitions", transitions);
}

void ChainTrainer::add(const ChainFeatures& features, std::span<const ChainLabel> labels) {
  sequences_.push_back({words_.size(), labels.size()});
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto own = features.of(i);
    words_.push_back({features_.size(), static_cast<std::uint32_t>(own.size()), labels[i]});
    for (std::uint64_t f : own) features_.push_back(numbers_.number(f));
  }
}

void ChainTrainer::keep_frequent() {
  std::vector<std::uint32_t> row(numbers_.keys().size(), 0);
  for (std::uint32_t k = 0; k < row.size(); ++k)
    if (numbers_.counts()[k] >= options_.rarest) {
      kept_.push_back(k);
      row[k] = static_cast<std::uint32_t>(kept_.size());
    }
  std::uint64_t out = 0;
  for (Word& w : words_) {
    const std::uint64_t first = out;
    for (std::uint64_t k = w.first; k < w.first + w.size; ++k)
      if (row[features_[k]] != 0) features_[out++] = row[features_[k]] - 1;
    w.first = first;
    w.size = static_cast<std::uint32_t>(out - first);
  }
  features_.resize(out);
}

void ChainTrainer::refresh() {
  for (std::size_t from = 0; from < kChainLabels; ++from)
    for (std::size_t to = 0; to < kChainLabels; ++to) {
      float& t = transitions_[from][to];
      t = std::clamp(t, -kTop, kTop);
      const bool allowed = may_follow_in_chain(static_cast<ChainLabel>(from), static_cast<ChainLabel>(to));
      factors_[from][to] = allowed ? exponential(t - kTop) * 162754.79F : 0.0F;  // e^12
    }
}

/// Fills marginals_ and pairs_; gives the log of the sum over all readings.
double ChainTrainer::sums(const Sequence& s) {
  local_.assign(s.size, {});
  forward_.resize(s.size);
  marginals_.resize(s.size);
  pairs_ = {};
  double log_sum = 0;
  Weights before{};
  before[0] = 1;
  for (std::size_t i = 0; i < s.size; ++i) {
    const Word& w = words_[s.first + i];
    Weights& local = local_[i];
    for (std::uint64_t k = w.first; k < w.first + w.size; ++k) {
      const Weights& row = weights_[features_[k]];
      for (std::size_t c = 0; c < 8; ++c) local[c] += row[c];
    }
    const float top = *std::max_element(local.begin(), local.begin() + kChainLabels);
    log_sum += static_cast<double>(top);
    likelihood_ += static_cast<double>(local[w.label]);
    for (std::size_t c = 0; c < kChainLabels; ++c) local[c] = exponential(local[c] - top);
    Weights sum{};
    for (std::size_t p = 0; p < kChainLabels; ++p)
      for (std::size_t c = 0; c < 8; ++c) sum[c] += before[p] * factors_[p][c];
    float total = 0;
    for (std::size_t c = 0; c < kChainLabels; ++c) total += sum[c] *= local[c];
    for (std::size_t c = 0; c < kChainLabels; ++c) before[c] = forward_[i][c] = sum[c] / total;
    log_sum += std::log(static_cast<double>(total));
  }
  float last = 0;
  for (std::size_t p = 0; p < kChainLabels; ++p) last += before[p] * factors_[p][0];
  log_sum += std::log(static_cast<double>(last));
  Weights behind{};
  for (std::size_t c = 0; c < kChainLabels; ++c) behind[c] = factors_[c][0];
  for (std::size_t i = s.size; i-- > 0;) {
    float total = 0;
    for (std::size_t c = 0; c < kChainLabels; ++c) total += marginals_[i][c] = forward_[i][c] * behind[c];
    for (std::size_t c = 0; c < kChainLabels; ++c) marginals_[i][c] /= total;
    if (i + 1 == s.size)
      for (std::size_t c = 0; c < kChainLabels; ++c) pairs_[c][0] += marginals_[i][c];
    Weights inner{}, outer{}, left{};
    for (std::size_t c = 0; c < kChainLabels; ++c) inner[c] = behind[c] * local_[i][c];
    if (i == 0)
      left[0] = 1;
    else
      left = forward_[i - 1];
    float norm = 0, largest = 0;
    for (std::size_t p = 0; p < kChainLabels; ++p) {
      for (std::size_t c = 0; c < kChainLabels; ++c) outer[p] += factors_[p][c] * inner[c];
      largest = std::max(largest, outer[p]);
      norm += left[p] * outer[p];
    }
    for (std::size_t p = 0; p < kChainLabels; ++p) {
      for (std::size_t c = 0; c < kChainLabels; ++c) pairs_[p][c] += left[p] * factors_[p][c] * inner[c] / norm;
      behind[p] = outer[p] / largest;
    }
  }
  return log_sum;
}

void ChainTrainer::step(const Sequence& s, float rate) {
  if (s.size == 0) return;
  likelihood_ -= sums(s);
  std::size_t before = 0;
  for (std::size_t i = 0; i <= s.size; ++i) {
    const std::size_t label = i < s.size ? words_[s.first + i].label : 0;
    likelihood_ += static_cast<double>(transitions_[before][label]);
    pairs_[before][label] -= 1;
    before = label;
  }
  for (std::size_t i = 0; i < s.size; ++i) {
    const Word& w = words_[s.first + i];
    Weights gradient{};
    float square = 0;
    for (std::size_t c = 1; c < kChainLabels; ++c) {
      gradient[c] = (w.label == c ? 1.0F : 0.0F) - marginals_[i][c];
      square += gradient[c] * gradient[c];
    }
    if (square < 1e-8F) continue;
    for (std::uint64_t k = w.first; k < w.first + w.size; ++k) {
      const std::uint32_t f = features_[k];
      squares_[f] += square;
      const float size = rate / std::sqrt(squares_[f]);
      Weights& row = weights_[f];
      for (std::size_t c = 0; c < 8; ++c) row[c] += size * (gradient[c] - options_.shrink * row[c]);
    }
  }
  for (std::size_t p = 0; p < kChainLabels; ++p)
    for (std::size_t c = 0; c < kChainLabels; ++c) transitions_[p][c] -= 0.02F * rate * pairs_[p][c];
  if (++steps_ % 32 == 0) refresh();
}

void ChainTrainer::average() {
  for (std::size_t k = 0; k < weights_.size(); ++k)
    for (std::size_t c = 0; c < 8; ++c) mean_[k][c] += weights_[k][c];
  for (std::size_t p = 0; p < kChainLabels; ++p)
    for (std::size_t c = 0; c < kChainLabels; ++c) mean_transitions_[p][c] += transitions_[p][c];
  ++averaged_;
}

ChainData ChainTrainer::train(const std::function<void(int, double)>& progress) {
  keep_frequent();
  weights_.assign(kept_.size(), {});
  mean_.assign(kept_.size(), {});
  squares_.assign(kept_.size(), 1e-2F);
  refresh();
  for (int pass = 0; pass < options_.passes; ++pass) {
    random_.shuffle(sequences_);
    likelihood_ = 0;
    const float rate = options_.rate * (1.0F - 0.9F * static_cast<float>(pass) / static_cast<float>(options_.passes));
    for (const Sequence& s : sequences_) step(s, rate);
    if (pass * 2 + 2 >= options_.passes) average();
    if (progress) progress(pass + 1, likelihood_ / static_cast<double>(std::max<std::size_t>(1, sequences_.size())));
  }
  for (Weights& row : mean_)
    for (float& w : row) w /= static_cast<float>(averaged_);
  return rounded();
}

ChainData ChainTrainer::rounded() const {
  struct Ranked {
    float use;
    std::uint32_t row;
  };
  std::vector<Ranked> ranked;
  for (std::uint32_t r = 0; r < mean_.size(); ++r) {
    float square = 0;
    for (float w : mean_[r]) square += w * w;
    const auto count = static_cast<float>(std::min(numbers_.counts()[kept_[r]], 1000U));
    ranked.push_back({square * std::sqrt(count * std::sqrt(count)), r});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.use > b.use; });
  const std::size_t slots = std::min(options_.rows, std::max<std::size_t>(mean_.size() * 5 / 4, 64)) / 4 * 4;
  ChainData data;
  data.rows.assign(slots, {});
  for (const Ranked& x : ranked) {
    const std::uint64_t feature = numbers_.keys()[kept_[x.row]];
    ChainRow* row = &data.rows[ChainRow::bucket_of(feature, slots)];
    ChainRow* end = row + ChainRow::kInBucket;
    while (row != end && row->key != 0 && row->key != ChainRow::key_of(feature)) ++row;
    if (row == end || row->key != 0) continue;
    row->key = ChainRow::key_of(feature);
    for (std::size_t c = 1; c < kChainLabels; ++c)
      row->weights[c - 1] = static_cast<std::int8_t>(
          std::lround(std::clamp((mean_[x.row][c] - mean_[x.row][0]) / kUnit, -127.0F, 127.0F)));
  }
  for (const Weights& from : mean_transitions_)
    for (std::size_t c = 0; c < kChainLabels; ++c)
      data.transitions.push_back(static_cast<std::int16_t>(
          std::lround(std::clamp(from[c] / static_cast<float>(averaged_) / kUnit, -2000.0F, 2000.0F))));
  return data;
}

}  // namespace parley
