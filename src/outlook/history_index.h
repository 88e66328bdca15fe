// Ways into a history: events by actor and by pair in the order of their days, and counts by type and actor.
//
// Positions lie in two compact arrays with offsets (4 bytes an event and list), pairs are found by open addressing.
// Fifteen million events take well under 2 GB, the mapped file included (bench/outlook.cc).
#pragma once

#include <span>
#include <vector>

#include "outlook/history.h"

namespace parley {

/// Events of one type that an actor took part in, on either side.
struct Tally {
  std::uint32_t count = 0;
  std::int32_t last = 0;  // day
  float slow = 0;         // decays over 60 days, as of `last`
};

class HistoryIndex {
 public:
  explicit HistoryIndex(const History& history);

  [[nodiscard]] const HistoryEvent& event(std::uint32_t position) const { return history_.events()[position]; }
  [[nodiscard]] std::size_t size() const { return order_.size(); }
  /// Positions of all events, by day; those of a day as they were added.
  [[nodiscard]] std::span<const std::uint32_t> by_day() const { return order_; }
  /// Positions, by day, of the events in which an actor has a part; of the events between two actors, either way round.
  [[nodiscard]] std::span<const std::uint32_t> of_actor(std::uint32_t actor) const;
  [[nodiscard]] std::span<const std::uint32_t> of_pair(std::uint32_t a, std::uint32_t b) const;
  /// Pairs are numbered in the order of their first day.
  [[nodiscard]] std::size_t pairs() const { return pair_start_.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> of_pair_number(std::size_t pair) const;
  /// Nothing counted gives an empty tally.
  [[nodiscard]] Tally tally(std::uint32_t type, std::uint32_t actor) const;

 private:
  void index_actors();
  void index_pairs();
  void index_tallies();

  History history_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> actor_start_, actor_events_;
  std::vector<std::uint32_t> pair_start_, pair_events_;
  FlatIndex pair_index_, tally_index_;
  std::vector<Tally> tallies_;
};

}  // namespace parley
