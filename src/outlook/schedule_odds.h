// The chance that a meeting takes place on its day, comes late and by how long, or falls through, learned from cases.
//
// Hierarchical back-off: the share measured elsewhere (codebook/schedules.toml) is what is believed before anything is
// counted; cases of the record move it, first all of them, then those that stood alike (set or proposed, slipped
// before, notice), then those of the level, then those of the same parties, each as so many cases' worth of prior for
// the next. A figure keeps how many cases stand behind it, the prior's included, so that its range is as wide as it
// must be.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "outlook/hazard.h"
#include "outlook/plan_cases.h"

namespace parley {

/// A chance with the weight behind it: as sure as so many cases would make it.
struct Odds {
  double chance = 0.5;
  double weight = 2;
  AlikeCases counted;  // cases of the record that stand most alike
  std::string of;      // what they are, in words: "plans that were set"

  /// Bounds of the middle 80 % (Beta distribution, by the arcsine's normal approximation; Freeman and Tukey 1950).
  [[nodiscard]] double low() const;
  [[nodiscard]] double high() const;
  /// The chance where the share lies `z` standard deviations off.
  [[nodiscard]] double at(double z) const;
};

/// How soon a record tells of a meeting that took place.
struct Telling {
  double a_day = 0.5;  // share of what is still untold that each day tells
  double never = 0.2;  // share that is never told

  /// Share that is not told so many days after.
  [[nodiscard]] double untold(int days) const;
};

/// What is believed of a plan whose days are over and of which nothing more is told.
struct Unheard {
  double kept = 0;    // it took place on its days
  double coming = 0;  // late, inside the window
};

/// What becomes of a plan: it is kept, or late, or neither within ninety days.
struct ScheduleOdds {
  Odds kept;                // on its days
  Odds late;                // within ninety days after, given that it was not kept
  std::vector<int> delays;  // of the late ones, in days, ascending: each as likely as another; never empty
  Telling telling;

  /// Chance that what is planned takes place inside the window, as known before `on`.
  [[nodiscard]] double within(const DateRange& planned, const DateRange& window, Date on) const;
  /// The same of a plan whose days lie behind `on`, by Bayes' rule: the longer nothing is told, the less it took place.
  [[nodiscard]] Unheard unheard(const DateRange& planned, const DateRange& window, Date on) const;
};

/// What is believed of meetings before a record tells of any.
struct SchedulePrior {
  double kept_firm = 0.5, kept_proposed = 0.5, kept_slipped = 0.5;
  double late = 0.5, off_held = 0.5, undated_held = 0.5;
  Telling telling;
  double weight = 2;  // cases' worth of the prior itself
  double step = 4;    // cases' worth of each stage for the next
  std::vector<double> notice{0, 0, 0,
                             0};  // added to the log-odds of being kept: up to 2, 14, 60 days ahead, and beyond
  std::vector<int> delays{7};     // of late ones: deciles, in days

  /// From codebook/schedules.toml. Errors: not_found, bad_codebook.
  static Result<SchedulePrior> load(const std::string& codebook);
};

class ScheduleModel {
 public:
  ScheduleModel(SchedulePrior prior, PlanCases cases);

  [[nodiscard]] ScheduleOdds of(const PlanStanding& standing) const;
  /// Called off or put off without a day: held within ninety days.
  [[nodiscard]] Odds off(const std::string& level, const std::string& pair) const;
  /// Proposed or expected without a day: held within a hundred and eighty.
  [[nodiscard]] Odds undated(const std::string& level, const std::string& pair) const;
  [[nodiscard]] const PlanCases& cases() const { return cases_; }

 private:
  [[nodiscard]] std::vector<int> delays() const;

  SchedulePrior prior_;
  PlanCases cases_;
};

}  // namespace parley
