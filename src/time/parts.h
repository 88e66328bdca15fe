// The words of one sentence as parts of time expressions: tokens, cut at hyphens, each with what the codebook says of
// it.
//
// Hyphenated words come apart ("third-quarter" → third, -, quarter), so that one rule reads both spellings, whatever
// the tokeniser does with hyphens. Neighbours: rules.h (the words), composer.h (what is made of the parts).
#pragma once

#include <string_view>
#include <vector>

#include "time/rules.h"

namespace parley {

struct Part {
  std::string_view lower;
  Span span;
  std::uint32_t token = 0;
  const TimeWord* word = nullptr;  // never null in a list of parts: words that the codebook lacks have a blank one
  int digits = 0;                  // number of digits, if it is nothing but digits
  int number = -1;                 // their value
  int ordinal = 0;                 // 8 of "8th"
  bool capital = false;

  [[nodiscard]] bool is(std::uint64_t classes) const { return (word->classes & classes) != 0; }
};

/// Replaces `parts` by the parts of one sentence.
void read_parts(const Document& document, const Sentence& sentence, const TimeRules::Data& rules,
                std::vector<Part>& parts);

/// The part behind the end of a sentence: no word at all.
const Part& no_part();

}  // namespace parley
