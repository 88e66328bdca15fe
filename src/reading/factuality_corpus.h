// Judgements of certainty as training data: the unified sets UW, UDS-IH2 and MEANTIME (Stanovsky and others 2017).
//
// JSON lines {text, targets: [{span1: [i, j], label}]}: text is tokens with single blanks between them, span1 a
// half-open range of token numbers, label the mean judgement on the scale of factuality.h.
#pragma once

#include <string>
#include <vector>

#include "language/language.h"
#include "reading/factuality_training.h"

namespace parley {

struct JudgedSentence {
  struct Judged {
    Span span;  // bytes of the text
    double certainty = 0;
  };
  std::string text;
  std::vector<Judged> judged;
};

/// Lines that are no object with a text, and targets outside their text, are passed over. Errors: what read_file gives;
/// bad_input if nothing is left.
Result<std::vector<JudgedSentence>> read_judged_sentences(const std::string& path);

/// What the readers of a group judged in one sentence, read as a text of its own.
std::vector<FactualityExample> factuality_examples(const JudgedSentence& sentence, std::size_t group,
                                                   const Lexicon& lexicon, const Models& models,
                                                   const StatusRules& status);

}  // namespace parley
