// The trained entity model: word lists, weights of features, and the best sequence of labels for a sentence.
//
// A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001). Each feature has a row of sixteen
// 8-bit weights, one for each label; rows lie in buckets of four with 16-bit fingerprints, so that a feature never seen
// in training costs one read and adds nothing. Decoding is Viterbi over the stretches of live words, in 16-bit
// integers.
#pragma once

#include <array>
#include <string>

#include "base/model_file.h"
#include "language/entities.h"
#include "language/entity_features.h"
#include "language/entity_labels.h"
#include "language/entity_lexicon.h"

namespace parley {

constexpr std::size_t kRowsInBucket = 4;
constexpr std::size_t kLongestSentence = 400;  // words that are read at once

/// Fingerprint of a feature in the table of weights; never 0.
constexpr std::uint16_t feature_key(std::uint64_t feature) { return static_cast<std::uint16_t>((feature >> 48) | 1U); }

/// Where a feature's row may lie, of so many buckets: the low half of its hash, scaled.
constexpr std::size_t bucket_of(std::uint64_t feature, std::size_t buckets) {
  return static_cast<std::size_t>((feature & 0xFFFFFFFFU) * buckets >> 32);
}

/// The weights of one convention.
class EntityWeights {
 public:
  /// Takes the sections "NAME.keys", "NAME.weights", "NAME.transitions"; false if they do not fit one another.
  bool open(const ModelFile& file, const std::string& name);

  /// Weights of a feature, or null if it has none.
  [[nodiscard]] const std::int8_t* row(std::uint64_t feature) const {
    std::size_t bucket = bucket_of(feature, buckets_) * kRowsInBucket;
    std::uint16_t key = feature_key(feature);
    for (std::size_t k = bucket; k < bucket + kRowsInBucket; ++k)
      if (keys_[k] == key) return weights_.data() + k * kEntityLabels;
    return nullptr;
  }
  /// Weight of label `to` after label `from`; from one label to all.
  [[nodiscard]] std::int16_t transition(int from, int to) const {
    return transitions_[static_cast<std::size_t>(from * kEntityLabels + to)];
  }
  [[nodiscard]] const std::int16_t* transitions_from(int label) const {
    return transitions_.data() + static_cast<std::ptrdiff_t>(label) * kEntityLabels;
  }

 private:
  std::span<const std::uint16_t> keys_;
  std::span<const std::int8_t> weights_;
  std::array<std::int16_t, kEntityLabels * kEntityLabels> transitions_{};
  std::size_t buckets_ = 0;
};

class EntityModel {
 public:
  /// Maps the file. Errors: not_found; bad_input if it is no entity model, or damaged.
  static Result<EntityModel> load(const std::string& path);

  [[nodiscard]] const EntityLexicon& lexicon() const { return lexicon_; }
  [[nodiscard]] const EntityWeights& weights(EntityConvention convention) const {
    return convention == EntityConvention::wire ? wire_ : plain_;
  }
  /// Log-odds of words in wire text against other text: see entity_conventions.h.
  [[nodiscard]] std::span<const std::int8_t> style() const { return style_; }
  /// How much one unit of the integer weights is in log-odds.
  [[nodiscard]] float unit() const { return unit_; }

 private:
  ModelFile file_;
  EntityLexicon lexicon_;
  EntityWeights plain_, wire_;
  std::span<const std::int8_t> style_;
  float unit_ = 1;
};

/// Labels a sentence word by word and keeps the scores from which margins are computed.
class EntityDecoder {
 public:
  EntityDecoder(const EntityModel& model, EntityConvention convention)
      : weights_(model.weights(convention)), unit_(model.unit()) {}

  /// Labels of a sentence of at most kLongestSentence words; valid until the next call.
  std::span<const std::uint8_t> decode(std::span<const WordView> views);

  /// Log-odds of the labels of words [first, last) against kOutside for all of them, the rest unchanged.
  [[nodiscard]] float margin(std::uint32_t first, std::uint32_t last) const;

 private:
  using Scores = std::array<std::int16_t, kEntityLabels>;
  void score_words();
  void best_path(std::size_t first, std::size_t last);

  const EntityWeights& weights_;
  float unit_;
  std::span<const WordView> views_;
  std::vector<Scores> scores_;                                   // of each word, live ones only
  std::vector<std::array<std::uint8_t, kEntityLabels>> before_;  // best label of the word before
  std::vector<std::uint8_t> labels_;
};

}  // namespace parley
