// TIMEX3 values: how a day, a unit or an amount is written, and the arithmetic behind it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "time/expressions.h"

namespace parley {

/// "07" of 7; "0987" of 987.
std::string two_digits(int n);
std::string four_digits(int n);

/// The value of the unit (D W WE M Q Y DE CE) that holds `day`, moved by `n` units: the third week of 2018 is
/// "2018-W03" (ISO 8601), its weekend "2018-W03-WE". Years are held within 1 to 9999.
std::string unit_value(std::string_view unit, Date day, int n);

/// "2018-11-30/2018-12-01": the date that the words give, in `year`.
std::string calendar_value(int year, const TimeWords& words);

/// "P2Y", "PT30M", "PXW" (0 is an amount without a number), "P2Y6M" (with half a unit more), "P6M" (half a year).
std::string period(std::string_view unit, int amount, bool half = false);

/// A period's length in days at least, and as a range's end: the day `amount` units after `day`.
Date after_period(Date day, std::string_view unit, int amount);

/// Easter Sunday of a Gregorian year (the algorithm of Meeus, Jones and Butcher: Astronomical Algorithms, 1991, p. 67).
Date easter(int year);

/// The day of a holiday rule ("12-25", "11/4/4" the fourth Thursday of November, "easter-2") in a year.
std::optional<Date> holiday(std::string_view rule, int year);

}  // namespace parley
