// See word_lists.h.
#include "reading/word_lists.h"

#include "base/text.h"

namespace parley {

std::vector<std::string> words_of(std::string_view phrase) {
  std::vector<std::string> words;
  for (std::string_view word : split(phrase, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

std::vector<std::string> sorted_texts(const Value& table, std::string_view key) {
  std::vector<std::string> texts = table.texts(key);
  std::sort(texts.begin(), texts.end());
  return texts;
}

WordList WordList::from(const Value& table, std::string_view key, const Value& spelling) {
  WordList list;
  list.set_spelling(spelling);
  std::uint32_t payload = 0;
  for (const std::string& phrase : table.texts(key)) list.add(phrase, payload++);
  return list;
}

void WordList::set_spelling(const Value& spelling) {
  for (const auto& [from, to] : spelling.at("same").table) same_.emplace_back(from, to.text);
  lemmas_ = spelling.texts("lemmas");
}

std::string_view WordList::word(const Token& token) const {
  for (const auto& [from, to] : same_)
    if (token.lower == from) return to;
  for (const std::string& lemma : lemmas_)
    if (token.lemma == lemma && (token.pos == Pos::verb || token.pos == Pos::aux)) return lemma;
  return token.lower;
}

PhraseTable::Match WordList::at(const Document& document, std::uint32_t token, std::uint32_t limit) const {
  if (table_.empty()) return {};
  limit = std::min(limit, static_cast<std::uint32_t>(document.tokens.size()));
  return table_.longest(
      [&](std::uint32_t i) { return token + i < limit ? word(document.tokens[token + i]) : std::string_view{}; });
}

std::uint32_t WordList::find(const Document& document, TokenRange range) const {
  for (std::uint32_t t = range.first; t < range.last; ++t)
    if (at(document, t, range.last).length > 0) return t;
  return range.last;
}

}  // namespace parley
