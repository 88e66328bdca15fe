// Where sentences end, learned: a linear model of the words around each gap between two words.
//
// Rules could trust full stops and capitals only; headings, lists and careless texts have neither. This model
// weighs the last and next words, their shapes, how long the sentence is already, open quotes and brackets. It works on
// words, not bytes, so abbreviations are the tokeniser's affair. Averaged perceptron with one weight a feature.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "language/treebank.h"
#include "language/word_keys.h"

namespace parley {

/// A word as this model sees it.
struct BoundaryWord {
  WordKeys keys;
  bool space_after = true;
};

class Boundaries {
 public:
  static constexpr unsigned kBits = 16;
  static constexpr std::size_t kLongest = 400;  // words; later stages are linear because of it

  Boundaries() = default;
  /// Over 2^kBits weights; without effect for any other number.
  explicit Boundaries(std::span<const std::int8_t> weights) {
    if (weights.size() == (std::size_t{1} << kBits)) weights_ = weights;
  }
  [[nodiscard]] bool ok() const { return !weights_.empty(); }

  /// Ends of the sentences of one paragraph, as numbers of words; the last is words.size(). Empty for no words.
  [[nodiscard]] std::vector<std::uint32_t> ends(std::span<const BoundaryWord> words) const;

 private:
  std::span<const std::int8_t> weights_;
};

/// Trains on the paragraphs of a treebank.
std::vector<std::int8_t> train_boundaries(std::span<const TreebankSentence> sentences, int rounds, Random random);

}  // namespace parley
