// See values.h.
#include "time/values.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"

namespace parley {
namespace {

constexpr int kMostUnits = 9000;  // more years than this leave the calendar

int iso_week_year(Date day, int& week) {
  Date thursday = day.plus_days(4 - day.weekday());
  week = (thursday.days - thursday.year_start().days) / 7 + 1;
  return thursday.year();
}

int to_number(std::string_view s) {
  int n = 0;
  bool negative = !s.empty() && s[0] == '-';
  for (char c : s)
    if (is_ascii_digit(c)) n = std::min(n * 10 + (c - '0'), 100000);
  return negative ? -n : n;
}

}  // namespace

std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }
std::string four_digits(int n) {
  std::string s = std::to_string(n);
  return std::string(s.size() < 4 ? 4 - s.size() : 0, '0') + s;
}

std::string unit_value(std::string_view unit, Date day, int n) {
  n = std::clamp(n, -kMostUnits * 366, kMostUnits * 366);
  auto held = [](long days) {
    return Date{static_cast<std::int32_t>(std::clamp<long>(days, kFirstDate.days, kLastDate.days))};
  };
  if (unit == "D") return held(static_cast<long>(day.days) + n).iso();
  if (unit == "W" || unit == "W2" || unit == "WE") {
    int week = 0;
    int year = iso_week_year(held(static_cast<long>(day.days) + (unit == "W2" ? 14L : 7L) * n), week);
    return four_digits(year) + "-W" + two_digits(week) + (unit == "WE" ? "-WE" : "");
  }
  n = std::clamp(n, -kMostUnits * 12, kMostUnits * 12);
  if (unit == "M") return day.plus_months(n).iso().substr(0, 7);
  if (unit == "Q") {
    int index = std::clamp(day.year() * 4 + (day.month() - 1) / 3 + n, 4, 9999 * 4 + 3);
    return four_digits(index / 4) + "-Q" + std::to_string(index % 4 + 1);
  }
  long step = unit == "Y" ? 1 : unit == "DE" ? 10 : 100;
  int year = static_cast<int>(std::clamp<long>(day.year() + step * n, 1, 9999));
  return four_digits(year).substr(0, unit == "Y" ? 4 : unit == "DE" ? 3 : 2);
}

std::string calendar_value(int year, const TimeWords& w) {
  std::string v = four_digits(year);
  if (!w.season.empty()) return v + '-' + w.season;
  if (w.month) v += '-' + two_digits(*w.month);
  if (w.day) v += '-' + two_digits(*w.day);
  if (w.year_to) return v + '/' + four_digits(*w.year_to);
  if (!w.day_to && !w.month_to) return v;
  int month = w.month_to.value_or(w.month.value_or(1));
  v += '/' + four_digits(w.month && month < *w.month ? year + 1 : year) + '-' + two_digits(month);
  return w.day_to ? v + '-' + two_digits(*w.day_to) : v;
}

std::string period(std::string_view unit, int amount, bool half) {
  std::string n = amount > 0 ? std::to_string(amount) : half ? "" : "X";
  bool clock = unit[0] == 'T';
  if (unit == "W2") return "P" + (amount > 0 ? std::to_string(2 * amount) : std::string("X")) + "W";
  if (unit == "DE" || unit == "CE") {
    int years = unit == "DE" ? 10 : 100;
    if (amount == 0 && !half) return "PX" + std::string(unit);
    return "P" + std::to_string(amount * years + (half ? years / 2 : 0)) + "Y";
  }
  std::string v = clock ? "PT" : "P";
  std::string letter(clock ? unit.substr(1) : unit);
  if (!half) return v + n + letter;
  if (amount > 0 && letter != "Y" && !clock) return v + n + ".5" + letter;
  if (amount > 0) v += n + letter;
  if (unit == "Y") return v + "6M";
  if (unit == "TH") return v + "30M";
  if (unit == "TM") return v + "30S";
  if (unit == "M") return v + "15D";
  return unit == "D" ? "PT12H" : v + "0.5" + letter;
}

Date after_period(Date day, std::string_view unit, int amount) {
  amount = std::clamp(amount, -kMostUnits, kMostUnits);
  if (unit == "D") return day.plus_days(amount);
  if (unit == "W" || unit == "W2") return day.plus_days((unit == "W" ? 7 : 14) * amount);
  if (unit[0] == 'T' || unit == "WE") return day;
  int months = unit == "M" ? 1 : unit == "Q" ? 3 : unit == "Y" ? 12 : unit == "DE" ? 120 : 1200;
  return day.plus_months(static_cast<int>(std::clamp<long>(static_cast<long>(months) * amount, -120000, 120000)));
}

Date easter(int year) {
  int a = year % 19, b = year / 100, c = year % 100;
  int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  int n = h + l - 7 * m + 114;
  return *Date::from_civil(year, n / 31, n % 31 + 1);
}

std::optional<Date> holiday(std::string_view rule, int year) {
  if (year < 2 || year > 9998) return std::nullopt;
  if (rule.starts_with("easter")) return easter(year).plus_days(to_number(rule.substr(6)));
  if (auto pieces = split(rule, '/'); pieces.size() == 3) {
    int month = to_number(pieces[0]), nth = to_number(pieces[1]), weekday = to_number(pieces[2]);
    auto first = Date::from_civil(year, month, 1);
    if (!first || nth == 0 || std::abs(nth) > 5) return std::nullopt;
    if (nth > 0) return first->plus_days((weekday - first->weekday() + 7) % 7 + 7 * (nth - 1));
    Date last = first->plus_months(1).plus_days(-1);
    return last.plus_days(-((last.weekday() - weekday + 7) % 7) + 7 * (nth + 1));
  }
  if (rule.size() != 5) return std::nullopt;
  return Date::from_civil(year, to_number(rule.substr(0, 2)), to_number(rule.substr(3)));
}

}  // namespace parley
