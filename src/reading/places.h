// Where each word stands: its sentence, verb group, noun phrase, mention and quotation, found in constant time.
//
// The Document lists these with their token ranges; readers that walk over words need the way back. Shared by the
// readers of claims and forecasts.
#pragma once

#include <cstdint>
#include <vector>

#include "record/document.h"

namespace parley {

/// For each token an index into the Document's list, or -1.
struct Places {
  std::vector<std::int32_t> sentence;
  std::vector<std::int32_t> verb;       // Document::verbs, by the group's words
  std::vector<std::int32_t> phrase;     // Document::phrases
  std::vector<std::int32_t> mention;    // Document::mentions
  std::vector<std::int32_t> quotation;  // Document::quotations, marks included
  std::vector<TokenRange> quoted;       // token range of each quotation, marks included

  static Places of(const Document& document);
};

}  // namespace parley
