// The ranker: it learns repeats, recency and company; it never sees a day before it has come; same input, same bytes.
#include "outlook/ranker.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <set>

#include "outlook/actor_groups.h"
#include "outlook/elementary.h"
#include "outlook/evaluate.h"
#include "support/folder.h"

namespace parley {
namespace {

constexpr std::uint32_t kActors = 40;
constexpr std::uint32_t kTypes = 3;

/// A made-up world: every actor has a partner of each type that changes after a hundred days, and some noise.
std::vector<Quadruple> world(std::int32_t days, std::uint64_t seed) {
  Random random(seed);
  std::vector<Quadruple> out;
  for (std::int32_t day = 0; day < days; ++day)
    for (std::uint32_t s = 0; s < kActors; ++s) {
      if (random.below(3) != 0) continue;
      std::uint32_t type = random.below(kTypes);
      std::uint32_t partner = (s + 1 + type + (day >= 100 ? 7 : 0)) % kActors;
      out.push_back({s, type, random.below(4) == 0 ? random.below(kActors) : partner, day});
    }
  return out;
}

RankerOptions small(HistoryMode history = HistoryMode::running) {
  RankerOptions o;
  o.history = history;
  o.examples = 2000;
  return o;
}

Ranker trained(const std::vector<Quadruple>& known, HistoryMode history = HistoryMode::running) {
  Ranker ranker(kActors, kTypes, std::vector<std::uint32_t>(kActors, Past::kNoGroup), small(history));
  ranker.train(known);
  return ranker;
}

std::string text(const std::vector<RankedActor>& ranked) {
  std::string out;
  for (const RankedActor& r : ranked) out += std::to_string(r.actor) + ":" + std::to_string(r.score) + " ";
  return out;
}

TEST(Ranker, TheNewPartnerComesFirst) {
  for (HistoryMode mode : {HistoryMode::running, HistoryMode::frozen}) {
    Ranker ranker = trained(world(180, 1), mode);
    int first = 0;
    for (std::uint32_t s = 0; s < kActors; ++s)
      for (std::uint32_t type = 0; type < kTypes; ++type) {
        auto forward = ranker.rank({s, type, 181}, 10);
        auto back = ranker.rank({(s + 8 + type) % kActors, type + kTypes, 181}, 10);
        first += static_cast<int>(!forward.empty() && forward[0].actor == (s + 8 + type) % kActors);
        first += static_cast<int>(!back.empty() && back[0].actor == s);
      }
    EXPECT_GT(first, 200) << "of 240";
  }
}

TEST(Ranker, SameInputSameBytes) {
  Ranker a = trained(world(120, 2));
  Ranker b = trained(world(120, 2));
  for (std::uint32_t s = 0; s < kActors; ++s) {
    EXPECT_EQ(text(a.rank({s, 0, 120}, 40)), text(b.rank({s, 0, 120}, 40)));
  }
}

TEST(Ranker, ScoresFallAndActorsDiffer) {
  Ranker ranker = trained(world(120, 3));
  auto ranked = ranker.rank({5, 1, 125}, 100);
  ASSERT_GT(ranked.size(), 10U);
  std::set<std::uint32_t> seen;
  for (std::size_t k = 0; k < ranked.size(); ++k) {
    EXPECT_TRUE(seen.insert(ranked[k].actor).second);
    EXPECT_GE(ranked[k == 0 ? 0 : k - 1].score, ranked[k].score);
  }
  EXPECT_EQ(ranker.rank({5, 1, 125}, 3).size(), 3U);
}

TEST(Ranker, AnActorNeverSeenGetsWhatIsPopular) {
  std::vector<Quadruple> known = world(120, 4);
  for (std::int32_t day = 100; day < 120; ++day) known.push_back({1, 2, 9, day});
  std::stable_sort(known.begin(), known.end(), [](const Quadruple& a, const Quadruple& b) { return a.day < b.day; });
  Ranker ranker(kActors + 1, kTypes, std::vector<std::uint32_t>(kActors + 1, Past::kNoGroup), small());
  ranker.train(known);
  EXPECT_FALSE(ranker.rank({kActors, 2, 121}, 5).empty());
}

TEST(Ranker, EmptyAndTinyHistoriesAreNoTrouble) {
  for (std::size_t n : {0, 1, 2, 5}) {
    std::vector<Quadruple> known;
    for (std::size_t k = 0; k < n; ++k) known.push_back({0, 0, 1, static_cast<std::int32_t>(k)});
    Ranker ranker = trained(known);
    auto ranked = ranker.rank({0, 0, 9}, 5);
    EXPECT_EQ(ranked.size(), n == 0 ? 0U : 1U);
  }
}

class Benchmark : public ::testing::Test {
 protected:
  void write(const std::string& name, const std::vector<Quadruple>& events, int unit = 1) const {
    std::ofstream out(folder_.file(name));
    for (const Quadruple& q : events)
      out << q.source << '\t' << q.type << '\t' << q.target << '\t' << q.day * unit << "\t0\n";
  }
  [[nodiscard]] std::string predict(HistoryMode history, Split split = Split::valid) const {
    auto lines = predict_split(folder_.path().string(), {split, small(history)});
    return lines ? *lines : "error: " + lines.error().text();
  }
  static std::vector<Quadruple> between(const std::vector<Quadruple>& all, std::int32_t from, std::int32_t to) {
    std::vector<Quadruple> out;
    for (const Quadruple& q : all)
      if (q.day >= from && q.day < to) out.push_back(q);
    return out;
  }
  /// The lines whose query is of a day before `day`, given the split's events.
  static std::string lines_before(const std::string& lines, const std::vector<Quadruple>& events, std::int32_t day) {
    std::string out;
    std::size_t from = 0;
    for (const Quadruple& q : events)
      for (int direction = 0; direction < 2; ++direction) {
        std::size_t end = lines.find('\n', from) + 1;
        if (q.day < day) out += lines.substr(from, end - from);
        from = end;
      }
    return out;
  }

  TestFolder folder_;
};

TEST_F(Benchmark, EveryQueryHasALine) {
  auto all = world(130, 5);
  write("train.txt", between(all, 0, 100), 24);
  auto asked = between(all, 100, 110);
  write("valid.txt", asked, 24);
  std::string lines = predict(HistoryMode::running);
  std::size_t from = 0;
  for (std::size_t k = 0; k < asked.size(); ++k)
    for (const char* direction : {"\to\t", "\ts\t"}) {
      EXPECT_TRUE(lines.substr(from).starts_with(std::to_string(k) + direction)) << lines.substr(from, 80);
      from = lines.find('\n', from) + 1;
    }
  EXPECT_EQ(from, lines.size());
}

/// The plant: events on a query's own day or later are changed, and no prediction may change. Under frozen history not
/// even an earlier day of the split may matter; under running history it must.
TEST_F(Benchmark, NothingFromTheFutureLeaks) {
  auto all = world(130, 6);
  write("train.txt", between(all, 0, 100));
  auto asked = between(all, 100, 110);
  write("valid.txt", asked);
  std::string running = predict(HistoryMode::running);
  std::string frozen = predict(HistoryMode::frozen);

  auto planted = asked;
  for (int k = 0; k < 50; ++k) planted.push_back({3, 1, 17, 105});  // at the end: the other lines keep their numbers
  write("valid.txt", planted);
  std::string after = predict(HistoryMode::running).substr(0, running.size());
  EXPECT_EQ(lines_before(after, asked, 106), lines_before(running, asked, 106));
  EXPECT_NE(after, running) << "days after the plant should know of it";
  EXPECT_EQ(predict(HistoryMode::frozen).substr(0, frozen.size()), frozen);

  write("valid.txt", asked);
  write("test.txt", between(all, 110, 130));
  EXPECT_EQ(predict(HistoryMode::running), running) << "the test split is not read for valid";
}

TEST_F(Benchmark, BadFoldersAreErrorsWithAPlace) {
  auto all = world(40, 7);
  EXPECT_TRUE(predict(HistoryMode::running).starts_with("error: "));
  write("train.txt", between(all, 0, 30));
  write("valid.txt", between(all, 20, 40));
  EXPECT_NE(predict(HistoryMode::running).find("does not come after"), std::string::npos);
  folder_.write("valid.txt", "1 2 3 35\n1 2 x 36\n");
  EXPECT_NE(predict(HistoryMode::running).find("valid.txt:2"), std::string::npos);
  folder_.write("valid.txt", "\n");
  EXPECT_NE(predict(HistoryMode::running).find("no queries"), std::string::npos);
  folder_.write("valid.txt", "1 2 99999999 36\n");
  EXPECT_NE(predict(HistoryMode::running).find("valid.txt:1"), std::string::npos);
}

TEST(ActorGroups, NamesAndCompanyTell) {
  std::vector<std::string> names = {"Police_(Ghana)", "Ghana",        "Citizen (Ghana)", "CIV:TGO",
                                    "MED:TGO",        "Kofi Example", "Lone (Nowhere)",  "Passer-by"};
  std::vector<Quadruple> known;
  for (std::int32_t day = 0; day < 10; ++day) known.push_back({5, 0, static_cast<std::uint32_t>(day % 3), day});
  known.push_back({7, 0, 0, 3});
  auto group = group_actors(8, names, known);
  EXPECT_EQ(group[0], group[1]);
  EXPECT_EQ(group[0], group[2]);
  EXPECT_EQ(group[0], group[5]);
  EXPECT_EQ(group[3], group[4]);
  EXPECT_NE(group[0], group[3]);
  EXPECT_EQ(group[6], Past::kNoGroup);
  EXPECT_EQ(group[7], Past::kNoGroup);
}

TEST(Elementary, AsGoodAsTheLibrary) {
  for (float x : {1e-6F, 0.01F, 0.5F, 0.7F, 1.0F, 1.5F, 3.0F, 1e4F, 1e9F})
    EXPECT_NEAR(log_of(x), std::log(x), 2e-6 * std::max(1.0F, std::fabs(std::log(x)))) << x;
  for (float x : {-80.0F, -10.0F, -1.0F, -0.3F, 0.0F, 0.2F, 1.0F, 5.0F, 80.0F})
    EXPECT_NEAR(exp_of(x) / std::exp(x), 1, 1e-5) << x;
  EXPECT_EQ(exp_of(-1000), exp_of(-87));
}

TEST(RuleCounts, ConfidenceIsHitsOfTotalDrawnToTheCoarserRule) {
  RuleCounts rules(2);
  for (int k = 0; k < 90; ++k) rules.count(0, 1, 3, k < 45);
  for (int k = 0; k < 10; ++k) rules.count(0, 1, 4, false);  // the same gap, another frequency
  float coarse = 45.0F / 110;
  EXPECT_NEAR(rules.confidence(0, 1, 3), (45 + 10 * coarse) / 100, 1e-6);
  EXPECT_NEAR(rules.confidence(0, 1, 4), 10 * coarse / 20, 1e-6);
  EXPECT_EQ(rules.confidence(1, 0, 3), 0);
  float before = rules.confidence(0, 1, 3);
  rules.freeze();
  EXPECT_EQ(rules.confidence(0, 1, 3), before);
  EXPECT_EQ(gap_band(1), 0U);
  EXPECT_EQ(gap_band(2), 1U);
  EXPECT_EQ(gap_band(181), 13U);
  EXPECT_EQ(gap_band(100000), 13U);
  EXPECT_EQ(frequency_band(1), 0U);
  EXPECT_EQ(frequency_band(12), 4U);
}

}  // namespace
}  // namespace parley
