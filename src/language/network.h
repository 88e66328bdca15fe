// The parser's network: what it is made of, and the numbers of its inputs.
//
//   word → sum of embeddings (form, endings, beginning, shape, tag)
//        → two convolutions over the neighbours
//        → projections, one for each place a word can take in the parser's state (top of the stack, next in the buffer
//        …)
//   state → sum of its words' projections and of rows for relations, tags, numbers of children, distances
//         → rectifier → scores of shift, left with each relation, right with each relation
//
// The first half runs once a sentence, the second once a step; a step only adds rows that are there already, which is
// the precomputation of Chen and Manning (2014) carried over to words in context (Kiperwasser and Goldberg 2016).
// Neighbours: network_training.h (learning), parser.h (use, in integers).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "language/key_table.h"
#include "language/tagger.h"
#include "language/transitions.h"

namespace parley {

constexpr std::size_t kColumns = 6;   // embeddings a word
constexpr std::size_t kInput = 64;    // width of an embedding
constexpr std::size_t kWide = 128;    // width of a word in context
constexpr std::size_t kHidden = 128;  // width of the state
constexpr std::size_t kReach1 = 2;    // the first convolution sees so many words to either side
constexpr std::size_t kReach2 = 2;    // the second
constexpr std::size_t kSlots = 5;     // stack 0, 1, 2, buffer 0, 1
constexpr std::size_t kMoves = 1 + 2 * kDeprels;
constexpr std::size_t padded(std::size_t n) { return (n + 15) / 16 * 16; }
constexpr std::size_t kOutputs = padded(kMoves);
constexpr std::size_t kWindow1 = (2 * kReach1 + 1) * kInput;
constexpr std::size_t kWindow2 = (2 * kReach2 + 1) * kWide;

/// Number of an output; shift has no relation.
constexpr std::size_t output_of(Move m, Deprel r) {
  return m == Move::shift ? 0 : 1 + (m == Move::right ? kDeprels : 0) + static_cast<std::size_t>(r);
}
constexpr Move move_of(std::size_t output) {
  return output == 0 ? Move::shift : output <= kDeprels ? Move::left : Move::right;
}
constexpr Deprel relation_of(std::size_t output) {
  return output == 0 ? Deprel::dep : static_cast<Deprel>((output - 1) % kDeprels);
}

/// Rows of the embedding matrix: first one for the unknown of each column, then the root's, then one a tag, then what
/// training saw often enough.
struct EmbeddingIndex {
  KeyTable known;
  std::uint32_t rows = 0;

  static constexpr std::uint32_t kRoot = kColumns;
  static constexpr std::uint32_t kTags = kColumns + 1;

  [[nodiscard]] std::array<std::uint32_t, kColumns> rows_of(const WordKeys& word, std::uint8_t tag) const;
};

/// Key of a word's column in the table.
std::uint64_t column_key(const WordKeys& word, std::size_t column);

/// Rows of the state matrix, which are features of the state that are not words in context.
class StateRows {
 public:
  static constexpr std::size_t kFeatures = 17;

  explicit StateRows(std::size_t tags);
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t tags() const { return tags_; }

  /// Rows that hold for a state; tags and parts of speech have one more at the end, the root's.
  void of(const ParserState& state, std::span<const std::uint8_t> tags, std::span<const Pos> pos,
          std::array<std::uint32_t, kFeatures>& rows) const;
  /// Words in the slots; -1 for none.
  static std::array<std::int32_t, kSlots> words(const ParserState& state);

 private:
  std::size_t tags_, rows_;
};

}  // namespace parley
