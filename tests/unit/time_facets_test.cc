// What follows from a placed expression: granularity, bounds of start and end, EDTF.
#include <gtest/gtest.h>

#include "support/knowledge.h"
#include "time/facets.h"

namespace parley {
namespace {

struct Facets {
  const char* text;
  const char* granularity;
  const char* edtf;
};

TEST(TimeFacets, GranularityAndEdtf) {
  const Facets cases[] = {
      {"They met on Nov. 8.", "day", "2018-11-08"},
      {"They will meet in the middle of December.", "month", "2018-12-11~/2018-12-21~"},
      {"It was postponed until Monday.", "day", "../2018-12-03"},
      {"It has been closed since May 2017.", "month", "2017-05/.."},
      {"They met in the spring of 2017.", "season", "2017-21"},
      {"Sales fell in the third quarter of 2017.", "quarter", "2017-35"},
      {"They met last week.", "week", "2018-11-19/2018-11-25"},
      {"The plan dates from the 1990s.", "decade", "199X/.."},
      {"The house is of the 19th century.", "century", "18XX"},
      {"They will meet from Nov. 30 to Dec. 1.", "day", "2018-11-30/2018-12-01"},
      {"It was posted at 16:48 KST.", "minute", "2018-11-28T16:48:00+09:00"},
      {"It will begin at midnight on Thursday.", "minute", "2018-11-30T00:00:00"},
      {"They will meet on Friday evening.", "part of day", "2018-11-30"},
      {"It must end within two weeks.", "week", "2018-11-28/2018-12-12"},
      {"They meet every December.", "month", "XXXX-12"},
      {"They meet every Tuesday.", "day", ""},
      {"They will meet soon.", "", ""},
  };
  for (const Facets& c : cases) {
    auto a = read_text(c.text, "2018-11-28");
    ASSERT_EQ(a->times.size(), 1U) << c.text;
    EXPECT_EQ(granularity_of(a->times[0].value), c.granularity) << c.text;
    EXPECT_EQ(edtf(a->times[0]), c.edtf) << c.text;
  }
}

std::string text(const std::optional<DateRange>& r) {
  return r ? r->earliest.iso() + "/" + r->latest.iso() : std::string("open");
}

TEST(TimeFacets, BoundsOfStartAndEnd) {
  const char* cases[][3] = {
      {"They met in November.", "2018-11-01/2018-12-01", "2018-11-01/2018-12-01"},
      {"They will meet from Nov. 30 to Dec. 1.", "2018-11-30/2018-12-01", "2018-12-01/2018-12-02"},
      {"It must be done by Dec. 15.", "open", "2018-12-15/2018-12-16"},
      {"It has been closed since May 2017.", "2017-05-01/2017-06-01", "open"},
      {"It must end within two weeks.", "2018-11-28/2018-11-29", "2018-11-28/2018-12-13"},
  };
  for (const auto& c : cases) {
    auto a = read_text(c[0], "2018-11-28");
    ASSERT_EQ(a->times.size(), 1U) << c[0];
    TimeBounds b = time_bounds(a->times[0]);
    EXPECT_EQ(text(b.start), c[1]) << c[0];
    EXPECT_EQ(text(b.end), c[2]) << c[0];
  }
}

}  // namespace
}  // namespace parley
