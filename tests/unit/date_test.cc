// Civil days and values against cases worked out by hand and against std::chrono.
#include "base/date.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace parley {
namespace {

DateRange range(const char* a, const char* b) { return {*parse_date(a), *parse_date(b)}; }

TEST(Date, ReadsAndWritesIsoDays) {
  EXPECT_EQ(parse_date("2018-11-08")->iso(), "2018-11-08");
  EXPECT_EQ(parse_date("2018-11-08T16:48+09:00")->iso(), "2018-11-08");
  EXPECT_FALSE(parse_date("2018-02-29"));
  EXPECT_FALSE(parse_date("2018-11-8"));
  EXPECT_FALSE(parse_date("2018-11-08x"));
  EXPECT_EQ(parse_date("2016-02-29")->weekday(), 1);
  EXPECT_EQ(*parse_date("0001-01-01"), kFirstDate);
  EXPECT_EQ(*parse_date("9999-12-31"), kLastDate);
}

TEST(Date, AddsMonthsWithinTheMonth) {
  EXPECT_EQ(parse_date("2018-01-31")->plus_months(1).iso(), "2018-02-28");
  EXPECT_EQ(parse_date("2018-01-31")->plus_months(-2).iso(), "2017-11-30");
}

TEST(Date, BoundsOfValues) {
  EXPECT_EQ(bounds_of("2018"), range("2018-01-01", "2019-01-01"));
  EXPECT_EQ(bounds_of("2018-11"), range("2018-11-01", "2018-12-01"));
  EXPECT_EQ(bounds_of("2018-W45"), range("2018-11-05", "2018-11-12"));
  EXPECT_EQ(bounds_of("2018-11-30/2018-12-01"), range("2018-11-30", "2018-12-02"));
  EXPECT_EQ(bounds_of("2018-Q4"), range("2018-10-01", "2019-01-01"));
  EXPECT_EQ(bounds_of("199"), range("1990-01-01", "2000-01-01"));
  EXPECT_EQ(bounds_of("2018-11-08T16:48+09:00"), range("2018-11-08", "2018-11-09"));
  for (const char* bad : {"", "P6M", "20181108", "2018-13", "2018-12/2018-11", "PRESENT_REF", "2018-W60", "XXXX-12"})
    EXPECT_FALSE(bounds_of(bad)) << bad;
}

RC_GTEST_PROP(Date, IsoRoundTrips, ()) {
  Date d{*rc::gen::inRange(kFirstDate.days, kLastDate.days)};
  RC_ASSERT(*parse_date(d.iso()) == d);
  RC_ASSERT(*Date::from_civil(d.year(), d.month(), d.day()) == d);
}

}  // namespace
}  // namespace parley
