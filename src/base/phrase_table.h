// Finds the longest entry of a list of phrases that starts at a given word.
//
// A phrase is a sequence of words; the table is a trie over words, stored as one open-addressed hash table from
// (node, word) to node: most words begin no phrase, and are told so by one look at an empty slot. All gazetteers and
// cue lists of the codebook are looked up with it, so one pass over a report finds them all.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

class PhraseTable {
 public:
  struct Match {
    std::uint32_t length = 0;   // words
    std::uint32_t payload = 0;  // what add() was given
  };

  /// Adds a phrase; of equal phrases the first stays in front, and all are kept.
  void add(const std::vector<std::string>& words, std::uint32_t payload);

  [[nodiscard]] bool empty() const { return payloads_.empty(); }

  /// Calls `visit(Match)` for each phrase that starts at word(0), shortest first. `word(i)` gives the i-th word from
  /// here, or an empty string_view at the end.
  template <class WordAt, class Visit>
  void for_each(WordAt&& word, Visit&& visit) const {
    std::uint32_t node = 0;
    for (std::uint32_t i = 0;; ++i) {
      std::string_view w = word(i);
      if (w.empty()) return;
      node = step(node, w);
      if (node == 0) return;
      for (std::uint32_t p : payloads_of(node)) visit(Match{i + 1, p});
    }
  }

  /// The longest match, length 0 if there is none; of equal phrases the one added first.
  template <class WordAt>
  [[nodiscard]] Match longest(WordAt&& word) const {
    Match best;
    for_each(word, [&](Match m) {
      if (m.length > best.length) best = m;
    });
    return best;
  }

 private:
  [[nodiscard]] std::uint32_t step(std::uint32_t node, std::string_view word) const;
  [[nodiscard]] const std::vector<std::uint32_t>& payloads_of(std::uint32_t node) const;

  /// One word further from a node.
  struct Edge {
    std::string word;
    std::uint32_t node = 0;
    std::uint32_t child = 0;
  };
  /// Where an edge lies; child 0: empty.
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t edge = 0;
    std::uint32_t child = 0;
  };
  void place(std::uint64_t key, std::uint32_t edge);
  void grow();

  std::vector<Edge> edges_;
  std::vector<Slot> slots_;  // a power of two of them, at most half of them full; none while there is no edge
  std::vector<std::vector<std::uint32_t>> payloads_;  // by node
  std::uint32_t nodes_ = 1;                           // 0 is the root
};

}  // namespace parley
