// Words, sentences, tags, lemmas, trees and names of a report, by the trained models.
//
// The models know words as treebanks have them ("high - level"); the rest of the program reads hyphenated words as one
// ("high-level"). Both are cut from the text, the models read the first, and their answers are carried over to the
// second.
#pragma once

#include <vector>

#include "language/entities.h"
#include "language/lexicon.h"
#include "language/models.h"

namespace parley {

/// A document of the report's blocks that carry news, in words as treebanks have them, without tags but for the words
/// of persons' names ("Go" is no verb then). `names` are over its tokens.
Document split_report(const Report& report, const Lexicon::Data& data, const Models& models,
                      std::vector<Entity>& names);

/// A document of the same blocks in words as the program reads them, with tags, lemmas and trees.
Document parse_report(const Report& report, const Lexicon::Data& data, const Models& models,
                      std::vector<Entity>& names);

}  // namespace parley
