// How sure a text presents an event: order of certainty on sentences of our own, and the table's errors.
#include "reading/factuality.h"

#include <gtest/gtest.h>

#include "support/knowledge.h"

namespace parley {
namespace {

/// Certainty of the predicate whose word this is.
double certainty(const std::string& text, const std::string& word) {
  auto a = read_text(text);
  for (std::uint32_t i = 0; i < a->document.tokens.size(); ++i)
    if (a->document.tokens[i].lower == word) return certainty_of(a->document, *test_knowledge().factuality, {i, i + 1});
  ADD_FAILURE() << word << " is not in: " << text;
  return 0;
}

TEST(Factuality, OrdersWhatATextIsSureOf) {
  double done = certainty("Norway attacked Chile.", "attacked");
  double planned = certainty("Norway will attack Chile.", "attack");
  double open = certainty("Norway might attack Chile.", "attack");
  double wanted = certainty("Norway wants to attack Chile.", "attack");
  double denied = certainty("Norway did not attack Chile.", "attack");
  EXPECT_GT(done, planned);
  EXPECT_GT(planned, open);
  EXPECT_GT(done, wanted);
  EXPECT_GT(open, denied);
  EXPECT_GT(done, 1.5);
  EXPECT_LE(denied, -1);
  EXPECT_LT(certainty("Norway refused to leave the town.", "leave"),
            certainty("Norway managed to leave the town.", "leave"));
}

TEST(Factuality, AnswersForAnyTokens) {
  auto a = read_text("- - , 12 .");
  const FactualityRules& rules = *test_knowledge().factuality;
  for (std::uint32_t i = 0; i < a->document.tokens.size(); ++i) {
    double c = certainty_of(a->document, rules, {i, i + 1});
    EXPECT_GE(c, -3);
    EXPECT_LE(c, 3);
  }
  EXPECT_EQ(certainty_of(a->document, rules, {}), 3);
  EXPECT_EQ(certainty_of(a->document, rules, {900, 901}), 3);
}

}  // namespace
}  // namespace parley
