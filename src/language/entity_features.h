// The features of a word in its sentence, as hashes: what the entity model has a row of weights for.
//
// Kinds of features: the words themselves around it; their groups (so that a word never seen in training shares what
// was learned of its like); spelling; the gazetteer; the run of capitalised words that it stands in (the words before
// and behind the run, and its last word, tell most of the kind); and what the document says of the same word elsewhere.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "language/entity_words.h"

namespace parley {

constexpr std::size_t kMostFeatures = 96;

/// The features of one word. Those that name the word itself come first, so that training can hide them.
struct FeatureList {
  std::array<std::uint64_t, kMostFeatures> keys;
  std::size_t size = 0;
  std::size_t of_the_word = 0;  // the first so many name the word
};

/// Features of word `i` of a sentence. Cost does not depend on the sentence's length.
void extract_features(std::span<const WordView> views, std::size_t i, FeatureList& out);

}  // namespace parley
