// Tokens, sentences, tags, clauses and mentions on sentences written for these tests.
#include "language/language.h"

#include <gtest/gtest.h>

#include "support/knowledge.h"

namespace parley {
namespace {

std::vector<std::string> words(const Document& d) {
  std::vector<std::string> out;
  for (const Token& t : d.tokens) out.emplace_back(slice(d.text, t.span));
  return out;
}
std::string subject_of(const Document& d, const std::string& lemma) {
  for (const VerbGroup& v : d.verbs)
    if (d.tokens[v.head].lemma == lemma)
      return v.subject < 0 ? "" : std::string(d.words(d.phrases[static_cast<std::size_t>(v.subject)].tokens));
  return "no such verb";
}

TEST(Tokens, SplitAsTreebanksDo) {
  auto a = read_text("Mr. Berg didn't see the U.S.-led (high-level) talks; it's 3,000 km away.");
  EXPECT_EQ(words(a->document),
            (std::vector<std::string>{"Mr.", "Berg", "did", "n't", "see", "the", "U.S.-led", "(", "high-level", ")",
                                      "talks", ";", "it", "'s", "3,000", "km", "away", "."}));
}

TEST(Tokens, SplitNamesJoinedByAHyphen) {
  auto a = read_text("A North Korea-US summit and Kim Jong-un are news.");
  auto w = words(a->document);
  EXPECT_EQ(std::vector<std::string>(w.begin(), w.begin() + 5),
            (std::vector<std::string>{"A", "North", "Korea", "-", "US"}));
}

TEST(Sentences, EndWhereTheyEnd) {
  auto a = read_text(
      "Gen. Berg met the U.S. envoy on Jan. 5 in Oslo. \"We agree,\" he said. They left at 5 p.m. The talks go on.");
  ASSERT_EQ(a->document.sentences.size(), 4U);
  EXPECT_EQ(slice(a->document.text, a->document.sentences[1].span), "\"We agree,\" he said.");
}

TEST(Sentences, AreBoundedInLength) {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "word ";
  auto a = read_text(text);
  for (const Sentence& s : a->document.sentences) EXPECT_LE(s.tokens.size(), 401U);
}

TEST(Clauses, FindTheSubject) {
  EXPECT_EQ(subject_of(read_text("The envoy of Chile, who lives in Oslo, said the talks had failed.")->document, "say"),
            "The envoy");
  EXPECT_EQ(subject_of(read_text("The talks that Norway had proposed were canceled by Chile.")->document, "cancel"),
            "The talks");
  EXPECT_EQ(subject_of(read_text("Norway urged Chile to return to the table.")->document, "return"), "Chile");
  EXPECT_EQ(subject_of(read_text("\"We agree,\" said the minister.")->document, "say"), "the minister");
}

TEST(Clauses, KnowVoiceModalAndNegation) {
  auto a = read_text("The talks have not been canceled and Norway may not attend.");
  ASSERT_EQ(a->document.verbs.size(), 2U);
  EXPECT_TRUE(a->document.verbs[0].passive);
  EXPECT_TRUE(a->document.verbs[0].negated);
  EXPECT_TRUE(a->document.verbs[0].perfect);
  EXPECT_EQ(a->document.verbs[1].modal, "may");
  EXPECT_TRUE(a->document.verbs[1].negated);
}

const Mention* mention_of(const Document& d, const std::string& words) {
  for (const Mention& m : d.mentions)
    if (d.words(m.head) == words) return &m;
  return nullptr;
}

TEST(Mentions, TakeCodesFromAffiliation) {
  auto a = read_text(
      "Norwegian Foreign Minister Ada Holm, a member of the ruling party, met officials from Chile. Holm said the "
      "South would wait.");
  const Mention* m = mention_of(a->document, "Ada Holm");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->code, "NOR");
  const Mention* later = mention_of(a->document, "Holm");
  ASSERT_NE(later, nullptr);
  EXPECT_EQ(later->code, "NOR");
  EXPECT_EQ(mention_of(a->document, "the South"), nullptr);  // no state of that name is in the report
}

TEST(Mentions, OneIsNotTheOther) {
  auto a = read_text("Norwegian Prime Minister Ada Berg, officials said, has left.");
  const Mention* berg = mention_of(a->document, "Ada Berg");
  ASSERT_NE(berg, nullptr);
  EXPECT_EQ(a->document.words(berg->tokens), "Norwegian Prime Minister Ada Berg");
  EXPECT_NE(mention_of(a->document, "officials"), nullptr);
  a = read_text("Lars Holm, an expert on Syria in Oslo, agreed.");  // not whom the subject belongs to
  const Mention* holm = mention_of(a->document, "Lars Holm");
  ASSERT_NE(holm, nullptr);
  EXPECT_NE(holm->code, "CIV:SYR");
}

TEST(Mentions, OfTwoStatesNoneIsGuessed) {
  auto a = read_text(
      "Barack Obama met envoys of Chile and Peru. Lars Holm, Obama's security adviser, agreed. "
      "Foreign Minister Ada Berg disagreed.");
  const Mention* holm = mention_of(a->document, "Lars Holm");
  ASSERT_NE(holm, nullptr);
  EXPECT_EQ(holm->code, "USA");
  const Mention* berg = mention_of(a->document, "Ada Berg");
  ASSERT_NE(berg, nullptr);
  EXPECT_EQ(berg->code, "UNK");
}

TEST(Mentions, TellAStateFromAPointOfTheCompass) {
  auto a = read_text("North Korea fired a missile. The North said it was a test.");
  const Mention* m = mention_of(a->document, "The North");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->code, "PRK");
}

TEST(Mentions, KeepAllOfAList) {
  auto a =
      read_text("Envoys of Norway, Chile and Peru met in Oslo. The envoys will meet again, and so will witnesses.");
  const Mention* m = mention_of(a->document, "Envoys");
  ASSERT_NE(m, nullptr);
  ASSERT_EQ(m->members.size(), 3U);
  EXPECT_EQ(m->members[2].first, "PER");
}

TEST(Mentions, PointBackByTheirNoun) {
  auto a = read_text("Two Norwegian envoys went to Lima. The envoys met Peruvian officials.");
  const Mention* m = nullptr;
  for (const Mention& k : a->document.mentions)
    if (a->document.words(k.tokens) == "The envoys") m = &k;
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->code, "NOR");
}

TEST(Names, AreNoVerbsWhereTheyComeAgainAlone) {
  auto a = read_text("\"The talks will fail,\" Go Myong-hyun told reporters. Go added that Norway had left.");
  std::size_t names = 0;
  for (const Token& t : a->document.tokens) names += t.lower == "go" && t.pos == Pos::propn ? 1 : 0;
  EXPECT_EQ(names, 2U);
  EXPECT_EQ(subject_of(a->document, "add"), "Go");
  auto he = read_text("He Yi-wen met the envoys. He said that no date was set.");
  for (const Token& t : he->document.tokens) {
    if (t.lower != "he" || t.span.begin == 0) continue;
    EXPECT_EQ(t.pos, Pos::pron);
  }
}

TEST(Mentions, TellHimFromHer) {
  auto antecedent = [](const std::string& text) {
    auto a = read_text(text);
    for (const Mention& m : a->document.mentions)
      if (m.kind == MentionKind::pronoun) return m.name;
    return std::string();
  };
  EXPECT_EQ(antecedent("Lena Marsh met Anton Lund in Oslo. She said the talks would go on."), "Lena Marsh");
  EXPECT_EQ(antecedent("Lena Marsh met Anton Lund in Oslo. He said the talks would go on."), "Anton Lund");
  EXPECT_EQ(antecedent("The spokeswoman of the ministry met Anton Lund. She said the talks would go on."),
            "The spokeswoman of the ministry");
}

}  // namespace
}  // namespace parley
