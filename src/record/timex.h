// A time expression of a report, with what it means on the calendar.
//
// Types and values follow TIMEX3 (ISO 24617-1, TimeML); bounds are half-open civil days. An expression that cannot be
// placed on the calendar (a duration, "soon") has no bounds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/span.h"
#include "record/document.h"

namespace parley {

enum class TimexType : std::uint8_t { date, time, duration, set };

/// How the expression bounds what it modifies.
enum class TimeRole : std::uint8_t { at, by, until, since, after, before, for_, every };

struct Timex {
  Span span;          // the expression without its preposition: "the end of November"
  TokenRange tokens;  // the same in tokens
  std::uint32_t sentence = 0;
  TimexType type = TimexType::date;
  std::string value;  // "2018-11", "P6M", "PRESENT_REF", "XXXX-12" …
  std::string mod;    // START, MID, END, APPROX, BEFORE, AFTER, EQUAL_OR_LESS, …
  std::optional<DateRange> range;
  TimeRole role = TimeRole::at;
  Span with_preposition;  // "at the end of November"
  int side =
      0;  // -1: behind the report's day, 1: ahead of it, as the calendar, the words or the clause say; 0: neither
  std::string anchor;  // what it was resolved against: "published", "text: 2018-11-08", "" for absolute ones
  std::string rule;    // entry of codebook/time.toml that decided
  double confidence = 1;
  std::string rejected;  // the other reading's value, where there was one
  std::string min;       // durations: "P6M"
  std::string max;       // "P8M"
  std::string zone;      // times of day: the offset from UTC that a zone says, "+09:00"
};

/// Does it name a day or a longer stretch of the calendar, be it one that nothing places: "next week" in a report
/// without a date?
inline bool names_days(const Timex& t) { return t.range.has_value() || t.value.starts_with("XXXX"); }

std::string_view name_of(TimexType type);  // "DATE", …
std::string_view name_of(TimeRole role);   // "at", …

}  // namespace parley
