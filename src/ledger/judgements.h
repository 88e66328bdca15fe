// What became of forecasts as it was judged, and what Parley stated itself: two more append-only tables of the ledger.
//
// A judgement is never changed: a later one of the same forecast stands above it, and all stay to be seen. Both
// are exported, without the time of recording.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "ledger/sqlite.h"
#include "record/findings.h"

namespace parley {

inline constexpr std::string_view kJudgedByRecord = "record";  // by rule, from later reports

struct Judgement {
  std::string forecast;  // id
  ForecastState state = ForecastState::open;
  std::vector<std::string> evidence;  // ids of findings
  std::string note;                   // why, in words
  std::string by;                     // "record", or who judged by hand
  Date day;                           // as known on
};

/// A forecast of Parley's own: what it said on a day, before that day was known.
struct StatedForecast {
  Forecast forecast;
  Date day;
};

/// Makes the tables where an older ledger lacks them.
Status prepare_judgements(const Database& database);

/// Adds judgements in their order; `recorded` is the time of recording.
Status add_judgements(const Database& database, const std::vector<Judgement>& judgements, const std::string& recorded);

/// Adds a stated forecast; one of the same id is there already and stays.
Status add_stated(const Database& database, const StatedForecast& stated, const std::string& recorded);

/// What was judged by the day (empty: ever), oldest first; nothing if the ledger has no such table.
Result<std::vector<Judgement>> load_judgements(const Database& database, const std::string& day);
Result<std::vector<StatedForecast>> load_stated(const Database& database, const std::string& day);

}  // namespace parley
