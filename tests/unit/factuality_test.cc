// How sure a text presents an event: values on sentences of our own, training on a made-up corpus, damaged files.
#include "reading/factuality.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <numeric>

#include "base/file.h"
#include "language/models.h"
#include "reading/factuality_corpus.h"
#include "support/folder.h"
#include "support/knowledge.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

const std::string kCodebook = std::string(PARLEY_SOURCE_DIR) + "/codebook";

/// Certainty of the predicate whose word this is.
double certainty(const std::string& text, const std::string& word, const FactualityModel& model) {
  auto a = read_text(text);
  for (std::uint32_t i = 0; i < a->document.tokens.size(); ++i)
    if (a->document.tokens[i].lower == word) return model.certainty(a->document, {i, i + 1});
  ADD_FAILURE() << word << " is not in: " << text;
  return 0;
}

double certainty(const std::string& text, const std::string& word) {
  return certainty(text, word, *test_knowledge().factuality);
}

std::string temporary(const std::string& name) {
  static const TestFolder kFolder;
  return kFolder.file(name);
}

TEST(Factuality, IsSureOfWhatHappened) {
  EXPECT_GE(certainty("Norway attacked Chile on Monday.", "attacked"), 2.5);
  EXPECT_GE(certainty("The minister said that Norway had signed the treaty.", "said"), 2.5);
  EXPECT_GE(certainty("The minister said that Norway had signed the treaty.", "signed"), 2);
  EXPECT_GE(certainty("Norway managed to leave the town.", "leave"), 1);
}

TEST(Factuality, IsSureOfWhatDidNotHappen) {
  EXPECT_LE(certainty("Norway did not attack Chile.", "attack"), -1);
  EXPECT_LE(certainty("The troops have never entered the town.", "entered"), -1);
  EXPECT_LE(certainty("Norway refused to sign the treaty.", "sign"), -1);
}

TEST(Factuality, LeavesOpenWhatIsOpen) {
  for (double c : {certainty("Norway might attack Chile.", "attack"),
                   certainty("If Norway attacks Chile, the talks will end.", "attacks"),
                   certainty("Norway wants to attack Chile.", "attack")}) {
    EXPECT_GE(c, -1.5);
    EXPECT_LE(c, 1.5);
  }
}

TEST(Factuality, OrdersWhatATextIsSureOf) {
  double done = certainty("Norway attacked Chile.", "attacked");
  double planned = certainty("Norway will attack Chile.", "attack");
  double open = certainty("Norway might attack Chile.", "attack");
  double denied = certainty("Norway did not attack Chile.", "attack");
  EXPECT_GE(done, planned);
  EXPECT_GT(planned, open);
  EXPECT_GT(open, denied);
  EXPECT_LT(certainty("Norway refused to leave the town.", "leave"),
            certainty("Norway managed to leave the town.", "leave"));
}

TEST(Factuality, AnswersForAnyTokens) {
  auto a = read_text("- - , 12 .");
  const FactualityModel& model = *test_knowledge().factuality;
  for (std::uint32_t i = 0; i < a->document.tokens.size(); ++i) {
    double c = model.certainty(a->document, {i, i + 1});
    EXPECT_GE(c, -3);
    EXPECT_LE(c, 3);
  }
  EXPECT_EQ(model.certainty(a->document, {}), 3);
  EXPECT_EQ(model.certainty(a->document, {900, 901}), 3);
  const Certainties shares = model.judge({});
  EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0F), 1, 1e-4);
}

TEST(Factuality, TakesTheMiddleOfWhatIsLikely) {
  Certainties shares{};
  shares[0] = 0.4F, shares[6] = 0.3F, shares[12] = 0.3F;
  EXPECT_EQ(median_certainty(shares), 0);
  shares = {};
  shares[12] = 1;
  EXPECT_EQ(median_certainty(shares), 3);
  EXPECT_EQ(certainty_value(0), -3);
}

TEST(Factuality, SaysThatThereIsNoModel) {
  const Knowledge without{};
  auto a = read_text("Norway attacked Chile.");
  auto answer = certainty_of(without, a->document, {1, 2});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::not_found);
  EXPECT_EQ(*certainty_of(test_knowledge(), a->document, {1, 2}), certainty("Norway attacked Chile.", "attacked"));
}

/// What readers of a group said of "attacked" and "attack" in sentences with and without a negation.
std::vector<FactualityExample> made_up(std::size_t group) {
  const Knowledge& k = test_knowledge();
  const StatusRules status = *StatusRules::load(kCodebook);
  std::vector<FactualityExample> out;
  for (const std::string who : {"Norway", "Chile", "Peru", "Ghana", "Japan", "Kenya"})
    for (const auto& [text, at, value] : {std::tuple{who + " attacked the town.", who.size() + 1, 3.0},
                                          std::tuple{who + " did not attack the town.", who.size() + 9, -3.0}}) {
      const auto from = static_cast<std::uint32_t>(at);
      for (FactualityExample& e :
           factuality_examples({text, {{{from, from + 6}, value}}}, group, k.lexicon, *k.models, status))
        out.push_back(std::move(e));
    }
  return out;
}

FactualityTraining few_passes() {
  FactualityTraining o;
  o.passes = 20;
  o.at_least = 1;
  return o;
}

TEST(Factuality, LearnsNegation) {
  const std::string path = temporary("negation.bin");
  ASSERT_TRUE(train_factuality(made_up(0), few_passes()).write(path));
  auto model = FactualityModel::load(path, kCodebook);
  ASSERT_TRUE(model) << model.error().text();
  EXPECT_EQ(certainty("Iceland attacked the harbour.", "attacked", **model), 3);
  EXPECT_EQ(certainty("Iceland did not attack the harbour.", "attack", **model), -3);
}

TEST(Factuality, TrainsToTheSameBytes) {
  const std::string a = temporary("a.bin");
  const std::string b = temporary("b.bin");
  FactualityTraining o = few_passes();
  ASSERT_TRUE(train_factuality(made_up(0), o).write(a));
  ASSERT_TRUE(train_factuality(made_up(0), o).write(b));
  EXPECT_EQ(*read_file(a), *read_file(b));
  o.seed = 2;
  ASSERT_TRUE(train_factuality(made_up(0), o).write(b));
  EXPECT_NE(*read_file(a), *read_file(b));
  o.rows = 10;
  ASSERT_TRUE(train_factuality(made_up(0), o).write(b));
  EXPECT_LT(read_file(b)->size(), read_file(a)->size());
}

TEST(Factuality, RefusesDamagedModels) {
  const std::string path = temporary("damaged.bin");
  const std::string whole = *read_file(std::string(PARLEY_SOURCE_DIR) + "/models/factuality.bin");
  ASSERT_TRUE(write_file(path, whole.substr(0, whole.size() / 2)));
  EXPECT_EQ(FactualityModel::load(path, kCodebook).error().code, ErrorCode::bad_input);
  ModelWriter other;
  other.add("version", "parley factuality 0");
  ASSERT_TRUE(other.write(path));
  EXPECT_EQ(FactualityModel::load(path, kCodebook).error().code, ErrorCode::bad_input);
  ModelWriter bare;
  bare.add("version", std::string(kFactualityVersion));
  ASSERT_TRUE(bare.write(path));
  EXPECT_EQ(FactualityModel::load(path, kCodebook).error().code, ErrorCode::bad_input);
  ASSERT_TRUE(train_factuality({}, {}).write(path));
  EXPECT_EQ(FactualityModel::load(path, kCodebook).error().code, ErrorCode::bad_input);
  fs::remove(path);
  EXPECT_EQ(FactualityModel::load(path, kCodebook).error().code, ErrorCode::not_found);
}

TEST(Factuality, ReadsJudgements) {
  const std::string path = temporary("judged.jsonl");
  ASSERT_TRUE(
      write_file(path,
                 "{\"text\": \"Norway did not attack .\", \"targets\": [{\"span1\": [3, 4], \"label\": -2.5}, "
                 "{\"span1\": [4, 9], \"label\": 1}, {\"span1\": [2, 2], \"label\": 1}]}\nno json\n{\"id\": 3}\n"));
  auto read = read_judged_sentences(path);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 1U);
  ASSERT_EQ(read->at(0).judged.size(), 1U);
  EXPECT_EQ(slice(read->at(0).text, read->at(0).judged[0].span), "attack");
  EXPECT_EQ(read->at(0).judged[0].certainty, -2.5);
  ASSERT_TRUE(write_file(path, "no json\n"));
  EXPECT_EQ(read_judged_sentences(path).error().code, ErrorCode::bad_input);
}

}  // namespace
}  // namespace parley
