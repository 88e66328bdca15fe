// The language model: learned tags, lemmas, trees and sentence ends, on a treebank of a few made-up sentences.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "base/random.h"
#include "language/boundaries.h"
#include "language/integers.h"
#include "language/lemmatiser.h"
#include "language/matrix.h"
#include "language/model.h"
#include "language/tagger.h"
#include "language/train.h"
#include "language/transitions.h"
#include "language/tree_view.h"
#include "support/folder.h"
#include "support/knowledge.h"

namespace parley {
namespace {

/// "form lemma POS TAG head relation" a word, words apart by " / ".
std::string conllu_of(const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& s : sentences) {
    out += "# newpar\n";
    std::size_t id = 0;
    for (std::size_t at = 0; at < s.size();) {
      std::size_t end = std::min(s.find(" / ", at), s.size());
      std::string word = s.substr(at, end - at);
      std::vector<std::string> c;
      for (std::size_t p = 0; p <= word.size();) {
        std::size_t q = std::min(word.find(' ', p), word.size());
        c.push_back(word.substr(p, q - p));
        p = q + 1;
      }
      out += std::to_string(++id) + '\t' + c[0] + '\t' + c[1] + '\t' + c[2] + '\t' + c[3] + "\t_\t" + c[4] + '\t' +
             c[5] + "\t_\t_\n";
      at = end + 3;
    }
    out += '\n';
  }
  return out;
}

const std::string& tiny_treebank() {
  static const std::string kText = [] {
    std::vector<std::string> kinds;
    for (std::string name : {"Norway", "Chile", "Oslo", "Berg"})
      for (auto [verb, lemma] : {std::pair("met", "meet"), std::pair("sent", "send"), std::pair("saw", "see")})
        for (auto [noun, singular] :
             {std::pair("envoys", "envoy"), std::pair("talks", "talk"), std::pair("parties", "party")}) {
          kinds.push_back(name + " " + name + " PROPN NNP 2 nsubj / " + verb + " " + lemma +
                          " VERB VBD 0 root / the the DET DT 4 det / " + noun + " " + singular +
                          " NOUN NNS 2 obj / . . PUNCT . 2 punct");
          kinds.push_back(std::string("The the DET DT 2 det / ") + noun + " " + singular +
                          " NOUN NNS 4 nsubj:pass / were be AUX VBD 4 aux:pass / seen see VERB VBN 0 root / by by ADP "
                          "IN 6 case / " +
                          name + " " + name + " PROPN NNP 4 obl:agent / . . PUNCT . 4 punct");
        }
    return conllu_of(kinds);
  }();
  return kText;
}

ModelWriter train_tiny(std::uint64_t seed, unsigned threads = 2, int rounds = 2) {
  auto sentences = read_treebank(tiny_treebank(), "tiny");
  EXPECT_TRUE(sentences);
  LanguageTraining options;
  options.seed = seed;
  options.tagger_rounds = 3;
  options.tagger_passes = 2;
  options.parser_rounds = rounds;
  options.folds = 2;
  options.threads = threads;
  auto model = train_language({*sentences, {}, {}}, options, [](const std::string&) {});
  EXPECT_TRUE(model);
  return std::move(*model);
}

/// A model that has learned the treebank, trained once.
const ModelWriter& well_trained() {
  static const ModelWriter kModel = train_tiny(1, 2, 40);
  return kModel;
}

class LanguageModelFile : public ::testing::Test {
 protected:
  std::string path(const std::string& name) const { return folder_.file(name); }

 private:
  TestFolder folder_;
};

TEST_F(LanguageModelFile, LearnsReadsAndParses) {
  ASSERT_TRUE(well_trained().write(path("a")));
  auto model = LanguageModel::load(path("a"));
  ASSERT_TRUE(model) << model.error().text();
  std::vector<std::string_view> words = {"The", "parties", "were", "seen", "by", "Chile", "."};
  std::vector<ParsedWord> parsed;
  model->parse(words, parsed);
  ASSERT_EQ(parsed.size(), words.size());
  EXPECT_EQ(parsed[1].pos, Pos::noun);
  EXPECT_EQ(parsed[1].tag, "NNS");
  EXPECT_EQ(parsed[1].lemma, "party");
  EXPECT_EQ(parsed[1].head, 3);
  EXPECT_EQ(parsed[1].deprel, Deprel::nsubj_pass);
  EXPECT_EQ(parsed[3].head, -1);
  EXPECT_EQ(parsed[3].deprel, Deprel::root);
  EXPECT_EQ(parsed[5].deprel, Deprel::obl_agent);
}

TEST_F(LanguageModelFile, IsTheSameToTheByteForTheSameSeed) {
  ASSERT_TRUE(train_tiny(5, 2).write(path("a")));
  ASSERT_TRUE(train_tiny(5, 1).write(path("b")));
  ASSERT_TRUE(train_tiny(6, 2).write(path("c")));
  EXPECT_EQ(*read_file(path("a")), *read_file(path("b")));
  EXPECT_NE(*read_file(path("a")), *read_file(path("c")));
}

TEST_F(LanguageModelFile, OwnTreesCountTwiceAndAreNotMeasuredOn) {
  EXPECT_EQ(read_own_treebank(path("none"), [](const std::string&) {}).error().code, ErrorCode::not_found);
  std::filesystem::create_directory(path("own"));
  std::ofstream(path("own/b.conllu")) << conllu_of({"Talks talk NOUN NNS 2 nsubj / failed fail VERB VBD 0 root"});
  std::ofstream(path("own/a-dev.conllu")) << conllu_of({"Never never ADV RB 0 root"});
  auto own = read_own_treebank(path("own"), [](const std::string&) {});
  ASSERT_TRUE(own);
  ASSERT_EQ(own->size(), 1U);
  EXPECT_EQ(own->front().words.front().form, "Talks");
  EXPECT_EQ(own->front().times, 2);
}

/// What `parley train language` learns from and is measured on: each sentence a tree with known tags and relations.
TEST(OwnTreebank, HasTreesOnly) {
  std::vector<std::vector<std::string>> texts;
  for (std::string name : {"news", "news-dev"}) {
    std::string path = std::string(PARLEY_SOURCE_DIR) + "/models/treebank/" + name + ".conllu";
    std::string bytes = *read_file(path);
    auto sentences = read_treebank(bytes, path);
    ASSERT_TRUE(sentences) << sentences.error().text();
    auto& seen = texts.emplace_back();
    for (const TreebankSentence& s : *sentences) {
      seen.push_back(s.text);
      std::size_t roots = 0;
      for (std::size_t i = 0; i < s.words.size(); ++i) {
        const TreebankWord& w = s.words[i];
        roots += w.head < 0 ? 1U : 0U;
        EXPECT_EQ(w.head < 0, w.deprel == Deprel::root) << s.text << ": " << w.form;
        EXPECT_TRUE(w.pos != Pos::x && w.deprel != Deprel::dep && !w.lemma.empty()) << s.text << ": " << w.form;
        std::size_t steps = 0;
        for (std::int32_t at = w.head; at >= 0 && steps <= s.words.size(); ++steps)
          at = s.words[static_cast<std::size_t>(at)].head;
        EXPECT_LE(steps, s.words.size()) << "a circle in: " << s.text;
      }
      EXPECT_EQ(roots, 1U) << s.text;
    }
  }
  std::sort(texts[0].begin(), texts[0].end());
  for (const std::string& text : texts[1])
    EXPECT_FALSE(std::binary_search(texts[0].begin(), texts[0].end(), text)) << "trained on and measured on: " << text;
}

TEST_F(LanguageModelFile, RefusesDamage) {
  ASSERT_TRUE(well_trained().write(path("a")));
  std::string bytes = *read_file(path("a"));
  for (std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{100}, bytes.size() / 2, bytes.size() - 64}) {
    std::ofstream(path("cut"), std::ios::binary) << bytes.substr(0, size);
    EXPECT_FALSE(LanguageModel::load(path("cut"))) << size;
  }
  std::string other = bytes;
  other.replace(other.find("parley language"), 6, "harley");
  std::ofstream(path("other"), std::ios::binary) << other;
  auto refused = LanguageModel::load(path("other"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::bad_input);
  EXPECT_EQ(LanguageModel::load(path("none")).error().code, ErrorCode::not_found);
}

TEST_F(LanguageModelFile, SurvivesFlippedBytes) {
  ASSERT_TRUE(well_trained().write(path("a")));
  const std::string bytes = *read_file(path("a"));
  Random random(9);
  std::vector<std::string_view> words = {"The", "parties", "met", "Norway", "."};
  std::vector<ParsedWord> parsed;
  for (int round = 0; round < 60; ++round) {
    std::string damaged = bytes;
    for (int k = 0; k < 200; ++k)
      damaged[random.below(static_cast<std::uint32_t>(bytes.size()))] ^= static_cast<char>(1U << random.below(8));
    std::ofstream(path("b"), std::ios::binary) << damaged;
    if (auto model = LanguageModel::load(path("b"))) model->parse(words, parsed);
  }
}

TEST_F(LanguageModelFile, TakesWhateverComes) {
  ASSERT_TRUE(well_trained().write(path("a")));
  auto model = LanguageModel::load(path("a"));
  ASSERT_TRUE(model);
  std::vector<ParsedWord> parsed;
  model->parse({}, parsed);
  EXPECT_TRUE(parsed.empty());
  std::string longest(100000, 'x');
  std::vector<std::string_view> odd = {"", longest, "\xFF\xFE", "\xE2\x80", "核", "...", "\x01"};
  Random random(3);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::string_view> words;
    for (std::uint32_t n = random.below(40) + 1; n > 0; --n) words.push_back(odd[random.below(7)]);
    model->parse(words, parsed);
    int roots = 0;
    for (const ParsedWord& w : parsed) {
      roots += w.head < 0 ? 1 : 0;
      EXPECT_EQ(w.head < 0, w.deprel == Deprel::root);
      EXPECT_LT(w.head, static_cast<std::int32_t>(words.size()));
    }
    EXPECT_EQ(roots, 1);
  }
}

TEST_F(LanguageModelFile, FillsTheTokensOfADocument) {
  ASSERT_TRUE(well_trained().write(path("a")));
  auto model = LanguageModel::load(path("a"));
  ASSERT_TRUE(model);
  auto a = read_text("Chile met the envoys. Norway saw the talks.");
  Document d = a->document;
  ASSERT_EQ(d.sentences.size(), 2U);
  model->parse_sentence(d.sentences[1], d);
  const Token& verb = d.tokens[6];
  EXPECT_EQ(verb.lemma, "see");
  EXPECT_EQ(verb.head, -1);
  EXPECT_EQ(d.tokens[5].head, 6);
  EXPECT_EQ(d.tokens[5].deprel, Deprel::nsubj);
  EXPECT_EQ(d.tokens[5].lemma, "norway");
}

TEST(Transitions, TheOracleLeadsToTheGoldTree) {
  // every projective tree over the words can be reached by moves without cost
  Random random(11);
  for (int round = 0; round < 300; ++round) {
    auto n = static_cast<std::int32_t>(random.below(12) + 1);
    ParserState state;  // a random walk gives a random tree …
    state.start(n);
    auto step = [&](auto&& allowed) {
      std::vector<Move> moves;
      for (Move m : {Move::shift, Move::left, Move::right})
        if (state.legal(m) && allowed(m)) moves.push_back(m);
      ASSERT_FALSE(moves.empty());
      state.apply(moves[random.below(static_cast<std::uint32_t>(moves.size()))], Deprel::dep);
    };
    while (!state.done()) step([](Move) { return true; });
    std::vector<std::int32_t> gold;
    for (std::int32_t i = 0; i < n; ++i) gold.push_back(state.head(i));
    gold.push_back(-1);
    state.start(n);  // … and the oracle finds it again
    while (!state.done()) {
      auto costs = state.costs(gold);
      step([&](Move m) { return costs[static_cast<std::size_t>(m)] == 0; });
    }
    for (std::int32_t i = 0; i < n; ++i) EXPECT_EQ(state.head(i), gold[static_cast<std::size_t>(i)]);
  }
}

TEST(Integers, AreTheSameOnEveryProcessor) {
  Random random(5);
  std::size_t n = 7, k = 64, m = 112;
  std::vector<std::int16_t> a(n * k), b(k * m);
  for (auto& x : a) x = static_cast<std::int16_t>(static_cast<int>(random.below(4095)) - 2047);
  for (auto& x : b) x = static_cast<std::int16_t>(static_cast<int>(random.below(2047)) - 1023);
  auto packed = interleave(b, m);
  std::vector<std::int32_t> fast(n * m), plain(n * m), bias(m, 77);
  integer_kernels().multiply(n, k, m, a.data(), k, packed.data(), fast.data());
  plain_kernels().multiply(n, k, m, a.data(), k, packed.data(), plain.data());
  EXPECT_EQ(fast, plain);
  std::int32_t sum = 0;
  for (std::size_t p = 0; p < k; ++p) sum += a[3 * k + p] * b[p * m + 5];
  EXPECT_EQ(plain[3 * m + 5], sum);
  std::vector<std::int16_t> x(n * m), y(n * m);
  integer_kernels().rectify(n * m, m, fast.data(), bias.data(), 0.001F, 2047, x.data());
  plain_kernels().rectify(n * m, m, fast.data(), bias.data(), 0.001F, 2047, y.data());
  EXPECT_EQ(x, y);
  integer_kernels().rescale(n * m, fast.data(), 0.01F, x.data());
  plain_kernels().rescale(n * m, fast.data(), 0.01F, y.data());
  EXPECT_EQ(x, y);
}

TEST(Lemmas, FollowEndingsAndExceptions) {
  auto sentences = read_treebank(
      conllu_of({"parties party NOUN NNS 0 root", "cities city NOUN NNS 0 root", "talks talk NOUN NNS 0 root",
                 "men man NOUN NNS 0 root", "envoys envoy NOUN NNS 0 root", "leaders leader NOUN NNS 0 root",
                 "states state NOUN NNS 0 root", "Kims Kim PROPN NNPS 0 root", "Zoë Zoë PROPN NNP 0 root"}),
      "t");
  ASSERT_TRUE(sentences);
  TagSet tags = tags_of(*sentences);
  std::vector<std::vector<std::uint8_t>> numbers;
  for (const auto& s : *sentences)
    for (std::size_t k = 0; k < tags.size(); ++k)
      if (tags.tag[k] == s.words[0].tag) numbers.push_back({static_cast<std::uint8_t>(k)});
  LemmatiserData data = train_lemmatiser(*sentences, numbers);
  auto lemma = [&](std::string_view w, std::size_t like) {
    return data.view().lemma(w, word_keys(w), numbers[like][0]);
  };
  EXPECT_EQ(lemma("Treaties", 0), "treaty");
  EXPECT_EQ(lemma("men", 3), "man");
  EXPECT_EQ(lemma("Leaks", 2), "leak");
  EXPECT_EQ(lemma("Zoë", 8), "Zoë");
}

TEST(Treebank, SaysWhereItIsWrong) {
  auto short_line = read_treebank("1\tword\tword\n", "file");
  ASSERT_FALSE(short_line);
  EXPECT_EQ(short_line.error().where, "file:1");
  EXPECT_FALSE(read_treebank("1\ta\ta\tX\tX\t_\t9\tdep\t_\t_\n\n", "file"));
}

TEST(TreeView, DrawsLinesFromHeadsToDependents) {
  std::vector<std::string_view> words = {"The", "talks", "failed"};
  std::vector<ParsedWord> parsed = {{Pos::det, "DT", "the", 1, Deprel::det},
                                    {Pos::noun, "NNS", "talk", 2, Deprel::nsubj},
                                    {Pos::verb, "VBD", "fail", -1, Deprel::root}};
  EXPECT_EQ(draw_tree(words, parsed),
            "  ┌─The     DET   DT    det           the\n"
            "┌─talks     NOUN  NNS   nsubj         talk\n"
            "failed      VERB  VBD   root          fail\n");
}

}  // namespace
}  // namespace parley
