// What follows from a placed expression: its granularity, the bounds of its start and end, and its EDTF form.
//
// Nothing new is decided here: all of it is a function of the Timex. Neighbours: resolve.cc (which places it).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record/timex.h"

namespace parley {

/// How fine the value is: "minute", "part of day", "day", "weekend", "week", "month", "season", "quarter", "half",
/// "year", "decade", "century"; of a duration or a set its smallest unit; "" for PAST_REF and its like.
std::string_view granularity_of(std::string_view value);

/// When what happens at the expression can begin and end, in half-open civil days. A point within "November" begins
/// and ends in November; "from Nov. 30 to Dec. 1" begins on the one day and ends on the other; "until", "by" and
/// "before" leave the start open, "since" and "after" the end.
struct TimeBounds {
  std::optional<DateRange> start;
  std::optional<DateRange> end;
};
TimeBounds time_bounds(const Timex& timex);

/// The expression in ISO 8601-2 (EDTF): "2018-11", "2018-21" (spring), "199X", "2018-12-11~/2018-12-21~" (the middle of
/// December), "../2018-12-31" (by, until), "2018-11-08T16:48:00+09:00". "" where EDTF has no form for it.
std::string edtf(const Timex& timex);

}  // namespace parley
