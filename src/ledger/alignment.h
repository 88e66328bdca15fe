// Two texts side by side: which runs of words of the later one stand in the earlier one, and where.
//
// Runs begin at four equal words and go on as far as words are equal; behind a run the place that follows it is looked
// at first, so that a word changed here or there does not lose the thread. Linear in the texts, unless they repeat
// themselves.
#pragma once

#include <cstdint>
#include <vector>

namespace parley {

/// Equal words: `length` words from `earlier` in the one text and from `later` in the other.
struct AlignedRun {
  std::uint32_t earlier = 0, later = 0, length = 0;
};

struct Alignment {
  std::vector<AlignedRun> runs;                        // in the order of the later text
  std::size_t earlier_words = 0, later_words = 0;      // of the texts
  std::size_t covered_earlier = 0, covered_later = 0;  // words that stand in a run
  std::size_t shared = 0;                              // the smaller of the two
  std::size_t longest = 0;                             // words of the longest run

  [[nodiscard]] double share_of_earlier() const;
  [[nodiscard]] double share_of_later() const;
};

Alignment align(const std::vector<std::uint32_t>& earlier, const std::vector<std::uint32_t>& later);

}  // namespace parley
