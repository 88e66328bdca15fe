// The political calendar as a clock beside a forecast: elections, summits and sessions of the actors, from
// codebook/calendar.toml. They move no probability; a reader weighs them.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace parley {

struct CalendarDay {
  std::string name;
  std::string kind;  // election, summit, session, anniversary
  Date day;          // first day
};

/// Occasions of these actors (codes) that begin in the range, by day and name. Errors: not_found, bad_codebook.
Result<std::vector<CalendarDay>> occasions_of(const std::string& codebook, const std::vector<std::string>& codes,
                                              DateRange range);

}  // namespace parley
