// The readings that an expression can have, which of them is taken, and what narrows it once it is placed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "time/spoken.h"

namespace parley {

/// Sets the value and the days that it covers.
void set_value(Timex& t, std::string value);

/// "the end of May": the mod, and the share of the period that [part_bounds] of the codebook gives it.
void take_part(Timex& t, const std::string& part, const TimeRules::Data& rules);

/// "the first week of December": the unit that `words` count within the period. The n-th week of a month is the ISO
/// week that holds most of its days 7n-6 to 7n.
void take_nth(Timex& t, const TimeWords& words);

/// "earlier this month" ends today, "later this month" begins today.
void cut_at_today(Timex& t, Date today, bool later);

/// The readings of an expression that leaves its year open.
class Readings {
 public:
  /// `towards`: where the clause looks (clause_direction). `shift`: -1 only what lies behind `now`, 1 only what lies
  /// ahead.
  Readings(Date now, int towards, std::optional<int> shift, const Spoken& spoken, const TimeRules::Data& rules)
      : now_(now),
        towards_(towards),
        shift_(shift.value_or(0)),
        shifted_(shift.has_value()),
        spoken_(spoken),
        r_(rules) {}

  void offer(const std::string& value);

  /// Sets the nearest reading, as the direction sees distance; the second is kept as rejected. Gives the share of the
  /// chosen one (0.5 to 1); 1 where there was no other.
  double choose(Timex& t);

 private:
  struct Reading {
    double cost;
    std::string value;
  };
  [[nodiscard]] double cost(int days, bool quarter) const;

  Date now_;
  int towards_, shift_;
  bool shifted_;
  const Spoken& spoken_;
  const TimeRules::Data& r_;
  std::vector<Reading> readings_;
};

}  // namespace parley
