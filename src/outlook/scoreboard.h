// Who was right: forecasts gathered by forecaster, outlet and class of source, each group with its scores.
//
// Neighbours: score.h (the scores), bootstrap.h and pool.h (comparisons and crowds), score_text.h (for people and
// programs).
#pragma once

#include <string>
#include <vector>

#include "outlook/bootstrap.h"
#include "outlook/resolved.h"

namespace parley {

inline constexpr std::string_view kOwnName = "Parley";  // forecaster of what `parley ask --keep` stated

/// One forecaster, outlet, class of source, or pool of several.
struct ScoreRow {
  std::string by;                    // "all", "forecaster", "outlet", "class", "pool"
  std::string name;                  // empty names: nobody was named
  std::size_t stated = 0;            // forecasts in all
  std::size_t open = 0, voided = 0;  // not settled yet; void or condition not met
  Scores scores;                     // of those that came to pass or did not
  std::size_t dates = 0;             // forecasts of a day that could be scored
  double crps = 0;                   // their mean, in days
  [[nodiscard]] bool too_few() const { return scores.n < kFewest; }
  /// Share of void ones among those that are no longer open.
  [[nodiscard]] double void_share() const {
    const std::size_t settled = stated - open;
    return settled > 0 ? static_cast<double>(voided) / static_cast<double>(settled) : 0;
  }
};

/// Two forecasters on the questions that both answered: Brier score of the first less that of the second, so that below
/// nought the first was better.
struct Comparison {
  std::string first, second;
  MeanDifference difference;
};

struct Scoreboard {
  ScoreRow all;
  std::vector<ScoreRow> rows;  // forecasters, outlets, classes of source, pools; each most forecasts first
  std::vector<Comparison> comparisons;
  double exponent = 1;         // of the pool, fitted on all resolved questions; 1 where not asked for
  std::size_t copies = 0;      // left out as copies of one story
  std::vector<Judged> judged;  // what `all` was scored from
};

struct ScoreboardOptions {
  double clip = kClip;
  bool extremise = false;
  std::vector<std::string> compare;  // forecasters; empty: the five with most forecasts
  BootstrapOptions bootstrap;
};

/// Scores. The order of the forecasts decides nothing but which of several copies is kept.
Scoreboard make_scoreboard(std::vector<ResolvedForecast> forecasts, const ScoreboardOptions& options = {});

/// The forecast as the scores need it; nothing where it is not settled by yes or no.
std::optional<Judged> judged_of(const ResolvedForecast& forecast);

}  // namespace parley
