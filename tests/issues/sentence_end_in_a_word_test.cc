// A sentence that ends within a hyphenated word left a head in another sentence, and its tree was written out of
// bounds.
#include <gtest/gtest.h>

#include "support/knowledge.h"

namespace parley {
namespace {

TEST(Issues, ASentenceThatEndsInAWordKeepsItsTree) {
  auto a = read_text("(3):1. Funck-Brentano E et a\n");
  for (const Sentence& s : a->document.sentences)
    for (std::uint32_t i = s.tokens.first; i < s.tokens.last; ++i) {
      std::int32_t head = a->document.tokens[i].head;
      EXPECT_TRUE(head < 0 || (head >= static_cast<std::int32_t>(s.tokens.first) &&
                               head < static_cast<std::int32_t>(s.tokens.last)));
    }
}

}  // namespace
}  // namespace parley
