// Whether an update turns the news of the report round that it takes over: "talks on" → "talks off", "will attend" →
// "will not attend". Such a report is never counted as a copy, however much of the text is the same.
//
// What was changed is looked at, in the headline and in the first words of the text: a word that was put in or taken
// out and denies, or words of the two sides of one of the codebook's pairs ([reversal] in codebook/intake.toml).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "intake/intake.h"
#include "ledger/alignment.h"

namespace parley {

/// A report's words as reversal() sees them: hashes (copies.h).
struct NewsWords {
  std::vector<std::uint32_t> title, body;
};

class ReversalWords {
 public:
  explicit ReversalWords(const CopyRules& rules);

  /// True if `later` turns the news of `earlier` round. `alignment` is that of the bodies.
  [[nodiscard]] bool reversed(const NewsWords& earlier, const NewsWords& later, const Alignment& alignment) const;

 private:
  struct Change;
  [[nodiscard]] bool turns(const Change& change, bool is_small) const;
  [[nodiscard]] bool title_turns(const NewsWords& earlier, const NewsWords& later) const;

  struct Pair {
    std::vector<std::uint32_t> sides[2];
    bool small_only = false;  // words that mean much else: "on", "off"
  };
  std::vector<Pair> pairs_;
  std::vector<std::uint32_t> denials_;
};

}  // namespace parley
