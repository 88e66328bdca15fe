// See activity.h.
#include "outlook/activity.h"

#include <algorithm>

#include "outlook/elementary.h"

namespace parley {
namespace {

constexpr std::int32_t kYear = 365;
constexpr std::int32_t kLongest = 3653;  // days of history that are looked at
constexpr float kLately = 15;            // days over which the last weeks are weighed
constexpr float kUsual = 0.5F;           // weight of the usual in what is expected
constexpr float kWeeks = 4;              // weeks as usual that each day of the week starts with
constexpr std::uint64_t kStray = 100;    // one of so many events may lie far before all others

std::size_t day_of_week(std::int32_t day) { return static_cast<std::size_t>((day % 7 + 7) % 7); }

}  // namespace

Activity activity_before(std::span<const PairDays> pairs, std::int32_t origin) {
  Activity out;
  std::int32_t first = origin;
  for (const PairDays& p : pairs)
    if (!p.target.empty()) first = std::min(first, p.target.front());
  if (first >= origin) return out;
  first = std::max(first, origin - kLongest);
  std::vector<std::uint32_t> count(static_cast<std::size_t>(origin - first));
  std::uint64_t all = 0;
  for (const PairDays& p : pairs)
    for (auto it = std::lower_bound(p.target.begin(), p.target.end(), first); it != p.target.end() && *it < origin;
         ++it)
      ++count[static_cast<std::size_t>(*it - first)], ++all;
  if (all == 0) return out;
  std::size_t begin = 0;
  for (std::uint64_t left_out = count[0]; left_out * kStray < all; left_out += count[++begin]) {
  }
  out.length = static_cast<std::int32_t>(count.size() - begin);
  float sum = 0, lately = 0, weights = 0;
  const std::int32_t days = std::min(out.length, kYear);
  for (std::int32_t back = 1; back <= days; ++back) {
    const auto n = static_cast<float>(count[count.size() - static_cast<std::size_t>(back)]);
    const float weight = exp_of(static_cast<float>(-back) / kLately);
    sum += n, lately += weight * n, weights += weight;
  }
  out.usual = sum / static_cast<float>(days);
  if (sum > 0) out.expected = kUsual + (1 - kUsual) * (lately / weights) / out.usual;
  return out;
}

float exposure(std::int32_t length, float days) { return 1 - exp_of(static_cast<float>(-length) / days); }

Busyness::Busyness(std::span<const PairDays> pairs, std::int32_t first, std::int32_t end) : first_(first) {
  before_.assign(static_cast<std::size_t>(std::max(0, end - first)) + 1, 0);
  for (const PairDays& p : pairs)
    for (std::int32_t day : p.target)
      if (day >= first && day < end) ++before_[static_cast<std::size_t>(day - first) + 1];
  std::array<float, 7> sum{}, days{};
  float all = 0;
  const std::int32_t from = std::max(first, end - kYear);
  for (std::int32_t day = from; day < end; ++day) {
    const auto n = static_cast<float>(before_[static_cast<std::size_t>(day - first) + 1]);
    sum[day_of_week(day)] += n, days[day_of_week(day)] += 1, all += n;
  }
  const float usual = all / static_cast<float>(std::max(1, end - from));
  for (std::size_t k = 0; k < 7 && usual > 0; ++k) weekday_[k] = (sum[k] / usual + kWeeks) / (days[k] + kWeeks);
  for (std::size_t k = 1; k < before_.size(); ++k) before_[k] += before_[k - 1];
}

float Busyness::between(std::int32_t from, std::int32_t to) const {
  const auto at = [&](std::int32_t day) {
    return before_[static_cast<std::size_t>(
        std::clamp(day - first_, 0, static_cast<std::int32_t>(before_.size()) - 1))];
  };
  return to > from ? static_cast<float>(at(to) - at(from)) / static_cast<float>(to - from) : 0;
}

float Busyness::by_weekday(std::int32_t from, std::int32_t to) const {
  float sum = 0;
  for (std::int32_t day = from; day < to; ++day) sum += weekday_[day_of_week(day)];
  return to > from ? sum / static_cast<float>(to - from) : 1;
}

}  // namespace parley
