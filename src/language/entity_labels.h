// The sixteen labels that the entity model gives to words, and which may follow which.
//
// One label a word: outside, title, people (a nationality), misc, and for persons, organisations and places the first,
// inner, last or only word of a name (BIOES: Ratinov and Roth 2009 measured it better than BIO). Sixteen labels are
// what one row of weights holds, and what two vector registers hold.
#pragma once

#include <cstdint>

#include "language/entities.h"

namespace parley {

constexpr int kEntityLabels = 16;

enum EntityLabel : std::uint8_t {
  kOutside = 0,
  kTitleLabel = 1,
  kPeopleLabel = 2,
  kMiscLabel = 3,
  kFirstNameLabel = 4
};
enum class NamePart : std::uint8_t { first, inner, last, only };

/// Label of a part of a person's, organisation's or place's name.
constexpr int name_label(EntityType type, NamePart part) {
  return kFirstNameLabel + 4 * static_cast<int>(type) + static_cast<int>(part);
}
constexpr bool is_name_label(int label) { return label >= kFirstNameLabel; }
constexpr EntityType type_of_label(int label) {
  return label == kPeopleLabel ? EntityType::people
         : label == kMiscLabel ? EntityType::misc
                               : static_cast<EntityType>((label - kFirstNameLabel) / 4);
}
constexpr NamePart part_of_label(int label) { return static_cast<NamePart>((label - kFirstNameLabel) % 4); }

/// True if a name goes on after `label`.
constexpr bool stays_open(int label) {
  return is_name_label(label) && (part_of_label(label) == NamePart::first || part_of_label(label) == NamePart::inner);
}
constexpr bool continues(int label) {
  return is_name_label(label) && (part_of_label(label) == NamePart::inner || part_of_label(label) == NamePart::last);
}

/// Whether `label` may stand directly after `before`. Before the first word and after the last stands kOutside.
constexpr bool may_follow(int before, int label) {
  if (stays_open(before)) return continues(label) && type_of_label(label) == type_of_label(before);
  return !continues(label);
}

}  // namespace parley
