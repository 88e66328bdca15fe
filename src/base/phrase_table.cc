// See phrase_table.h.
#include "base/phrase_table.h"

#include "base/hash.h"

namespace parley {
namespace {

std::uint64_t edge_key(std::uint32_t node, std::string_view word) {
  return fnv1a(word) ^ (static_cast<std::uint64_t>(node) * 0x9E3779B97F4A7C15ULL);
}

}  // namespace

void PhraseTable::add(const std::vector<std::string>& words, std::uint32_t payload) {
  if (words.empty()) return;
  std::uint32_t node = 0;
  for (const std::string& word : words) {
    std::uint32_t child = step(node, word);
    if (child == 0) {
      child = nodes_++;
      edges_.emplace(edge_key(node, word), Edge{word, node, child});
    }
    node = child;
  }
  if (payloads_.size() <= node) payloads_.resize(node + 1);
  payloads_[node].push_back(payload);
}

std::uint32_t PhraseTable::step(std::uint32_t node, std::string_view word) const {
  auto [first, last] = edges_.equal_range(edge_key(node, word));
  for (auto it = first; it != last; ++it)
    if (it->second.node == node && it->second.word == word) return it->second.child;
  return 0;
}

const std::vector<std::uint32_t>& PhraseTable::payloads_of(std::uint32_t node) const {
  static const std::vector<std::uint32_t> kNone;
  return node < payloads_.size() ? payloads_[node] : kNone;
}

}  // namespace parley
