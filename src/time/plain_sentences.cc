// See plain_sentences.h.
#include "time/plain_sentences.h"

#include "base/text.h"

namespace parley {
namespace {

constexpr std::uint32_t kLongestSentence = 400;  // tokens; keeps every step linear on texts without stops

bool is_stop(std::string_view w) { return w == "." || w == "?" || w == "!" || w == "..."; }
bool is_closer(std::string_view w) { return w == "\"" || w == "''" || w == "'" || w == ")" || w == "]"; }

/// Could this token open a sentence? A word in lower case goes on with the one before.
bool opens(const Token& t) { return t.capital || !is_ascii_lower(t.lower[0]); }

}  // namespace

void split_at_stops(std::uint32_t block, BlockRole role, std::uint32_t first, Document& document) {
  const std::vector<Token>& tokens = document.tokens;
  auto count = static_cast<std::uint32_t>(tokens.size());
  for (std::uint32_t i = first; i < count; ++i) {
    std::uint32_t end = i + 1;
    if (is_stop(tokens[i].lower)) {
      while (end < count && is_closer(tokens[end].lower) && !tokens[end - 1].space_after) ++end;
      if (end < count && !opens(tokens[end])) continue;
    } else if (end < count && end - first < kLongestSentence) {
      continue;
    }
    Sentence s;
    s.tokens = {first, end};
    s.span = {tokens[first].span.begin, tokens[end - 1].span.end};
    s.block = block;
    s.role = role;
    document.sentences.push_back(s);
    first = end;
    i = end - 1;
  }
}

}  // namespace parley
