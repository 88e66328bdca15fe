// What foreign bytes are, by looking at them: names and declared types lie.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parley {

enum class ContentKind : std::uint8_t { text, page, json_lines, feed, warc, gzip, foreign };

/// Bytes from the front that look_at() wants to see.
inline constexpr std::size_t kHeadBytes = 1 << 16;

/// What the bytes are, of which `head` is the front. `is_named_lines`: the file's name promises JSON lines, so that one
/// that begins with a broken line is still read as such.
ContentKind look_at(std::string_view head, bool is_named_lines = false);

/// For bytes of kind foreign: what they are and what to do, in words; empty if they are not known.
std::string words_about_foreign(std::string_view head);

}  // namespace parley
