// See label_chain.h.
#include "reading/label_chain.h"

#include <algorithm>

namespace parley {
namespace {

constexpr std::int32_t kNever = -(1 << 28);

}  // namespace

LabelChain::LabelChain(const ModelFile& file, const std::string& name)
    : LabelChain(file.array<ChainRow>(name + ".rows"), file.array<std::int16_t>(name + ".transitions")) {}

LabelChain::LabelChain(std::span<const ChainRow> rows, std::span<const std::int16_t> transitions) {
  if (rows.size() % ChainRow::kInBucket != 0 || transitions.size() != kChainLabels * kChainLabels) return;
  rows_ = rows;
  transitions_ = transitions;
}

LabelChain::Scores LabelChain::score(std::span<const std::uint64_t> features) const {
  Scores sums{};
  for (std::uint64_t f : features) __builtin_prefetch(&rows_[ChainRow::bucket_of(f, rows_.size())]);
  for (std::uint64_t f : features) {
    const ChainRow* row = &rows_[ChainRow::bucket_of(f, rows_.size())];
    const std::uint16_t key = ChainRow::key_of(f);
    for (std::size_t k = 0; k < ChainRow::kInBucket; ++k)
      if (row[k].key == key) {
        for (std::size_t c = 1; c < kChainLabels; ++c) sums[c] += row[k].weights[c - 1];
        break;
      }
  }
  return sums;
}

void ChainDecoder::read(const LabelChain& chain, const ChainFeatures& features, Lean lean) {
  const std::size_t n = features.ends.size();
  ahead_.resize(n);
  behind_.resize(n);
  labels_.assign(n, 0);
  best_ = outside_ = chain.transition(0, 0);
  if (n == 0) return;
  std::vector<LabelChain::Scores>& local = behind_;  // until the way back fills it
  for (std::size_t i = 0; i < n; ++i) local[i] = chain.score(features.of(i));
  for (std::size_t c = 1; c < kChainLabels; ++c) local[lean.word][c] += lean.bonus;
  outside_ = chain.transition(0, 0) * static_cast<std::int32_t>(n + 1);
  for (std::size_t i = 0; i < n; ++i)
    for (ChainLabel to = 0; to < kChainLabels; ++to) {
      std::int32_t best = kNever;
      for (ChainLabel from = 0; from < kChainLabels; ++from)
        if (may_follow_in_chain(from, to) && (i > 0 || from == 0))
          best = std::max(best, (i > 0 ? ahead_[i - 1][from] : 0) + chain.transition(from, to));
      ahead_[i][to] = std::max(best + local[i][to], kNever);
    }
  LabelChain::Scores after{};
  for (ChainLabel c = 0; c < kChainLabels; ++c) after[c] = chain.transition(c, 0);
  best_ = kNever;
  for (ChainLabel c = 0; c < kChainLabels; ++c) best_ = std::max(best_, ahead_[n - 1][c] + after[c]);
  ChainLabel next = 0;
  for (std::size_t i = n; i-- > 0;) {
    ChainLabel best = 0;
    std::int32_t most = 2 * kNever;
    for (ChainLabel c = 0; c < kChainLabels; ++c) {
      const bool allowed = i + 1 == n || may_follow_in_chain(c, next);
      const std::int32_t total = ahead_[i][c] + (i + 1 == n ? after[c] : chain.transition(c, next));
      if (allowed && total > most) {
        most = total;
        best = c;
      }
    }
    labels_[i] = next = best;
    LabelChain::Scores before{};
    for (ChainLabel from = 0; from < kChainLabels; ++from) {
      before[from] = kNever;
      for (ChainLabel to = 0; to < kChainLabels; ++to)
        if (may_follow_in_chain(from, to))
          before[from] = std::max(before[from], chain.transition(from, to) + local[i][to] + after[to]);
    }
    behind_[i] = after;
    after = before;
  }
}

}  // namespace parley
