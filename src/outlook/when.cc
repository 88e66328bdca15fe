// See when.h.
#include "outlook/when.h"

#include <algorithm>
#include <cmath>

namespace parley {
namespace {

constexpr std::size_t kShownEvents = 5;
constexpr std::int32_t kLately = 28;

/// Which of a view's features (pair_views.cc) belong to a factor.
std::vector<std::size_t> features_of(WhenFactor factor) {
  switch (factor) {
    case WhenFactor::recency:
      return {0, 4, 12, 13};
    case WhenFactor::often:
      return {1, 2, 3, 5, 6, 7, 18, 19};
    case WhenFactor::contact:
      return {8, 9, 10, 11, 20, 21};
    case WhenFactor::busy:
      return {14, 15, 16, 17, 22, 23, 24, 25, 26, 27, 28, 29};
  }
  return {};
}

const PairView* view_of(const std::vector<PairView>& views, std::size_t pair) {
  auto it = std::find_if(views.begin(), views.end(), [&](const PairView& v) { return v.pair == pair; });
  return it == views.end() ? nullptr : &*it;
}

}  // namespace

WhenModel::WhenModel(const HistoryIndex& index, std::uint32_t actors, std::vector<std::uint32_t> types, Date on,
                     Sides sides)
    : index_(index), types_(std::move(types)), on_(on), sides_(sides) {
  history_ = pair_history(index, actors, types_, on.days, sides);
  hazard_.train(history_.pairs, history_.actors, history_.first, on.days);
  views_ = views_on(history_.pairs, history_.actors, on.days, on.days);
}

/// Pairs that had met, but did the thing once or never (as `once` says), at origins a window apart.
AlikeCases WhenModel::rare_cases(std::int32_t days, bool once) const {
  AlikeCases out;
  for (std::int32_t origin = on_.days - days; origin > history_.first; origin -= std::max(days, 7))
    for (const PairDays& p : history_.pairs) {
      if (p.any.front() >= origin) continue;
      auto next = std::lower_bound(p.target.begin(), p.target.end(), origin);
      if ((next - p.target.begin()) != (once ? 1 : 0)) continue;
      out.total += 1;
      out.hits += next != p.target.end() && *next < origin + days ? 1 : 0;
    }
  return out;
}

void WhenModel::answer_rare(std::int32_t days, WhenAnswer& out) const {
  out.basis = WhenBasis::rare;
  out.alike = rare_cases(days, out.before == 1);
  double chance = (out.alike.hits + 0.5) / (out.alike.total + 4);
  for (std::size_t k = 0; k < kSpans; ++k) out.curve.left[k] = std::pow(1 - chance, kSpanEnds[k] / double(days));
}

void WhenModel::tell_past(std::uint32_t a, std::uint32_t b, std::size_t asked, WhenAnswer& out) const {
  if (asked == history_.pairs.size()) return;
  const PairDays& days = history_.pairs[asked];
  out.before = days.target.size();
  out.any_gap = on_.days - days.any.back();
  if (out.before > 0) out.gap = on_.days - days.target.back();
  if (out.before > 1)
    out.mean_gap = static_cast<double>(days.target.back() - days.target.front()) / static_cast<double>(out.before - 1);
  const auto events = sides_ == Sides::source_alone ? index_.of_actor(a) : index_.of_pair(a, b);
  for (auto it = events.rbegin(); it != events.rend(); ++it) {
    const HistoryEvent& e = index_.event(*it);
    if (e.day >= on_.days) continue;
    if (on_.days - e.day <= kLately) ++out.other_lately;
    bool wanted = std::find(types_.begin(), types_.end(), e.type) != types_.end();
    wanted = wanted && (sides_ == Sides::either || e.source == a);
    if (wanted && out.last_events.size() < kShownEvents) out.last_events.push_back(*it);
  }
}

WhenAnswer WhenModel::answer(std::uint32_t a, std::uint32_t b, std::int32_t days) const {
  WhenAnswer out;
  const std::size_t asked = history_.find(a, b, sides_);
  tell_past(a, b, asked, out);
  out.base = hazard_.base(days);
  if (const PairView* view = view_of(views_, asked); view != nullptr) {
    out.basis = hazard_.learned() ? WhenBasis::learned : WhenBasis::counted;
    out.curve = hazard_.curve(*view);
    out.alike = hazard_.alike(*view, days);
    for (std::size_t f = 0; f < kWhenFactors; ++f)
      out.without[f] = hazard_.curve_without(*view, features_of(static_cast<WhenFactor>(f))).within(days);
  } else {
    answer_rare(days, out);
  }
  out.probability = out.curve.within(days);
  out.early = out.curve.day_of(0.1);
  out.middle = out.curve.day_of(0.5);
  out.late = out.curve.day_of(0.9);
  return out;
}

std::optional<double> WhenModel::had_it_just_been(std::uint32_t a, std::uint32_t b, std::int32_t days) const {
  const std::size_t asked = history_.find(a, b, sides_);
  if (view_of(views_, asked) == nullptr) return std::nullopt;
  std::vector<PairDays> other = history_.pairs;
  const std::int32_t eve = on_.days - 1;
  for (auto* list : {&other[asked].target, &other[asked].any})
    if (list->back() != eve) list->push_back(eve);
  other[asked].acts.push_back({eve, false, true});
  const auto views = views_on(other, history_.actors, on_.days, on_.days);
  const PairView* view = view_of(views, asked);
  return view == nullptr ? std::nullopt : std::optional(hazard_.curve(*view).within(days));
}

WhenAnswer answer_when(const HistoryIndex& index, std::uint32_t actors, const WhenQuestion& q) {
  return WhenModel(index, actors, q.types, q.on, q.sides).answer(q.a, q.b, q.days);
}

}  // namespace parley
