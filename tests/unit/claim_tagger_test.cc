// The tagger of attributed claims: attributions in sentences of our own, its corpus reader, training to the byte,
// damage.
#include "reading/claim_tagger.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/file.h"
#include "language/models.h"
#include "reading/claim_training.h"
#include "support/folder.h"
#include "support/knowledge.h"

namespace parley {
namespace {

std::string words(const Document& d, const std::vector<TokenRange>& pieces) {
  std::string out;
  for (TokenRange piece : pieces) out += (out.empty() ? "" : " … ") + std::string(d.words(piece));
  return out;
}

/// "source | cue | content" of each attribution.
std::vector<std::string> attributions(const std::string& text) {
  auto a = read_text(text);
  const Knowledge& k = test_knowledge();
  std::vector<std::string> out;
  for (const Attribution& x : find_attributions(a->document, k.models->entities.lexicon(), *k.attributions))
    out.push_back(words(a->document, x.source) + " | " + words(a->document, x.cue) + " | " +
                  words(a->document, x.content));
  return out;
}

using Found = std::vector<std::string>;

TEST(ClaimTagger, FindsSourceCueAndContent) {
  EXPECT_EQ(attributions("The minister said the port would open in May."),
            Found{"The minister | said | the port would open in May"});
  EXPECT_EQ(attributions("The budget will rise next year, according to the finance ministry."),
            Found{"the finance ministry | according to | The budget will rise next year"});
  auto quoted = attributions("\"We will not pay,\" Lund told reporters.");
  ASSERT_EQ(quoted.size(), 1U);
  EXPECT_TRUE(quoted[0].starts_with("Lund | told")) << quoted[0];
  EXPECT_NE(quoted[0].find("We will not pay"), std::string::npos) << quoted[0];
  EXPECT_EQ(attributions("The ship left the port on Monday."), Found{});
}

TEST(ClaimTagger, ReadsItsCorpus) {
  const std::string text = "Båt sank, Lund said.";
  auto found = parse_attributions(
      "T1\tSource 10 14\tLund\nT2\tCue 15 19\tsaid\nT3\tContent 0 8\tBåt sank\nE1\tAttribution:T2 Source:T1 Cue:T2 "
      "Content:T3\nnonsense\nT4\tSource x y\t\nE2\tAttribution:T9\n",
      text);
  ASSERT_GE(found.size(), 1U);
  ASSERT_EQ(found[0].content.size(), 1U);
  EXPECT_EQ(slice(text, found[0].content[0]), "Båt sank");
  EXPECT_EQ(slice(text, found[0].source.at(0)), "Lund");
  EXPECT_FALSE(read_annotated_texts("/nowhere"));
}

std::string train(const std::vector<AnnotatedText>& texts, const std::string& path) {
  const Knowledge& k = test_knowledge();
  ClaimTrainingOptions options;
  options.paragraphs.passes = options.around_cue.passes = 2;
  options.paragraphs.rows = options.around_cue.rows = 4096;
  options.paragraphs.rarest = options.around_cue.rarest = 1;
  EXPECT_TRUE(train_claims(texts, k.intake, k.lexicon, *k.models, options, [](const std::string&) {}).write(path));
  return *read_file(path);
}

TEST(ClaimTagger, TrainsToTheSameBytesAndRefusesDamage) {
  std::vector<AnnotatedText> texts;
  for (const std::string source : {"Lund", "Berg", "Soto", "Holm", "Marsh", "Vik", "Lie", "Dahl"}) {
    std::string text = source + " said the port would open.";
    auto n = static_cast<std::uint32_t>(source.size());
    texts.push_back({source, text, {{{{0, n}}, {{n + 1, n + 5}}, {{n + 6, n + 25}}}}});
  }
  TestFolder folder;
  const std::string a = folder.file("a.bin");
  const std::string b = folder.file("b.bin");
  std::string bytes = train(texts, a);
  EXPECT_EQ(bytes, train(texts, b));
  EXPECT_TRUE(ClaimModel::load(a));
  for (std::size_t size : {std::size_t{0}, std::size_t{7}, bytes.size() / 2, bytes.size() - 1}) {
    std::ofstream(b, std::ios::binary | std::ios::trunc) << bytes.substr(0, size);
    EXPECT_FALSE(ClaimModel::load(b)) << size;
  }
  EXPECT_FALSE(ClaimModel::load("/nowhere/claims.bin"));
}

}  // namespace
}  // namespace parley
