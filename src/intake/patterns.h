// Lines of a page recognised by patterns of words: "^posted by *", "yonhap$", "# comments$".
//
// A pattern is lower-case text. "^" in front ties it to the start of the line, "$" at the end to its end, "*" stands
// for anything (also nothing), "#" for a run of digits; everything else stands for itself, whole words only. All
// patterns are kept in one table by their first word, so that a line is read once however many there are. Inside the
// stage only.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace parley {

class PatternTable {
 public:
  /// Adds a pattern, to be reported as `payload`. Error bad_codebook for one that is empty, begins with "*" or holds
  /// capitals.
  Status add(std::string_view pattern, std::uint32_t payload);

  /// Payloads of the patterns that `lower` (a line in lower case without white space at its ends) matches, smallest
  /// first.
  [[nodiscard]] std::vector<std::uint32_t> matches(std::string_view lower) const;

 private:
  struct Entry {
    std::vector<std::string> pieces;  // between the stars; the first begins with the key
    bool at_start = false;
    bool at_end = false;
    std::uint32_t payload = 0;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };

  using Fronts = std::bitset<4096>;

  [[nodiscard]] static bool fits(const Entry& entry, std::string_view line, std::size_t from);
  [[nodiscard]] static std::size_t front_of_word(std::string_view word);

  std::unordered_map<std::string, std::vector<Entry>, Hash, std::equal_to<>> by_first_word_;
  Fronts known_,
      inside_;  // first letters of all such words, and of those that may stand inside: most have none of them
};

}  // namespace parley
