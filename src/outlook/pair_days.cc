// See pair_days.h.
#include "outlook/pair_days.h"

#include <algorithm>

namespace parley {
namespace {

void add_day(std::vector<std::int32_t>& days, std::int32_t day) {
  if (days.empty() || days.back() != day) days.push_back(day);
}

/// The pair of numbers `pair` as one entry, or two where the direction matters.
void add_pair(const HistoryIndex& index, std::size_t pair, const std::vector<std::uint32_t>& types, std::int32_t end,
              Sides sides, std::vector<PairDays>& out) {
  PairDays forth, back;
  for (std::uint32_t at : index.of_pair_number(pair)) {
    const HistoryEvent& e = index.event(at);
    if (e.day >= end) break;
    if (e.source == e.target) return;
    forth.a = back.b = std::min(e.source, e.target);
    forth.b = back.a = std::max(e.source, e.target);
    add_day(forth.any, e.day);
    add_day(back.any, e.day);
    const bool wanted = std::binary_search(types.begin(), types.end(), e.type);
    const bool backward = e.source > e.target;
    const bool reverse = sides == Sides::directed && backward;
    forth.acts.push_back({e.day, backward, wanted && !reverse});
    if (sides == Sides::directed) back.acts.push_back({e.day, !backward, wanted && backward});
    if (wanted) add_day(reverse ? back.target : forth.target, e.day);
  }
  if (forth.any.empty()) return;
  for (PairDays* p : {&forth, &back})
    if (p->target.empty()) p->acts = {};
  out.push_back(std::move(forth));
  if (sides == Sides::directed) out.push_back(std::move(back));
}

std::vector<PairDays> by_source(const HistoryIndex& index, std::uint32_t actors,
                                const std::vector<std::uint32_t>& types, std::int32_t end) {
  std::vector<PairDays> out;
  for (std::uint32_t actor = 0; actor < actors; ++actor) {
    PairDays days;
    days.a = actor;
    days.b = actors;
    for (std::uint32_t at : index.of_actor(actor)) {
      const HistoryEvent& e = index.event(at);
      if (e.day >= end) break;
      add_day(days.any, e.day);
      const bool wanted = e.source == actor && std::binary_search(types.begin(), types.end(), e.type);
      days.acts.push_back({e.day, e.source != actor, wanted});
      if (wanted) add_day(days.target, e.day);
    }
    if (days.target.empty()) days.acts = {};
    if (!days.any.empty()) out.push_back(std::move(days));
  }
  return out;
}

}  // namespace

std::size_t PairHistory::find(std::uint32_t a, std::uint32_t b, Sides sides) const {
  if (sides == Sides::either && a > b) std::swap(a, b);
  auto it = std::find_if(pairs.begin(), pairs.end(),
                         [&](const PairDays& p) { return p.a == a && (p.b == b || sides == Sides::source_alone); });
  return static_cast<std::size_t>(it - pairs.begin());
}

PairHistory pair_history(const HistoryIndex& index, std::uint32_t actors, std::span<const std::uint32_t> types,
                         std::int32_t end, Sides sides) {
  PairHistory out;
  std::vector<std::uint32_t> sorted(types.begin(), types.end());
  std::sort(sorted.begin(), sorted.end());
  out.actors = actors + 1;
  if (sides == Sides::source_alone) {
    out.pairs = by_source(index, actors, sorted, end);
  } else {
    for (std::size_t p = 0; p < index.pairs(); ++p) add_pair(index, p, sorted, end, sides, out.pairs);
  }
  out.first = end;
  for (const PairDays& p : out.pairs) out.first = std::min(out.first, p.any.front());
  return out;
}

}  // namespace parley
