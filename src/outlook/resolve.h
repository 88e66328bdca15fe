// What became of forecasts: each is held against the meetings and events that later reports tell.
//
// yes: the thing took place inside the window. no: the window is over, reports since then tell of the same parties, and
// none tells of it. condition-not-met: the same, of a forecast whose condition did not come to pass either. void: it
// cannot be judged, as its window had ended when it was said. open: all else; silence about the parties settles
// nothing.
//
// A forecast that names an encounter ("summit", "talks") is settled by meetings of that kind, level and number; where
// its sentence leaves the parties out, they are those of the one such meeting of its report. Any other is settled by
// events of the same entry of the codebook (a missile test by a missile test, not by another hostile act). Polarity "-"
// turns yes and no round. What somebody has judged by hand (Record::judgements) stands above all of this.
#pragma once

#include <optional>

#include "ledger/ledger.h"

namespace parley {

/// What became of one forecast, and why.
struct Resolution {
  std::string forecast;
  ForecastState state = ForecastState::open;
  std::vector<std::string> evidence;  // ids of the findings that settle it
  std::string note;                   // in words
  std::string question;               // type, kind, parties and end of the window: equal for forecasts of one thing
  std::vector<std::string> parties;   // codes, also those that the sentence leaves out
};

/// One for each of the record's forecasts, in their order, then one for each that Parley stated itself, as of `on`
/// (nothing: the day of the last report).
std::vector<Resolution> resolutions_of(const Record& record, std::optional<Date> on);

/// Sets state and resolved_by of the record's forecasts, stated ones too; what resolutions_of() gives.
std::vector<Resolution> resolve_forecasts(Record& record, std::optional<Date> on);

/// Resolutions that differ from the last judgement of the same forecast, as judgements by "record" as known on `on`;
/// what was judged by hand stays. Open forecasts without an earlier judgement give none.
std::vector<Judgement> changed_judgements(const Record& record, Date on);

}  // namespace parley
