// A half-open range of bytes in a report's text.
//
// Inside the program every position is a byte offset into UTF-8 text; what leaves the program (the record) counts
// Unicode code points, and text.h converts. One type for all stages keeps the two from being mixed up.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace parley {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr bool empty() const { return begin >= end; }
  [[nodiscard]] constexpr std::uint32_t size() const { return empty() ? 0 : end - begin; }
  [[nodiscard]] constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr bool operator==(Span, Span) = default;
  friend constexpr auto operator<=>(Span, Span) = default;
};

/// The smallest span that holds both; an empty span adds nothing.
constexpr Span cover(Span a, Span b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

/// The words of `text` at `span`, cut to what is there.
constexpr std::string_view slice(std::string_view text, Span span) {
  if (span.begin >= text.size() || span.empty()) return {};
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace parley
