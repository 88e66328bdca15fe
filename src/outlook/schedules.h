// Meetings of two sides that a ledger knows to be set, put off or called off, and the chance that each takes place in a
// window, by what became of such plans (plan_cases.h, schedule_odds.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "outlook/hazard.h"
#include "outlook/schedule_odds.h"

namespace parley {

/// How a meeting stands on a day, and the chance that it takes place in a window.
struct Schedule {
  const Meeting* meeting = nullptr;
  std::optional<DateRange> planned;  // set for these days, not yet over
  std::optional<DateRange> passed;   // was set for these days; they are over, and nothing more is told
  double held = 0;                   // of such: chance that it took place on them
  bool off = false;                  // called off, or put off without a day
  AlikeCases cases, all;             // like it; of all plans
  double chance = 0;                 // that it takes place in the window
  double kept = 0;                   // on its days (or, called off, within ninety days), wherever the window lies
  double weight = 0;                 // cases' worth of evidence behind `kept`, the prior's included
};

/// Meetings of these parties (codes) and this level (empty: any) that may yet take place in the window, as known before
/// the day `on`; those with a day first, latest told first. A day that lies behind the window gives no chance in it.
std::vector<Schedule> schedules_of(const std::vector<Meeting>& meetings, const ScheduleModel& model,
                                   const std::vector<std::string>& parties, const std::string& level, Date on,
                                   DateRange window);

/// What is believed of a day newly set between such parties at such a level.
Odds newly_set(const ScheduleModel& model, const std::vector<std::string>& parties, const std::string& level,
               int notice);

/// From the last planned day to the one on which it took place, of plans that were held at all; ascending, 0 if kept.
std::vector<int> days_late(const PlanCases& cases);

}  // namespace parley
