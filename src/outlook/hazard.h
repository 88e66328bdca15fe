// When will it happen again between these two? A discrete-time hazard: the chance of an event in each of fourteen spans
// of days ahead, given that none came before, so that one curve answers every date.
//
// Inputs are what a pair's past looks like on a day: how long ago, how often, how regularly, what else passes between
// the two, who of them acts, how busy each is with others, and with whom they both are. A small network gives all
// hazards at once (after Gensheimer and Narasimhan 2019, "A scalable discrete-time survival model for neural
// networks"); it learns from origins in the past, five days apart so that they fall on all days of the week, each
// followed only as far as was known (censored after that). How busy all pairs together are changes with holidays and
// with what is reported, and nothing of a pair's past tells of that (activity.h): the network learns the odds of days
// as busy as usual, and what the days were, or may be expected to be, is added to it (docs/decisions/0026). Beside it a
// table counts, for each band of recency and frequency, how often it came to pass within a span: the evidence that is
// shown, and the answer itself where the history is too short to learn from.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "outlook/activity.h"

namespace parley {

constexpr std::size_t kSpans = 14;
/// Last day of each span, counted from the first day that is not known.
inline constexpr std::array<std::int32_t, kSpans> kSpanEnds = {1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 60, 90, 150, 240};

/// Chances that no event has come by the end of each span.
struct SurvivalCurve {
  std::array<double, kSpans> left{};
  /// Chance of an event within so many days (0 gives 0; beyond the last span its last hazard goes on).
  [[nodiscard]] double within(std::int32_t days) const;
  /// First day (1 = the first unknown day) by which the chance reaches `share`; 0 if it does not within ten years.
  [[nodiscard]] std::int32_t day_of(double share) const;
};

constexpr std::size_t kHazardFeatures = 30;

/// A pair as it looks on a day.
struct PairView {
  std::uint32_t pair = 0;
  std::array<float, kHazardFeatures> x{};
  std::int32_t gap = 0;       // days since the last event in question
  std::uint32_t events = 0;   // days with one so far
  std::uint32_t band = 0;     // of the table
  std::int32_t next = -1;     // days until the next one, 1 = on the day itself; -1: none known
  std::int32_t followed = 0;  // days known from here on
  std::int32_t origin = 0;
  Activity activity;  // of all pairs, before the origin
};

/// Views of all pairs with at least two events in question before the day `origin`, in the order of `pairs`.
std::vector<PairView> views_on(std::span<const PairDays> pairs, std::uint32_t actors, std::int32_t origin,
                               std::int32_t end);

struct HazardOptions {
  std::uint64_t seed = 1;
  int passes = 6;
  std::int32_t stride = 5;    // days from one origin to the next
  std::int32_t warm_up = 60;  // days before the first origin
  std::size_t fewest = 2000;  // views below which the table answers alone
  std::size_t most = 400000;  // views; of more, an even part is drawn
};

/// Hits of total: pairs that stood alike, and those for which it came to pass.
struct AlikeCases {
  double hits = 0, total = 0;
};

class Hazard {
 public:
  /// Learns from days before `end`; `first` is the history's first day.
  void train(std::span<const PairDays> pairs, std::uint32_t actors, std::int32_t first, std::int32_t end,
             const HazardOptions& options = {});

  [[nodiscard]] SurvivalCurve curve(const PairView& view) const;
  /// The same with some of the features as of an average pair: what they change is how much they speak for or against.
  /// Where nothing was learned, the curve itself.
  [[nodiscard]] SurvivalCurve curve_without(const PairView& view, std::span<const std::size_t> features) const;
  /// How often it came to pass within a number of days for pairs in the same band, and for all pairs.
  [[nodiscard]] AlikeCases alike(const PairView& view, std::int32_t days) const;
  [[nodiscard]] AlikeCases base(std::int32_t days) const;
  [[nodiscard]] bool learned() const { return !weights_.empty(); }

 private:
  static constexpr std::size_t kHidden = 24;
  struct Forward {
    std::array<float, kHidden> hidden{};
    std::array<float, kSpans> logit{};
  };
  using Offsets = std::array<float, kSpans>;  // log-odds
  [[nodiscard]] Offsets known_offsets(const PairView& view) const;
  [[nodiscard]] Offsets expected_offsets(const PairView& view) const;
  void count(const PairView& view);
  void standardise();
  void start(std::uint64_t seed);
  void learn(const HazardOptions& options);
  void add_gradient(const PairView& view, const Offsets& busy, std::vector<float>& gradient) const;
  [[nodiscard]] Forward forward(const std::array<float, kHazardFeatures>& x) const;
  [[nodiscard]] std::array<float, kHazardFeatures> standard(const PairView& view) const;
  [[nodiscard]] SurvivalCurve curve_of(const PairView& view, const std::array<float, kHazardFeatures>& x) const;

  struct Cell {
    std::array<float, kSpans> events{}, at_risk{};
  };
  [[nodiscard]] double table_hazard(const PairView& view, std::size_t span) const;

  std::vector<Cell> table_;
  Cell all_;
  std::vector<PairView> counted_;         // for alike() and base(), without features that they do not need
  std::vector<std::uint32_t> origin_of_;  // of each, its place in `known_`
  std::vector<Offsets> known_;            // by origin
  Busyness busyness_;
  std::vector<float> weights_;
  std::array<float, kHazardFeatures> mean_{}, scale_{};
};

}  // namespace parley
