// See when.h.
#include "outlook/when.h"

#include <algorithm>
#include <cmath>

namespace parley {
namespace {

constexpr std::size_t kShownEvents = 5;
constexpr std::int32_t kLately = 28;

struct Pairs {
  std::vector<PairDays> all;
  std::size_t asked = 0;  // of the pair in question; all.size() if it has no event at all
  std::int32_t first = 0;
};

Pairs pairs_before(const HistoryIndex& index, const WhenQuestion& q) {
  Pairs out;
  out.asked = index.pairs();
  std::vector<std::uint32_t> types = q.types;
  std::sort(types.begin(), types.end());
  out.first = q.on.days;
  for (std::size_t p = 0; p < index.pairs(); ++p) {
    PairDays days;
    for (std::uint32_t at : index.of_pair_number(p)) {
      const HistoryEvent& e = index.event(at);
      if (e.day >= q.on.days) break;
      days.a = std::min(e.source, e.target);
      days.b = std::max(e.source, e.target);
      if (days.any.empty() || days.any.back() != e.day) days.any.push_back(e.day);
      bool wanted = std::binary_search(types.begin(), types.end(), e.type);
      if (wanted && (days.target.empty() || days.target.back() != e.day)) days.target.push_back(e.day);
    }
    if (days.any.empty() || days.a == days.b) continue;
    out.first = std::min(out.first, days.any.front());
    if (days.a == std::min(q.a, q.b) && days.b == std::max(q.a, q.b)) out.asked = out.all.size();
    out.all.push_back(std::move(days));
  }
  if (out.asked >= out.all.size()) out.asked = out.all.size();
  return out;
}

/// Pairs that had met, but did the thing once or never (as `once` says), at origins a window apart.
AlikeCases rare_cases(const Pairs& pairs, const WhenQuestion& q, bool once) {
  AlikeCases out;
  for (std::int32_t origin = q.on.days - q.days; origin > pairs.first; origin -= std::max(q.days, 7))
    for (const PairDays& p : pairs.all) {
      if (p.any.front() >= origin) continue;
      auto next = std::lower_bound(p.target.begin(), p.target.end(), origin);
      if ((next - p.target.begin()) != (once ? 1 : 0)) continue;
      out.total += 1;
      out.hits += next != p.target.end() && *next < origin + q.days ? 1 : 0;
    }
  return out;
}

void answer_rare(const Pairs& pairs, const WhenQuestion& q, WhenAnswer& out) {
  out.basis = WhenBasis::rare;
  out.alike = rare_cases(pairs, q, out.before == 1);
  double chance = (out.alike.hits + 0.5) / (out.alike.total + 4);
  for (std::size_t k = 0; k < kSpans; ++k) out.curve.left[k] = std::pow(1 - chance, kSpanEnds[k] / double(q.days));
}

void tell_past(const HistoryIndex& index, const Pairs& pairs, const WhenQuestion& q, WhenAnswer& out) {
  if (pairs.asked == pairs.all.size()) return;
  const PairDays& days = pairs.all[pairs.asked];
  out.before = days.target.size();
  if (out.before > 0) out.gap = q.on.days - days.target.back();
  if (out.before > 1)
    out.mean_gap = static_cast<double>(days.target.back() - days.target.front()) / static_cast<double>(out.before - 1);
  std::span<const std::uint32_t> events = index.of_pair(q.a, q.b);
  for (auto it = events.rbegin(); it != events.rend(); ++it) {
    const HistoryEvent& e = index.event(*it);
    if (e.day >= q.on.days) continue;
    if (q.on.days - e.day <= kLately) ++out.other_lately;
    bool wanted = std::find(q.types.begin(), q.types.end(), e.type) != q.types.end();
    if (wanted && out.last_events.size() < kShownEvents) out.last_events.push_back(*it);
  }
}

}  // namespace

WhenAnswer answer_when(const HistoryIndex& index, std::uint32_t actors, const WhenQuestion& q) {
  WhenAnswer out;
  Pairs pairs = pairs_before(index, q);
  tell_past(index, pairs, q, out);
  Hazard hazard;
  hazard.train(pairs.all, actors, pairs.first, q.on.days);
  out.base = hazard.base(q.days);
  if (out.before < 2) {
    answer_rare(pairs, q, out);
  } else {
    std::vector<PairView> views = views_on(pairs.all, actors, q.on.days, q.on.days);
    auto view = std::find_if(views.begin(), views.end(), [&](const PairView& v) { return v.pair == pairs.asked; });
    out.basis = hazard.learned() ? WhenBasis::learned : WhenBasis::counted;
    out.curve = hazard.curve(*view);
    out.alike = hazard.alike(*view, q.days);
  }
  out.probability = out.curve.within(q.days);
  out.early = out.curve.day_of(0.1);
  out.middle = out.curve.day_of(0.5);
  out.late = out.curve.day_of(0.9);
  return out;
}

}  // namespace parley
