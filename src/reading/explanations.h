// Explanations: stated reasons, each tied to what it explains; lists of competing ones ("Various explanations are
// offered …").
#pragma once

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
  std::vector<Connective> connectives;  // longest first
  std::vector<std::string> topics, why, enumerators, links, never;
  std::set<std::string, std::less<>> answers, asks, takes_infinitive, topic_verbs;  // see [adverbial] of the codebook

  static Result<std::shared_ptr<const ExplanationRules>> load(const std::string& codebook_dir);
};

/// Explanations of a document, in order. `events` and `claims` are those that the report tells.
std::vector<Explanation> find_explanations(const Context& context, const std::vector<Event>& events,
                                           const std::vector<Claim>& claims);

}  // namespace parley
