// Lists of words and phrases from the codebook, looked up in a report's tokens.
//
// A list is matched on tokens in lower case. Two spellings of a word can be made one (`same`: "n't" is "not", "'ll" is
// "will"), and a word can stand for all its forms (`lemmas`: "be"). Neighbours: phrase_table.h, which does the search.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/phrase_table.h"
#include "base/value.h"
#include "record/document.h"

namespace parley {

/// Words of a phrase, as the codebook writes it.
std::vector<std::string> words_of(std::string_view phrase);

/// True for the texts of a sorted list.
inline bool one_of(const std::vector<std::string>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

/// The texts at `key`, sorted for one_of().
std::vector<std::string> sorted_texts(const Value& table, std::string_view key);

class WordList {
 public:
  /// From the list of phrases at `key` of a table; `same` and `lemmas` of `spelling` if given.
  static WordList from(const Value& table, std::string_view key, const Value& spelling = {});

  void add(std::string_view phrase, std::uint32_t payload) { table_.add(words_of(phrase), payload); }
  void set_spelling(const Value& spelling);

  /// The longest phrase that starts at `token` and ends before `limit`; length 0 if none.
  [[nodiscard]] PhraseTable::Match at(const Document& document, std::uint32_t token, std::uint32_t limit) const;
  /// First token in the range at which a phrase stands wholly inside it; range.last if none.
  [[nodiscard]] std::uint32_t find(const Document& document, TokenRange range) const;
  [[nodiscard]] bool in(const Document& document, TokenRange range) const { return find(document, range) < range.last; }
  [[nodiscard]] std::string_view word(const Token& token) const;

 private:
  PhraseTable table_;
  std::vector<std::pair<std::string, std::string>> same_;
  std::vector<std::string> lemmas_;
};

}  // namespace parley
