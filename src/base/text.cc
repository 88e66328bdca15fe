// UTF-8 by hand: the tables are those of RFC 3629. See text.h.
#include "base/text.h"

#include <cstring>

namespace parley {
namespace {

/// Length of the well-formed sequence at `p`, or 0; the code point goes to `out`.
std::size_t decode(std::string_view s, std::size_t p, char32_t& out) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  unsigned char b = byte(p);
  if (b < 0x80) {
    out = b;
    return 1;
  }
  std::size_t length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
  if (b < 0xC2 || b > 0xF4 || p + length > s.size()) return 0;
  char32_t c = b & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(p + i) & 0xC0) != 0x80) return 0;
    c = (c << 6) | (byte(p + i) & 0x3F);
  }
  bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  if (overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return 0;
  out = c;
  return length;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1F64F) || (c >= 0x20000 && c <= 0x3FFFD);
}

bool is_zero_width(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) ||
         c == 0xFEFF;
}

constexpr std::size_t kStride = 64;

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& position) {
  char32_t c = 0xFFFD;
  std::size_t length = decode(text, position, c);
  position += length == 0 ? 1 : length;
  return length == 0 ? 0xFFFD : c;
}

void append_utf8(std::string& out, char32_t c) {
  auto put = [&](char32_t b) { out += static_cast<char>(b); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

bool is_utf8(std::string_view bytes) {
  char32_t c = 0;
  for (std::size_t p = 0; p < bytes.size();) {
    constexpr std::uint64_t kHigh = 0x8080808080808080ULL;
    for (std::uint64_t four[4] = {}; p + sizeof four <= bytes.size(); p += sizeof four) {  // ASCII, 32 bytes at a time
      std::memcpy(four, bytes.data() + p, sizeof four);
      if (((four[0] | four[1] | four[2] | four[3]) & kHigh) != 0) break;
    }
    for (std::uint64_t eight = 0; p + sizeof eight <= bytes.size(); p += sizeof eight) {
      std::memcpy(&eight, bytes.data() + p, sizeof eight);
      if ((eight & kHigh) != 0) break;
    }
    if (p >= bytes.size()) break;
    std::size_t length = decode(bytes, p, c);
    if (length == 0) return false;
    p += length;
  }
  return true;
}

std::string repair_utf8(std::string_view bytes, std::size_t* replaced) {
  std::string out;
  out.reserve(bytes.size());
  std::size_t bad = 0;
  char32_t c = 0;
  for (std::size_t p = 0; p < bytes.size();) {
    std::size_t length = decode(bytes, p, c);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
      ++bad;
      ++p;
    } else {
      out.append(bytes, p, length);
      p += length;
    }
  }
  if (replaced != nullptr) *replaced = bad;
  return out;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t n = 0;
  for (char c : text) n += !is_continuation(c);
  return n;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  unsigned char all = 0;
  for (char c : text) all |= static_cast<unsigned char>(c);
  ascii_ = all < 0x80;
  if (ascii_) return;
  before_.reserve(text.size() / kStride + 2);
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < text.size(); i += kStride) {
    before_.push_back(n);
    std::uint8_t starts = 0;
    for (char c : text.substr(i, kStride)) starts += is_continuation(c) ? 0 : 1;
    n += starts;
  }
  before_.push_back(n);
}

std::uint32_t CodePointIndex::at(std::uint32_t byte) const {
  if (byte > text_.size()) byte = static_cast<std::uint32_t>(text_.size());
  if (ascii_) return byte;
  std::uint32_t n = before_[byte / kStride];
  for (std::size_t i = byte / kStride * kStride; i < byte; ++i) n += !is_continuation(text_[i]);
  return n;
}

std::uint32_t CodePointIndex::byte_of(std::uint32_t code_point) const {
  auto size = static_cast<std::uint32_t>(text_.size());
  if (ascii_) return std::min(code_point, size);
  auto after = std::upper_bound(before_.begin(), before_.end() - 1, code_point);
  auto block = static_cast<std::size_t>(after - before_.begin());
  if (block == 0) return 0;
  std::uint32_t n = before_[block - 1];
  for (std::size_t i = (block - 1) * kStride; i < size; ++i) {
    if (is_continuation(text_[i])) continue;
    if (n == code_point) return static_cast<std::uint32_t>(i);
    ++n;
  }
  return size;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = to_ascii_lower(c);
  return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (to_ascii_lower(a[i]) != to_ascii_lower(b[i])) return false;
  return true;
}

std::string_view trim(std::string_view text) {
  Span s = trim(text, {0, static_cast<std::uint32_t>(text.size())});
  return text.substr(s.begin, s.size());
}

Span trim(std::string_view text, Span span) {
  while (!span.empty() && is_ascii_space(text[span.begin])) ++span.begin;
  while (!span.empty() && is_ascii_space(text[span.end - 1])) --span.end;
  return span;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i)
    if (i == text.size() || text[i] == separator) {
      parts.push_back(text.substr(start, i - start));
      start = i + 1;
    }
  return parts;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const auto& part : parts) {
    if (&part != &parts.front()) out += separator;
    out += part;
  }
  return out;
}

std::string squeeze(std::string_view text) {
  std::string out;
  bool gap = false;
  for (char c : trim(text)) {
    if (is_ascii_space(c)) {
      gap = true;
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t p = 0; p < text.size();) {
    char32_t c = next_code_point(text, p);
    width += is_zero_width(c) ? 0 : is_wide(c) ? 2 : 1;
  }
  return width;
}

}  // namespace parley
