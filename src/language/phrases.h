// Base noun phrases and verb groups of a sentence with tags and a tree.
//
// A base noun phrase runs from the determiner to the head noun, without what follows ("of …", relative clauses). A verb
// group is a main verb, or a copula, with its auxiliaries. What hangs on what is found in clauses.h.
#pragma once

#include "language/lexicon.h"
#include "language/sentence_tree.h"

namespace parley {

/// Appends the noun phrases of one sentence to the document.
void find_noun_phrases(const Sentence& sentence, std::uint32_t index, const Lexicon::Data& data, Document& document);

/// Appends the verb groups of one sentence to the document, without clause, arguments and governor.
void find_verb_groups(const Sentence& sentence, std::uint32_t index, const SentenceTree& tree,
                      const Lexicon::Data& data, Document& document);

}  // namespace parley
