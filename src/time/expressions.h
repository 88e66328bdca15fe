// Time expressions before they are placed on the calendar: what the words say, and what they leave open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "time/rules.h"

namespace parley {

/// What an expression's words say. What is empty is left to the resolver.
struct TimeWords {
  enum class Kind : std::uint8_t { calendar, weekday, relative, duration, reference, set, clock };
  Kind kind = Kind::calendar;
  TokenRange tokens;
  std::optional<int> year, month, day;
  std::optional<int> day_to, month_to, year_to;  // second end of a range
  std::optional<int> weekday;
  std::optional<int> shift;  // -1 last, 0 this, 1 next; for weekdays and relative units
  std::string unit;          // D W M Q Y DE CE TS TM TH WE
  int amount = 1;
  int amount_to = 0;          // "six to eight months"
  int direction = 0;          // "ago" -1, "later" +1 (of amount × unit)
  bool from_context = false;  // "a day before", "two days later": counted from a date of the text
  std::string season;         // SP SU FA WI, or Q1 … Q4, H1, H2
  std::string part;           // START MID END
  std::string daypart;        // MO AF EV NI
  std::string clock;          // "16:48"
  std::string value;          // reference or finished value
  std::string rule;
  bool of_unit = false;  // "the end of the month": part of the current unit
};

/// Expressions of a document in order; they do not overlap.
std::vector<TimeWords> find_time_words(const Document& document, const TimeRules::Data& rules);

}  // namespace parley
