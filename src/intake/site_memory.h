// What recurs on the pages of a site belongs to the site: "Most viewed articles", the footer of its system, buttons in
// other languages. A line that stands in three or more pages of a host, under different headlines, is boilerplate.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "intake/intake.h"

namespace parley {

/// The reason of the blocks that are set aside.
inline constexpr std::string_view kSiteReason = "recurs on other pages of the site";

class SiteMemory {
 public:
  /// Counts the lines of a page's article. Pages without an address are not counted.
  void learn(const Report& report);

  /// Gives lines of the article that recur on the host the role boilerplate. If they are half of the article and more,
  /// nothing is done: then the page itself recurs. Returns the number of lines.
  std::size_t apply(Report& report) const;

 private:
  static constexpr std::size_t kPages = 3;
  struct Seen {
    std::array<std::uint64_t, kPages> stories = {};  // hashes of the headlines under which it stood; 0: none yet
    [[nodiscard]] bool recurs() const { return stories.back() != 0; }
  };
  void forget();

  std::unordered_map<std::uint64_t, Seen> lines_;  // by hash of host and line
};

}  // namespace parley
