// Clauses, arguments and governors of verb groups, read from the dependency tree.
//
// A verb group's clause is the stretch of its sentence around it that hangs on it and on no other finite verb. Subject,
// object and agent are the phrases that the tree names; where a verb has no subject of its own, it has that of the verb
// it is coordinated with or controlled by, or the noun that it modifies.
#pragma once

#include "language/lexicon.h"

namespace parley {

/// Appends the noun phrases and verb groups of one tagged and parsed sentence to the document, the verb groups with
/// clause, arguments and governor. Time is linear in the sentence's length times its tree's depth.
void find_clauses(std::uint32_t sentence, const Lexicon::Data& data, Document& document);

}  // namespace parley
