// parley inspect claims: who says what, by the trained tagger alone (formats: docs/record.md).
#pragma once

#include <string>

#include "command.h"

namespace parley {

/// One JSON line of a text: {id, claims: [{source, cue, content, certainty}]}, spans in code points.
std::string claims_line(const Analysis& analysis, const std::string& id, const Knowledge& knowledge);

/// parley inspect claims --factuality: for each span of JSON lines {id, text, spans}, how sure the text presents the
/// predicate in it, -3..3. Spans are half-open ranges of code points; with `tokens`, whose words make up the text with
/// a blank between them, ranges of tokens.
int run_inspect_factuality(const CommandOptions& options);

}  // namespace parley
