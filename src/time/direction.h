// Does the clause around a time expression look ahead or back?
//
// The nearest word to the left that tells tense decides: a modal, an auxiliary, a verb that governs what is to come
// ("postponed", "scheduled"; codebook/time.toml [direction]), a verb in the past. The verb groups of the language
// stage are asked where the words do not say. Works without them.
#pragma once

#include "time/rules.h"

namespace parley {

/// +1 if the clause looks ahead, -1 if back, 0 if it does not say. `role` is what the preposition says.
int clause_direction(const Document& document, const Sentence& sentence, TokenRange expression, TimeRole role,
                     const TimeRules::Data& rules);

}  // namespace parley
