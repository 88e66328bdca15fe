// What the claim tagger sees of each word: hashes of its forms, its place in the tree, in quotations and among cues.
//
// Computed once a document, for claim_features.h to combine.
#pragma once

#include <cstdint>
#include <vector>

#include "language/entity_lexicon.h"
#include "language/key_table.h"
#include "record/document.h"

namespace parley {

/// Where a word stands to quotation marks.
enum class QuotePlace : std::uint8_t { outside, opening_mark, inside, closing_mark };

struct ClaimWord {
  std::uint64_t form = 0, lower = 0, lemma = 0, tag = 0, suffix = 0, shape = 0;  // hashes
  std::uint64_t children = 0;                    // relations of the words that hang on it, as bits (Deprel)
  std::int32_t head = -1;                        // word it hangs on
  std::uint32_t left = 0, right = 0;             // first and last word of its subtree
  std::uint32_t opens = 0;                       // head of the largest subtree that begins here
  std::uint32_t closes = 0;                      // … that ends here
  std::int32_t cue_above = -1;                   // nearest likely cue that it hangs on, not itself
  std::int32_t branch = -1;                      // the word under cue_above that it belongs to
  std::int32_t cue_before = -1, cue_after = -1;  // nearest likely cue of the sentence to either side
  std::int32_t quotation = -1;                   // Document::quotations
  std::uint32_t sentence = 0;
  std::uint16_t group = 0;   // of similar words (models/words), 0 for none
  std::uint16_t depth = 0;   // in the tree
  std::uint16_t height = 0;  // steps up to cue_above
  Deprel deprel = Deprel::dep;
  QuotePlace quote = QuotePlace::outside;
  std::uint8_t mention = 0;  // 1 + MentionKind, + 16 where the mention begins
  std::uint8_t cue = 0;      // how often the lemma is a cue: 0 (hardly ever) to 7
};

struct ClaimSentence {
  bool quoted = false;      // has words in quotation marks
  bool all_quoted = false;  // … and no others
  bool likely_cue = false;  // has a likely cue outside quotation marks
  bool begins_quoted = false;
  bool ends_quoted = false;
};

struct ClaimWords {
  const Document& document;
  std::vector<ClaimWord> words;
  std::vector<ClaimSentence> sentences;
};

inline constexpr std::uint8_t kLikelyCue = 3;  // of ClaimWord::cue: one in ten

/// Step of ClaimWord::cue for a share of uses as a cue.
std::uint8_t cue_step(std::uint32_t as_cue, std::uint32_t in_all);

/// `cues`: hash of a lemma (hash_text) → ClaimWord::cue. Linear in the document.
ClaimWords view_claim_words(const Document& document, const EntityLexicon& groups, const KeyTable& cues);

}  // namespace parley
