// A small linear-chain conditional random field over hashed features: its weights, and the best labels of a sequence.
//
// Seven labels: outside, and begin and inside of three kinds of stretches. The score of "outside" is 0, so that a
// feature's row is a fingerprint of 16 bits and six 8-bit weights: eight bytes, in buckets of four rows. A feature that
// was not seen in training has no row and adds nothing. All sums are integers: the same labels on every machine.
// Lafferty, McCallum and Pereira 2001; trained by label_chain_training.h.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/model_file.h"

namespace parley {

inline constexpr std::size_t kChainLabels = 7;

/// Label of a word: 0 outside; 1, 3, 5 begin a stretch of the first, second, third kind; 2, 4, 6 go on with it.
using ChainLabel = std::uint8_t;

/// May `to` stand behind `from`? A stretch goes on only behind its own words.
constexpr bool may_follow_in_chain(ChainLabel from, ChainLabel to) {
  return to == 0 || to % 2 == 1 || from == to || from + 1 == to;
}

/// Features of the words of a sequence, one after another; word i has those from ends[i - 1] to ends[i].
struct ChainFeatures {
  std::vector<std::uint64_t> keys;
  std::vector<std::uint32_t> ends;

  void clear() {
    keys.clear();
    ends.clear();
  }
  [[nodiscard]] std::span<const std::uint64_t> of(std::size_t word) const {
    const std::uint32_t begin = word == 0 ? 0 : ends[word - 1];
    return {keys.data() + begin, ends[word] - begin};
  }
};

struct ChainRow {
  static constexpr std::size_t kInBucket = 4;
  std::uint16_t key = 0;  // 0: empty
  std::array<std::int8_t, kChainLabels - 1> weights{};

  /// Fingerprint of a feature; never 0.
  static constexpr std::uint16_t key_of(std::uint64_t feature) {
    return static_cast<std::uint16_t>((feature >> 48) | 1U);
  }
  /// First row of the bucket where a feature lies, of so many rows.
  static constexpr std::size_t bucket_of(std::uint64_t feature, std::size_t rows) {
    return static_cast<std::size_t>((feature & 0xFFFFFFFFU) * (rows / kInBucket) >> 32) * kInBucket;
  }
};
static_assert(sizeof(ChainRow) == 8);

/// Trained weights, read in place.
class LabelChain {
 public:
  LabelChain() = default;
  /// Sections NAME.rows and NAME.transitions. Not ok() if they are missing or do not fit.
  LabelChain(const ModelFile& file, const std::string& name);
  LabelChain(std::span<const ChainRow> rows, std::span<const std::int16_t> transitions);

  [[nodiscard]] bool ok() const { return !rows_.empty(); }
  using Scores = std::array<std::int32_t, kChainLabels>;
  /// Scores of the labels of one word.
  [[nodiscard]] Scores score(std::span<const std::uint64_t> features) const;
  [[nodiscard]] std::int32_t transition(ChainLabel from, ChainLabel to) const {
    return transitions_[from * kChainLabels + to];
  }

 private:
  std::span<const ChainRow> rows_;
  std::span<const std::int16_t> transitions_;  // [from][to]
};

/// The best labels of a sequence, and how far behind each other label of each word is.
class ChainDecoder {
 public:
  /// A word that is rather labelled than not: `bonus` (in the units of margin) for all labels but outside.
  struct Lean {
    std::size_t word = 0;
    std::int32_t bonus = 0;
  };
  /// Reads the sequence; the words before and behind it are outside.
  void read(const LabelChain& chain, const ChainFeatures& features, Lean lean);

  [[nodiscard]] const std::vector<ChainLabel>& labels() const { return labels_; }
  /// Score of the best reading in which `word` has `label`, less that of the best reading of all: 0 or below, in units
  /// of 1/20 of log-odds.
  [[nodiscard]] std::int32_t margin(std::size_t word, ChainLabel label) const {
    return ahead_[word][label] + behind_[word][label] - best_;
  }
  /// The same for all words outside.
  [[nodiscard]] std::int32_t margin_outside() const { return outside_ - best_; }

 private:
  std::vector<LabelChain::Scores> ahead_;   // best score of the words up to this one, with its label
  std::vector<LabelChain::Scores> behind_;  // of the words after it
  std::vector<ChainLabel> labels_;
  std::int32_t best_ = 0, outside_ = 0;
};

}  // namespace parley
