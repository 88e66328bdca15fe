// How good were forecasts? Scores of probabilities against what came to pass, and what they are made of.
//
// Every score is proper: nobody gains by saying other than they think. The Brier score is split after Murphy (1973),
// with the two terms within bins of Stephenson, Coelho and Jolliffe (2008), so that the parts add up to the score
// exactly and do not depend on how coarse the bins are. Neighbours: bootstrap.h (is a difference more than chance?),
// scoreboard.h (who gets which score), calibration_plot.h (the table as a picture).
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/date.h"

namespace parley {

/// A probability that was stated, and whether the thing came to pass.
struct Judged {
  double probability = 0;  // 0..1
  bool came = false;
  double status_quo = 0;  // what "all stays as it is" would have stated; 0: what is asked about does not happen
};

/// Below so many forecasts nothing is said of who states them.
inline constexpr std::size_t kFewest = 20;

inline constexpr std::size_t kBins = 10;  // of ten percent each; 100 % belongs to the last

/// Share and its interval (Wilson 1927), 95 % unless asked otherwise. No cases: 0 to 1.
struct Share {
  double hits = 0, total = 0;
  double low = 0, high = 1;
  [[nodiscard]] double value() const { return total > 0 ? hits / total : 0; }
};
inline constexpr double kNormal95 = 1.959963984540054, kNormal80 = 1.2815515655446004;  // two-sided, normal
Share wilson(double hits, double total, double normal = kNormal95);

/// One row of a calibration table.
struct Bin {
  double stated = 0;  // mean probability
  Share came;
};
std::array<Bin, kBins> calibration(std::span<const Judged> all);

/// score = reliability - resolution + uncertainty + within_variance - within_covariance.
struct BrierParts {
  double reliability = 0;        // how far the bins lie from what came to pass: 0 is best
  double resolution = 0;         // how far the bins lie from each other: more is better
  double uncertainty = 0;        // of the questions: the score of their base rate
  double within_variance = 0;    // of the probabilities inside a bin
  double within_covariance = 0;  // twice that of probability and outcome inside a bin
  [[nodiscard]] double sum() const {
    return reliability - resolution + uncertainty + within_variance - within_covariance;
  }
};
BrierParts brier_parts(std::span<const Judged> all);

/// Scores of a number of forecasts; all means, 0 where there is none.
struct Scores {
  std::size_t n = 0;
  double base_rate = 0;         // share that came to pass
  double brier = 0;             // 0 best, .25 for always one half, 1 worst
  double log_score = 0;         // minus the natural logarithm of the chance given to what came; 0 best
  std::size_t clipped = 0;      // probabilities nearer to 0 or 1 than `clip`, for the log score only
  double base_rate_brier = 0;   // of always stating the base rate of these same questions
  double status_quo_brier = 0;  // of always stating that nothing changes
  BrierParts parts;
  std::array<Bin, kBins> bins;

  /// 1 - score / reference: 1 perfect, 0 no better than it. Nothing where the reference makes no error.
  [[nodiscard]] std::optional<double> skill() const { return skill_against(base_rate_brier); }
  [[nodiscard]] std::optional<double> skill_over_status_quo() const { return skill_against(status_quo_brier); }

 private:
  [[nodiscard]] std::optional<double> skill_against(double reference) const {
    return reference > 0 ? std::optional(1 - brier / reference) : std::nullopt;
  }
};

inline constexpr double kClip = 0.01;  // nobody is sure beyond one in a hundred

Scores score_all(std::span<const Judged> all, double clip = kClip);

/// Brier score of one forecast.
inline double brier_of(const Judged& j) { return (j.probability - j.came) * (j.probability - j.came); }

/// A forecast of a day: the chance that it has come by the end of each of these days, ascending.
struct DateForecast {
  Date from;                                   // first day that was not known
  std::vector<std::pair<Date, double>> curve;  // last day of a window, chance
  std::optional<Date> happened;                // the day on which it came, or
  std::optional<Date> none_until;              // the last day up to which it is known not to have come
};

/// Continuous ranked probability score in days, over the days that the curve speaks of and that are known (Gneiting and
/// Raftery 2007; with what was not followed left out, after Gneiting and Ranjan 2011): the area between the curve and
/// the step that came. 0 best. Between two points the curve is a straight line. Nothing where nothing is known.
std::optional<double> crps_days(const DateForecast& forecast);

}  // namespace parley
