// Claims on sentences written for these tests: every order of source, cue and content, what kind of source, which
// stance.
#include "reading/claims.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <ctime>

#include "reading/claim_rules.h"
#include "support/knowledge.h"

namespace parley {
namespace {

std::vector<Claim> claims_of(const std::string& text) { return read_text(text)->findings.claims; }

/// "source|class|cue|content|stance" of the first claim; "" if there is none.
std::string first(const std::string& text) {
  const std::vector<Claim> claims = claims_of(text);
  if (claims.empty()) return "";
  const Claim& c = claims[0];
  return c.source + "|" + std::string(name_of(c.source_class)) + "|" + c.cue + "|" + c.content + "|" +
         std::string(name_of(c.stance));
}

std::string stance(const std::string& text) {
  const std::vector<Claim> claims = claims_of(text);
  return claims.empty() ? "" : std::string(name_of(claims[0].stance));
}

const ClaimRules::Data& rules() { return *test_knowledge().claims->data; }

TEST(Claims, EveryOrderOfSourceCueAndContent) {
  EXPECT_EQ(first("Norwegian officials said the road was closed."),
            "Norwegian officials|role|said|the road was closed|says");
  EXPECT_EQ(first("Norwegian officials said Friday that the road was closed."),
            "Norwegian officials|role|said|the road was closed|says");
  EXPECT_EQ(first("The road was closed, Norwegian officials said."),
            "Norwegian officials|role|said|The road was closed|says");
  EXPECT_EQ(first("\"The road was closed,\" said a Norwegian diplomat."),
            "a Norwegian diplomat|role|said|The road was closed|says");
  EXPECT_EQ(first("According to Norwegian officials, the road was closed."),
            "Norwegian officials|role|According to|the road was closed|says");
  EXPECT_EQ(first("The road was closed, according to Norwegian officials."),
            "Norwegian officials|role|according to|The road was closed|says");
  EXPECT_EQ(first("Norway told Chile that the road was closed."), "Norway|group|told|the road was closed|says");
}

TEST(Claims, APostingIsNotWhoSpeaks) {
  for (const char* source : {"Norway's embassy in Chile", "The Norwegian envoy to Chile", "The Norwegian army in Chile",
                             "An adviser to the Norwegian prime minister"}) {
    const auto claims = claims_of(std::string(source) + " said the road was closed.");
    ASSERT_EQ(claims.size(), 1U) << source;
    ASSERT_EQ(claims[0].actors.size(), 1U) << source;
    EXPECT_EQ(claims[0].actors[0].code, "NOR") << source;
  }
}

TEST(Claims, ContentEndsWhereTheReportGoesOn) {
  EXPECT_EQ(first("Norway says the road is closed, while Chile wants it to open."),
            "Norway|group|says|the road is closed|says");
  EXPECT_EQ(first("Norway said the road was closed, but Chile opened it."),
            "Norway|group|said|the road was closed|says");
  const auto claims = claims_of("Norway said the road was closed and urged Chile to wait.");
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[0].content, "the road was closed");
  EXPECT_EQ(claims[1].content, "Chile to wait");
  EXPECT_EQ(claims[1].source, "Norway");
}

TEST(Claims, StatementsInsideStatementsKeepTheirChain) {
  const auto claims = claims_of("Norwegian officials said Chile has promised to leave the town.");
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[1].source, "Chile");
  EXPECT_EQ(claims[1].content, "to leave the town");
  EXPECT_EQ(claims[1].chain, (std::vector<std::string>{"Norwegian officials", "Chile"}));
}

TEST(Claims, QuotationsGoOnWithTheirSpeaker) {
  const auto claims = claims_of(
      "\"We closed the road in May,\" said a Norwegian diplomat.\n\n"
      "\"As long as the snow lies, nobody can drive there.\"");
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[1].source, "a Norwegian diplomat");
  EXPECT_EQ(claims[1].source_class, SourceClass::role);
  EXPECT_EQ(claims[1].cue, "");
  EXPECT_EQ(claims[1].content, "As long as the snow lies, nobody can drive there");
}

TEST(Claims, InterruptedQuotationsHaveTwoPieces) {
  const auto claims =
      claims_of("\"The road is closed,\" a Norwegian diplomat said, \"and the bridge was destroyed long ago.\"");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].content, "and the bridge was destroyed long ago");
  std::size_t pieces = 0;
  for (const FieldSpan& s : claims[0].spans) pieces += s.field == "content" ? 1 : 0;
  EXPECT_EQ(pieces, 2U);
}

TEST(Claims, SourcesHaveAClass) {
  const auto source_class = [](const std::string& text) {
    const auto claims = claims_of(text);
    return claims.empty() ? std::string("no claim") : std::string(name_of(claims[0].source_class));
  };
  EXPECT_EQ(source_class("The survey said the road was closed."), "document");
  EXPECT_EQ(source_class("The newspaper reported that the road was closed."), "media");
  EXPECT_EQ(source_class("Norway's government said the road was closed."), "group");
  EXPECT_EQ(source_class("Analysts said the road was closed."), "role");
  EXPECT_EQ(source_class("The road is believed to have been closed."), "none");
  EXPECT_EQ(source_class("It is widely believed that the road was closed."), "none");
}

TEST(Claims, AnonymityHasAReason) {
  const auto claims = claims_of(
      "The road was closed, said a Norwegian official, who spoke on condition of anonymity because he was not allowed "
      "to talk.");
  ASSERT_FALSE(claims.empty());
  EXPECT_EQ(claims[0].anonymity_reason, "because he was not allowed to talk");
  EXPECT_EQ(claims_of("Norway said the road was closed.")[0].anonymity_reason, "");
}

TEST(Claims, StanceFollowsCueAndContent) {
  EXPECT_EQ(stance("Norway said Chile should open the road."), "demands");
  EXPECT_EQ(stance("Norway urged Chile to open the road."), "demands");
  EXPECT_EQ(stance("Norway wants Chile to open the road."), "demands");
  EXPECT_EQ(stance("Norway said it will build a road."), "promises");
  EXPECT_EQ(stance("Norway said Chile will build a road."), "predicts");
  EXPECT_EQ(stance("Norway accused Chile of closing the road."), "accuses");
  EXPECT_EQ(stance("Norway denied that it had closed the road."), "denies");
  EXPECT_EQ(stance("Norway rejected the demand."), "declines");
  EXPECT_EQ(stance("Norway threatened to leave the town."), "threatens");
  EXPECT_EQ(stance("Norway said the plan is dangerous."), "evaluates");
  EXPECT_EQ(stance("Norway expressed hope that the road would open."), "predicts");
}

TEST(Claims, CertaintyIsTheSources) {
  EXPECT_EQ(claims_of("Norway said the road was closed.")[0].certainty, 3);
  EXPECT_EQ(claims_of("Norway said Chile may close the road.")[0].certainty, 1);
  EXPECT_EQ(claims_of("Norway said Chile is likely to close the road.")[0].certainty, 2);
  EXPECT_EQ(claims_of("Norway said Chile is unlikely to close the road.")[0].certainty, -2);
  EXPECT_EQ(claims_of("Norway said the road was not closed.")[0].certainty, -3);
  EXPECT_EQ(claims_of("Norway denied that it had closed the road.")[0].certainty, -3);
}

TEST(Claims, WhatNobodySaidIsNoClaim) {
  EXPECT_TRUE(claims_of("The road was closed on Friday.").empty());
  EXPECT_TRUE(claims_of("Norway did not say when the road would open.").empty());
  EXPECT_TRUE(claims_of("A think tank in Oslo opened.").empty());
}

TEST(ClaimRules, EveryEntrysExampleGivesItsClaim) {
  for (const CueRule& rule : rules().rules) {
    EXPECT_FALSE(rule.examples.empty()) << rule.where;
    const bool open = rule.refine || rule.belief || rule.weak || rule.warning || rule.name == "express";
    for (const std::string& example : rule.examples) {
      bool found = false;
      for (const Claim& claim : claims_of(example))
        found = found || (claim.by_rule == "claims/" + rule.name && (open || claim.stance == rule.stance));
      EXPECT_TRUE(found) << rule.where << ": " << example;
    }
  }
}

TEST(ClaimRules, ErrorsNameTheFile) {
  const auto rules = ClaimRules::load("/nowhere");
  ASSERT_FALSE(rules);
  EXPECT_NE(rules.error().text().find("claims.toml"), std::string::npos);
}

RC_GTEST_PROP(Claims, SpansMatchTheirWordsInAnyText, ()) {
  static const std::vector<std::string> kWords = {"Norway", "said", "that",      "the",    "road",  "\"",
                                                  ",",      ".",    "will",      "Chile",  "urged", "to",
                                                  "open",   "is",   "according", "likely", "who"};
  const auto picks = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(kWords.size())));
  std::string text;
  for (int pick : picks) text += kWords[static_cast<std::size_t>(pick)] + " ";
  const auto analysis = read_text(text);
  for (const Claim& claim : analysis->findings.claims) {
    for (const FieldSpan& s : claim.spans) {
      const std::string words(slice(analysis->report.text, s.span));
      if (s.field == "cue") RC_ASSERT(words == claim.cue);
      if (s.field == "source") RC_ASSERT(words == claim.source);
      RC_ASSERT(!words.empty());
    }
  }
}

TEST(Claims, TimeIsLinearInOneHugeSentence) {
  const auto seconds = [](std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += "Norway said that ";
    const std::clock_t start = std::clock();  // of the processor: other work on the machine does not count
    EXPECT_NE(read_text(text), nullptr);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  seconds(500);
  const double small = seconds(4000);
  EXPECT_LT(seconds(16000), 0.5 + small * 10);  // four times the words; a square would be sixteen times
}

}  // namespace
}  // namespace parley
