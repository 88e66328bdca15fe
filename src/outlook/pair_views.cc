// What a pair looks like on a day; see hazard.h.
#include <algorithm>
#include <cmath>

#include "outlook/elementary.h"
#include "outlook/hazard.h"
#include "outlook/partners.h"

namespace parley {
namespace {

constexpr std::int32_t kForgotten = 900;  // days after which an event no longer weighs

struct Sums {
  float years = 0, slow = 0, middle = 0, fast = 0;
};

constexpr float kLength = 200;  // days; events are counted as if the history were so long

/// What decayed counts are taken times, so that those of a young history do not grow with it.
Sums lift(std::int32_t length) {
  return {1 / exposure(length, 200), 1 / exposure(length, 60), 1 / exposure(length, 15), 1 / exposure(length, 4)};
}

Sums lifted(const Sums& s, const Sums& by) {
  return {s.years * by.years, s.slow * by.slow, s.middle * by.middle, s.fast * by.fast};
}

/// Decayed counts of the days before `origin`: over 200, 60, 15 and 4 days.
Sums sums_before(std::span<const std::int32_t> days, std::int32_t origin) {
  static const auto kTable = [] {
    std::vector<Sums> table(kForgotten);
    for (std::size_t d = 0; d < table.size(); ++d) {
      auto age = static_cast<float>(d);
      table[d] = {exp_of(-age / 200), exp_of(-age / 60), exp_of(-age / 15), exp_of(-age / 4)};
    }
    return table;
  }();
  Sums out;
  for (auto it = days.rbegin(); it != days.rend() && origin - *it < kForgotten; ++it) {
    const Sums& f = kTable[static_cast<std::size_t>(origin - *it)];
    out.years += f.years, out.slow += f.slow, out.middle += f.middle, out.fast += f.fast;
  }
  return out;
}

std::span<const std::int32_t> before(const std::vector<std::int32_t>& days, std::int32_t origin) {
  return {days.begin(), std::lower_bound(days.begin(), days.end(), origin)};
}

/// Decayed counts of each side's acts on the other before `origin`, over 20 days: those in question, and others.
struct BySide {
  std::array<float, 2> wanted{}, other{};
};

BySide sides_before(std::span<const PairAct> acts, std::int32_t origin) {
  constexpr std::int32_t kLongest = 200;
  static const auto kTable = [] {
    std::array<float, kLongest> table;
    for (std::size_t d = 0; d < table.size(); ++d) table[d] = exp_of(-static_cast<float>(d) / 20);
    return table;
  }();
  BySide out;
  auto it = std::lower_bound(acts.begin(), acts.end(), origin,
                             [](const PairAct& act, std::int32_t day) { return act.day < day; });
  while (it != acts.begin() && origin - (--it)->day < kLongest)
    (it->wanted ? out.wanted : out.other)[it->back ? 1 : 0] += kTable[static_cast<std::size_t>(origin - it->day)];
  return out;
}

std::uint32_t band(std::int32_t gap, float slow) {
  constexpr std::array<std::int32_t, 11> kGaps = {1, 2, 3, 5, 8, 13, 21, 34, 55, 90, 150};
  constexpr std::array<float, 7> kCounts = {0.5F, 1, 2, 3, 5, 9, 16};
  auto g = std::lower_bound(kGaps.begin(), kGaps.end(), gap) - kGaps.begin();
  auto c = std::lower_bound(kCounts.begin(), kCounts.end(), slow) - kCounts.begin();
  return static_cast<std::uint32_t>(g * 8 + c);
}

void fill(PairView& v, std::span<const std::int32_t> target, const Sums& of_target, std::span<const std::int32_t> any,
          const Sums& by) {
  const std::int32_t origin = v.origin;
  const Sums of_any = lifted(sums_before(any, origin), by);
  const auto n = static_cast<float>(target.size());
  const auto age = static_cast<float>(origin - target.front());
  const auto gap = static_cast<float>(v.gap);
  const auto before_last = static_cast<float>(target[target.size() - 1] - target[target.size() - 2]);
  const float mean_gap = static_cast<float>(target.back() - target.front()) / (n - 1) + 0.5F;
  v.x = {log_plus_one(gap),
         log_plus_one(of_target.years),
         log_plus_one(of_target.slow),
         log_plus_one(of_target.middle),
         log_plus_one(of_target.fast),
         log_plus_one(n * kLength / static_cast<float>(v.activity.length)),
         log_plus_one(age),
         log_of((n + 0.5F) / (age + 30)),
         log_plus_one(static_cast<float>(origin - any.back())),
         log_plus_one(of_any.slow),
         log_plus_one(of_any.middle),
         log_plus_one(of_any.fast),
         log_of((gap + 1) / (mean_gap + 1)),
         log_plus_one(before_last)};
}

/// The larger of the two, then the smaller: who stands first in a pair means nothing.
void put_both(PairView& v, std::size_t at, float one, float other) {
  v.x[at] = std::max(one, other);
  v.x[at + 1] = std::min(one, other);
}

void fill_sides(PairView& v, std::span<const PairAct> acts) {
  const BySide sides = sides_before(acts, v.origin);
  const float by = 1 / exposure(v.activity.length, 20);
  put_both(v, 18, log_plus_one(by * sides.wanted[0]), log_plus_one(by * sides.wanted[1]));
  put_both(v, 20, log_plus_one(by * sides.other[0]), log_plus_one(by * sides.other[1]));
}

/// How many of its events of the last days and weeks an actor has had in the last days.
float trend(const Sums& busy) { return log_plus_one(15 * busy.fast) - log_plus_one(busy.slow); }

/// What each does with others, and what both do with the same.
void fill_partners(std::vector<PairView>& views, std::span<const Tie> asked, std::span<const Tie> ties,
                   const std::vector<Sums>& busy) {
  const Partners partners(ties, static_cast<std::uint32_t>(busy.size()));
  const std::vector<CommonPartners> common = partners.common(asked);
  for (std::size_t k = 0; k < views.size(); ++k) {
    PairView& v = views[k];
    const Tie& t = asked[k];
    const Sums& a = busy[t.a];
    const Sums& b = busy[t.b];
    put_both(v, 14, log_plus_one(a.slow), log_plus_one(b.slow));
    put_both(v, 16, log_plus_one(a.fast), log_plus_one(b.fast));
    v.x[22] = log_plus_one(common[k].strength);
    v.x[23] = log_plus_one(10 * common[k].rare);
    put_both(v, 24, log_plus_one(static_cast<float>(partners.count(t.a))),
             log_plus_one(static_cast<float>(partners.count(t.b))));
    put_both(v, 26, t.strength / (1 + a.slow), t.strength / (1 + b.slow));
    put_both(v, 28, trend(a), trend(b));
  }
}

}  // namespace

std::vector<PairView> views_on(std::span<const PairDays> pairs, std::uint32_t actors, std::int32_t origin,
                               std::int32_t end) {
  std::vector<Sums> busy(actors);
  std::vector<PairView> out;
  std::vector<Tie> ties, asked;  // of all pairs, and of those in `out`
  const Activity activity = activity_before(pairs, origin);
  const Sums by = lift(activity.length);
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    const PairDays& pair = pairs[p];
    std::span<const std::int32_t> target = before(pair.target, origin);
    if (target.empty()) continue;
    const Sums counted = sums_before(target, origin);
    const Sums sums = lifted(counted, by);
    for (std::uint32_t actor : {pair.a, pair.b}) busy[actor].slow += sums.slow, busy[actor].fast += sums.fast;
    ties.push_back({pair.a, pair.b, sums.slow});
    if (target.size() < 2) continue;
    asked.push_back(ties.back());
    PairView& v = out.emplace_back();
    v.origin = origin;
    v.activity = activity;
    v.pair = static_cast<std::uint32_t>(p);
    v.gap = origin - target.back();
    v.events = static_cast<std::uint32_t>(target.size());
    v.band = band(v.gap, counted.slow);
    v.followed = std::max(0, end - origin);
    if (target.size() < pair.target.size() && pair.target[target.size()] < end)
      v.next = pair.target[target.size()] - origin + 1;
    fill(v, target, sums, before(pair.any, origin), by);
    fill_sides(v, pair.acts);
  }
  fill_partners(out, asked, ties, busy);
  return out;
}

}  // namespace parley
