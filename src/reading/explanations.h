// Explanations: stated reasons, each tied to what it explains; lists of competing ones ("Various explanations are
// offered …").
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "reading/reading.h"

namespace parley {

struct ExplanationRules {
  struct Connective {
    std::string words;
    bool infinitive = false;  // is a verb what follows: "in order to"
  };
  /// Words between what is explained and its reason, behind a verb that ties them.
  struct Attributing {
    std::vector<std::string> between;
    bool reason_first = false;  // the verb's object is the reason
  };
  std::vector<Connective> connectives;                               // longest first
  std::multimap<std::string, Attributing, std::less<>> attributing;  // by the verb's lemma
  std::vector<std::string> topics, why, enumerators, links, never;
  std::set<std::string, std::less<>> answers, asks, takes_infinitive, topic_verbs;  // see [adverbial] of the codebook

  static Result<std::shared_ptr<const ExplanationRules>> load(const std::string& codebook_dir);
};

/// Explanations of a document, in order. `events` and `claims` are those that the report tells.
std::vector<Explanation> find_explanations(const Context& context, const std::vector<Event>& events,
                                           const std::vector<Claim>& claims);

}  // namespace parley
