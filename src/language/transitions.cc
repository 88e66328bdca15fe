// See transitions.h.
#include "language/transitions.h"

#include <algorithm>

namespace parley {

void ParserState::start(std::int32_t n) {
  size_ = n;
  next_ = 0;
  auto nodes = static_cast<std::size_t>(n) + 1;
  stack_.clear();
  heads_.assign(nodes, -1);
  relations_.assign(nodes, Deprel::dep);
  children_.assign(nodes, {});
}

void ParserState::attach(std::int32_t word, std::int32_t head, Deprel relation) {
  heads_[static_cast<std::size_t>(word)] = head;
  relations_[static_cast<std::size_t>(word)] = relation;
  Children& c = children_[static_cast<std::size_t>(head)];
  if (word < head) {
    c.left = word;
    c.lefts = static_cast<std::uint8_t>(std::min<int>(c.lefts + 1, 15));
  } else {
    c.right = word;
    c.rights = static_cast<std::uint8_t>(std::min<int>(c.rights + 1, 15));
  }
}

void ParserState::apply(Move m, Deprel relation) {
  if (m == Move::shift) {
    stack_.push_back(next_++);
    return;
  }
  std::int32_t word = stack_.back();
  stack_.pop_back();
  attach(word, m == Move::left ? next_ : stack_.back(), relation);
}

std::array<int, 3> ParserState::costs(std::span<const std::int32_t> gold) const {
  std::array<int, 3> cost = {0, 0, 0};
  auto head_of = [&](std::int32_t w) { return gold[static_cast<std::size_t>(w)]; };
  if (next_ < size_)
    for (std::size_t i = 0; i < stack_.size(); ++i) {
      if (i + 1 < stack_.size() && head_of(next_) == stack_[i]) ++cost[0];
      if (head_of(stack_[i]) == next_) ++cost[0];
    }
  if (stack_.empty()) return cost;
  std::int32_t top = stack_.back();
  int waiting = 0;  // children of the top still in the buffer
  for (std::int32_t w = next_; w < size_; ++w) waiting += head_of(w) == top ? 1 : 0;
  bool in_buffer = head_of(top) >= next_;
  cost[1] = waiting + ((in_buffer && head_of(top) != next_) || (stack_.size() > 1 && head_of(top) == stack(1)) ? 1 : 0);
  cost[2] = waiting + (in_buffer ? 1 : 0);
  return cost;
}

}  // namespace parley
