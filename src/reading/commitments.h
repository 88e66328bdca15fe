// Commitments: promises and obligations of an actor, and how the text says that they stand.
#pragma once

#include <memory>
#include <vector>

#include "reading/reading.h"

namespace parley {

struct CommitmentRules {
  std::vector<std::string> verbs, nouns, adjectives, modals, copulas, prepositions;
  std::vector<std::pair<CommitmentState, std::string>> states;  // phrase → state

  static Result<std::shared_ptr<const CommitmentRules>> load(const std::string& codebook_dir);
};

std::vector<Commitment> find_commitments(const Context& context, const std::vector<Claim>& claims);

}  // namespace parley
