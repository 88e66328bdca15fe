// The forecasts of a ledger as the scores need them: who said it, where, in which story, and what became of it.
#pragma once

#include <vector>

#include "ledger/ledger.h"
#include "outlook/resolve.h"
#include "outlook/resolved.h"

namespace parley {

struct RecordForecasts {
  std::vector<ResolvedForecast> forecasts;  // with a chance and a window
  std::size_t unscoreable = 0;              // without: nothing can settle them
};

/// All forecasts of a record as of `on`, reports' and Parley's own (forecaster kOwnName). A forecaster is an actor of
/// the ledger under the longest form of its name, never a pronoun: where that is all there is, nobody is named; the
/// class of source is that of the claim around the forecast; reports that copy each other are one story.
RecordForecasts forecasts_of(const Record& record, std::optional<Date> on);

/// The same, where resolutions_of() the record are at hand.
RecordForecasts resolved_forecasts(const Record& record, const std::vector<Resolution>& resolutions);

}  // namespace parley
