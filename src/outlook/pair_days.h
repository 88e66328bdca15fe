// The days on which pairs of actors did a thing, gathered from a history for the hazards.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "outlook/hazard.h"
#include "outlook/history_index.h"

namespace parley {

/// Who acts on whom, in a question.
enum class Sides : std::uint8_t {
  either,        // the two meet: who acts on whom does not matter
  directed,      // the first acts on the second
  source_alone,  // the first acts on anybody
};

struct PairHistory {
  std::vector<PairDays> pairs;  // in the order of their first day; of Sides::source_alone one an actor, b unused
  std::int32_t first = 0;       // first day of any event; `end` if there is none
  std::uint32_t actors = 0;     // numbers of actors in `pairs` lie below

  /// Place of the pair, or pairs.size().
  [[nodiscard]] std::size_t find(std::uint32_t a, std::uint32_t b, Sides sides) const;
};

/// All pairs with an event before the day `end`, and their days with one of these types. Nothing from `end` or later.
PairHistory pair_history(const HistoryIndex& index, std::uint32_t actors, std::span<const std::uint32_t> types,
                         std::int32_t end, Sides sides = Sides::either);

}  // namespace parley
