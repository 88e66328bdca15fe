// Builds the word lists and the gazetteer that the entity model carries: at training time only.
//
// From codebook/actors (states, organisations, people …), codebook/english.toml, codebook/places (cities, given names
// and surnames) and models/words (groups of similar words). See entity_lexicon.h for what becomes of them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "language/entity_lexicon.h"

namespace parley {

struct EntityTables {
  std::map<std::string, WordInfo, std::less<>> words;       // in lower case
  std::map<std::string, std::uint16_t, std::less<>> names;  // words as written, one space between them → NameKind bits

  [[nodiscard]] WordInfo word(std::string_view lower) const;
  [[nodiscard]] bool is_name(std::string_view name, std::uint16_t kinds) const;
};

/// Reads all lists. `codebook` is the codebook's folder, `words` the file clusters.txt. Errors name file and line.
Result<EntityTables> read_entity_tables(const std::string& codebook, const std::string& words);

/// The tables as they lie in a weights file.
struct PackedTables {
  std::vector<std::uint16_t> word_keys, word_groups;
  std::vector<std::uint8_t> word_kinds;
  std::vector<std::uint32_t> name_keys;
  std::vector<std::uint16_t> name_kinds;

  void write(ModelWriter& writer) const;
};

PackedTables pack(const EntityTables& tables);

}  // namespace parley
