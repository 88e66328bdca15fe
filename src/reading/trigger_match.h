// Which entries of codebook/events/ have their words in a sentence, and what each still lacks to fire.
//
// events.h tells the events of those that lack nothing; the pair classifier takes the entries' types as features; and
// `parley codebook explain` shows what almost fired.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reading/events.h"

namespace parley {

/// A verb entry whose words stand on a verb.
struct VerbHit {
  enum class Lacks : std::uint8_t { nothing, object, other_object, subject, complement };
  const EventTrigger* trigger = nullptr;
  int score = 0;             // of several entries on one verb the highest fires
  std::uint32_t last = 0;    // last token of the entry's words
  std::int32_t object = -1;  // index of the phrase in the object's place; -1 if there is none
  Lacks lacks = Lacks::nothing;
};

class TriggerMatcher {
 public:
  TriggerMatcher(const Document& document, const EventRules& rules) : d_(document), rules_(rules) {}

  /// The entries whose words stand on a verb group, in the order of the codebook.
  [[nodiscard]] std::vector<VerbHit> on_verb(std::uint32_t verb) const;
  /// The longest noun entry that ends in the phrase's head, and the token where it begins; nullptr if there is none.
  [[nodiscard]] std::pair<const EventTrigger*, std::uint32_t> on_noun(std::uint32_t phrase) const;

 private:
  [[nodiscard]] const NounPhrase& phrase(std::int32_t p) const { return d_.phrases[static_cast<std::size_t>(p)]; }
  [[nodiscard]] bool stands_right(const EventTrigger& trigger, std::uint32_t phrase) const;
  [[nodiscard]] std::uint32_t predicate(const VerbGroup& verb) const;
  [[nodiscard]] VerbHit match_adjective(std::uint32_t verb, std::uint32_t adjective, const EventTrigger& trigger) const;
  [[nodiscard]] std::uint32_t find_rest(const VerbGroup& verb, const EventTrigger& trigger) const;
  [[nodiscard]] VerbHit match(std::uint32_t verb, const EventTrigger& trigger) const;
  [[nodiscard]] bool object_fits(const std::vector<std::string>& patterns, std::int32_t object) const;
  [[nodiscard]] bool has_complement(std::uint32_t verb, std::uint32_t last, const EventTrigger& trigger) const;

  const Document& d_;
  const EventRules& rules_;
};

/// An entry whose words stand in a sentence.
struct TriggerMatch {
  const EventTrigger* trigger = nullptr;
  std::uint32_t head = 0;    // token of the verb or of the noun's head
  std::int32_t object = -1;  // token of the object's head; -1 if there is none
  std::string missing;       // what it lacks, in words ("no object of @meeting"); empty if its words are complete
};

/// The entries whose words stand in one sentence: on its verbs, then on its nouns.
std::vector<TriggerMatch> match_triggers(const Document& document, const EventRules& rules, TokenRange sentence);

/// The phrase of the name whose title the phrase is; the phrase itself if it is none's.
std::int32_t phrase_of_name(const Document& document, std::int32_t phrase);

/// Index of the phrase that begins at the token, or behind one adverb there; `fallback` if none does before `end`.
std::int32_t phrase_from(const Document& document, std::uint32_t token, std::uint32_t end, std::int32_t fallback);

}  // namespace parley
