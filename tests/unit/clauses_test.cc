// Clauses and arguments on trees written by hand, so that no model stands between a rule and its test.
#include "language/clauses.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "language/treebank.h"
#include "support/knowledge.h"

namespace parley {
namespace {

/// A document of one sentence: "word/POS/TAG/head/relation" for each token, heads counted from 1, 0 for the root.
struct Parsed {
  std::string text;
  Document document;

  explicit Parsed(std::string_view tokens) {
    std::vector<std::string_view> items = split(tokens, ' ');
    for (std::string_view item : items) {
      text += text.empty() ? "" : " ";
      text += item.substr(0, item.find('/', 1));
    }
    document.text = text;
    std::uint32_t at = 0;
    for (std::string_view item : items) {
      std::vector<std::string_view> part = split(item.substr(1), '/');
      Token t;
      auto size = static_cast<std::uint32_t>(part[0].size()) + 1;
      t.span = {at, at + size};
      at += size + 1;
      t.lower = lower_ascii(slice(text, t.span));
      t.lemma = t.lower;
      t.pos = universal_pos(part[1]);
      t.tag = part[2];
      t.head = std::stoi(std::string(part[3])) - 1;
      t.deprel = deprel_of(part[4]).value_or(Deprel::dep);
      document.tokens.push_back(t);
    }
    Sentence s;
    s.tokens = {0, static_cast<std::uint32_t>(document.tokens.size())};
    s.span = {0, static_cast<std::uint32_t>(text.size())};
    document.sentences.push_back(s);
    find_clauses(0, test_knowledge().lexicon.data(), document);
  }

  [[nodiscard]] const VerbGroup& verb(std::string_view head) const {
    for (const VerbGroup& v : document.verbs)
      if (document.tokens[v.head].lower == head) return v;
    static const VerbGroup kNone;
    ADD_FAILURE() << "no verb " << head << " in " << text;
    return kNone;
  }
  [[nodiscard]] std::string phrase(std::int32_t p) const {
    return p < 0 ? "" : std::string(document.words(document.phrases[static_cast<std::size_t>(p)].tokens));
  }
  [[nodiscard]] std::string subject(std::string_view head) const { return phrase(verb(head).subject); }
  [[nodiscard]] std::string object(std::string_view head) const { return phrase(verb(head).object); }
  [[nodiscard]] std::string clause(std::string_view head) const {
    return std::string(document.words(verb(head).clause));
  }
};

TEST(ClausesOfTrees, KeepARelativeClauseApart) {
  Parsed p(
      "The/DET/DT/2/det talks/NOUN/NNS/11/nsubj:pass ,/PUNCT/,/7/punct which/PRON/WDT/7/nsubj:pass "
      "had/AUX/VBD/7/aux been/AUX/VBN/7/aux:pass set/VERB/VBN/2/acl:relcl for/ADP/IN/9/case "
      "Friday/PROPN/NNP/7/obl were/AUX/VBD/11/aux:pass canceled/VERB/VBN/0/root by/ADP/IN/13/case "
      "Oslo/PROPN/NNP/11/obl:agent ./PUNCT/./11/punct");
  EXPECT_EQ(p.subject("set"), "The talks");
  EXPECT_EQ(p.clause("set"), "which had been set for Friday");
  EXPECT_EQ(p.verb("set").introduced_by, "which");
  EXPECT_EQ(p.subject("canceled"), "The talks");
  EXPECT_EQ(p.phrase(p.verb("canceled").agent), "Oslo");
  EXPECT_TRUE(p.verb("canceled").passive);
}

TEST(ClausesOfTrees, HandTheSubjectDown) {
  Parsed urged(
      "Oslo/PROPN/NNP/2/nsubj urged/VERB/VBD/0/root Lima/PROPN/NNP/2/obj to/PART/TO/5/mark agree/VERB/VB/2/xcomp "
      "to/PART/TO/7/mark wait/VERB/VB/5/xcomp");
  EXPECT_EQ(urged.subject("wait"), "Lima");
  EXPECT_EQ(urged.verb("wait").governor, 1);
  Parsed called(
      "Oslo/PROPN/NNP/2/nsubj called/VERB/VBD/0/root on/ADP/IN/4/case Lima/PROPN/NNP/2/obl to/PART/TO/6/mark "
      "wait/VERB/VB/2/advcl");
  EXPECT_EQ(called.subject("wait"), "Lima");
  Parsed deadline(
      "A/DET/DT/2/det date/NOUN/NN/0/root for/ADP/IN/5/case the/DET/DT/5/det rebels/NOUN/NNS/2/nmod "
      "to/PART/TO/7/mark talk/VERB/VB/2/acl");
  EXPECT_EQ(deadline.subject("talk"), "the rebels");
  Parsed both("Oslo/PROPN/NNP/2/nsubj met/VERB/VBD/0/root Lima/PROPN/NNP/2/obj and/CCONJ/CC/5/cc left/VERB/VBD/2/conj");
  EXPECT_EQ(both.subject("left"), "Oslo");
  EXPECT_EQ(both.clause("left"), "and left");
}

TEST(ClausesOfTrees, ReadHeadlines) {
  Parsed meet(
      "Oslo/PROPN/NNP/0/root and/CCONJ/CC/3/cc Lima/PROPN/NNP/1/conj to/PART/TO/5/mark meet/VERB/VB/1/acl "
      "Friday/PROPN/NNP/5/obj");
  EXPECT_EQ(meet.subject("meet"), "Oslo");
  EXPECT_EQ(meet.object("meet"), "");  // a day is no object
  Parsed likely("Talks/NOUN/NNS/0/root likely/ADJ/JJ/1/amod to/PART/TO/4/mark fail/VERB/VB/2/xcomp");
  EXPECT_EQ(likely.subject("fail"), "Talks");
}

TEST(ClausesOfTrees, SeeWhoSpeaksBehindTheVerb) {
  Parsed p(
      "They/PRON/PRP/2/nsubj left/VERB/VBD/0/root ,/PUNCT/,/4/punct said/VERB/VBD/2/parataxis "
      "the/DET/DT/6/det envoy/NOUN/NN/4/obj ./PUNCT/./2/punct");
  EXPECT_EQ(p.subject("said"), "the envoy");
  EXPECT_EQ(p.object("said"), "");
}

TEST(ClausesOfTrees, MendWhatTheTreeLeavesOpen) {
  Parsed apposition(
      "Oslo/PROPN/NNP/0/root ,/PUNCT/,/4/punct the/DET/DT/4/det host/NOUN/NN/1/appos ,/PUNCT/,/4/punct "
      "left/VERB/VBD/1/dep");
  EXPECT_EQ(apposition.subject("left"), "Oslo");
  Parsed reduced("Oslo/PROPN/NNP/3/nsubj delivered/VERB/VBD/3/amod food/NOUN/NN/0/root ./PUNCT/./3/punct");
  EXPECT_EQ(reduced.subject("delivered"), "Oslo");
  EXPECT_EQ(reduced.object("delivered"), "food");
  Parsed participle(
      "The/DET/DT/2/det envoy/NOUN/NN/0/root called/VERB/VBN/2/acl for/ADP/IN/5/case calm/NOUN/NN/3/obl "
      "./PUNCT/./2/punct");
  EXPECT_EQ(participle.verb("called").form, VerbForm::finite);
  EXPECT_FALSE(participle.verb("called").passive);
}

TEST(ClausesOfTrees, TellTheTwoCopulasApart) {
  Parsed p(
      "The/DET/DT/2/det fact/NOUN/NN/7/nsubj:outer is/AUX/VBZ/7/cop that/SCONJ/IN/7/mark Oslo/PROPN/NNP/7/nsubj "
      "was/AUX/VBD/7/cop ready/ADJ/JJ/0/root ./PUNCT/./7/punct");
  EXPECT_EQ(p.subject("is"), "The fact");
  EXPECT_EQ(p.subject("was"), "Oslo");
  EXPECT_EQ(p.verb("was").introduced_by, "that");
}

TEST(ClausesOfTrees, ExistenceHasItsObjectBehind) {
  Parsed p(
      "There/PRON/EX/2/expl is/VERB/VBZ/0/root no/DET/DT/4/det plan/NOUN/NN/2/nsubj to/PART/TO/6/mark "
      "meet/VERB/VB/4/acl ./PUNCT/./2/punct");
  EXPECT_EQ(p.subject("is"), "There");
  EXPECT_EQ(p.object("is"), "no plan");
}

TEST(PhrasesOfTrees, EndWhereTheTreeSaysSo) {
  Parsed p(
      "Oslo/PROPN/NNP/2/nsubj told/VERB/VBD/0/root Lima/PROPN/NNP/2/obj last/ADJ/JJ/5/amod "
      "week/NOUN/NN/2/obl:unmarked that/SCONJ/IN/9/mark joint/ADJ/JJ/8/amod talks/NOUN/NNS/9/nsubj "
      "failed/VERB/VBD/2/ccomp");
  std::vector<std::string> found;
  for (std::size_t k = 0; k < p.document.phrases.size(); ++k) found.push_back(p.phrase(static_cast<std::int32_t>(k)));
  EXPECT_EQ(found, (std::vector<std::string>{"Oslo", "Lima", "last week", "joint talks"}));
}

}  // namespace
}  // namespace parley
