// How often something was seen, for the views that count by words.
#pragma once

#include <algorithm>
#include <string>

#include "base/json_writer.h"
#include "page/columns.h"

namespace parley {

/// How often, and on which days first and last.
struct Sightings {
  std::size_t count = 0;
  Date first = kLastDate, last = kFirstDate;  // the other way round where no day is known
  void add(DateRange day) {
    ++count;
    if (!is_known(day)) return;
    first = std::min(first, day.earliest);
    last = std::max(last, day.earliest);
  }
  void add(const Sightings& other) {
    count += other.count;
    first = std::min(first, other.first);
    last = std::max(last, other.last);
  }
  [[nodiscard]] std::string first_day() const { return first <= last ? first.iso() : ""; }
  [[nodiscard]] std::string last_day() const { return first <= last ? last.iso() : ""; }
  void write(JsonWriter& json) const {
    json.key("count"), json.integer(static_cast<std::int64_t>(count));
    json.key("first"), json.text_or_null(first_day());
    json.key("last"), json.text_or_null(last_day());
  }
};

/// The day of a finding's report.
inline DateRange reported_on(const RecordColumns& columns, std::uint32_t report) {
  return report == kNoNumber ? kDaysUnknown : columns.report.told[report];
}

}  // namespace parley
