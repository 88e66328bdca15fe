// Variants of training sentences: other names in the same places, other ways to cut and to write words.
//
// What a corpus of ten years' reports from one agency teaches of "Iraq" and "Annan" is of little use on other news;
// with other names put in their places it teaches what places and persons look like (Dai and Adel 2020, mention
// replacement). Treebanks cut words at hyphens, GMB does not; a headline may be all in capitals, a message in lower
// case.
#pragma once

#include "language/entity_corpus.h"
#include "language/entity_random.h"

namespace parley {

struct VariantShares {
  float other_names = 0.5F;  // of sentences with names, that get a second version with other names
  float cut_hyphens = 0.6F;  // of sentences with hyphens, that are cut at them
  float capitals = 0.02F;    // of sentences, that get a version in capitals
  float lower_case = 0.08F;  // the same in lower case
};

class VariantMaker {
 public:
  VariantMaker(const EntityTables& tables, std::uint64_t seed);
  /// Changes and adds sentences in place; the order stays, versions stand behind their originals.
  void vary(std::vector<LabelledSentence>& sentences, const VariantShares& shares);

 private:
  [[nodiscard]] LabelledSentence other_names(const LabelledSentence& s);
  std::vector<std::string> replacement(const LabelledSentence& s, std::size_t first, std::size_t last, EntityType type);

  SeededRandom random_;
  const EntityTables& tables_;
  std::vector<std::string> persons_, towns_, states_, organisations_;
};

/// The sentence cut at hyphens as treebanks do; labels follow.
LabelledSentence cut_at_hyphens(const LabelledSentence& s, const EntityTables& tables);

}  // namespace parley
