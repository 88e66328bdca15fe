// What the rest of a text tells of a word: "Rice" after "Condoleezza" once is a person everywhere.
//
// Each occurrence of a capitalised word leaves evidence: a title before it, a given name, "in", an organisation's head
// behind it, the gazetteer. All occurrences of a text share what they left. A text is read in blocks of some thousand
// words, which is more than most reports have; memory and time stay linear for the others.
#pragma once

#include <unordered_map>

#include "language/entity_words.h"

namespace parley {

constexpr std::size_t kMemoryBlock = 3000;  // words

/// Evidence for a capitalised word, as bits.
enum Evidence : std::uint16_t {
  kAfterTitle = 1,
  kAfterGivenName = 2,
  kBeforeCapital = 4,
  kAlone = 8,             // a run of capitals by itself
  kOrganisationRun = 16,  // in a run that ends with an organisation's head noun
  kPlaceListed = 32,
  kPersonListed = 64,
  kOrganisationListed = 128,
  kAfterPlaceWord = 256,  // "in", "at", "near", "from"
  kPossessive = 512,
  kAfterArticle = 1024,
  kInLowerCase = 2048,
  kInBrackets = 4096,
  kBeforeRoleNoun = 8192,  // "Hamas leader"
  kAfterRoleNoun = 16384,  // "spokesman Smith"
};

class TextMemory {
 public:
  void clear() { evidence_.clear(); }
  /// Takes in a sentence.
  void note(std::span<const std::string_view> words, std::span<const WordView> views);
  /// Tells each live word of a sentence what the text has.
  void recall(std::span<WordView> views) const;

 private:
  std::unordered_map<std::uint64_t, std::uint16_t> evidence_;  // by the hash of the word in lower case
};

}  // namespace parley
