// Named entities: persons, organisations, places, other names, and nationalities, found by a trained model.
//
//   entity_lexicon.h (what word lists say) → entity_features.h (what is seen of a word) → entity_model.h (the best
//   reading of a sentence) → entity_conventions.h (how a corpus would have annotated it)
//
// The model knows more kinds than corpora annotate, since corpora disagree: titles before a person's name and
// nationalities ("Iraqi", "Americans") are told apart from names.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/document.h"

namespace parley {

enum class EntityType : std::uint8_t {
  person,        // without titles: "Kim Yong-chol"
  organisation,  // also parties, media, armed groups, companies
  location,      // states, cities, regions, rivers, buildings
  misc,          // works, treaties, products
  people,        // nationality, ethnic or religious group, as adjective or noun: "Iraqi", "Americans"
};

/// "PER", "ORG", "LOC", "MISC"; people are "MISC", as in CoNLL-2003.
std::string_view name_of(EntityType type);

/// A name in a document. Entities do not overlap and do not cross sentences.
struct Entity {
  TokenRange tokens;
  EntityType type = EntityType::misc;
  float margin = 0;         // log-odds of this reading against none here, all else equal; larger is surer
  std::uint32_t title = 0;  // words directly before `tokens` that are the person's title: "Prime Minister"
};

/// The words of a text with the ends of its sentences (indices into words, rising; the last is words.size()).
struct EntityText {
  std::vector<std::string_view> words;
  std::vector<std::uint32_t> sentence_ends;
};

/// Whose idea of a name: see entity_conventions.h. The program uses plain.
enum class EntityConvention : std::uint8_t { plain, wire };

class EntityModel;

/// All names of a text, in order. Linear in the text for any input; sentences over 400 words are read in pieces.
std::vector<Entity> find_entities(const EntityText& text, const EntityModel& model,
                                  EntityConvention convention = EntityConvention::plain);

/// The same for a document whose tokens and sentences are known.
/// Example: for (const Entity& e : find_entities(document, model)) use(document.words(e.tokens), e.type);
std::vector<Entity> find_entities(const Document& document, const EntityModel& model);

}  // namespace parley
