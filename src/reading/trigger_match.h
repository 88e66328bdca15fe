// Which entries of codebook/events/ have their words in a sentence, and what each still lacks to fire.
//
// events.h decides which entry fires and who acts on whom; this file only looks for words, by the tree: the verb or
// noun, its particle, its object and its complement. The pair classifier takes the entries' types as features, and
// `parley codebook explain` shows what almost fired.
#pragma once

#include <string>
#include <vector>

#include "reading/events.h"

namespace parley {

/// An entry whose words stand in the sentence.
struct TriggerMatch {
  std::uint32_t trigger = 0;  // index into EventRules::triggers
  std::uint32_t head = 0;     // token of the verb or of the noun's head
  std::int32_t object = -1;   // token that stands in the object's place; -1 if there is none
  std::string missing;        // what it lacks, in words ("no object of @meeting"); empty if its words are complete
};

/// The entries whose words stand in one sentence, in order of the tokens and of the codebook.

std::vector<TriggerMatch> match_triggers(const Document& document, const EventRules& rules, TokenRange tokens);

}  // namespace parley
