// How busy all pairs together are, from day to day: what a single pair's chances rise and fall with.
//
// A history has a beginning, so decayed counts are too small while it is young, and grow although nothing changes:
// exposure() says by how much. And days differ: weekends and holidays, months in which less is reported. Coming days
// are expected to lie half way between the usual and the last weeks (docs/decisions/0026), by the day of the week.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace parley {

/// An event between two.
struct PairAct {
  std::int32_t day = 0;
  bool back = false;    // the second acts on the first
  bool wanted = false;  // one of those in question
};

/// Days of one pair, each once, ascending: of the events in question, and of any event between the two.
struct PairDays {
  std::uint32_t a = 0, b = 0;
  std::vector<std::int32_t> target, any;
  std::vector<PairAct> acts;  // every event, by day; of pairs without an event in question none
};

/// How busy the days before an origin were.
struct Activity {
  std::int32_t length = 1;  // days of history; of events that lie far before all others a hundredth is left out
  float usual = 0;          // pairs with an event in question a day, over the last year at most
  float expected = 1;       // the same of coming days, as a share of the usual
};

Activity activity_before(std::span<const PairDays> pairs, std::int32_t origin);

/// Share of a count that decays over `days` days which a history of `length` days can have gathered, 0 to 1.
float exposure(std::int32_t length, float days);

/// Days of a history by how many pairs had an event in question on them.
class Busyness {
 public:
  Busyness() = default;
  Busyness(std::span<const PairDays> pairs, std::int32_t first, std::int32_t end);

  /// Of the days [from, to) within the history: pairs a day.
  [[nodiscard]] float between(std::int32_t from, std::int32_t to) const;
  /// Of the days [from, to), by their days of the week alone, as a share of the usual.
  [[nodiscard]] float by_weekday(std::int32_t from, std::int32_t to) const;

 private:
  std::int32_t first_ = 0;
  std::vector<std::uint32_t> before_;  // pairs with an event, summed over the days before each
  std::array<float, 7> weekday_{1, 1, 1, 1, 1, 1, 1};
};

}  // namespace parley
