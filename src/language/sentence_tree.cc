// See sentence_tree.h.
#include "language/sentence_tree.h"

#include <algorithm>

namespace parley {

bool is_one_of(Deprel relation, std::initializer_list<Deprel> relations) {
  return std::find(relations.begin(), relations.end(), relation) != relations.end();
}

SentenceTree::SentenceTree(const Document& document, TokenRange tokens)
    : document_(document), first_(tokens.first), begins_(tokens.size() + 1, 0), children_(tokens.size()) {
  auto parent = [&](std::uint32_t i) { return static_cast<std::uint32_t>(document.tokens[i].head) - first_; };
  for (std::uint32_t i = tokens.first; i < tokens.last; ++i)
    if (document.tokens[i].head >= 0) ++begins_[parent(i) + 1];
  for (std::size_t k = 1; k < begins_.size(); ++k) begins_[k] += begins_[k - 1];
  std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
  for (std::uint32_t i = tokens.first; i < tokens.last; ++i)
    if (document.tokens[i].head >= 0) children_[next[parent(i)]++] = i;
}

std::span<const std::uint32_t> SentenceTree::children(std::uint32_t i) const {
  std::uint32_t begin = begins_[i - first_];
  return {children_.data() + begin, begins_[i - first_ + 1] - begin};
}

std::int32_t SentenceTree::child(std::uint32_t i, std::initializer_list<Deprel> relations) const {
  for (std::uint32_t c : children(i))
    if (is_one_of(document_.tokens[c].deprel, relations)) return static_cast<std::int32_t>(c);
  return -1;
}

bool SentenceTree::below(std::uint32_t i, std::uint32_t ancestor) const {
  for (;;) {
    if (i == ancestor) return true;
    if (document_.tokens[i].head < 0) return false;
    i = static_cast<std::uint32_t>(document_.tokens[i].head);
  }
}

}  // namespace parley
