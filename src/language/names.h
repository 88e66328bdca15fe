// Names and role nouns of a sentence, each as a unit, before they are put together into mentions.
#pragma once

#include <vector>

#include "language/entities.h"
#include "language/lexicon.h"

namespace parley {

/// A stretch of words that names or describes an actor.
struct NameUnit {
  enum class Kind : std::uint8_t { name, person, role, government, organisation };
  TokenRange tokens;
  Kind kind = Kind::name;
  const NameEntry* entry = nullptr;  // gazetteer entry, for name (and known persons)
  const RoleEntry* role = nullptr;
  std::string word;  // lemma of a government noun
};

/// What the report has told so far about its people and states; grows as sentences are read in order.
struct ReportMemory {
  struct Person {
    std::string name;
    std::string code;
    std::string surname;
    std::string family_first;  // the first word, where it is no given name: "Mr. Hu" of "Hu Jintao"; else empty
  };
  std::vector<Person> people;
  WordSet named_in_full;  // codes of states and organisations named without context
  std::string last_state_code, last_state_name;
  WordSet states;  // codes of all states named so far
  std::string last_group_code;
  std::vector<std::pair<std::string, std::string>> sides;  // code and name of the two sides named last

  /// Index of the latest person with that surname or full name; -1 if none.
  [[nodiscard]] int find_person(std::string_view name) const;
};

/// The surname of a person's name: the first word for names in the Korean and Chinese manner, else the last.
std::string surname_of(const std::vector<std::string>& words, const Lexicon::Data& data);

/// Units of a sentence in order; they do not overlap. `names` are the entities of the whole document.
std::vector<NameUnit> find_units(const Document& document, const Sentence& sentence, std::span<const Entity> names,
                                 const Lexicon::Data& data, const ReportMemory& memory);

/// Notes which codes the report names in full, so that "the North" can be told from a point of the compass.
void note_full_names(const Document& document, const Lexicon::Data& data, ReportMemory& memory);

}  // namespace parley
