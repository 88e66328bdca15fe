// Noun phrases and verb groups with their clauses: the shallow syntax that reading stands on until there are trees.
//
// Noun phrases are base phrases (determiner to head). Verb groups are chains of auxiliaries and a main verb; each gets
// a clause, a subject, an object, a passive's agent and the verb that governs it, by position and closed-class words
// alone.
#pragma once

#include "language/lexicon.h"

namespace parley {

/// Appends the noun phrases and verb groups of one tagged sentence to the document.
void find_phrases(const Sentence& sentence, std::uint32_t index, const Lexicon::Data& data, Document& document);

}  // namespace parley
