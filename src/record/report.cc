// See report.h and timex.h.
#include "record/report.h"

#include "record/timex.h"

namespace parley {

std::optional<DateRange> DateEstimate::range() const {
  DateRange bounds{kFirstDate, kLastDate};
  if (auto d = day()) return DateRange{*d, d->plus_days(1)};
  auto from = parse_date(earliest);
  auto to = parse_date(latest);
  if (!from && !to) return bounds_of(value);
  if (from) bounds.earliest = *from;
  if (to) bounds.latest = *to;
  return bounds;
}

std::string_view name_of(TimexType type) {
  static constexpr std::string_view kNames[] = {"DATE", "TIME", "DURATION", "SET"};
  return kNames[static_cast<std::size_t>(type)];
}

std::string_view name_of(TimeRole role) {
  static constexpr std::string_view kNames[] = {"at", "by", "until", "since", "after", "before", "for", "every"};
  return kNames[static_cast<std::size_t>(role)];
}

}  // namespace parley
