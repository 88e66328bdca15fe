// What the words around a time expression say: its preposition, and whether its clause looks ahead or back.
//
// The nearest word to the left that tells tense decides: a modal, an auxiliary, a verb that governs what is to come
// ("postponed", "scheduled"; codebook/time.toml [direction]), a verb in the past. The verb groups of the language
// stage are asked where the words do not say. Works without them.
#pragma once

#include <optional>

#include "time/rules.h"

namespace parley {

/// What the preposition before an expression says, and its first token.
struct Preposition {
  TimeRole role = TimeRole::at;
  std::uint32_t first = 0;
};

/// The preposition ([role] of codebook/time.toml, one to three words) before the token, "the" passed over.
std::optional<Preposition> preposition_of(const Document& document, const Sentence& sentence, std::uint32_t token,
                                          const TimeRules::Data& rules);

/// +1 if the clause looks ahead (+2 if by a modal that cannot look back: "will", "could"), -1 if back, 0 if it does not
/// say. `role` is what the preposition says.
int clause_direction(const Document& document, const Sentence& sentence, TokenRange expression, TimeRole role,
                     const TimeRules::Data& rules);

}  // namespace parley
