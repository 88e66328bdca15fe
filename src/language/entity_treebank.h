// Treebanks as teachers of names: proper nouns say where names are, GUM's entity annotation also of which kind.
#pragma once

#include "language/entity_corpus.h"

namespace parley {

/// Sentences of a CoNLL-U treebank, each word with the labels that it may have.
std::vector<LabelledSentence> read_treebank(std::string_view bytes, const EntityTables& tables);

/// Sets the labels of words [first, last) to those of one name.
void put_name(std::vector<LabelSet>& labels, std::size_t first, std::size_t last, EntityType type);

}  // namespace parley
