// Civil days on top of std::chrono's calendar. See date.h.
#include "base/date.h"

#include <algorithm>
#include <cstdio>

namespace parley {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day civil(Date d) { return year_month_day{sys_days{std::chrono::days{d.days}}}; }

/// Reads exactly `count` digits at `position` and moves past them.
std::optional<int> digits(std::string_view s, std::size_t& position, std::size_t count) {
  if (position + count > s.size()) return std::nullopt;
  int n = 0;
  for (std::size_t i = 0; i < count; ++i) {
    char c = s[position + i];
    if (c < '0' || c > '9') return std::nullopt;
    n = n * 10 + (c - '0');
  }
  position += count;
  return n;
}

DateRange months(int year, int month, int count) {
  Date first = *Date::from_civil(year, month, 1);
  return {first, first.plus_months(count)};
}

std::optional<DateRange> iso_week(int year, int week) {
  if (week < 1 || week > 53) return std::nullopt;
  Date fourth = *Date::from_civil(year, 1, 4);  // always in week 1
  Date monday = fourth.plus_days(1 - fourth.weekday() + 7 * (week - 1));
  return DateRange{monday, monday.plus_days(7)};
}

/// Seasons are meteorological (WMO): spring = March to May, …; winter begins in December of its year.
std::optional<DateRange> part_of_year(int year, std::string_view code) {
  if (code == "SP") return months(year, 3, 3);
  if (code == "SU") return months(year, 6, 3);
  if (code == "FA") return months(year, 9, 3);
  if (code == "WI") return months(year, 12, 3);
  if (code == "H1") return months(year, 1, 6);
  if (code == "H2") return months(year, 7, 6);
  if (code.size() == 2 && code[0] == 'Q' && code[1] >= '1' && code[1] <= '4')
    return months(year, 3 * (code[1] - '1') + 1, 3);
  return std::nullopt;
}

std::optional<DateRange> single(std::string_view v) {
  std::size_t p = 0;
  if (v.size() == 3) {  // a decade: "199"
    auto decade = digits(v, p, 3);
    if (!decade || *decade < 1) return std::nullopt;
    return DateRange{*Date::from_civil(*decade * 10, 1, 1), Date::from_civil(*decade * 10 + 9, 12, 31)->plus_days(1)};
  }
  auto year = digits(v, p, 4);
  if (!year || *year < 1) return std::nullopt;
  if (p == v.size()) return DateRange{*Date::from_civil(*year, 1, 1), Date::from_civil(*year, 12, 31)->plus_days(1)};
  if (v[p++] != '-') return std::nullopt;
  if (p < v.size() && v[p] == 'W' && v.size() >= p + 3 && v[p + 1] != 'I') {
    auto week = digits(v, ++p, 2);
    return week ? iso_week(*year, *week) : std::nullopt;
  }
  auto month = digits(v, p, 2);
  if (!month) return part_of_year(*year, v.substr(p));
  if (*month < 1 || *month > 12) return std::nullopt;
  if (p == v.size()) return months(*year, *month, 1);
  if (v[p++] != '-') return std::nullopt;
  auto day = digits(v, p, 2);
  if (!day || (p < v.size() && v[p] != 'T' && v[p] != ' ')) return std::nullopt;
  auto date = Date::from_civil(*year, *month, *day);
  if (!date) return std::nullopt;
  return DateRange{*date, date->plus_days(1)};
}

}  // namespace

std::optional<Date> Date::from_civil(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return std::nullopt;
  year_month_day ymd{std::chrono::year{year}, std::chrono::month(static_cast<unsigned>(month)),
                     std::chrono::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(sys_days{ymd}.time_since_epoch().count())};
}

int Date::year() const { return static_cast<int>(civil(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(*this).day())); }
int Date::weekday() const {
  return static_cast<int>(std::chrono::weekday{sys_days{std::chrono::days{days}}}.iso_encoding());
}

std::string Date::iso() const {
  auto ymd = civil(*this);
  char buffer[32];
  int n = std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                        static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  return {buffer, static_cast<std::size_t>(n)};
}

Date Date::plus_months(int n) const {
  auto ymd = civil(*this);
  int index = static_cast<int>(ymd.year()) * 12 + static_cast<int>(static_cast<unsigned>(ymd.month())) - 1 + n;
  index = std::clamp(index, 12, 9999 * 12 + 11);
  int year = index / 12;
  int month = index % 12 + 1;
  for (int day = static_cast<int>(static_cast<unsigned>(ymd.day()));; --day)
    if (auto d = from_civil(year, month, day)) return *d;
}

Date Date::month_start() const { return *from_civil(year(), month(), 1); }
Date Date::year_start() const { return *from_civil(year(), 1, 1); }

std::optional<Date> parse_date(std::string_view iso) {
  std::size_t p = 0;
  auto year = digits(iso, p, 4);
  if (!year || p >= iso.size() || iso[p++] != '-') return std::nullopt;
  auto month = digits(iso, p, 2);
  if (!month || p >= iso.size() || iso[p++] != '-') return std::nullopt;
  auto day = digits(iso, p, 2);
  if (!day || (p < iso.size() && iso[p] != 'T' && iso[p] != ' ')) return std::nullopt;
  return Date::from_civil(*year, *month, *day);
}

std::optional<DateRange> bounds_of(std::string_view value) {
  while (!value.empty() && (value.back() == '~' || value.back() == '?' || value.back() == '%')) value.remove_suffix(1);
  std::size_t slash = value.find('/');
  if (slash == std::string_view::npos) return single(value);
  auto a = single(value.substr(0, slash));
  auto b = single(value.substr(slash + 1));
  if (!a || !b || b->latest <= a->earliest) return std::nullopt;
  return DateRange{a->earliest, b->latest};
}

}  // namespace parley
