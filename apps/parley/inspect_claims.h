// parley inspect claims: who says what, by the trained tagger alone (formats: docs/record.md).
#pragma once

#include <string>

#include "command.h"

namespace parley {

/// One JSON line of a text: {id, claims: [{source, cue, content, certainty}]}, spans in code points.
std::string claims_line(const Analysis& analysis, const std::string& id, const Knowledge& knowledge);

}  // namespace parley
