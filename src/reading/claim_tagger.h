// Attributions by a trained model: which words are a source's, which attribute, which are attributed.
//
//   words and trees → a first reading of each paragraph (cues, sources, contents, all cues at once)
//     → candidates: its cues, and words that came near → a second reading of the sentences around each candidate, as
//     seen
//       from it, which finds the exact words or rejects it → of two that claim the same words the surer one
//
// The features are in claim_features.h, the chains in label_chain.h; trained by claim_training.h on PolNeAR (Newell,
// Margolin and Ruths 2018). It knows no kinds of sources and no stances: claims.h adds these.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "reading/claim_features.h"

namespace parley {

/// Who says what, in tokens. Pieces are in text order; source may be empty.
struct Attribution {
  std::vector<TokenRange> source, cue, content;
  std::uint32_t anchor = 0;  // main word of the cue
  std::int32_t margin = 0;   // how much better than no attribution, in 1/20 of log-odds
};

class ClaimModel {
 public:
  /// Maps the file. Errors: not_found; bad_input if it is no claim model, or damaged.
  static Result<ClaimModel> load(const std::string& path);
  ClaimModel() = default;

  KeyTable cues;          // hash of a lemma → ClaimWord::cue
  LabelChain paragraphs;  // first reading
  LabelChain around_cue;  // second reading

 private:
  ModelFile file_;
};

/// All attributions, in order of their cues. Linear in the document.
/// Example: for (const Attribution& a : find_attributions(document, entities.lexicon(), model)) use(a.content);
std::vector<Attribution> find_attributions(const Document& document, const EntityLexicon& groups,
                                           const ClaimModel& model);

/// What the first reading found, for the second one and for training.
struct FirstReading {
  std::vector<ChainLabel> labels;      // of all words
  std::vector<std::uint32_t> anchors;  // candidates, in order
};

/// Whole sentences of one paragraph, of at most 400 words.
std::vector<TokenRange> paragraphs_of(const Document& document);
FirstReading read_paragraphs(const ClaimWords& text, const LabelChain& chain);
/// The sentence of the anchor and the quoted ones beside it.
TokenRange window_around(const ClaimWords& text, std::uint32_t anchor);
/// The word of the range that the others hang on.
std::uint32_t anchor_of(const ClaimWords& text, TokenRange range);

}  // namespace parley
