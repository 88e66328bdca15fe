// Forecasts: what somebody, or the report itself, says will, may or is not likely to happen.
//
// A hedge (hedges.h) makes a candidate; forecast_clauses.h finds the clause that it hedges and drops what is no
// judgement of the future: mere schedules, permissions, hypotheticals, what "could have been". Numbers come with the
// hedge, the window from the time stage, the forecaster from the claim around it, the predicate from the events inside
// it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reading/reading.h"

namespace parley {

/// Compiled codebook/hedges.toml; see forecast_clauses.h.
struct ForecastRules {
  /// Error bad_codebook names file and line; not_found or unreadable the file.
  static Result<std::shared_ptr<const ForecastRules>> load(const std::string& codebook_dir);

  struct Data;
  std::shared_ptr<const Data> data;
};

/// Forecasts of a document, by place. `events` and `claims` are those of the same document, not yet sealed. At most one
/// a hedged clause.
std::vector<Forecast> find_forecasts(const Context& context, const std::vector<Event>& events,
                                     const std::vector<Claim>& claims);

}  // namespace parley
