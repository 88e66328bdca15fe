// Part of speech and lemma of each token: lexicon and word shape give the candidates, the words around decide.
//
// A deterministic tagger of two passes (closed classes and shapes, then the verbs), meant to be replaced by a learned
// one behind the same fields of Token. Tags are Penn tags, parts of speech Universal ones.
#pragma once

#include "language/lexicon.h"

namespace parley {

/// Surnames of the report's people whose given name shows that they are names ("Go Myong-hyun"), in lower case: they
/// stay names where they stand alone at the head of a sentence.
WordSet find_surnames(const Document& document, const Lexicon::Data& data);

/// Fills pos, tag and lemma of the tokens of one sentence.
void tag_sentence(const Sentence& sentence, const Lexicon::Data& data, const WordSet& surnames, Document& document);

}  // namespace parley
