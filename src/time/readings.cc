// See readings.h.
#include "time/readings.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "time/values.h"

namespace parley {
namespace {

constexpr double kNever = 1000;  // days: what "will" and "could" are told of does not lie behind

}  // namespace

void set_value(Timex& t, std::string value) {
  t.value = std::move(value);
  bool weekend = t.value.ends_with("-WE");
  t.range = bounds_of(weekend ? t.value.substr(0, 8) : t.value);
  if (t.range && weekend) t.range->earliest = t.range->latest.plus_days(-2);
}

void take_part(Timex& t, const std::string& part, const TimeRules::Data& rules) {
  t.mod = part;
  auto it = rules.part_bounds.find(part);
  if (!t.range || it == rules.part_bounds.end() || t.range->length() == 1) return;
  int n = t.range->length();
  Date from = t.range->earliest.plus_days(static_cast<int>(std::lround(it->second[0] * n)));
  Date to = t.range->earliest.plus_days(static_cast<int>(std::lround(it->second[1] * n)));
  if (from < to) t.range = DateRange{from, to};
}

void take_nth(Timex& t, const TimeWords& words) {
  if (!t.range) return;
  std::string inner = words.part.substr(4);
  Date day = words.amount < 0 ? t.range->latest.plus_days(-1) : t.range->earliest;
  if (words.amount > 1) day = after_period(day, inner == "WE" ? "W" : inner, words.amount - 1);
  if (inner == "W" && words.amount > 0) day = day.plus_days(3);
  if (t.range->contains(day)) set_value(t, unit_value(inner, day, 0));
}

void cut_at_today(Timex& t, Date today, bool later) {
  if (!t.range || t.range->length() == 1) return;
  t.mod.clear();
  if (!t.range->contains(today)) return;
  if (later)
    t.range->earliest = today;
  else
    t.range->latest = today.plus_days(1);
}

/// Distance in days of a range that lies `days` ahead, as the clause's direction sees it.
double Readings::cost(int days, bool quarter) const {
  double n = std::abs(days);
  if (quarter)  // reports speak of the nearest quarter: what is expected of the third in October is its result
    return n + (days > 0 && towards_ < 0 ? 3 * r_.against : days < 0 && towards_ > 0 ? r_.against : 0);
  if (days > 0) return towards_ > 0 ? n * r_.favoured : n + (towards_ < 0 ? 2 : 1) * r_.against;
  if (days < 0 && towards_ > 1) return n + kNever;
  if (days < 0) return towards_ < 0 ? n * r_.favoured : n + (towards_ > 0 ? r_.against : 0);
  return 0;
}

void Readings::offer(const std::string& value) {
  auto range = bounds_of(value);
  if (!range) return;
  if (spoken_.beside && !shifted_) return readings_.push_back({spoken_.distance_beside(*range), value});
  int days = range->contains(now_)    ? 0
             : range->earliest > now_ ? range->earliest.days - now_.days
                                      : range->latest.days - 1 - now_.days;
  if ((shift_ < 0 && days >= 0) || (shift_ > 0 && days <= 0)) return;
  bool quarter = value.size() == 7 && (value[5] == 'Q' || value[5] == 'H');
  readings_.push_back({shift_ != 0 ? std::abs(days) : cost(days, quarter), value});
}

double Readings::choose(Timex& t) {
  if (readings_.empty()) return 1;
  std::stable_sort(readings_.begin(), readings_.end(),
                   [](const Reading& a, const Reading& b) { return a.cost < b.cost; });
  set_value(t, readings_[0].value);
  if (readings_.size() < 2) return 1;
  t.rejected = readings_[1].value;
  return (readings_[1].cost + 1) / (readings_[0].cost + readings_[1].cost + 2);
}

}  // namespace parley
