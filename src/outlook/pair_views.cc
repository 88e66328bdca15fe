// What a pair looks like on a day; see hazard.h.
#include <algorithm>
#include <cmath>

#include "outlook/elementary.h"
#include "outlook/hazard.h"

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

}  // namespace

std::vector<PairView> views_on(std::span<const PairDays> pairs, std::uint32_t actors, std::int32_t origin,
                               std::int32_t end) {
  std::vector<Sums> busy(actors);
  std::vector<PairView> out;
  const Activity activity = activity_before(pairs, origin);
  const Sums by = lift(activity.length);
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    const PairDays& pair = pairs[p];
    std::span<const std::int32_t> target = before(pair.target, origin);
    if (target.empty()) continue;
    const Sums counted = sums_before(target, origin);
    const Sums sums = lifted(counted, by);
    for (std::uint32_t actor : {pair.a, pair.b}) busy[actor].slow += sums.slow, busy[actor].fast += sums.fast;
    if (target.size() < 2) continue;
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
  }
  for (PairView& v : out) {
    const Sums& a = busy[pairs[v.pair].a];
    const Sums& b = busy[pairs[v.pair].b];
    v.x[14] = log_plus_one(std::max(a.slow, b.slow));
    v.x[15] = log_plus_one(std::min(a.slow, b.slow));
    v.x[16] = log_plus_one(std::max(a.fast, b.fast));
    v.x[17] = log_plus_one(std::min(a.fast, b.fast));
  }
  return out;
}

}  // namespace parley
