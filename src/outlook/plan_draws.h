// Draws from a plan: how every meeting's day is distributed, what decides it, and what a slip does to the rest.
//
// In each draw a meeting has a day of its own: on its plan's days, or late by as long as late ones were, or never; by
// the odds of schedule_odds.h. Then it waits: what needs another takes place no earlier than the other and the days it
// needs after it (from the deadline told to its own first day), and never where the other never does; what another only
// leads to moves behind it, but does not fall with it; what something stops never takes place once that has come first.
// The draws are several hundred worlds of several hundred draws: in each world the odds lie elsewhere in their range
// (one place for each node), so that the worlds' spread is the range of a probability. Random numbers are a function of
// seed, node and draw: the same draws stand behind a plan and the plan with a slip, whatever else is in it.
#pragma once

#include <cstdint>
#include <vector>

#include "outlook/plan_network.h"

namespace parley {

struct DrawOptions {
  std::uint64_t seed = 1;
  std::size_t draws = 100000;  // rounded up to whole worlds
};

inline constexpr std::size_t kWorlds = 200;
inline constexpr std::int32_t kNever = 1 << 30;  // day of what does not take place within the horizon

/// How one meeting's day is distributed.
struct DayDistribution {
  double by_plan = 0;        // takes place by the last day of its plan (without one: within the horizon)
  double low = 0, high = 1;  // middle 80 % of the worlds
  double alone = 0;          // the same if it waited for nothing
  double never = 0;          // not within the horizon
  std::optional<Date> day_10, day_50, day_90;  // of all draws; nothing: beyond the horizon
  std::vector<double> weeks;                   // chance that it takes place in each week from `on`
};

/// Over the draws, what an edge does to the meeting that waits.
struct EdgeEffect {
  double decides = 0;   // criticality: share of draws in which the other's day sets its day
  double prevents = 0;  // share in which it does not take place because of the other
  double days = 0;      // mean delay, where it decides
};

/// A chain of meetings that wait for each other, last one last, and how much it delays that.
struct DelayPath {
  std::vector<std::size_t> nodes;
  double decides = 0;   // share of draws in which all of the chain decides
  double days = 0;      // mean delay of the last one in these draws
  double prevents = 0;  // share of draws in which the last one falls with the chain's first
};

struct PlanDraws {
  std::size_t draws = 0;
  std::vector<DayDistribution> nodes;  // as in the network
  std::vector<EdgeEffect> edges;
  std::vector<DelayPath> paths;  // most delay first
};

PlanDraws draw_plan(const PlanNetwork& network, const DrawOptions& options);

/// What it does to the others if a meeting slips.
struct SlipEffect {
  std::size_t node = 0;          // whose chance changes
  double before = 0, after = 0;  // by the last day of its plan
  double never_before = 0, never_after = 0;
  std::optional<Date> day_before, day_after;  // the median
};
struct PlanSlip {
  std::size_t node = 0;
  int days = 0;
  std::vector<SlipEffect> effects;  // on meetings that wait for it, directly or through others
};
PlanSlip slip_plan(const PlanNetwork& network, std::size_t node, int days, const DrawOptions& options);

/// For every meeting that others wait for: what a slip by the median of late ones does.
std::vector<PlanSlip> usual_slips(const PlanNetwork& network, const DrawOptions& options);

}  // namespace parley
