// See word_keys.h.
#include "language/word_keys.h"

#include "base/text.h"
#include "language/key_table.h"

namespace parley {
namespace {

/// Bytes of a word with curly quotes and dashes made plain; at most `size` of them from each end are kept.
struct PlainWord {
  static constexpr std::size_t kSize = 64;
  std::array<char, kSize> bytes;
  std::size_t size = 0;

  explicit PlainWord(std::string_view word) {
    if (word.size() > kSize) word = word.substr(0, kSize);
    for (std::size_t i = 0; i < word.size(); ++i) {
      std::string_view three = word.substr(i, 3);
      char plain = '\0';
      if (three == "\xE2\x80\x98" || three == "\xE2\x80\x99") plain = '\'';
      if (three == "\xE2\x80\x9C" || three == "\xE2\x80\x9D") plain = '"';
      if (three == "\xE2\x80\x93" || three == "\xE2\x80\x94") plain = '-';
      if (plain != '\0') i += 2;
      bytes[size++] = plain != '\0' ? plain : word[i];
    }
  }
};

char shape_of(char c) {
  if (is_ascii_digit(c)) return 'd';
  if (is_ascii_upper(c)) return 'X';
  if (is_ascii_lower(c)) return 'x';
  return static_cast<unsigned char>(c) >= 0x80 ? 'u' : c;
}

}  // namespace

WordKeys word_keys(std::string_view word) {
  PlainWord plain(word);
  WordKeys k;
  std::array<char, PlainWord::kSize> lower;
  std::uint64_t form = kHashStart, low = kHashStart, shape = kHashStart;
  char last = '\0', before = '\0';
  for (std::size_t i = 0; i < plain.size; ++i) {
    char c = plain.bytes[i];
    lower[i] = is_ascii_digit(c) ? '0' : to_ascii_lower(c);
    form = hash_step(form, c);
    low = hash_step(low, lower[i]);
    if (i < k.prefix.size()) k.prefix[i] = mix(low, i);
    char s = shape_of(c);
    if (s != last || s != before) shape = hash_step(shape, s);
    before = last;
    last = s;
  }
  for (std::size_t i = plain.size; i < k.prefix.size(); ++i) k.prefix[i] = mix(low, 100 + i);
  std::uint64_t end = kHashStart;
  for (std::size_t i = 0; i < k.suffix.size(); ++i) {
    if (i < plain.size) end = hash_step(end, lower[plain.size - 1 - i]);
    k.suffix[i] = mix(end, i < plain.size ? i : 100 + i);
  }
  k.form = mix(form, word.size() > PlainWord::kSize ? hash_text(word) : 0);
  k.lower = mix(low, 1);
  k.shape = mix(shape, 2);
  k.capital = plain.size > 0 && is_ascii_upper(plain.bytes[0]);
  return k;
}

}  // namespace parley
