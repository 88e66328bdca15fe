// What a word looks like, as hashes: the features that tagger, lemmatiser and parser share. Computed once a word.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace parley {

struct WordKeys {
  std::uint64_t form = 0;                    // as written, curly quotes straight
  std::uint64_t lower = 0;                   // ASCII lower case, digits as 0
  std::array<std::uint64_t, 4> prefix = {};  // first 1-4 bytes of the lower form; the whole of a shorter one
  std::array<std::uint64_t, 5> suffix = {};  // last 1-5 bytes
  std::uint64_t shape = 0;                   // "Xxx", "dd", "X.X.", runs cut to two
  bool capital = false;
};

/// Linear in the word's length.
WordKeys word_keys(std::string_view word);

}  // namespace parley
