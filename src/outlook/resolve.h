// What became of forecasts: each is held against the meetings and events that later reports tell.
//
// First version, for forecasts that name an encounter between parties and a window; all others stay open. yes: it took
// place inside the window. no: the window is over, later reports are known, and none tells of it. Else open. Polarity
// "-" turns yes and no round.
#pragma once

#include <optional>

#include "ledger/ledger.h"

namespace parley {

/// Sets state and resolved_by of the record's forecasts as of `on` (nothing: the day of the last report).
void resolve_forecasts(Record& record, std::optional<Date> on);

}  // namespace parley
