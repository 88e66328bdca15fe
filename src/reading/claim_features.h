// Features of the claim tagger: what a word is in a paragraph (first reading), and what it is to one cue (second).
#pragma once

#include <cstdint>
#include <span>

#include "reading/claim_words.h"
#include "reading/label_chain.h"

namespace parley {

/// Labels of the tagger's chains.
enum ClaimLabel : ChainLabel {
  kNoRole,
  kBeginCue,
  kInCue,
  kBeginSource,
  kInSource,
  kBeginContent,
  kInContent,
};

/// First reading: the words of `range` (whole sentences of one paragraph).
void paragraph_features(const ClaimWords& text, TokenRange range, ChainFeatures& out);

/// Second reading: the words of `range` as seen from the cue whose main word is `anchor`. `labels` are those of the
/// first reading, for all words of the document.
void cue_features(const ClaimWords& text, TokenRange range, std::uint32_t anchor, std::span<const ChainLabel> labels,
                  ChainFeatures& out);

}  // namespace parley
