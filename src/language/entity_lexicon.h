// What word lists say of a word or a run of words: groups of similar words, kinds of words, a gazetteer of names.
//
// Both tables lie in the weights file and are read in place. Words: an open-addressing table from the hash of a word in
// lower case to its group (a leaf of a tree of 64 × 8 × 8 groups, see models/words) and its kinds. Names: a trie whose
// nodes are named by the hash of all words so far, so that it needs no pointers: one probe a word says which kinds of
// name end here and whether a longer one goes on. A false hit of the 16- or 32-bit fingerprint only misleads a feature.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/model_file.h"

namespace parley {

/// Kinds of single words, as bits.
enum WordKind : std::uint8_t {
  kCommonWord = 1,        // seen in lower case in running text
  kPersonalName = 2,      // given name or surname
  kTitleWord = 4,         // "president", "general", "mr."
  kOrganisationNoun = 8,  // "ministry", "party", "university"
  kCalendarWord = 16,     // days, months, feasts
  kNameParticle = 32,     // "bin", "van", "al"
  kRoleNoun = 64,         // "spokesman", "senator"
  kPlaceNoun = 128        // "street", "river", "airport"
};

/// Kinds of names in the gazetteer, as bits.
enum NameKind : std::uint16_t {
  kStateName = 1,
  kPeopleName = 2,
  kCityName = 4,
  kRegionName = 8,
  kPersonName = 16,
  kOrganisationName = 32,
  kGroupName = 64,
  kMediaName = 128,
  kInstituteName = 256,
  kSeatName = 512,       // a capital or seat that stands for its government
  kTownName = 1024,      // one of the many smaller places
  kLongerName = 0x8000,  // a longer name goes on with the next word
};
constexpr int kNameKinds = 11;

struct WordInfo {
  std::uint16_t group = 0;  // 1 + number of the leaf, 0 if the word is in no group
  std::uint8_t kinds = 0;
};

/// Hash of a word's bytes, and of a sequence of words: extend_name(0, h) is h.
std::uint64_t word_hash(std::string_view word);
constexpr std::uint64_t extend_name(std::uint64_t name, std::uint64_t word) {
  return name == 0 ? word : (name ^ (word >> 7)) * 0x9E3779B97F4A7C15ULL + word;
}

/// The tables, wherever they lie.
struct LexiconSections {
  std::span<const std::uint16_t> word_keys, word_groups;
  std::span<const std::uint8_t> word_kinds;
  std::span<const std::uint32_t> name_keys;
  std::span<const std::uint16_t> name_kinds;
};

class EntityLexicon {
 public:
  /// Looks up in these tables, which must outlive it; false if their sizes do not fit one another.
  bool open(const LexiconSections& sections);
  bool open(const ModelFile& file);

  [[nodiscard]] WordInfo word(std::uint64_t hash) const;
  /// Kinds of names that end with the word just added, and kLongerName; 0 if no name begins so.
  [[nodiscard]] std::uint16_t name(std::uint64_t hash) const;

 private:
  LexiconSections tables_;
};

/// Fingerprints of the two tables; never 0, which marks an empty slot.
constexpr std::uint16_t word_key(std::uint64_t hash) { return static_cast<std::uint16_t>((hash >> 48) | 1U); }
constexpr std::uint32_t name_key(std::uint64_t hash) { return static_cast<std::uint32_t>((hash >> 32) | 1U); }

}  // namespace parley
