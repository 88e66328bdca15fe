// Time expressions and their values; expected values worked out by hand on a calendar.
#include "time/time.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/knowledge.h"

namespace parley {
namespace {

std::string line_of(const Analysis& a, const Timex& t) {
  return std::string(slice(a.report.text, t.span)) + " => " + std::string(name_of(t.type)) + " " + t.value + " " +
         (t.mod.empty() ? "-" : t.mod) + " " + std::string(name_of(t.role));
}

struct Case {
  const char* date;
  const char* text;
  const char* expected;  // the first expression
};

TEST(Time, PlacesExpressionsOnTheCalendar) {
  // 2018-11-28 was a Wednesday.
  const Case cases[] = {
      {"2018-11-28", "The talks were held on Nov. 8.", "Nov. 8 => DATE 2018-11-08 - at"},
      {"2018-11-28", "The talks will be held at the end of November.", "the end of November => DATE 2018-11 END at"},
      {"2018-11-28", "The summit will be held in January.", "January => DATE 2019-01 - at"},
      {"2018-11-28", "The talks were postponed until Monday.", "Monday => DATE 2018-12-03 - until"},
      {"2018-11-28", "The envoys met on Monday.", "Monday => DATE 2018-11-26 - at"},
      {"2018-11-28", "The envoys will meet on Friday.", "Friday => DATE 2018-11-30 - at"},
      {"2018-11-28", "It has been closed since May.", "May => DATE 2018-05 - since"},
      {"2018-11-28", "It will be held from Nov. 30 to Dec. 1 in Oslo.",
       "Nov. 30 to Dec. 1 => DATE 2018-11-30/2018-12-01 - at"},
      {"2018-11-28", "They met on 27-28 February 2019 in Oslo.",
       "27-28 February 2019 => DATE 2019-02-27/2019-02-28 - at"},
      {"2018-11-28", "It must end within six to eight months.", "six to eight months => DURATION P6M/P8M - by"},
      {"2018-11-28", "They meet every December.", "every December => SET XXXX-12 - every"},
      {"2018-11-28", "It was released in the middle of this month.", "the middle of this month => DATE 2018-11 MID at"},
      {"2018-11-28", "They will return next year.", "next year => DATE 2019 - at"},
      {"2018-11-28", "They spoke last week.", "last week => DATE 2018-W47 - at"},
      {"2018-11-28", "They spoke two days ago.", "two days ago => DATE 2018-11-26 - at"},
      {"2018-11-28", "They left yesterday.", "yesterday => DATE 2018-11-27 - at"},
      {"2018-11-28", "It happened on June 12, 2018, in Oslo.", "June 12, 2018 => DATE 2018-06-12 - at"},
      {"2018-11-28", "The treaty of 1987 was signed.", "1987 => DATE 1987 - at"},
      {"2018-11-28", "The plan was made in the 1990s.", "the 1990s => DATE 199 - at"},
      {"2019-01-02", "The talks were held in December.", "December => DATE 2018-12 - at"},
      {"2018-12-20", "The talks were expected by mid-January.", "mid-January => DATE 2019-01 MID by"},
  };
  for (const Case& c : cases) {
    auto a = read_text(c.text, c.date);
    ASSERT_FALSE(a->times.empty()) << c.text;
    EXPECT_EQ(line_of(*a, a->times[0]), c.expected) << c.text;
  }
}

TEST(Time, LeavesAloneWhatIsNoTime) {
  for (const char* text : {"They may march on the town.", "The second summit of 1,500 troops and 60% of warheads.",
                           "The Sun reported version 2.0.1 of the plan."}) {
    auto a = read_text(text);
    EXPECT_TRUE(a->times.empty()) << text << ": " << (a->times.empty() ? "" : line_of(*a, a->times[0]));
  }
}

TEST(Time, BoundsAreHalfOpen) {
  auto a = read_text("The talks will be held in the middle of December.");
  ASSERT_EQ(a->times.size(), 1U);
  ASSERT_TRUE(a->times[0].range);
  EXPECT_EQ(a->times[0].range->earliest.iso(), "2018-12-11");
  EXPECT_EQ(a->times[0].range->latest.iso(), "2018-12-22");
}

TEST(Publication, TextOutweighsAPageStamp) {
  auto a = read_text(
      "Envoys may propose new talks next year\n2024-06-11 18:57:07\n\nBy Ada Berg\n\n"
      "Norway may propose talks next year, a researcher said at a meeting on the prospects for 2023 in Oslo.\n\n"
      "\"The results of the recent U.S. midterm elections show that patience pays,\" the researcher said.\n",
      "");
  EXPECT_EQ(a->report.published.earliest, "2022-11-09");
  EXPECT_EQ(a->report.published.latest, "2023-01-01");
  ASSERT_FALSE(a->report.published.signals.empty());
  EXPECT_EQ(a->report.published.signals[0].source, "page stamp");
  EXPECT_TRUE(a->report.published.signals[0].doubtful);
}

TEST(Publication, AStatedDateStands) {
  auto a = read_text(
      "Envoys to meet\nPosted on : 2018-11-28 16:48 KST\n\nThe envoys of Norway and Chile will meet in Oslo next year, "
      "a researcher said of the plans for 2019.\n",
      "");
  EXPECT_EQ(a->report.published.value, "2018-11-28T16:48+09:00");
}

}  // namespace
}  // namespace parley
