// Learns the claim tagger from annotated texts. See claim_tagger.h.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "reading/claim_corpus.h"
#include "reading/label_chain_training.h"
#include "reading/reading.h"

namespace parley {

struct ClaimTrainingOptions {
  ChainTrainingOptions paragraphs{.seed = 1, .passes = 10, .rows = 196608};
  ChainTrainingOptions around_cue{.seed = 2, .passes = 10, .rows = 294912};
};

/// Learns from the texts as the program reads them. The second reading learns from what the first one says of texts
/// that it has not seen: each quarter of the texts is read by a model of the others. Deterministic.
ModelWriter train_claims(const std::vector<AnnotatedText>& texts, const IntakeRules& intake, const Lexicon& lexicon,
                         const Models& models, const ClaimTrainingOptions& options,
                         const std::function<void(const std::string&)>& tell);

}  // namespace parley
