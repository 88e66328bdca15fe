// What decides how sure a text is of an event, as hashes of short names: "modal=might", "up=want<xcomp" …
//
// Seen are the predicate itself, its helpers (auxiliaries, negation, adverbs, subject), the words that govern it up to
// three steps up the tree, the clauses around it, what status.h makes of its verb, the words next to it, and the manner
// of the sentence (question, quotation, pronouns). A second list tells what kind of text this is: its words alone, and
// what sort of word the predicate is. No word is known here: names carry the text's own.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/status.h"

namespace parley {

struct FactualityFeatures {
  std::vector<std::uint32_t> event;  // of the predicate and its sentence
  std::vector<std::uint32_t> text;   // of the kind of text
};

/// All features of the predicate in these tokens, in order of their hashes, each once. Both lists are empty for a range
/// that is empty or outside the document. Never fails.
FactualityFeatures factuality_features(const Document& document, const StatusRules& status, TokenRange predicate);

}  // namespace parley
