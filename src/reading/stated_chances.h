// Chances that are told in numbers: "a 40 percent chance of a deal", "put the odds of a summit at 60 to 70 percent".
//
// A number in percent makes a candidate; a word for chance behind it, or before it and joined by "at" or "is", makes it
// a forecast. Who "puts" or "gives" a chance is the forecaster; what "has" or "stands" one is part of what is forecast.
#pragma once

#include <string>
#include <vector>

#include "base/value.h"
#include "reading/claim_scene.h"

namespace parley {

/// The words of codebook/hedges.toml, [chance].
struct ChanceWords {
  std::vector<std::string> nouns, giving, having, percent, at_least, at_most, joins, about;
  static ChanceWords from(const Value& table);
};

struct StatedChance {
  TokenRange words;                     // "a 40 percent chance", "at about 40 percent"
  TokenRange proposition;               // what is given the chance; empty: what was spoken of before
  TokenRange holder;                    // "the treaty" that "has" the chance or is given it; part of what is forecast
  TokenRange range;                     // the whole statement
  std::int32_t giver = -1;              // verb group whose subject gives the chance; -1 if the claim around it says who
  double low = 0, point = 0, high = 0;  // of 1
};

/// The chances that a report states in percent, by place. At most one a number.
std::vector<StatedChance> stated_chances(const ClaimScene& scene, const ChanceWords& words);

}  // namespace parley
