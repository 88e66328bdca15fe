// When will two actors next do a thing, by what the history knows: a survival curve, a likely day, and the reasons.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outlook/hazard.h"
#include "outlook/history_index.h"

namespace parley {

struct WhenQuestion {
  std::uint32_t a = 0, b = 0;        // actors; who acts on whom does not matter
  std::vector<std::uint32_t> types;  // any of these
  Date on;                           // first day that is not known
  std::int32_t days = 28;            // window asked for: on, on + 1, …
};

/// Where an answer's figures come from.
enum class WhenBasis : std::uint8_t {
  learned,  // the network of hazard.h
  counted,  // its table: too few cases to learn from
  rare,     // the pair did this once or never: such pairs counted together
};

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
  std::vector<std::uint32_t> last_events;        // positions in the history, latest first, at most five
};

/// Answers from the events before the question's day alone. `actors` is the number of actors.
WhenAnswer answer_when(const HistoryIndex& index, std::uint32_t actors, const WhenQuestion& question);

}  // namespace parley
