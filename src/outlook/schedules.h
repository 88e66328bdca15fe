// What becomes of meetings that have a day: how many take place on it, how many slip and by how long, as a ledger
// tells.
//
// Counted over all meetings of a record whose day has passed, apart for those that were set, only proposed, or had
// slipped before. Where a ledger tells of few of a kind, their share is drawn towards that of all plans (two cases'
// worth), and that towards one half: it says what it knows.
#pragma once

#include <optional>
#include <vector>

#include "ledger/ledger.h"
#include "outlook/hazard.h"

namespace parley {

struct ScheduleCounts {
  AlikeCases set;              // set for a day, had not slipped: took place by its end
  AlikeCases proposed;         // only proposed for a day
  AlikeCases slipped;          // set or proposed again after it had slipped
  AlikeCases off;              // called off or put off without a day: took place within ninety days after
  std::vector<int> slip_days;  // from the first planned day to the one on which it took place, ascending; 0 if kept

  /// Plans of every kind.
  [[nodiscard]] AlikeCases all() const;
  /// Share of a kind, drawn towards that of all plans; of a day newly set.
  [[nodiscard]] double drawn(const AlikeCases& kind) const;
  [[nodiscard]] double fresh() const { return drawn(set); }
};

inline constexpr int kAfterOff = 90;

/// Counts over the steps whose planned day, or whose ninety days, ended before the day `on`.
ScheduleCounts count_schedules(const std::vector<Meeting>& meetings, Date on);

/// How a meeting stands on a day, and the chance that it takes place in a window.
struct Schedule {
  const Meeting* meeting = nullptr;
  std::optional<DateRange> planned;  // set for these days, not yet over
  bool off = false;                  // called off, or put off without a day
  AlikeCases cases, all;             // like it; of all plans
  double chance = 0;                 // that it takes place in the window, by those cases
};

/// Meetings of these parties (codes) and this level (empty: any) that may yet take place in the window, as known before
/// the day `on`; those with a day first, latest told first. A day that lies behind the window gives no chance in it.
std::vector<Schedule> schedules_of(const std::vector<Meeting>& meetings, const std::vector<std::string>& parties,
                                   const std::string& level, Date on, DateRange window);

}  // namespace parley
