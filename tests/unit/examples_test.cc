// The sample corpus against examples/us-dprk/expected.md: how much of what a careful reader notes is found.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "ledger/ingest.h"
#include "ledger/meetings.h"
#include "support/folder.h"
#include "support/knowledge.h"

namespace parley {
namespace {

constexpr std::size_t kMeetingsFound = 13;   // of 13: raise it with the program, never lower it
constexpr std::size_t kForecastsFound = 15;  // of 16

const std::string kFolder = std::string(PARLEY_SOURCE_DIR) + "/examples/us-dprk";

/// Rows of the table under "## title", without head; cells trimmed.
std::vector<std::vector<std::string>> table(const std::string& title) {
  std::vector<std::vector<std::string>> rows;
  std::string text = *read_file(kFolder + "/expected.md");
  bool inside = false;
  int line_of_table = 0;
  for (std::string_view line : split(text, '\n')) {
    if (line.starts_with("## ")) inside = line.substr(3) == title;
    if (!inside || !line.starts_with("|") || ++line_of_table <= 2) continue;
    auto& row = rows.emplace_back();
    for (std::string_view cell : split(line.substr(1, line.size() - 2), '|')) row.emplace_back(trim(cell));
  }
  return rows;
}

class Examples : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TestFolder>();
    auto ledger = Ledger::open(folder_->file("l.db"), Ledger::Mode::read_write);
    IngestOptions options{{kFolder}, {}, "2026-01-01T00:00:00Z", 2};
    auto summary = ingest(options, test_knowledge(), *ledger, {});
    ASSERT_TRUE(summary) << summary.error().text();
    ASSERT_EQ(summary->added, 45U);
  }
  static void TearDownTestSuite() { folder_.reset(); }
  static Record record(const std::string& on) {
    auto ledger = Ledger::open(folder_->file("l.db"), Ledger::Mode::read_only);
    return *ledger->record({parse_date(on)});
  }
  static inline std::unique_ptr<TestFolder> folder_;
};

bool inside(const std::string& value, const std::string& wanted) {
  auto a = bounds_of(value);
  auto b = bounds_of(wanted);
  return a && b && a->overlaps(*b) && a->length() <= 2 * b->length();
}

TEST_F(Examples, MeetingsAsAReaderKnewThem) {
  auto rows = table("Meetings");
  ASSERT_EQ(rows.size(), 13U);
  std::size_t found = 0;
  std::string missed;
  for (const auto& row : rows) {
    Record r = record(row[0]);
    bool hit = std::any_of(r.findings.meetings.begin(), r.findings.meetings.end(), [&](const Meeting& m) {
      return party_key(m.parties) == row[1] && name_of(m.status) == row[4] && inside(m.planned.value, row[3]);
    });
    found += hit;
    if (!hit) missed += "\n  " + row[0] + " " + row[2] + " " + row[4] + " " + row[3];
  }
  EXPECT_GE(found, kMeetingsFound) << "missed:" << missed;
  RecordProperty("found", static_cast<int>(found));
}

TEST_F(Examples, ForecastsWithTheirWindows) {
  auto rows = table("Forecasts");
  ASSERT_EQ(rows.size(), 16U);
  Record r = record("2019-12-31");
  std::size_t found = 0;
  std::string missed;
  for (const auto& row : rows) {
    bool hit = std::any_of(r.findings.forecasts.begin(), r.findings.forecasts.end(), [&](const Forecast& f) {
      bool words = f.quote.find(row[1]) != std::string::npos || row[1].find(f.quote) != std::string::npos;
      bool chance = f.low && f.high && std::abs(*f.low - std::stod(row[2])) < 0.051 &&
                    std::abs(*f.high - std::stod(row[3])) < 0.051;
      return words && chance && f.window.value == row[4];
    });
    found += hit;
    if (!hit) missed += "\n  " + row[0] + ": " + row[1];
  }
  EXPECT_GE(found, kForecastsFound) << "missed:" << missed;
  RecordProperty("found", static_cast<int>(found));
}

TEST_F(Examples, CopyAndDoubtfulStamp) {
  Record r = record("2019-12-31");
  std::size_t copies = 0;
  bool doubtful = false;
  for (const Report& report : r.reports) {
    copies += !report.copies_of.empty();
    if (report.title.starts_with("Kim Kye-gwan"))
      doubtful = !report.published.signals.empty() && report.published.signals[0].doubtful &&
                 report.published.latest <= "2020-01-01";
  }
  EXPECT_EQ(copies, 1U);
  EXPECT_TRUE(doubtful);
}

TEST_F(Examples, ExplanationsAndTheWrongDay) {
  Record r = record("2019-12-31");
  auto explained = [&](const std::string& by, const std::string& words) {
    return std::any_of(r.findings.explanations.begin(), r.findings.explanations.end(), [&](const Explanation& e) {
      return e.by.starts_with(by) && e.hypothesis.find(words) != std::string::npos;
    });
  };
  EXPECT_TRUE(explained("A diplomat in Washington", "as long as sanctions remained untouched"));
  EXPECT_TRUE(explained("Miro Castell", "wanted a meeting with Trump"));
  EXPECT_TRUE(explained("South Korea's foreign minister", "schedule was busy"));
  EXPECT_TRUE(explained("President Donald Trump", "travel schedule"));
  bool wrong_day = std::any_of(r.contradictions.begin(), r.contradictions.end(), [](const Contradiction& c) {
    return c.note.find("2018-06-12") != std::string::npos && c.note.find("2018-06-14") != std::string::npos;
  });
  EXPECT_TRUE(wrong_day);
}

}  // namespace
}  // namespace parley
