// Part of speech and lemma of each token: lexicon and word shape give the candidates, the words around decide.
//
// A deterministic tagger of two passes (closed classes and shapes, then the verbs), meant to be replaced by a learned one behind
// the same fields of Token. Tags are Penn tags, parts of speech Universal ones.
#pragma once

#include "language/lexicon.h"

namespace parley {

/// Fills pos, tag and lemma of the tokens of one sentence.
void tag_sentence(const Sentence& sentence, const Lexicon::Data& data, Document& document);

}  // namespace parley
