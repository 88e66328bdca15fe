// How a corpus would have annotated the names that the model finds.
//
// Two conventions are known. plain: names without titles, nationalities are no places (MISC, as CoNLL-2003, WikiGold
// and CrossNER have it; UNER leaves them out). wire: titles are or begin persons and nationalities are places, as the
// Groningen Meaning Bank has it for the Voice of America ("[President Bush] met [Iraqi] leaders"), with the habits of
// its annotation. Each has its own weights, since no rule turns one into the other. The program itself uses plain.
//
// For a reader who expects the one or the other, the style of the text decides: mean log-odds of its words under the
// Voice of America's word frequencies against other text. Measured by document: VOA 0.60, TimeBank's agencies at most
// 0.33, PolNeAR's papers at most 0.18, web text -0.66.
#pragma once

#include <string>
#include <vector>

#include "base/model_file.h"
#include "language/entity_corpus.h"

namespace parley {

/// A name as a convention has it.
struct LabelledName {
  TokenRange tokens;
  EntityType type = EntityType::misc;
};

std::vector<LabelledName> names_in_convention(const EntityText& text, const EntityModel& model,
                                              EntityConvention convention);

/// The convention that fits the style of the text.
EntityConvention convention_of(const EntityText& text, const EntityModel& model);

/// Frequencies of words in wire and other text, as a section of the weights file.
class StyleCounts {
 public:
  void add(const LabelledSentence& sentence, bool wire);
  void write(ModelWriter& writer) const;

 private:
  std::vector<std::uint32_t> wire_, other_;
  std::uint64_t wire_total_ = 0, other_total_ = 0;
};

}  // namespace parley
