// Civil days and ranges of days, in the proleptic Gregorian calendar, years 1 to 9999.
//
// A Date is a count of days since 1970-01-01, so that arithmetic is integer arithmetic; a DateRange is half-open, which
// makes "November 2018" = [2018-11-01, 2018-12-01) and lets ranges meet without a gap. Values follow ISO 8601-2 (EDTF)
// as far as news needs it: 2018, 2018-11, 2018-11-08, 2018-W45, 2018-11-08T16:48+09:00, and intervals A/B.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parley {

struct Date {
  std::int32_t days = 0;  // since 1970-01-01

  static std::optional<Date> from_civil(int year, int month, int day);
  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;        // 1..12
  [[nodiscard]] int day() const;          // 1..31
  [[nodiscard]] int weekday() const;      // ISO: 1 = Monday .. 7 = Sunday
  [[nodiscard]] std::string iso() const;  // "2018-11-08"
  [[nodiscard]] Date plus_days(int n) const { return {days + n}; }
  /// Same day of the month n months later; the 31st becomes the month's last day.
  [[nodiscard]] Date plus_months(int n) const;
  [[nodiscard]] Date month_start() const;
  [[nodiscard]] Date year_start() const;

  friend constexpr bool operator==(Date, Date) = default;
  friend constexpr auto operator<=>(Date, Date) = default;
};

inline constexpr Date kFirstDate{-719162};  // 0001-01-01
inline constexpr Date kLastDate{2932896};   // 9999-12-31

/// Half-open range of days [earliest, latest).
struct DateRange {
  Date earliest;
  Date latest;

  [[nodiscard]] bool contains(Date d) const { return earliest <= d && d < latest; }
  [[nodiscard]] bool overlaps(DateRange o) const { return earliest < o.latest && o.earliest < latest; }
  [[nodiscard]] int length() const { return latest.days - earliest.days; }
  friend constexpr bool operator==(DateRange, DateRange) = default;
};

/// The day of an ISO date "YYYY-MM-DD" (a time of day after 'T' or a space is allowed and ignored).
std::optional<Date> parse_date(std::string_view iso);

/// Bounds of an ISO/EDTF value: YYYY, YYYY-MM, YYYY-Www, YYYY-MM-DD[Thh:mm…], decade YYY, seasons YYYY-SP/SU/FA/WI,
/// quarters YYYY-Qn, halves YYYY-Hn, or A/B. Nothing if it is none of these.
std::optional<DateRange> bounds_of(std::string_view value);

}  // namespace parley
