// The arithmetic of values: units moved from a day, periods, holidays; checked against a calendar.
#include <gtest/gtest.h>

#include "time/values.h"

namespace parley {
namespace {

Date day(const char* iso) { return *parse_date(iso); }

TEST(TimeValues, UnitsHoldADay) {
  EXPECT_EQ(unit_value("D", day("2018-11-28"), 1), "2018-11-29");
  EXPECT_EQ(unit_value("D", day("2020-02-28"), 1), "2020-02-29");
  EXPECT_EQ(unit_value("W", day("2018-11-28"), 0), "2018-W48");
  EXPECT_EQ(unit_value("W", day("2020-12-31"), 0), "2020-W53");
  EXPECT_EQ(unit_value("W", day("2021-01-03"), 0), "2020-W53");
  EXPECT_EQ(unit_value("W", day("2021-01-03"), 1), "2021-W01");
  EXPECT_EQ(unit_value("WE", day("2018-11-28"), 0), "2018-W48-WE");
  EXPECT_EQ(unit_value("M", day("2018-11-30"), 3), "2019-02");
  EXPECT_EQ(unit_value("Q", day("2018-11-28"), 1), "2019-Q1");
  EXPECT_EQ(unit_value("Y", day("2018-11-28"), -1), "2017");
  EXPECT_EQ(unit_value("DE", day("2018-11-28"), -1), "200");
  EXPECT_EQ(unit_value("CE", day("2018-11-28"), -1), "19");
}

TEST(TimeValues, StayInsideTheCalendar) {
  EXPECT_EQ(unit_value("Y", day("2018-11-28"), 100000), "9999");
  EXPECT_EQ(unit_value("Y", day("2018-11-28"), -100000), "0001");
  EXPECT_EQ(unit_value("D", day("2018-11-28"), 2000000000), "9999-12-31");
  EXPECT_EQ(unit_value("D", day("2018-11-28"), -2000000000), "0001-01-01");
  EXPECT_EQ(unit_value("Q", day("0001-01-01"), -5), "0001-Q1");
  EXPECT_EQ(unit_value("Q", day("9999-12-31"), 1), "9999-Q4");
  EXPECT_EQ(after_period(day("9999-12-31"), "Y", 5), day("9999-12-31"));
}

TEST(TimeValues, Periods) {
  EXPECT_EQ(period("Y", 2), "P2Y");
  EXPECT_EQ(period("Y", 2, true), "P2Y6M");
  EXPECT_EQ(period("Y", 0, true), "P6M");
  EXPECT_EQ(period("TH", 48), "PT48H");
  EXPECT_EQ(period("TH", 0, true), "PT30M");
  EXPECT_EQ(period("TM", 1, true), "PT1M30S");
  EXPECT_EQ(period("W", 0), "PXW");
  EXPECT_EQ(period("W2", 1), "P2W");
  EXPECT_EQ(period("DE", 2), "P20Y");
  EXPECT_EQ(period("DE", 0), "PXDE");
  EXPECT_EQ(period("M", 1, true), "P1.5M");
}

TEST(TimeValues, EndsOfPeriods) {
  EXPECT_EQ(after_period(day("2018-11-28"), "W", 2).iso(), "2018-12-12");
  EXPECT_EQ(after_period(day("2019-01-31"), "M", 1).iso(), "2019-02-28");
  EXPECT_EQ(after_period(day("2020-02-29"), "Y", 1).iso(), "2021-02-28");
  EXPECT_EQ(after_period(day("2018-11-28"), "Q", 1).iso(), "2019-02-28");
  EXPECT_EQ(after_period(day("2018-11-28"), "TH", 5).iso(), "2018-11-28");
}

// Dates of Western Easter as tabulated by the churches.
TEST(TimeValues, Easter) {
  for (const char* iso :
       {"1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2038-04-25"})
    EXPECT_EQ(easter(day(iso).year()).iso(), iso);
}

TEST(TimeValues, Holidays) {
  EXPECT_EQ(holiday("12-25", 2018)->iso(), "2018-12-25");
  EXPECT_EQ(holiday("11/4/4", 2018)->iso(), "2018-11-22");   // Thanksgiving
  EXPECT_EQ(holiday("05/-1/1", 2018)->iso(), "2018-05-28");  // Memorial Day
  EXPECT_EQ(holiday("09/1/1", 2019)->iso(), "2019-09-02");   // Labor Day
  EXPECT_EQ(holiday("easter-2", 2018)->iso(), "2018-03-30");
  EXPECT_FALSE(holiday("02-30", 2018));
  EXPECT_FALSE(holiday("nonsense", 2018));
  EXPECT_FALSE(holiday("12-25", 10000));
}

}  // namespace
}  // namespace parley
