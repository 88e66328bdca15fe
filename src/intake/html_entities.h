// Character references of HTML: "&amp;", "&#8217;", "&#x2019;". Inside the stage only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parley {

/// The character that a reference at `p` (where "&" stands) means; `p` moves behind it. 0, and `p` stays, if what
/// stands there is no reference: then "&" is itself. Numbers 128 to 159 are read as windows-1252, as browsers do.
char32_t read_entity(std::string_view text, std::size_t& p);

/// Copy of `text` with its references replaced.
std::string decode_entities(std::string_view text);

/// The front of `text`, at most `bytes` long and cut between characters.
std::string_view front_of(std::string_view text, std::size_t bytes);

}  // namespace parley
