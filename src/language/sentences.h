// Sentences of a block, and quotations of a report.
#pragma once

#include "language/lexicon.h"

namespace parley {

/// Splits tokens [first, tokens.size()) of one block into sentences and appends them. A full stop, question or
/// exclamation mark ends a sentence, with the closing quotes and brackets after it, unless the next word goes on in
/// lower case.
void split_sentences(std::string_view text, std::uint32_t block, BlockRole role, std::uint32_t first,
                     const Lexicon::Data& data, Document& document);

/// Finds quotations by their marks, block by block: an open one ends with its block (a quotation that runs over
/// paragraphs opens anew in each).
void find_quotations(const Report& report, Document& document);

}  // namespace parley
