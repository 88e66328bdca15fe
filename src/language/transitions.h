// The arc-hybrid transition system: a tree is built word by word with a stack and a buffer.
//
//   shift   the next word goes onto the stack
//   left    the stack's top gets the next word as its head, and leaves
//   right   the stack's top gets the word below it as its head, and leaves
//
// The artificial root stands after the last word, so the last step is a left to it, and a sentence of n words takes 2n
// steps. Kuhlmann, Gómez-Rodríguez and Satta 2011; the costs are the dynamic oracle of Goldberg and Nivre 2013: how
// many arcs of the gold tree can no longer be had after a step.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "record/deprel.h"

namespace parley {

enum class Move : std::uint8_t { shift, left, right };

/// The children of a word so far, as far as the features look at them; -1 for none.
struct Children {
  std::int32_t left = -1;   // outermost on the left
  std::int32_t right = -1;  // outermost on the right
  std::uint8_t lefts = 0, rights = 0;
};

class ParserState {
 public:
  /// Starts on a sentence of n words.
  void start(std::int32_t n);

  [[nodiscard]] bool done() const { return next_ == size_ && stack_.empty(); }
  [[nodiscard]] bool legal(Move m) const {
    switch (m) {
      case Move::shift:
        return next_ < size_;
      case Move::left:
        return !stack_.empty() && (next_ < size_ || stack_.size() == 1);
      default:
        return stack_.size() >= 2;
    }
  }
  void apply(Move m, Deprel relation);

  /// Gold arcs lost by each move, given the gold heads (the root's is n); only for legal moves.
  [[nodiscard]] std::array<int, 3> costs(std::span<const std::int32_t> gold) const;

  [[nodiscard]] std::int32_t size() const { return size_; }
  /// Next word of the buffer; n, the root, when all words are shifted.
  [[nodiscard]] std::int32_t next() const { return next_; }
  /// Word at depth k of the stack (0: top), -1 if there is none.
  [[nodiscard]] std::int32_t stack(std::size_t k) const {
    return k < stack_.size() ? stack_[stack_.size() - 1 - k] : -1;
  }
  [[nodiscard]] const Children& children(std::int32_t word) const { return children_[static_cast<std::size_t>(word)]; }
  /// Head of a word: a word, n for the root, -1 while it has none.
  [[nodiscard]] std::int32_t head(std::int32_t word) const { return heads_[static_cast<std::size_t>(word)]; }
  [[nodiscard]] Deprel relation(std::int32_t word) const { return relations_[static_cast<std::size_t>(word)]; }

 private:
  void attach(std::int32_t word, std::int32_t head, Deprel relation);

  std::int32_t size_ = 0, next_ = 0;
  std::vector<std::int32_t> stack_, heads_;
  std::vector<Deprel> relations_;
  std::vector<Children> children_;
};

}  // namespace parley
