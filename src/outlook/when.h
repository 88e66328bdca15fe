// When will two actors next do a thing, by what the history knows: a survival curve, a likely day, and the reasons.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outlook/hazard.h"
#include "outlook/history_index.h"
#include "outlook/pair_days.h"

namespace parley {

struct WhenQuestion {
  std::uint32_t a = 0, b = 0;        // actors; of Sides::source_alone the first counts
  std::vector<std::uint32_t> types;  // any of these
  Date on;                           // first day that is not known
  std::int32_t days = 28;            // window asked for: on, on + 1, …
  Sides sides = Sides::either;
};

/// Where an answer's figures come from.
enum class WhenBasis : std::uint8_t {
  learned,  // the network of hazard.h
  counted,  // its table: too few cases to learn from
  rare,     // the pair did this once or never: such pairs counted together
};

/// What of a pair's past speaks for or against, by the learned hazards.
enum class WhenFactor : std::uint8_t {
  recency,  // how long ago the last ones were
  often,    // how many there were
  contact,  // events of any kind between the two
  busy,     // how much each does so with others
};
inline constexpr std::size_t kWhenFactors = 4;

struct WhenAnswer {
  WhenBasis basis = WhenBasis::rare;
  double probability = 0;  // within the window
  SurvivalCurve curve;
  std::int32_t early = 0, middle = 0, late = 0;  // days until the chance is 10, 50 and 90 %; 0: beyond ten years
  AlikeCases base;                               // within the window: all pairs
  AlikeCases alike;                              // pairs that stood alike
  std::size_t before = 0;                        // days with such an event so far
  std::int32_t gap = 0;                          // days since the last one
  double mean_gap = 0;                           // between such days
  std::size_t other_lately = 0;                  // events of any type between the two in the last 28 days
  std::int32_t any_gap = 0;                      // days since the last event of any type between the two
  std::vector<std::uint32_t> last_events;        // positions in the history, latest first, at most five
  /// Learned answers only: the probability were this as of an average pair.
  std::array<double, kWhenFactors> without{};
};

/// The hazards of one kind of question on one day, for any pair and window.
class WhenModel {
 public:
  /// Learns from the events before the day `on`. `actors` is the number of actors; the index must outlive this.
  WhenModel(const HistoryIndex& index, std::uint32_t actors, std::vector<std::uint32_t> types, Date on,
            Sides sides = Sides::either);

  /// Of Sides::source_alone only `a` counts. `days` >= 1.
  [[nodiscard]] WhenAnswer answer(std::uint32_t a, std::uint32_t b, std::int32_t days) const;

  /// Chance within `days` days from `on`, had the thing come to pass on the eve of `on` (once more). Nothing for pairs
  /// with fewer than two such days.
  [[nodiscard]] std::optional<double> had_it_just_been(std::uint32_t a, std::uint32_t b, std::int32_t days) const;

 private:
  [[nodiscard]] AlikeCases rare_cases(std::int32_t days, bool once) const;
  void answer_rare(std::int32_t days, WhenAnswer& out) const;
  void tell_past(std::uint32_t a, std::uint32_t b, std::size_t asked, WhenAnswer& out) const;

  const HistoryIndex& index_;
  std::vector<std::uint32_t> types_;
  Date on_;
  Sides sides_;
  PairHistory history_;
  Hazard hazard_;
  std::vector<PairView> views_;
};

/// Answers from the events before the question's day alone. `actors` is the number of actors.
WhenAnswer answer_when(const HistoryIndex& index, std::uint32_t actors, const WhenQuestion& question);

}  // namespace parley
