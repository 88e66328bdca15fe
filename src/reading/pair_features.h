// What the pair classifier sees of a sentence with a marked source and a marked target.
//
// Sparse: words by their place (on the way through the tree from source to target, as objects and particles of the
// verbs there, before, between and after), how the act is put (modal, negation, passive, governing verb), and the types
// of the codebook's entries whose words are there. Dense: means of word vectors over the same places.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "language/key_table.h"
#include "reading/events.h"

namespace parley {

/// Vectors of words: 8-bit numbers, read in place.
struct WordVectors {
  KeyTable rows;  // by hash_text(word)
  std::span<const std::int8_t> numbers;
  std::size_t width = 0;

  /// Numbers of a word; empty if it is not known.
  [[nodiscard]] std::span<const std::int8_t> of(std::string_view word) const;
};

struct PairFeatures {
  struct Item {
    std::uint64_t key = 0;
    float value = 0;
  };
  std::vector<Item> sparse;  // by key, each once
  std::vector<float> dense;  // kDenseParts times the width of the vectors
};

constexpr std::size_t kDenseParts = 4;

/// `source` and `target` are token ranges, either of which may be empty: not found. Never fails.
PairFeatures pair_features(const Document& document, const EventRules& rules, const WordVectors& vectors,
                           TokenRange source, TokenRange target);

/// The tokens of a document that spell the words of source and target: the first places where both stand and do not
/// overlap. An empty range for one that is not there.
struct MarkedPair {
  TokenRange source, target;
};
MarkedPair mark_pair(const Document& document, std::string_view source, std::string_view target);

}  // namespace parley
