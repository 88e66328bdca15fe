// What the text has spoken of so far: the dates that later expressions count from ("the same day", "a year earlier").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "time/expressions.h"

namespace parley {

struct Spoken {
  std::optional<DateRange> last;       // the last date that is narrow enough to count from ([policy] context_days)
  std::uint32_t last_sentence = 0;     // where it stood
  std::optional<Date> day;             // the last single day
  std::optional<int> year;             // the year of the last date
  std::string quarter;                 // "1989-Q3", if the text named one without a year
  std::uint32_t quarter_sentence = 0;  // where a quarter was last spoken of
  // the expression that is joined to the one before it by "to" or "and" is placed beside it
  std::optional<DateRange> beside;
  bool beside_after = false;    // and comes after it: "from January to March"
  bool weekday_before = false;  // the expression before is a weekday

  /// Looks whether the expression is joined to the one before it.
  void join(const Document& document, const TimeRules::Data& rules, const std::vector<Timex>& before, const Timex& t,
            const TimeWords& words);
  /// Keeps what a placed expression says for the next ones.
  void remember(const Timex& t, const TimeWords& words, const TimeRules::Data& rules);
  /// Days between a range and the one it is joined to; one before it counts as far away where it must come after.
  [[nodiscard]] double distance_beside(DateRange range) const;
};

}  // namespace parley
