// See facets.h.
#include "time/facets.h"

#include <algorithm>

#include "base/text.h"
#include "time/values.h"

namespace parley {
namespace {

/// Codes of ISO 8601-2 (4.8) for what follows the year: seasons, quarters, halves.
std::string_view sub_year_code(std::string_view code) {
  static constexpr std::pair<std::string_view, std::string_view> kCodes[] = {
      {"SP", "21"}, {"SU", "22"}, {"FA", "23"}, {"WI", "24"}, {"Q1", "33"},
      {"Q2", "34"}, {"Q3", "35"}, {"Q4", "36"}, {"H1", "40"}, {"H2", "41"}};
  for (auto [ours, iso] : kCodes)
    if (code == ours) return iso;
  return {};
}

std::string_view unit_name(char letter, bool clock) {
  switch (letter) {
    case 'S':
      return clock ? "second" : "";
    case 'H':
      return "hour";
    case 'M':
      return clock ? "minute" : "month";
    case 'D':
      return "day";
    case 'W':
      return "week";
    case 'Q':
      return "quarter";
    case 'Y':
      return "year";
    case 'E':
      return "decade";
    default:
      return "";
  }
}

/// One date without an interval, in EDTF.
std::string date_part(std::string_view v) {
  if (v.size() == 2) return std::string(v) + "XX";
  if (v.size() == 3) return std::string(v) + "X";
  if (v.size() == 7)
    if (std::string_view code = sub_year_code(v.substr(5)); !code.empty())
      return std::string(v.substr(0, 5)) + std::string(code);
  return std::string(v.substr(0, v.find('T')));
}

std::string days(DateRange r, std::string_view mark) {
  return r.earliest.iso() + std::string(mark) + "/" + r.latest.plus_days(-1).iso() + std::string(mark);
}

std::string time_part(const Timex& t) {
  std::size_t mark = t.value.find('T');
  std::string clock = t.value.substr(mark + 1);
  if (clock.size() != 5 || clock[2] != ':' || !t.range) return t.value.substr(0, mark);
  if (clock == "24:00") return t.range->earliest.plus_days(1).iso() + "T00:00:00" + t.zone;
  return t.value + ":00" + t.zone;
}

}  // namespace

std::string_view granularity_of(std::string_view value) {
  if (value.empty() || value.ends_with("_REF")) return "";
  if (value.size() > 1 && value[0] == 'P' && value.find("-") == std::string_view::npos) {
    std::size_t slash = value.find('/');
    std::string_view one = value.substr(0, slash);
    if (one.ends_with("CE")) return "century";
    return unit_name(one.back(), one.find('T') != std::string_view::npos);
  }
  if (std::size_t slash = value.rfind('/'); slash != std::string_view::npos) value = value.substr(slash + 1);
  if (std::size_t t = value.find('T'); t != std::string_view::npos)
    return value.find(':', t) != std::string_view::npos ? "minute" : "part of day";
  if (value.ends_with("-WE")) return "weekend";
  if (value.find("-W") != std::string_view::npos && value.find("-WI") == std::string_view::npos)
    return value.size() > 8 ? "day" : "week";
  switch (value.size()) {
    case 2:
      return "century";
    case 3:
      return "decade";
    case 4:
      return "year";
    case 7:
      if (value[5] == 'Q') return "quarter";
      if (value[5] == 'H') return "half";
      return sub_year_code(value.substr(5)).empty() ? "month" : "season";
    default:
      return "day";
  }
}

TimeBounds time_bounds(const Timex& t) {
  if (!t.range) return {};
  TimeBounds bounds{t.range, t.range};
  if (std::size_t slash = t.value.find('/'); slash != std::string::npos && t.value[0] != 'P') {
    bounds.start = bounds_of(std::string_view(t.value).substr(0, slash));
    bounds.end = bounds_of(std::string_view(t.value).substr(slash + 1));
    return bounds;
  }
  if (t.type == TimexType::duration) {  // from the report's day to the day on which it ends
    bounds.start = DateRange{t.range->earliest, t.range->earliest.plus_days(1)};
    bounds.end = t.role == TimeRole::by ? t.range : DateRange{t.range->latest.plus_days(-1), t.range->latest};
    return bounds;
  }
  if (t.role == TimeRole::by || t.role == TimeRole::until || t.role == TimeRole::before) bounds.start.reset();
  if (t.role == TimeRole::since || t.role == TimeRole::after) bounds.end.reset();
  return bounds;
}

std::string edtf(const Timex& t) {
  if (t.type == TimexType::duration) return t.range ? days(*t.range, "") : std::string();
  if (t.type == TimexType::set)
    return t.value.size() == 7 && t.value.starts_with("XXXX-") && is_ascii_digit(t.value[5]) ? t.value : "";
  if (t.value.empty() || t.value.ends_with("_REF") || t.value[0] == 'T') return "";
  std::string v;
  std::size_t slash = t.value.find('/');
  bool week = t.value.find("-W") != std::string::npos && t.value.find("-WI") == std::string::npos;
  if (t.type == TimexType::time) {
    v = time_part(t);
  } else if (slash != std::string::npos) {
    v = date_part(std::string_view(t.value).substr(0, slash)) + "/" +
        date_part(std::string_view(t.value).substr(slash + 1));
  } else if (t.range && (t.mod == "START" || t.mod == "MID" || t.mod == "END") && t.range->length() > 1) {
    return days(*t.range, "~");
  } else if (week) {
    return t.range ? days(*t.range, "") : "";
  } else {
    v = date_part(t.value) + (t.mod == "APPROX" ? "~" : "");
  }
  if (slash != std::string::npos || t.type == TimexType::time) return v;
  switch (t.role) {
    case TimeRole::by:
    case TimeRole::until:
    case TimeRole::before:
      return "../" + v;
    case TimeRole::since:
    case TimeRole::after:
      return v + "/..";
    default:
      return v;
  }
}

}  // namespace parley
