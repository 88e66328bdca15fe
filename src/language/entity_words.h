// What is seen of each word of a sentence by itself: hashes of its form, case, group, kinds, gazetteer, run of
// capitals.
//
// Computed once a word; entity_features.h combines it. A word is "live" if it may be part of a name: it has a capital
// or stands in the gazetteer, or is a short word between two such words ("of", "bin"). All others are outside any name,
// which spares four words in five the work, in training too.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/entity_lexicon.h"

namespace parley {

enum class WordCase : std::uint8_t { lower, capital, all_capitals, mixed, initial, digits, digits_and_letters, mark };

struct WordView {
  std::uint64_t form = 0, lower = 0;  // hashes
  std::uint64_t shape = 0, long_shape = 0;
  std::uint64_t prefix = 0, suffix2 = 0, suffix3 = 0, suffix4 = 0;
  std::uint64_t marks =
      0;  // gazetteer: kinds of names that this word is alone (bits 0-15), begins (16-), continues (32-)
  std::uint32_t run_first = 0, run_last = 0;  // the run of capitalised words around it, half-open; empty if none
  std::uint16_t group = 0;
  std::uint16_t elsewhere = 0;  // Evidence bits of the same word in the whole text: see entity_memory.h
  std::uint8_t kinds = 0;       // WordKind bits
  WordCase letters = WordCase::mark;
  bool live = false;

  [[nodiscard]] bool capitalised() const {
    return letters == WordCase::capital || letters == WordCase::all_capitals || letters == WordCase::mixed ||
           letters == WordCase::initial;
  }
};

/// Lower case as the word groups are written: ASCII and Latin-1 letters folded, curly apostrophes made straight.
std::string fold_word(std::string_view word);

/// Fills `views`, one for each word of a sentence (both spans have the same size). A sentence in capitals is read as if
/// it were in lower case with its names capitalised, as far as the lexicon knows them.
void view_words(std::span<const std::string_view> words, const EntityLexicon& lexicon, std::span<WordView> views);

}  // namespace parley
