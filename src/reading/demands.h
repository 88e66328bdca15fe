// Demands, offers and conditions between parties. First version: on top of the claims and the clauses.
#pragma once

#include <memory>
#include <vector>

#include "reading/reading.h"

namespace parley {

struct DemandRules {
  std::vector<std::string> openers, otherwise, in_return, percent;

  static Result<std::shared_ptr<const DemandRules>> load(const std::string& codebook_dir);
};

/// Demands and offers from claims of that stance, conditions from conditional clauses whose subject is an actor.
std::vector<Demand> find_demands(const Context& context, const std::vector<Claim>& claims);

/// Where `phrase` (words in lower case) occurs in the tokens of the range, as tokens; empty if it does not.
TokenRange find_words(const Document& document, TokenRange range, const std::string& phrase);

/// Tokens inside a span of bytes.
TokenRange tokens_of(const Document& document, Span span);

}  // namespace parley
