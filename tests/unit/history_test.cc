// The history of events: what goes in comes out, appends add, doubles do not, damage of any kind is an error.
#include "outlook/history.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/file.h"
#include "outlook/history_index.h"
#include "outlook/name_numbers.h"
#include "support/folder.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

class Histories : public ::testing::Test {
 protected:
  struct Row {
    const char *source, *type, *target;
    int day;
    std::uint64_t id;
  };
  void add(const std::vector<Row>& rows, std::string_view origin = "gdelt") const {
    auto writer = HistoryWriter::open(path_);
    ASSERT_TRUE(writer) << writer.error().text();
    for (const Row& r : rows) ASSERT_TRUE(writer->add({r.source, r.type, r.target, origin, Date{r.day}, 0.5F, r.id}));
    ASSERT_TRUE(writer->commit());
  }
  [[nodiscard]] std::vector<std::string> all() const {
    auto history = History::open(path_);
    std::vector<std::string> out;
    if (!history) return {"error: " + history.error().text()};
    for (const HistoryEvent& e : history->events())
      out.push_back(history->names().actors[e.source] + " " + history->names().types[e.type] + " " +
                    history->names().actors[e.target] + " " + std::to_string(e.day) + " " + history->id_of(e));
    return out;
  }
  void expect_damaged() const {
    auto history = History::open(path_);
    ASSERT_FALSE(history);
    EXPECT_EQ(history.error().code, ErrorCode::bad_input) << history.error().text();
    EXPECT_FALSE(HistoryWriter::open(path_));
  }

  TestFolder folder_;
  std::string path_ = folder_.file("events.history");
};

TEST_F(Histories, WhatGoesInComesOut) {
  add({{"PRK", "CONSULT", "USA", 17000, 7}, {"USA", "SANCTION", "PRK", 16990, 8}});
  add({{"PRK", "REJECT", "KOR", 17001, 0x1234}}, kLedgerOrigin);
  EXPECT_EQ(all(), (std::vector<std::string>{"PRK CONSULT USA 17000 gdelt:7", "USA SANCTION PRK 16990 gdelt:8",
                                             "PRK REJECT KOR 17001 eve-0000000000001234"}));
}

TEST_F(Histories, AppendingIsTheSameAsWritingAtOnce) {
  add({{"A", "AID", "B", 1, 1}, {"B", "AID", "C", 2, 2}});
  add({{"C", "ACCUSE", "D", 3, 3}});
  std::string rows = *read_file(path_);
  std::string names = *read_file(path_ + ".names");
  fs::remove(path_);
  fs::remove(path_ + ".names");
  add({{"A", "AID", "B", 1, 1}, {"B", "AID", "C", 2, 2}, {"C", "ACCUSE", "D", 3, 3}});
  EXPECT_EQ(rows, *read_file(path_));
  EXPECT_EQ(names, *read_file(path_ + ".names"));
}

TEST_F(Histories, AnEventCountsOnce) {
  auto writer = HistoryWriter::open(path_);
  NamedEvent e{"A", "AID", "B", "gdelt", Date{5}, 1, 9};
  EXPECT_EQ(writer->add(e).value(), HistoryWriter::Added::yes);
  EXPECT_EQ(writer->add(e).value(), HistoryWriter::Added::known_already);
  e.origin = "icews";
  EXPECT_EQ(writer->add(e).value(), HistoryWriter::Added::yes);
  ASSERT_TRUE(writer->commit());
  auto again = HistoryWriter::open(path_);
  EXPECT_EQ(again->add(e).value(), HistoryWriter::Added::known_already);
}

TEST_F(Histories, DoublesAreFoundInAnyOrderOfIds) {
  auto writer = HistoryWriter::open(path_);
  std::vector<std::uint64_t> ids = {5, 9, 9, 2, 5, ~std::uint64_t{0}, ~std::uint64_t{0}, 3, 9, 11, 2};
  std::set<std::uint64_t> seen;
  for (std::size_t k = 0; k < ids.size(); ++k) {
    bool fresh = writer->add({"A", "AID", "B", "x", Date{5}, 1, ids[k]}).value() == HistoryWriter::Added::yes;
    EXPECT_EQ(fresh, seen.insert(ids[k]).second) << k;
    if (k == 1 || k == 6) {
      ASSERT_TRUE(writer->commit());
    }
  }
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(all().size(), seen.size());
  auto again = HistoryWriter::open(path_);
  EXPECT_EQ(again->add({"A", "AID", "B", "x", Date{5}, 1, 11}).value(), HistoryWriter::Added::known_already);
  EXPECT_EQ(again->add({"A", "AID", "C", "x", Date{5}, 1, 11}).value(), HistoryWriter::Added::yes) << "another side";
}

TEST_F(Histories, BadEventsAreRefused) {
  auto writer = HistoryWriter::open(path_);
  NamedEvent good{"A", "AID", "B", "x", Date{5}, 1, 1};
  for (int k = 0; k < 5; ++k) {
    NamedEvent bad = good;
    if (k == 0) bad.source = "";
    if (k == 1) bad.target = "B\tC";
    if (k == 2) bad.day = Date{kLastDate.days + 1};
    if (k == 3) bad.weight = 1.5F;
    if (k == 4) bad.weight = -0.1F;
    bad.id = 10 + static_cast<std::uint64_t>(k);
    EXPECT_FALSE(writer->add(bad)) << k;
  }
  EXPECT_EQ(writer->rows(), 0U);
}

TEST_F(Histories, AnAppendThatWasCutOffLosesNothing) {
  add({{"A", "AID", "B", 1, 1}});
  auto before = all();
  std::ofstream(path_, std::ios::binary | std::ios::app) << "half a row";
  std::ofstream(path_ + ".names", std::ios::binary | std::ios::app) << "actor\tHal";
  EXPECT_EQ(all(), before);
  add({{"B", "AID", "C", 2, 2}});
  EXPECT_EQ(all().size(), 2U);
  EXPECT_EQ(all()[1], "B AID C 2 gdelt:2");
}

TEST_F(Histories, DamageIsAnError) {
  EXPECT_EQ(History::open(path_).error().code, ErrorCode::not_found);
  add({{"A", "AID", "B", 1, 1}, {"B", "AID", "C", 2, 2}});
  const std::string rows = *read_file(path_);
  const std::string names = *read_file(path_ + ".names");
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (at >= 40 && at < 64) continue;  // spare bytes of the header
    std::string bad = rows;
    bad[at] = static_cast<char>(bad[at] ^ 0x20);
    ASSERT_TRUE(write_file(path_, bad));
    expect_damaged();
  }
  for (std::size_t size = 0; size < rows.size(); size += 7) {
    ASSERT_TRUE(write_file(path_, rows.substr(0, size)));
    expect_damaged();
  }
  ASSERT_TRUE(write_file(path_, rows));
  ASSERT_TRUE(write_file(path_ + ".names", names.substr(0, names.size() - 1)));
  expect_damaged();
  fs::remove(path_ + ".names");
  expect_damaged();
}

TEST_F(Histories, TheIndexFindsByActorPairAndType) {
  add({{"A", "AID", "B", 30, 1}, {"B", "AID", "A", 10, 2}, {"A", "ACCUSE", "C", 20, 3}, {"A", "AID", "A", 40, 4}});
  HistoryIndex index(*History::open(path_));
  auto days = [&](std::span<const std::uint32_t> positions) {
    std::vector<int> out;
    for (std::uint32_t p : positions) out.push_back(index.event(p).day);
    return out;
  };
  EXPECT_EQ(days(index.by_day()), (std::vector<int>{10, 20, 30, 40}));
  EXPECT_EQ(days(index.of_actor(0)), (std::vector<int>{10, 20, 30, 40}));
  EXPECT_EQ(days(index.of_actor(1)), (std::vector<int>{10, 30}));
  EXPECT_EQ(days(index.of_pair(0, 1)), (std::vector<int>{10, 30}));
  EXPECT_EQ(days(index.of_pair(1, 0)), (std::vector<int>{10, 30}));
  EXPECT_TRUE(index.of_pair(1, 2).empty());
  EXPECT_TRUE(index.of_actor(99).empty());
  EXPECT_EQ(index.tally(0, 0).count, 3U);
  EXPECT_EQ(index.tally(0, 0).last, 40);
  EXPECT_NEAR(index.tally(0, 1).slow, 0.5 + 0.5 * std::exp(-20 / 60.0), 1e-5);
  EXPECT_EQ(index.tally(1, 1).count, 0U);
}

TEST(NameNumbers, EveryNameKeepsItsNumber) {
  NameNumbers numbers;
  EXPECT_EQ(numbers.find(""), NameNumbers::kNone);
  std::vector<std::string> names = {"", std::string(1, '\0'), std::string(2, '\0'), "a", "aa", std::string(3000, 'x')};
  for (int k = 0; k < 2000; ++k) names.push_back("Organisation " + std::to_string(k));
  for (std::uint32_t k = 0; k < names.size(); ++k) {
    EXPECT_EQ(numbers.find(names[k]), NameNumbers::kNone) << names[k];
    const std::uint64_t hash = numbers.expect(names[k]);  // holds though the table grows
    EXPECT_EQ(numbers.add(names[k]), k);
    EXPECT_EQ(numbers.find(names[k], hash), k);
  }
  for (std::uint32_t k = 0; k < names.size(); ++k) EXPECT_EQ(numbers.find(names[k]), k);
  EXPECT_EQ(numbers.find("Organisation"), NameNumbers::kNone);
  EXPECT_EQ(numbers.size(), names.size());
}

}  // namespace
}  // namespace parley
