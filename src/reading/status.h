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

  /// Status of the act of a verb group. `dated`: a time expression with a day or month belongs to it.
  [[nodiscard]] EventStatus of_verb(const Document& document, std::uint32_t verb, bool dated) const;

  /// Status that a verb gives to an encounter that is its object or passive subject; nothing if the verb says nothing.
  [[nodiscard]] std::optional<EventStatus> of_noun_under(const Document& document, std::uint32_t verb,
                                                         bool dated) const;

  /// Status said by the words right before a noun: "the planned summit".
  [[nodiscard]] std::optional<EventStatus> of_modifiers(const Document& document, std::uint32_t first,
                                                        std::uint32_t head) const;

  /// Certainty of the author on the FactBank scale for a status.
  [[nodiscard]] static int certainty(EventStatus status);

 private:
  using Table = std::unordered_map<std::string, EventStatus>;
  [[nodiscard]] std::optional<EventStatus> from_governor(const Document& document, const VerbGroup& verb) const;
  [[nodiscard]] bool hedged(const Document& document, const VerbGroup& verb) const;
  [[nodiscard]] std::optional<EventStatus> lookup_verb(const Table& table, const Document& document,
                                                       const VerbGroup& verb) const;

  Table modal_, governor_, adjective_, noun_verb_, noun_modifier_;
  std::unordered_set<std::string> conditional_, by_date_, stative_, unable_, hedge_adverb_, hedge_before_that_, none_;
};

}  // namespace parley
