// See history_index.h.
#include "outlook/history_index.h"

#include <algorithm>
#include <numeric>

#include "outlook/past.h"

namespace parley {
namespace {

std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) {
  return (std::uint64_t{std::min(a, b)} << 32U) | std::max(a, b);
}
std::uint64_t tally_key(std::uint32_t type, std::uint32_t actor) { return (std::uint64_t{type} << 32U) | actor; }

/// Counts become places where each list starts, with one more for the end.
void starts_of(std::vector<std::uint32_t>& counts) {
  std::uint32_t sum = 0;
  for (std::uint32_t& c : counts) sum += std::exchange(c, sum);
}

std::span<const std::uint32_t> list(const std::vector<std::uint32_t>& start, const std::vector<std::uint32_t>& events,
                                    std::size_t k) {
  if (k + 1 >= start.size()) return {};
  return std::span(events).subspan(start[k], start[k + 1] - start[k]);
}

}  // namespace

HistoryIndex::HistoryIndex(const History& history) : history_(history) {
  std::span<const HistoryEvent> events = history.events();
  order_.resize(events.size());
  std::iota(order_.begin(), order_.end(), 0U);
  auto earlier = [&](std::uint32_t a, std::uint32_t b) { return events[a].day < events[b].day; };
  if (!std::is_sorted(order_.begin(), order_.end(), earlier)) std::stable_sort(order_.begin(), order_.end(), earlier);
  index_actors();
  index_pairs();
  index_tallies();
}

void HistoryIndex::index_actors() {
  actor_start_.assign(history_.names().actors.size() + 1, 0);
  for (const HistoryEvent& e : history_.events()) {
    ++actor_start_[e.source];
    if (e.target != e.source) ++actor_start_[e.target];
  }
  starts_of(actor_start_);
  actor_events_.resize(actor_start_.back());
  std::vector<std::uint32_t> next = actor_start_;
  for (std::uint32_t at : order_) {
    const HistoryEvent& e = event(at);
    actor_events_[next[e.source]++] = at;
    if (e.target != e.source) actor_events_[next[e.target]++] = at;
  }
}

void HistoryIndex::index_pairs() {
  for (std::uint32_t at : order_) {
    const HistoryEvent& e = event(at);
    std::uint32_t pair =
        pair_index_.find_or_add(pair_key(e.source, e.target), static_cast<std::uint32_t>(pair_start_.size()));
    if (pair == pair_start_.size()) pair_start_.push_back(0);
    ++pair_start_[pair];
  }
  pair_start_.push_back(0);
  starts_of(pair_start_);
  pair_events_.resize(order_.size());
  std::vector<std::uint32_t> next = pair_start_;
  for (std::uint32_t at : order_) {
    const HistoryEvent& e = event(at);
    pair_events_[next[pair_index_.find(pair_key(e.source, e.target))]++] = at;
  }
}

void HistoryIndex::index_tallies() {
  const Decay decay;
  for (std::uint32_t at : order_) {
    const HistoryEvent& e = event(at);
    for (std::uint32_t actor : {e.source, e.target}) {
      std::uint32_t k = tally_index_.find_or_add(tally_key(e.type, actor), static_cast<std::uint32_t>(tallies_.size()));
      if (k == tallies_.size()) tallies_.push_back({0, e.day, 0});
      Tally& t = tallies_[k];
      t.slow = t.slow * decay.over(e.day - t.last).slow + e.weight;
      t.last = e.day;
      ++t.count;
      if (e.source == e.target) break;
    }
  }
}

std::span<const std::uint32_t> HistoryIndex::of_actor(std::uint32_t actor) const {
  return list(actor_start_, actor_events_, actor);
}

std::span<const std::uint32_t> HistoryIndex::of_pair(std::uint32_t a, std::uint32_t b) const {
  std::uint32_t pair = pair_index_.find(pair_key(a, b));
  return pair == FlatIndex::kNone ? std::span<const std::uint32_t>() : of_pair_number(pair);
}

std::span<const std::uint32_t> HistoryIndex::of_pair_number(std::size_t pair) const {
  return list(pair_start_, pair_events_, pair);
}

Tally HistoryIndex::tally(std::uint32_t type, std::uint32_t actor) const {
  std::uint32_t k = tally_index_.find(tally_key(type, actor));
  return k == FlatIndex::kNone ? Tally() : tallies_[k];
}

}  // namespace parley
