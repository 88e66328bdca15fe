// What is next, and when: rules counted as they should be, evidence that is there, nothing from the future.
#include "outlook/next_events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/random.h"
#include "base/value.h"
#include "outlook/outlook_text.h"
#include "support/folder.h"

namespace parley {
namespace {

constexpr int kFirst = 17000;

class Outlook : public ::testing::Test {
 protected:
  void SetUp() override {
    auto writer = HistoryWriter::open(path_);
    // Every visit is followed by an accord four days later, both ways round of a pair; accords alone are rare.
    Random random(9);
    std::uint64_t id = 0;
    auto add = [&](const std::string& s, const char* type, const std::string& t, int day) {
      EXPECT_TRUE(writer->add({s, type, t, "icews", Date{day}, 1, ++id}));
    };
    for (int day = kFirst; day < kFirst + 400; ++day)
      for (int p = 0; p < 12; ++p) {
        std::string a = "A" + std::to_string(p);
        std::string b = "B" + std::to_string(p);
        if (random.below(30) == 0) {
          add(b, "CONSULT", a, day);
          add(a, "AGREE", b, day + 4);
        }
        if (random.below(60) == 0) add(a, "ACCUSE", b, day);
      }
    add("A0", "CONSULT", "B1", kFirst + 390);
    EXPECT_TRUE(writer->commit());
    history_ = *History::open(path_);
  }

  [[nodiscard]] std::uint32_t number(const std::vector<std::string>& names, const std::string& name) const {
    return static_cast<std::uint32_t>(std::find(names.begin(), names.end(), name) - names.begin());
  }
  [[nodiscard]] std::uint32_t actor(const std::string& name) const { return number(history_.names().actors, name); }
  [[nodiscard]] std::uint32_t type(const std::string& name) const { return number(history_.names().types, name); }
  [[nodiscard]] NextEvents next(int on, int days = 7) const {
    return {index(), static_cast<std::uint32_t>(history_.names().actors.size()),
            static_cast<std::uint32_t>(history_.names().types.size()), Date{on}, days};
  }
  [[nodiscard]] const HistoryIndex& index() const {
    if (!index_) index_.emplace(history_);
    return *index_;
  }

  TestFolder folder_;
  std::string path_ = folder_.file("h");
  History history_;
  mutable std::optional<HistoryIndex> index_;
};

TEST_F(Outlook, ARuleIsFoundAndShowsItsCases) {
  // A day on which a pair consulted the day before, and not again since.
  for (int on = kFirst + 300; on < kFirst + 400; ++on) {
    for (int p = 0; p < 12; ++p) {
      std::uint32_t a = actor("A" + std::to_string(p));
      std::uint32_t b = actor("B" + std::to_string(p));
      bool visited = false;
      for (std::uint32_t at : index().of_pair(a, b))
        visited = visited || (index().event(at).day == on - 1 && index().event(at).type == type("CONSULT"));
      if (!visited) continue;
      std::vector<NextEvent> list = next(on).rank(a);
      ASSERT_FALSE(list.empty());
      EXPECT_EQ(list[0].type, type("AGREE"));
      EXPECT_EQ(list[0].target, b);
      EXPECT_GT(list[0].probability, 0.7);
      EXPECT_LT(list[0].base, 0.6);
      ASSERT_FALSE(list[0].rules.empty());
      const RuleEvidence& rule = list[0].rules[0];
      EXPECT_EQ(rule.type, type("CONSULT"));
      EXPECT_FALSE(rule.by_source);
      EXPECT_EQ(rule.gap, 1);
      EXPECT_EQ(rule.hits, rule.total) << "an accord always follows";
      ASSERT_FALSE(list[0].last_events.empty());
      EXPECT_LT(index().event(list[0].last_events[0]).day, on);
      return;
    }
  }
  FAIL() << "no such day";
}

TEST_F(Outlook, NothingFromTheFutureCounts) {
  const int on = kFirst + 200;
  std::vector<NextEvent> before = next(on).rank(actor("A3"));
  auto writer = HistoryWriter::open(path_);
  for (std::uint64_t k = 0; k < 300; ++k)
    ASSERT_TRUE(writer->add({"A3", "ACCUSE", "B3", "plant", Date{on + static_cast<int>(k % 30)}, 1, k}));
  ASSERT_TRUE(writer->commit());
  history_ = *History::open(path_);
  index_.reset();
  std::vector<NextEvent> after = next(on).rank(actor("A3"));
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t k = 0; k < before.size(); ++k) {
    EXPECT_EQ(before[k].type, after[k].type);
    EXPECT_EQ(before[k].probability, after[k].probability);
    EXPECT_EQ(before[k].last_events, after[k].last_events);
  }
  WhenQuestion q{actor("A3"), actor("B3"), {type("ACCUSE")}, Date{on}, 14};
  auto actors = static_cast<std::uint32_t>(history_.names().actors.size());
  WhenAnswer planted = answer_when(index(), actors, q);
  EXPECT_LT(planted.probability, 0.6);
  EXPECT_GT(planted.gap, 0);
}

TEST_F(Outlook, WhenAnswersForPairsOfEveryKind) {
  auto actors = static_cast<std::uint32_t>(history_.names().actors.size());
  WhenQuestion q{actor("A0"), actor("B0"), {type("CONSULT")}, Date{kFirst + 395}, 30};
  WhenAnswer often = answer_when(index(), actors, q);
  EXPECT_NE(often.basis, WhenBasis::rare);
  EXPECT_GT(often.before, 5U);
  EXPECT_NEAR(often.probability, 1 - std::pow(29.0 / 30, 30), 0.25);
  EXPECT_LE(often.early, often.middle);
  EXPECT_LE(often.middle, often.late);
  EXPECT_FALSE(often.last_events.empty());
  q.b = actor("B1");
  WhenAnswer once = answer_when(index(), actors, q);
  EXPECT_EQ(once.basis, WhenBasis::rare);
  EXPECT_EQ(once.before, 1U);
  q.b = actor("B2");
  WhenAnswer never = answer_when(index(), actors, q);
  EXPECT_EQ(never.before, 0U);
  EXPECT_GT(never.probability, 0);
  EXPECT_LT(never.probability, often.probability);
}

TEST_F(Outlook, TextsNameEventsAndJsonParses) {
  auto said = SaidTypes::load(std::string(PARLEY_SOURCE_DIR) + "/codebook");
  ASSERT_TRUE(said) << said.error().text();
  OutlookWords words{history_, index(), *said};
  auto list = next(kFirst + 395).rank(actor("A0"));
  std::string text = next_text(list, actor("A0"), 7, words);
  EXPECT_NE(text.find("B0 consulted with A0"), std::string::npos);
  EXPECT_NE(text.find("icews:"), std::string::npos);
  std::string lines = next_json(list, actor("A0"), Date{kFirst + 395}, 7, words);
  auto first = parse_json(lines.substr(0, lines.find('\n')));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->str("kind"), "next");
  EXPECT_NEAR(first->number("probability"), list[0].probability, 1e-6);
  WhenQuestion q{actor("A0"), actor("B0"), {type("CONSULT")}, Date{kFirst + 395}, 30};
  auto answer = answer_when(index(), static_cast<std::uint32_t>(history_.names().actors.size()), q);
  auto json = parse_json(when_json(answer, q, words));
  ASSERT_TRUE(json);
  EXPECT_EQ(json->at("curve").list.size(), kSpans);
  EXPECT_EQ(json->str("to"), Date{kFirst + 425}.iso());
  EXPECT_NE(when_text(answer, q, words).find("base rate"), std::string::npos);
  EXPECT_EQ(said->said("ODD", "%t", "y"), "%t ODD y") << "a name that looks like a mark stays a name";
}

TEST_F(Outlook, ShortHistoriesAndStrangersAreNoTrouble) {
  EXPECT_TRUE(next(kFirst + 395).rank(9999).empty());
  EXPECT_EQ(next(kFirst + 3).origins(), 0U);
  for (const NextEvent& n : next(kFirst + 40).rank(actor("A1"))) {
    EXPECT_GE(n.probability, 0);
    EXPECT_LE(n.probability, 1);
  }
}

}  // namespace
}  // namespace parley
