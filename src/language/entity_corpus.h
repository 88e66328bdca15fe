// Corpora that teach the entity model, brought to one scheme.
//
// Corpora disagree on what a name is: GMB counts "President Bush" and "Iraqi" as names, WikiGold calls "Iraqi" MISC,
// UNER leaves titles and adjectives out. Here each becomes the model's labels (entity_labels.h): titles and peoples are
// told apart by lists, so that what is learned from one corpus holds for all. Treebanks without entity labels (EWT,
// GUM) teach where names are by their proper nouns, GUM also which kind; so a word carries a set of labels that it may
// have.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/entity_labels.h"
#include "language/entity_tables.h"

namespace parley {

/// A set of labels, one bit each.
using LabelSet = std::uint16_t;
constexpr LabelSet label_set(int label) { return static_cast<LabelSet>(1U << label); }

struct LabelledSentence {
  std::vector<std::string> words;
  std::vector<LabelSet> labels;  // of each word; one bit where the corpus says it all
};

enum class CorpusKind : std::uint8_t {
  gmb,           // word<TAB>part of speech<TAB>tag
  gmb_as_it_is,  // the same in its own convention; dates are labelled as kTitleLabel, which it has no use for
  columns,       // word as the last but one column, tag as the last: WikiGold, CrossNER
  treebank,      // CoNLL-U: EWT; GUM with its Entity annotation
};

/// Reads one corpus. For GUM only documents of genres whose texts are free are taken (see models/SOURCE-entities.md).
/// Errors: not_found, unreadable; bad_input if no sentence is found.
Result<std::vector<LabelledSentence>> read_corpus(const std::string& path, CorpusKind kind, const EntityTables& tables);

}  // namespace parley
