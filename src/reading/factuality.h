// How sure the text presents an event, on the FactBank scale: 3 certainly so, 0 open, -3 certainly not.
//
// A decision list over what stands around the predicate: negation, modal, the word that governs it, its form and the
// status of the clauses above. The values are in codebook/factuality.toml, from what readers judged
// (bench/factuality_table.py).
// Saurí and Pustejovsky 2009; data: de Marneffe and others 2012 and Lee and others 2015 (UW), Rudinger and others 2018.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/reading.h"
#include "reading/status.h"

namespace parley {

struct FactualityRules {
  std::unordered_map<std::string, double> values;  // by key
  StatusRules status;

  static Result<std::shared_ptr<const FactualityRules>> load(const std::string& codebook_dir);
};

/// What decides about the predicate in these tokens, the most special first: "will not", "want to", "past", "verb".
std::vector<std::string> factuality_keys(const Document& document, const FactualityRules& rules, TokenRange predicate);

/// The value of the first key that has one; 3 if none has.
double certainty_of(const Document& document, const FactualityRules& rules, TokenRange predicate);

}  // namespace parley
