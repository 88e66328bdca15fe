// Time expressions and their values; expected values worked out by hand on a calendar.
#include "time/time.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/text.h"
#include "support/knowledge.h"
#include "time/plain_sentences.h"

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

TEST(Time, PlainSentencesEndAtStops) {
  Document d;
  std::uint32_t at = 0;
  for (const char* word :
       {"They", "met", ".", "\"", "No", ".", "5", "is", "late", ",", "e.g.", "now", "!", "it", "said"}) {
    Token t;
    t.lower = lower_ascii(word);
    t.capital = is_ascii_upper(word[0]);
    t.span = {at, at + static_cast<std::uint32_t>(t.lower.size())};
    at = t.span.end + 1;
    d.tokens.push_back(t);
  }
  split_at_stops(0, BlockRole::body, 0, d);
  ASSERT_EQ(d.sentences.size(), 3U);
  EXPECT_EQ(d.sentences[0].tokens, (TokenRange{0, 3}));
  EXPECT_EQ(d.sentences[1].tokens, (TokenRange{3, 6}));
  EXPECT_EQ(d.sentences[2].tokens, (TokenRange{6, 15}));
  d = {};
  Token word;
  word.lower = "a";
  d.tokens.assign(1000, word);
  split_at_stops(0, BlockRole::body, 0, d);
  EXPECT_EQ(d.sentences.size(), 3U);
  EXPECT_EQ(d.sentences.back().tokens.last, 1000U);
}

TEST(Time, KeepsTheRejectedReadingAndTheRule) {
  auto a = read_text("The envoys met on Monday.");
  ASSERT_EQ(a->times.size(), 1U);
  EXPECT_EQ(a->times[0].rejected, "2018-12-03");
  EXPECT_EQ(a->times[0].anchor, "published");
  EXPECT_EQ(a->times[0].rule, "time/weekday");
  EXPECT_LT(a->times[0].confidence, read_text("They met on Nov. 8, 2018.")->times[0].confidence);
}

TEST(Time, DurationsHaveBounds) {
  auto a = read_text("It will take six to eight months. They need several weeks.");
  ASSERT_EQ(a->times.size(), 2U);
  EXPECT_EQ(a->times[0].min, "P6M");
  EXPECT_EQ(a->times[0].max, "P8M");
  EXPECT_EQ(a->times[1].value, "PXW");
  EXPECT_EQ(a->times[1].min, "P2W");
  EXPECT_EQ(a->times[1].max, "P7W");
}

TEST(Time, OnlyALimitRunsFromTheReportsDay) {
  auto a = read_text("They must reply within two weeks. The vote was pushed back by two weeks.");
  ASSERT_EQ(a->times.size(), 2U);
  ASSERT_TRUE(a->times[0].range);
  EXPECT_EQ(a->times[0].range->latest.iso(), "2018-12-13");
  EXPECT_FALSE(a->times[1].range);
}

TEST(Time, TheTwentyNinthOfFebruary) {
  EXPECT_EQ(read_text("They will meet on Feb. 29.")->times.at(0).value, "2020-02-29");
  EXPECT_EQ(read_text("They met on Feb. 29.")->times.at(0).value, "2016-02-29");
  EXPECT_TRUE(read_text("They will meet on Feb. 30.")->times.at(0).value.empty());
}

TEST(Time, CountsFromADayOfTheText) {
  auto a = read_text("The truce began on Feb. 6. Two days later it was broken, and the following day the envoys left.");
  ASSERT_EQ(a->times.size(), 3U);
  EXPECT_EQ(a->times[1].value, "2018-02-08");
  EXPECT_EQ(a->times[1].anchor, "text: 2018-02-06");
  EXPECT_EQ(a->times[2].value, "2018-02-09");
}

TEST(Time, ZonesAreKept) {
  auto a = read_text("It was posted at 16:48 KST on Nov. 8.");
  ASSERT_EQ(a->times.size(), 1U);
  EXPECT_EQ(a->times[0].value, "2018-11-08T16:48");
  EXPECT_EQ(a->times[0].zone, "+09:00");
}

TEST(Time, WithoutADayValuesStayOpen) {
  const char* cases[][2] = {{"They met on Monday.", "XXXX-WXX-1"}, {"They met on Nov. 8.", "XXXX-11-08"},
                            {"They met last week.", "XXXX-WXX"},   {"They met yesterday.", "XXXX-XX-XX"},
                            {"They met two years ago.", "XXXX"},   {"They met in 2017.", "2017"}};
  for (const auto& c : cases) {
    auto a = read_text(c[0], "");
    ASSERT_EQ(a->times.size(), 1U) << c[0];
    EXPECT_EQ(a->times[0].value, c[1]) << c[0];
  }
}

TEST(Time, BoundsTheAbsurd) {
  EXPECT_EQ(read_text("It happened 5,000 years ago.")->times.at(0).value, "PAST_REF");
  EXPECT_EQ(read_text("It will be 9000 years from now.")->times.at(0).value, "FUTURE_REF");
  EXPECT_EQ(read_text("It happened a century ago.")->times.at(0).value, "1918");
  for (const char* text :
       {"It was 23:59:60 UTC, they said.", "It began at 25:10 on the clock.", "It is 12:61 now in Oslo."}) {
    auto a = read_text(text);
    for (const Timex& t : a->times) EXPECT_NE(t.type, TimexType::time) << text;
  }
  for (const char* date : {"0001-01-01", "9999-12-31", "2020-02-29", "2020-12-31"}) {
    auto a = read_text(
        "They met last week, last year, on Monday, in December, at Easter, on Feb. 29, in the last decade, two "
        "centuries ago and a year earlier; they will meet next week, next year, on Friday, by the end of the century "
        "and on the 31st of December.",
        date);
    for (const Timex& t : a->times) {
      if (t.range) {
        EXPECT_LT(t.range->earliest, t.range->latest) << date << ' ' << t.value;
      }
    }
  }
}

TEST(Time, SpansLieInTheText) {
  for (const char* text : {"\u201CIt\u2019s due in mid\u2013December,\u201D she said of the year\u2019s end.",
                           "The 10-day, two-week, mid-2018, third-quarter, 62-year-old, year-end plan.",
                           "--- 1990--1995 / 11/08/2018 --- Nov. 30--Dec. 1 -- 5pm -- '80s --"}) {
    auto a = read_text(text);
    std::uint32_t end = 0;
    for (const Timex& t : a->times) {
      EXPECT_GE(t.span.begin, end) << text;
      EXPECT_LT(t.span.begin, t.span.end) << text;
      EXPECT_LE(t.span.end, a->report.text.size()) << text;
      end = t.span.end;
    }
  }
}

TEST(Publication, AWeekdayDisagreesWithTheStamp) {
  // Nov. 8 was a Thursday in 2018 and 2012, not in 2019 to 2023
  auto a =
      read_text("Envoys to meet\n2022-11-20 18:57:07\n\nThe envoys of Norway and Chile met on Thursday, Nov. 8.\n", "");
  bool found = false;
  for (const DateSignal& s : a->report.published.signals)
    if (s.source == "text: a weekday and its date") {
      found = true;
      EXPECT_LT(s.earliest, "2018-11-08");
      EXPECT_GT(s.latest, "2018-11-08");
    }
  EXPECT_TRUE(found);
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
