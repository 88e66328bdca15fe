// The learned tagger: for each word, from left to right, the pair of universal and Penn tag with the highest score.
//
// Words that have one tag in nearly all of the training text skip the scoring. The features are the word, its ends and
// its shape, its neighbours, the two tags before, and which tags the words around may have ("ambiguity class").
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/random.h"
#include "language/key_table.h"
#include "language/perceptron.h"
#include "language/treebank.h"
#include "language/word_keys.h"

namespace parley {

/// The pairs of universal and Penn tag, numbered.
struct TagSet {
  std::vector<Pos> pos;
  std::vector<std::string> tag;

  [[nodiscard]] std::size_t size() const { return pos.size(); }
  /// The most frequent pair with the Penn tag; 255 if there is none.
  [[nodiscard]] std::uint8_t number_of(std::string_view penn) const;
};

/// The pairs that treebank sentences use, the most frequent first; at most 255.
TagSet tags_of(std::span<const TreebankSentence> sentences);

class Tagger {
 public:
  Tagger() = default;
  Tagger(KeyTable certain, KeyTable classes, PackedPerceptron weights, std::size_t tags)
      : certain_(certain), classes_(classes), weights_(weights), tags_(tags) {}

  static constexpr std::size_t kScores = 256;
  static constexpr std::int32_t kCertain = 1 << 16;  // score of a tag that is not in doubt

  /// Tag of each word of a sentence, as numbers of the TagSet; in `scores`, if it is given, a row of 256 a word.
  /// Words with a number below size() in `given` keep that tag.
  void tag(std::span<const WordKeys> words, std::vector<std::uint8_t>& tags,
           std::vector<std::int32_t>* scores = nullptr, std::span<const std::uint8_t> given = {}) const;

 private:
  KeyTable certain_;  // form → tag
  KeyTable classes_;  // lower form → ambiguity class
  PackedPerceptron weights_;
  std::size_t tags_ = 0;
};

/// A trained tagger and the memory it reads.
struct TaggerData {
  KeyTableData certain, classes;
  PackedPerceptronData weights;
  std::size_t tags = 0;

  [[nodiscard]] Tagger view() const { return {certain.view(), classes.view(), weights.view(), tags}; }
};

/// A sentence as the trainers see it.
struct TrainingSentence {
  std::vector<WordKeys> words;
  std::vector<std::uint8_t> tags;
  int times = 1;  // how often one round of training sees it
};

/// Trains on the sentences, `rounds` times over in a new order each. Of several passes, each from the start, the
/// weights are added up: their errors differ.
TaggerData train_tagger(std::span<const TrainingSentence* const> sentences, std::size_t tags, int rounds, int passes,
                        Random random);

}  // namespace parley
