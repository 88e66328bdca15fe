// Small helpers for UTF-8 text: decoding, repair, code point offsets, case, trimming.
//
// Nothing here depends on a locale. Case folding is for ASCII only: names and cues of English news need no more, and
// other letters are left as they are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace parley {

/// Code point at `position`, which moves past it. Bytes that are not UTF-8 give U+FFFD, one byte at a time.
char32_t next_code_point(std::string_view text, std::size_t& position);

void append_utf8(std::string& out, char32_t code_point);

/// True if the bytes are well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
bool is_utf8(std::string_view bytes);

/// Copy in which each byte that is not part of well-formed UTF-8 is replaced by U+FFFD; `replaced` counts them.
std::string repair_utf8(std::string_view bytes, std::size_t* replaced = nullptr);

/// Number of code points of well-formed UTF-8.
std::size_t count_code_points(std::string_view text);

/// Converts byte offsets of one text to code point offsets in constant time (a count is kept every 64 bytes).
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  [[nodiscard]] std::uint32_t at(std::uint32_t byte) const;
  /// Byte offset of a code point; the text's size if it lies beyond the end.
  [[nodiscard]] std::uint32_t byte_of(std::uint32_t code_point) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> before_;  // code points before each 64th byte
  bool ascii_ = true;
};

constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_alpha(char c) { return is_ascii_upper(c) || is_ascii_lower(c); }
constexpr bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr char to_ascii_lower(char c) { return is_ascii_upper(c) ? static_cast<char>(c + 32) : c; }

std::string lower_ascii(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string_view trim(std::string_view text);
/// The part of `text` that `span` covers without white space at its ends.
Span trim(std::string_view text, Span span);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// Runs of white space become one space; ends are trimmed.
std::string squeeze(std::string_view text);

/// Columns that the text takes on a terminal: East Asian wide characters count two, combining marks none.
std::size_t display_width(std::string_view text);

}  // namespace parley
