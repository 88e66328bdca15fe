// What became of plans: every time that a record set, proposed or moved a meeting to a day that has passed, with how it
// stood then and how it ended.
//
// A case is a plan as it was told on a day: its days, whether it was set or only proposed, how often it had slipped,
// how far ahead it lay. It was kept where the parties met on its days, under whatever name; it came late where they met
// at its level within ninety days after; missed where a later report calls it off or moves it. A plan of which
// nothing more is told is no case. Neighbours: schedule_odds.h learns from the cases.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "record/findings.h"

namespace parley {

inline constexpr int kLateDays = 90;      // a meeting that takes place this long after its day is the plan come late
inline constexpr int kDayPlan = 45;       // days; a longer plan ("next year") has no day to be kept
inline constexpr int kUndatedDays = 180;  // within which a meeting without a day is expected, if at all

/// Set for days, not only proposed or expected.
inline bool is_firm(EventStatus s) { return s == EventStatus::scheduled || s == EventStatus::postponed; }

/// Called off or put off.
inline bool is_off(EventStatus s) { return s == EventStatus::cancelled || s == EventStatus::postponed; }

/// How a plan stands: what decides which cases are like it.
struct PlanStanding {
  std::string level;  // "summit", …; empty where it is not told
  std::string pair;   // codes of the parties, joined by commas
  bool firm = true;   // set, not only proposed or expected
  int slips = 0;      // times it was put off or called off before
  int notice = 0;     // days from when it was told (or is asked about) to its first day
};

struct PlanCase {
  std::string meeting;  // id
  PlanStanding standing;
  DateRange planned;
  Date told;
  bool kept = false;
  std::optional<int> late;  // days after the plan's last day
  bool followed = false;    // ninety days behind it are known: if it was not kept and is not late, it was missed
};

/// A meeting without a day: called off or put off without one, or proposed or expected without one.
struct UndatedCase {
  std::string meeting;
  std::string level, pair;
  bool off = false;
  Date told;
  std::optional<int> held;  // days until it took place, within kLateDays (off) or kUndatedDays
};

struct PlanCases {
  std::vector<PlanCase> plans;       // whose days have passed
  std::vector<UndatedCase> undated;  // followed to their end
};

/// The days of a plan; nothing where it names none, or more than kDayPlan.
std::optional<DateRange> days_of_plan(const std::string& earliest, const std::string& latest);

/// The days on which a meeting took place, if it did.
std::optional<DateRange> days_held(const Meeting& meeting);

/// Cases that were over before the day `on`, in the order of the meetings.
PlanCases plan_cases(const std::vector<Meeting>& meetings, Date on);

}  // namespace parley
