// Which clause a hedge speaks of, and whether it is a forecast at all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reading/claim_scene.h"
#include "reading/forecasts.h"
#include "reading/stated_chances.h"

namespace parley {

struct ForecastRules::Data {
  HedgeTable table;
  WordList conditions, missing, permissions;  // "unless"; "without"; "only"
  std::vector<std::string> schedule_verbs, schedule_nouns, happenings, present;
  ChanceWords chances;
};

/// What a claim lends to the forecasts inside it, in tokens.
struct Frame {
  TokenRange content, cue, source;
  std::size_t claim = 0;
};

struct HedgedClause {
  TokenRange range;          // the clause
  TokenRange hedge;          // the hedge's words
  std::int32_t verb = -1;    // main verb of what is forecast; -1 for a noun phrase
  std::uint32_t anchor = 0;  // the word that times are nearest to
  bool anaphoric = false;    // "it is not very likely": what, was said before
  bool swallows = false;     // hedges inside the clause are the same forecast
};

/// The clause of a hedge; nothing where it makes no forecast. `frame`: the innermost claim whose content holds it, if
/// any.
std::optional<HedgedClause> clause_of(const ClaimScene& scene, const ForecastRules::Data& rules,
                                      const HedgeMatch& match, const Frame* frame);

/// Conditions of a clause: "if …" inside it, or as a clause before or after it in the sentence.
std::vector<TokenRange> conditions_of(const ClaimScene& scene, const ForecastRules::Data& rules,
                                      const HedgedClause& clause, bool negative);

}  // namespace parley
