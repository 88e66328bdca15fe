// A survival curve as a picture and for a terminal, and what a ledger knows to be set, in words.
#pragma once

#include <string>
#include <vector>

#include "outlook/hazard.h"
#include "outlook/schedules.h"

namespace parley {

/// Chance that it has come, by day, over the spans of the curve; `on` is the first day.
std::string curve_svg(const SurvivalCurve& curve, Date on, const std::string& title);
/// The same as one line a span: day, chance, bar.
std::string curve_text(const SurvivalCurve& curve, Date on);

/// An answer as it stood on each of several days, with its range, as a picture.
struct TimelinePoint {
  Date on;
  double probability = 0, low = 0, high = 1;
};
std::string timeline_svg(const std::vector<TimelinePoint>& points, const std::string& title);

/// One line for each meeting, its cases and its id, then how long such meetings slip; empty where there is none.
std::string schedules_text(const std::vector<Schedule>& schedules, const PlanCases& cases);
/// Chance of an event by the curve or by a meeting that is set, joined as if independent.
double with_schedules(double chance, const std::vector<Schedule>& schedules);

}  // namespace parley
