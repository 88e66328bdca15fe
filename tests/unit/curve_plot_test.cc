// Curves as pictures, schedules in words, and the calendar beside a forecast.
#include "outlook/curve_plot.h"

#include <gtest/gtest.h>

#include <cmath>

#include "outlook/calendar.h"

namespace parley {
namespace {

SurvivalCurve steady(double a_day) {
  SurvivalCurve curve;
  for (std::size_t k = 0; k < kSpans; ++k) curve.left[k] = std::pow(1 - a_day, kSpanEnds[k]);
  return curve;
}

TEST(CurvePlots, MarkTheDaysOfTheShares) {
  const Date on = *Date::from_civil(2018, 11, 28);
  const SurvivalCurve curve = steady(0.05);
  const std::string svg = curve_svg(curve, on, "x");
  for (double share : {0.1, 0.5, 0.9})
    EXPECT_NE(svg.find(on.plus_days(curve.day_of(share) - 1).iso()), std::string::npos) << share;
  EXPECT_EQ(svg.find("<circle", svg.find("<polyline class=\"curve\"")) != std::string::npos, true);
  EXPECT_EQ(curve_svg(steady(0.0001), on, "x").find("<circle"), std::string::npos) << "none within the picture";
  const std::string text = curve_text(curve, on);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), static_cast<std::ptrdiff_t>(kSpans));
}

TEST(CurvePlots, SetMeetingsRaiseTheChance) {
  Meeting m;
  m.name = "talks";
  m.id = "mee-1";
  Schedule s;
  s.meeting = &m;
  s.chance = 0.5;
  s.planned = DateRange{*Date::from_civil(2018, 12, 1), *Date::from_civil(2018, 12, 2)};
  EXPECT_NEAR(with_schedules(0.2, {s}), 0.6, 1e-12);
  EXPECT_NEAR(with_schedules(0.2, {}), 0.2, 1e-12);
  PlanCases cases;
  for (int late : {0, 0, 3, 10, 40}) {
    PlanCase c;
    c.kept = late == 0;
    if (late > 0) c.late = late;
    cases.plans.push_back(c);
  }
  const std::string text = schedules_text({s}, cases);
  EXPECT_NE(text.find("mee-1"), std::string::npos) << text;
  EXPECT_NE(text.find("3 days after their day in the middle"), std::string::npos) << text;
  EXPECT_TRUE(schedules_text({}, cases).empty());
}

TEST(Calendars, NameTheOccasionsOfTheActors) {
  const std::string codebook = std::string(PARLEY_SOURCE_DIR) + "/codebook";
  const DateRange autumn{*Date::from_civil(2018, 11, 1), *Date::from_civil(2018, 12, 1)};
  auto usa = occasions_of(codebook, {"USA"}, autumn);
  ASSERT_TRUE(usa) << usa.error().text();
  auto midterms = std::find_if(usa->begin(), usa->end(), [](const CalendarDay& o) { return o.kind == "election"; });
  ASSERT_NE(midterms, usa->end());
  EXPECT_EQ(midterms->day.iso(), "2018-11-06");
  auto none = occasions_of(codebook, {"USA"}, {*Date::from_civil(2018, 11, 7), *Date::from_civil(2018, 11, 8)});
  ASSERT_TRUE(none);
  for (const CalendarDay& o : *none) EXPECT_NE(o.kind, "election");
  EXPECT_FALSE(occasions_of("/nowhere", {"USA"}, autumn));
}

}  // namespace
}  // namespace parley
