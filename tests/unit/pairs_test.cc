// The pair classifier: marks, features, training to the byte, answers on sentences of our own, and its vote on events.
#include <gtest/gtest.h>

#include <cstdlib>

#include "base/file.h"
#include "reading/pair_corpus.h"
#include "reading/pair_vote.h"
#include "support/folder.h"
#include "support/knowledge.h"

namespace parley {
namespace {

PairAnswer relation(const std::string& text, const std::string& source, const std::string& target) {
  Report report;
  Document d = document_of(report, text, test_knowledge());
  MarkedPair pair = mark_pair(d, source, target);
  return classify_pair(test_knowledge(), d, pair.source, pair.target);
}

std::string temporary(const std::string& name, const std::string& bytes) {
  static const TestFolder kFolder;
  return kFolder.write(name, bytes);
}

TEST(Pairs, ClearSentencesHaveTheirType) {
  struct Case {
    const char *text, *source, *target;
    EventType type;
  };
  for (const Case& c : std::vector<Case>{
           {"The Moldovan government condemned the shelling of the village by separatists.", "The Moldovan government",
            "the shelling of the village", EventType::accuse},
           {"Norwegian police arrested two Danish smugglers at the border.", "Norwegian police", "two Danish smugglers",
            EventType::coerce},
           {"Peru rejected the proposal of Chile.", "Peru", "the proposal of Chile", EventType::reject},
           {"Finland suspended military aid to Belarus.", "Finland", "Belarus", EventType::sanction},
           {"The rebels attacked an army base in Chad.", "The rebels", "an army base in Chad", EventType::assault},
           {"The foreign minister of Oman held talks with Qatar on Monday.", "The foreign minister of Oman", "Qatar",
            EventType::consult},
           {"Kenya issued an ultimatum to Uganda.", "Kenya", "Uganda", EventType::threaten},
           {"Zambia agreed to share information with Malawi.", "Zambia", "Malawi", EventType::agree},
       }) {
    PairAnswer a = relation(c.text, c.source, c.target);
    EXPECT_EQ(name_of(a.type), name_of(c.type)) << c.text;
    EXPECT_GT(a.confidence, 0.3) << c.text;
  }
}

TEST(Pairs, ProbabilitiesAddUpToOne) {
  PairAnswer a = relation("Ghana thanked Togo.", "Ghana", "Togo");
  double sum = 0;
  for (double p : a.probabilities) sum += p;
  EXPECT_NEAR(sum, 1, 1e-9);
}

TEST(Pairs, AnswersWithoutMarksAndWithoutText) {
  for (const char* text : {"", " ", "x", "Nothing here is marked.", "\xff\xfe broken \x80"}) {
    PairAnswer a = relation(text, "absent", "missing");
    EXPECT_GT(a.confidence, 0) << text;
  }
}

TEST(Pairs, MarksDoNotOverlap) {
  Report report;
  Document d = document_of(report, "The U.S. embassy thanked the U.S. for its help.", test_knowledge());
  MarkedPair pair = mark_pair(d, "The U.S. embassy", "U.S.");
  ASSERT_FALSE(pair.source.empty());
  ASSERT_FALSE(pair.target.empty());
  EXPECT_FALSE(pair.source.overlaps(pair.target));
  EXPECT_EQ(d.words(pair.target), "U.S.");
  EXPECT_GT(pair.target.first, pair.source.last);
}

TEST(Pairs, ConcedeAndRetreatAreWeighedTogether) {
  std::array<double, kEventTypes> p{};
  p[static_cast<std::size_t>(EventType::concede)] = 0.2;
  p[static_cast<std::size_t>(EventType::retreat)] = 0.3;
  p[static_cast<std::size_t>(EventType::accuse)] = 0.4;
  PairAnswer a = answer_of(p);
  EXPECT_EQ(a.type, EventType::retreat);
  EXPECT_NEAR(a.confidence, 0.5, 1e-9);
}

TEST(Pairs, ReadsTablesAsPythonWritesThem) {
  auto rows = read_pair_corpus(
      temporary("corpus.tsv",
                "\tsentence\tsource\ttarget\tgold_root\n0\t\"Chad \"\"praised\"\"\tTogo.\"\tChad\tTogo\tSUPPORT\n"));
  ASSERT_TRUE(rows) << rows.error().text();
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ((*rows)[0].text, "Chad \"praised\" Togo.");
  EXPECT_EQ((*rows)[0].type, "SUPPORT");
  auto bad = read_pair_corpus(temporary("bad.tsv", "sentence\tsource\n"));
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, ErrorCode::bad_input);
}

TEST(Pairs, LearnsTheSameWeightsTwice) {
  VectorTable table{{"praise", "attack"}, {1, 0, 0, 1}, 2};
  KeyTableData keys(std::map<std::uint64_t, std::uint32_t>{{hash_text("praise"), 0}, {hash_text("attack"), 1}});
  WordVectors vectors{keys.view(), table.numbers, table.width};
  std::vector<PairExample> examples;
  for (const char* verb : {"praised", "attacked"})
    for (const char* target : {"Togo", "Benin", "Niger"}) {
      MarkedSentence s{"", std::string("Chad ") + verb + " " + target + ".", "Chad", target, ""};
      examples.push_back(
          {features_of(s, test_knowledge(), vectors), type_bits(verb[0] == 'p' ? "SUPPORT" : "ASSAULT"), 1});
    }
  PairWeights first = train_pairs(examples, {});
  PairWeights second = train_pairs(examples, {});
  EXPECT_EQ(first.sparse, second.sparse);
  EXPECT_EQ(first.dense, second.dense);
  std::string path = temporary("model.bin", "");
  ASSERT_TRUE(write_pair_model(first, table.words, table.numbers, table.width).write(path));
  auto model = PairModel::load(path);
  ASSERT_TRUE(model) << model.error().text();
  Report report;
  Document d = document_of(report, "Kenya attacked Benin.", test_knowledge());
  MarkedPair pair = mark_pair(d, "Kenya", "Benin");
  EXPECT_EQ((*model)->classify(d, *test_knowledge().events, pair.source, pair.target).type, EventType::assault);
}

TEST(Pairs, DamagedModelsAreRefused) {
  std::string bytes = *read_file(std::string(PARLEY_SOURCE_DIR) + "/models/pairs.bin");
  for (std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{100}, bytes.size() / 2})
    EXPECT_FALSE(PairModel::load(temporary("damaged.bin", bytes.substr(0, size)))) << size;
}

TEST(Pairs, ConsentRaisesConfidenceAndDissentLowersIt) {
  PairAnswer sure{EventType::accuse, 1, {}};
  sure.probabilities[static_cast<std::size_t>(EventType::accuse)] = 1;
  EXPECT_GT(voted_confidence(0.7, EventType::accuse, EventStatus::happened, sure), 0.7);
  EXPECT_LT(voted_confidence(0.7, EventType::aid, EventStatus::happened, sure), 0.7);
  PairAnswer agreed{EventType::agree, 1, {}};
  agreed.probabilities[static_cast<std::size_t>(EventType::agree)] = 1;
  EXPECT_GT(voted_confidence(0.7, EventType::consult, EventStatus::scheduled, agreed), 0.7);
  EXPECT_LT(voted_confidence(0.7, EventType::consult, EventStatus::happened, agreed), 0.7);
}

TEST(Pairs, AVoteReachesTheEvents) {
  auto a = read_text("Russia condemned Georgia.");
  ASSERT_EQ(a->findings.events.size(), 1U);
  EXPECT_GT(a->findings.events[0].confidence, 0.7);
}

}  // namespace
}  // namespace parley
