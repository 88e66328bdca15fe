// Words of a text, as UD English treebanks have them. Hyphenated words are split on request only; otherwise they stay
// whole ("high-level", "Jong-un") unless both sides are names ("Korea-US" → Korea, -, US).
#pragma once

#include <vector>

#include "language/lexicon.h"

namespace parley {

/// What becomes of "high-level": one word, or three as in the treebanks (high, -, level).
enum class Hyphens { whole, split };

/// Appends the tokens of text[span]; their spans are offsets into `text`. `lower` is ASCII lower case with curly quotes
/// made straight. Time is linear; a run of letters without a break is cut into tokens of at most 1,000 bytes.
void tokenize(std::string_view text, Span span, const Lexicon::Data& data, std::vector<Token>& tokens,
              Hyphens hyphens = Hyphens::whole);

}  // namespace parley
