// How an act or an encounter stands: from tense, modals, negation, conditionals and the words that govern it.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "reading/reading.h"
#include "record/enums.h"

namespace parley {

/// Rules of codebook/status.toml.
class StatusRules {
 public:
  static Result<StatusRules> load(const std::string& codebook_dir);

  /// Status of the act of a verb group. `time`: the time expression that belongs to it; nullptr if there is none.
  [[nodiscard]] EventStatus of_verb(const Document& document, std::uint32_t verb, const Timex* time) const;

  /// Does a verb only tell what an act is for or about: "met to discuss …", "talks on ending …", "aid to rebuild …"?
  [[nodiscard]] bool is_topic(const Document& document, const VerbGroup& verb, EventType type) const;

  /// Does the verb say that its subject or object takes place: "hold", "resume", "take place"?
  [[nodiscard]] bool carries_out(const Document& document, const VerbGroup& verb) const {
    auto said = lookup_verb(noun_verb_, document, verb);
    return said == EventStatus::happened || said == EventStatus::ongoing;
  }

  /// Does a phrase name an act that was spoken of: "those talks"?
  [[nodiscard]] bool points_back(const Document& document, const NounPhrase& phrase) const {
    return demonstrative_.contains(document.tokens[phrase.tokens.first].lower);
  }

  /// Status that a verb gives to an encounter that is its object or passive subject; nothing if the verb says nothing.
  [[nodiscard]] std::optional<EventStatus> of_noun_under(const Document& document, std::uint32_t verb,
                                                         const Timex* time) const;

  /// Status said by the words right before a noun: "the planned summit".
  [[nodiscard]] std::optional<EventStatus> of_modifiers(const Document& document, std::uint32_t first,
                                                        std::uint32_t head) const;

  /// Status said by the noun whose complement the phrase is: "plans for a summit", "no chance of a summit".
  [[nodiscard]] std::optional<EventStatus> of_head_noun(const Document& document, const NounPhrase& phrase) const;

  /// Certainty of the author on the FactBank scale for a status.
  [[nodiscard]] static int certainty(EventStatus status);

 private:
  using Table = std::unordered_map<std::string, EventStatus>;
  [[nodiscard]] std::optional<EventStatus> from_governor(const Document& document, const VerbGroup& verb) const;
  [[nodiscard]] std::optional<EventStatus> from_noun(const Document& document, const VerbGroup& verb) const;
  [[nodiscard]] std::optional<EventStatus> from_noun_above(const Document& document, const VerbGroup& verb) const;
  [[nodiscard]] bool is_provided_that(const Document& document, const VerbGroup& verb) const;
  [[nodiscard]] bool is_asked_for(const Document& document, const VerbGroup& verb) const;
  [[nodiscard]] EventStatus of_complement(const Document& document, const VerbGroup& verb) const;
  [[nodiscard]] bool has_condition(const Document& document, const VerbGroup& verb) const;
  [[nodiscard]] bool is_achieved(const Document& document, const VerbGroup& verb) const;
  [[nodiscard]] static const VerbGroup* finite_above(const Document& document, const VerbGroup& verb);
  [[nodiscard]] bool hedged(const Document& document, const VerbGroup& verb) const;
  [[nodiscard]] bool is_answered_deed(const Document& document, const VerbGroup& verb) const;
  [[nodiscard]] std::optional<EventStatus> lookup_verb(const Table& table, const Document& document,
                                                       const VerbGroup& verb) const;

  Table modal_, governor_, adjective_, noun_verb_, noun_modifier_, noun_governor_;
  std::unordered_set<std::string> two_words_;  // lemmas that begin an entry of two words in governor_ or noun_verb_
  std::unordered_set<std::string> conditional_, by_date_, stative_, unable_, awaiting_, awaiting_in_text_,
      hedge_adverb_, hedge_before_that_, none_, denies_, answers_deed_, achieved_, adjunct_, without_, topic_,
      topic_verbs_, demonstrative_;
};

}  // namespace parley
