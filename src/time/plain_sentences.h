// Sentences by their stops alone, for words that no language model has read: the time stage needs no more.
#pragma once

#include "record/document.h"

namespace parley {

/// Splits tokens [first, document.tokens.size()) of one block into sentences and appends them. A stop ends one, with
/// the closing marks after it, unless the next word goes on in lower case. Sentences have at most 400 tokens.
void split_at_stops(std::uint32_t block, BlockRole role, std::uint32_t first, Document& document);

}  // namespace parley
