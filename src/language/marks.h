// Marks and spaces of a text in UTF-8, as the tokeniser sees them: what is white, what is a quote, what runs together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parley {

/// Length of the white space at `p` (ASCII, no-break, ideographic and thin spaces), or 0.
std::uint32_t space_at(std::string_view t, std::uint32_t p);

/// Bytes of the character that starts with `c`.
std::uint32_t utf8_length(char c);

/// Straight form of a curly quote, dash or ellipsis at `p`, empty if it is none; `length` is its length in bytes.
std::string_view plain_form(std::string_view t, std::uint32_t p, std::uint32_t& length);

/// ASCII lower case, with curly quotes and dashes made straight.
std::string lower_form(std::string_view word);

/// Marks that are words of their own at the edge of a word.
bool is_edge_punctuation(char c);

/// Marks that are written in runs and stay together: "!!!", "?!", "*****", "<<".
bool runs_together(char c, char next);

/// Starts with £ or €?
bool is_currency(std::string_view s);

/// Net and mail addresses: "http://…", "www.…", "a.b@c.org", "state.gov/x".
bool is_address(std::string_view w);

}  // namespace parley
