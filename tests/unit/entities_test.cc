// The entity model on made-up names: labels, the chain's sums against a slow twin, corpora, training, damaged files.
#include "language/entities.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/file.h"
#include "base/text.h"
#include "language/entity_conventions.h"
#include "language/entity_crf.h"
#include "language/entity_model.h"
#include "language/entity_training.h"
#include "language/entity_treebank.h"
#include "support/folder.h"

namespace parley {
namespace {

std::string temporary(const std::string& name) {
  static const TestFolder kFolder;
  return kFolder.file(name);
}

EntityTables small_tables() {
  EntityTables t;
  for (const char* name : {"anna", "boris", "carla", "berg", "holm", "lund"}) t.words[name].kinds = kPersonalName;
  for (const char* title : {"president", "prime", "minister"}) t.words[title].kinds = kTitleWord;
  t.words["monday"].kinds = kCalendarWord;
  for (const char* state : {"Norland", "Sudland", "New Westland"}) t.names[state] = kStateName;
  for (const char* people : {"Norlander", "Sudlander"}) t.names[people] = kPeopleName;
  return t;
}

/// A corpus in columns; "Anna/B-per Berg/I-per spoke/O" a line.
std::string corpus_file(const std::string& name, const std::vector<std::string>& sentences) {
  std::string path = temporary(name);
  std::string bytes;
  for (const std::string& s : sentences) {
    for (std::string_view item : split(s, ' ')) {
      std::size_t slash = item.rfind('/');
      bytes += std::string(item.substr(0, slash)) + "\tNN\t" + std::string(item.substr(slash + 1)) + "\n";
    }
    bytes += "\n";
  }
  EXPECT_TRUE(write_file(path, bytes));
  return path;
}

std::vector<std::string> made_up_sentences() {
  std::vector<std::string> out;
  for (const char* given : {"Anna", "Boris", "Carla"})
    for (const char* surname : {"Berg", "Holm", "Lund"})
      for (const char* state : {"Norland", "Sudland"}) {
        std::string person = std::string("President/B-per ") + given + "/I-per " + surname + "/I-per ";
        out.push_back(person + "spoke/O in/O " + state + "/B-geo ./O");
        out.push_back("The/O " + std::string(state) + "er/B-gpe envoy/O met/O " + given + "/B-per " + surname +
                      "/I-per ./O");
        out.push_back("Talks/O in/O " + std::string(state) + "/B-geo failed/O on/O Monday/B-tim ./O");
      }
  return out;
}

ModelWriter train_small(std::uint64_t seed = 1) {
  EntityTables tables = small_tables();
  std::string path = corpus_file("corpus.tsv", made_up_sentences());
  std::vector<EntityCorpus> corpora;
  for (CorpusKind kind : {CorpusKind::gmb, CorpusKind::gmb_as_it_is}) {
    EntityCorpus corpus;
    corpus.sentences = *read_corpus(path, kind, tables);
    corpus.variants = {0, 0, 0, 0};
    if (kind == CorpusKind::gmb_as_it_is) corpus.convention = EntityConvention::wire;
    corpora.push_back(std::move(corpus));
  }
  EntityTrainingOptions options;
  options.seed = seed;
  options.rate = 0.2F;
  return train_entities(std::move(corpora), tables, options);
}

const EntityModel& small_model() {
  static const EntityModel kModel = [] {
    EXPECT_TRUE(train_small().write(temporary("small.bin")));
    auto model = EntityModel::load(temporary("small.bin"));
    EXPECT_TRUE(model) << model.error().text();
    return *model;
  }();
  return kModel;
}

EntityText text_of(std::string_view words) {
  EntityText text;
  text.words = split(words, ' ');
  text.sentence_ends = {static_cast<std::uint32_t>(text.words.size())};
  return text;
}

std::string shown(std::string_view words, EntityConvention convention = EntityConvention::plain) {
  EntityText text = text_of(words);
  std::string out;
  for (const Entity& e : find_entities(text, small_model(), convention)) {
    out += "[" + std::string(e.type == EntityType::people ? "people" : name_of(e.type));
    for (std::uint32_t i = e.tokens.first; i < e.tokens.last; ++i) out += " " + std::string(text.words[i]);
    out += "]";
  }
  return out;
}

TEST(EntityLabels, FollowOneAnotherAsNamesDo) {
  int person_first = name_label(EntityType::person, NamePart::first);
  int person_last = name_label(EntityType::person, NamePart::last);
  EXPECT_TRUE(may_follow(kOutside, person_first));
  EXPECT_TRUE(may_follow(person_first, person_last));
  EXPECT_FALSE(may_follow(person_first, kOutside));
  EXPECT_FALSE(may_follow(kOutside, person_last));
  EXPECT_FALSE(may_follow(person_first, name_label(EntityType::location, NamePart::last)));
  for (int label = 0; label < kEntityLabels; ++label) {
    int followers = 0;
    for (int next = 0; next < kEntityLabels; ++next) followers += may_follow(label, next) ? 1 : 0;
    EXPECT_EQ(followers, stays_open(label) ? 2 : 10) << label;
  }
}

TEST(EntityCrf, ExponentialIsCloseToTheLibrarys) {
  for (float x = -79; x <= 0; x += 0.37F) EXPECT_NEAR(exponential(x) / std::exp(x), 1, 1e-4) << x;
  EXPECT_EQ(exponential(-100), 0);
}

/// All readings of a short stretch, one by one.
TEST(EntityCrf, SumsAgreeWithASlowTwin) {
  std::vector<LabelWeights> scores(3);
  TransitionScores t;
  SeededRandom random(7);
  for (auto& row : scores)
    for (float& x : row) x = random.unit() * 4 - 2;
  for (auto& row : t.score)
    for (float& x : row) x = random.unit() * 2 - 1;
  t.refresh();
  std::vector<LabelSet> allowed = {0xFFFF, static_cast<LabelSet>(0xFF0F), 0xFFFF};
  double total = 0;
  std::vector<std::array<double, kEntityLabels>> marginals(3);
  for (int a = 0; a < kEntityLabels; ++a)
    for (int b = 0; b < kEntityLabels; ++b)
      for (int c = 0; c < kEntityLabels; ++c) {
        if (!may_follow(kOutside, a) || !may_follow(a, b) || !may_follow(b, c) || !may_follow(c, kOutside)) continue;
        if ((allowed[1] >> b & 1) == 0) continue;
        auto at = [&](int from, int to) { return static_cast<double>(t.score[from][to]); };
        double p = std::exp(static_cast<double>(scores[0][a] + scores[1][b] + scores[2][c]) + at(kOutside, a) +
                            at(a, b) + at(b, c) + at(c, kOutside));
        total += p;
        marginals[0][a] += p;
        marginals[1][b] += p;
        marginals[2][c] += p;
      }
  ChainSums sums;
  EXPECT_NEAR(sums.run(scores, allowed, t), std::log(total), 1e-3);
  for (std::size_t i = 0; i < 3; ++i)
    for (int c = 0; c < kEntityLabels; ++c) EXPECT_NEAR(sums.marginals[i][c], marginals[i][c] / total, 1e-4);
  EXPECT_LT(sums.run(scores, {label_set(name_label(EntityType::person, NamePart::last)), 0xFFFF, 0xFFFF}, t), -1e30);
}

TEST(EntityCorpus, TellsTitlesAndPeoplesFromNames) {
  EntityTables tables = small_tables();
  std::string path =
      corpus_file("titles.tsv", {"Prime/B-per Minister/I-per Anna/I-per Berg/I-per of/O Norlander/B-gpe fame/O"});
  auto sentences = read_corpus(path, CorpusKind::gmb, tables);
  ASSERT_TRUE(sentences);
  std::vector<LabelSet> expected = {label_set(kTitleLabel),
                                    label_set(kTitleLabel),
                                    label_set(name_label(EntityType::person, NamePart::first)),
                                    label_set(name_label(EntityType::person, NamePart::last)),
                                    label_set(kOutside),
                                    label_set(kPeopleLabel),
                                    label_set(kOutside)};
  EXPECT_EQ((*sentences)[0].labels, expected);
  auto as_it_is = read_corpus(path, CorpusKind::gmb_as_it_is, tables);
  EXPECT_EQ((*as_it_is)[0].labels[0], label_set(name_label(EntityType::person, NamePart::first)));
}

TEST(EntityCorpus, CutsAtHyphens) {
  LabelledSentence s;
  s.words = {"Norland-based", "al-Holm"};
  s.labels = {label_set(kOutside), label_set(name_label(EntityType::person, NamePart::only))};
  LabelledSentence cut = cut_at_hyphens(s, small_tables());
  EXPECT_EQ(cut.words, (std::vector<std::string>{"Norland", "-", "based", "al", "-", "Holm"}));
  EXPECT_EQ(cut.labels[0], label_set(name_label(EntityType::location, NamePart::only)));
  EXPECT_EQ(cut.labels[3], label_set(name_label(EntityType::person, NamePart::first)));
  EXPECT_EQ(cut.labels[5], label_set(name_label(EntityType::person, NamePart::last)));
}

TEST(EntityCorpus, TakesTypesFromGumsBrackets) {
  std::string bytes =
      "# newdoc id = GUM_news_x\n"
      "1\tAnna\t_\tPROPN\tNNP\t_\t_\t_\t_\tEntity=(1-person-new-cf1-1-sgl\n"
      "2\tof\t_\tADP\tIN\t_\t_\t_\t_\t_\n"
      "3\tNorland\t_\tPROPN\tNNP\t_\t_\t_\t_\tEntity=(2-place-new-cf2-1-sgl)1)\n\n"
      "# newdoc id = GUM_fiction_x\n"
      "1\tBoris\t_\tPROPN\tNNP\t_\t_\t_\t_\t_\n\n";
  auto sentences = read_treebank(bytes, small_tables());
  ASSERT_EQ(sentences.size(), 1U);  // fiction is not free
  EXPECT_EQ(sentences[0].labels[0] & label_set(kOutside), 0);
  EXPECT_EQ(sentences[0].labels[2] & label_set(name_label(EntityType::person, NamePart::only)), 0);
  EXPECT_NE(sentences[0].labels[2] & label_set(name_label(EntityType::location, NamePart::only)), 0);
}

TEST(EntityModel, FindsNamesLikeThoseItWasTaught) {
  EXPECT_EQ(shown("President Carla Holm spoke in Sudland ."), "[PER Carla Holm][LOC Sudland]");
  EXPECT_EQ(shown("The Sudlander envoy met Boris Lund ."), "[people Sudlander][PER Boris Lund]");
  EXPECT_EQ(shown("President Carla Holm spoke in Sudland .", EntityConvention::wire),
            "[PER President Carla Holm][LOC Sudland]");
  EntityText text = text_of("President Carla Holm spoke in Sudland .");
  auto entities = find_entities(text, small_model());
  ASSERT_EQ(entities.size(), 2U);
  EXPECT_EQ(entities[0].title, 1U);
  EXPECT_GT(entities[0].margin, 0);
}

TEST(EntityModel, ReadsADocumentsTokens) {
  std::string text = "Talks in Norland failed";
  Document d;
  d.text = text;
  std::uint32_t at = 0;
  for (std::string_view word : split(text, ' ')) {
    Token token;
    token.span = {at, at + static_cast<std::uint32_t>(word.size())};
    at = token.span.end + 1;
    d.tokens.push_back(token);
  }
  Sentence s;
  s.tokens = {0, 4};
  d.sentences.push_back(s);
  auto entities = find_entities(d, small_model());
  ASSERT_EQ(entities.size(), 1U);
  EXPECT_EQ(d.words(entities[0].tokens), "Norland");
}

TEST(EntityModel, TrainingIsReproducible) {
  ASSERT_TRUE(train_small().write(temporary("a.bin")));
  ASSERT_TRUE(train_small().write(temporary("b.bin")));
  ASSERT_TRUE(train_small(2).write(temporary("c.bin")));
  EXPECT_EQ(*read_file(temporary("a.bin")), *read_file(temporary("b.bin")));
  EXPECT_NE(*read_file(temporary("a.bin")), *read_file(temporary("c.bin")));
}

TEST(EntityModel, RefusesOrSurvivesDamage) {
  small_model();
  std::string bytes = *read_file(temporary("small.bin"));
  std::string path = temporary("damaged.bin");
  for (std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{100}, bytes.size() / 2, bytes.size() - 100}) {
    ASSERT_TRUE(write_file(path, bytes.substr(0, size)));
    auto model = EntityModel::load(path);
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::bad_input);
  }
  EXPECT_EQ(EntityModel::load(temporary("absent.bin")).error().code, ErrorCode::not_found);
  SeededRandom random(3);
  for (int round = 0; round < 60; ++round) {
    std::string damaged = bytes;
    for (int k = 0; k < 400; ++k) damaged[random.below(damaged.size())] = static_cast<char>(random.next());
    if (round % 2 == 0) damaged.replace(0, 600, bytes, 0, 600);  // a table that holds, with other contents
    ASSERT_TRUE(write_file(path, damaged));
    auto model = EntityModel::load(path);
    if (!model) continue;
    for (const Entity& e : find_entities(text_of("President Carla Holm of Norland-Sudland met Mr. X"), *model)) {
      EXPECT_LT(e.tokens.first, e.tokens.last);
    }
  }
}

TEST(EntityModel, TakesAnyText) {
  EXPECT_TRUE(find_entities(EntityText(), small_model()).empty());
  std::string long_word(100000, 'X');
  std::vector<std::string> words = {"", "\xFF\xFE", "\xC3", long_word, "''", "Norland", "(", "\xE2\x80\x99"};
  EntityText text;
  for (int round = 0; round < 20000; ++round)
    for (const std::string& w : words) text.words.push_back(w);
  text.sentence_ends = {5, 3, 900000};  // neither rising nor inside
  for (EntityConvention c : {EntityConvention::plain, EntityConvention::wire})
    for (const Entity& e : find_entities(text, small_model(), c)) ASSERT_LE(e.tokens.last, text.words.size());
}

}  // namespace
}  // namespace parley
