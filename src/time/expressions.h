// Time expressions before they are placed on the calendar: what the words say, and what they leave open.
//
//   parts.h (tokens → typed parts) → composer.h (parts → TimeWords) → resolve.cc (TimeWords → Timex)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "time/rules.h"

namespace parley {

/// What an expression's words say. What is empty is left to the resolver.
struct TimeWords {
  enum class Kind : std::uint8_t {
    calendar,   // year, month, day, season …; what is missing is found from the report's date
    weekday,    // "Thursday", "last Thursday", "Thursday last week"
    unit,       // the unit that holds a day, moved by `shift`: "this year", "tomorrow", "the quarter"
    moved,      // amount × unit from a day: "two days ago", "a year earlier"
    duration,   // "six months"
    reference,  // a finished value: "PRESENT_REF", "199", "2001-09-11"
    holiday,    // `value` is a rule of the codebook: "11/4/4"
    set,        // "every Thursday"; a finished value
    clock       // a time of day alone
  };
  Kind kind = Kind::calendar;
  Span span;
  TokenRange tokens;
  std::optional<int> year, month, day;
  std::optional<int> year_to, month_to, day_to;  // second end of a range
  std::optional<int> year_shift;                 // "June last year": -1
  std::optional<int> weekday;                    // ISO
  std::optional<int> shift;                      // -1 last, 0 this, 1 next
  std::optional<int> week_shift;                 // "Thursday last week": -1
  std::string unit;                              // as in [units] of the codebook
  int amount = 1;                                // 0: vague ("several")
  int amount_to = 0;                             // "six to eight months": 8
  bool half = false;                             // "two and a half years"
  int direction = 0;                             // "ago" -1, "later" +1
  bool from_context = false;                     // counted from a date of the text: "two days later"
  bool definite = false;                         // began with "the"
  bool bare = false;                             // "weeks": no amount at all
  std::string season;                            // SP SU FA WI, Q1 … Q4, H1, H2; "Q": the quarter spoken of
  std::string part;                              // START MID END
  std::string mod;                               // APPROX, MORE_THAN …
  std::string daypart;                           // MO AF EV NI MI
  std::string clock;                             // "16:48"
  std::string zone;                              // "+09:00"
  std::string value;
  const char* rule = "";
};

/// Expressions of a document in order; they do not overlap.
std::vector<TimeWords> find_time_words(const Document& document, const TimeRules::Data& rules);

}  // namespace parley
