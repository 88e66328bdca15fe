// See phrase_table.h.
#include "base/phrase_table.h"

#include <algorithm>

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
      edges_.push_back({word, node, child});
      if (2 * edges_.size() > slots_.size()) grow();
      place(edge_key(node, word), static_cast<std::uint32_t>(edges_.size()) - 1);
    }
    node = child;
  }
  if (payloads_.size() <= node) payloads_.resize(node + 1);
  payloads_[node].push_back(payload);
}

void PhraseTable::place(std::uint64_t key, std::uint32_t edge) {
  std::size_t at = key & (slots_.size() - 1);
  while (slots_[at].child != 0) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {key, edge, edges_[edge].child};
}

/// Twice as many slots; the edge added last is not yet placed.
void PhraseTable::grow() {
  slots_.assign(std::max<std::size_t>(16, 2 * slots_.size()), {});
  for (std::uint32_t e = 0; e + 1 < edges_.size(); ++e) place(edge_key(edges_[e].node, edges_[e].word), e);
}

std::uint32_t PhraseTable::step(std::uint32_t node, std::string_view word) const {
  if (slots_.empty()) return 0;
  const std::uint64_t key = edge_key(node, word);
  for (std::size_t at = key & (slots_.size() - 1); slots_[at].child != 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].key != key) continue;
    const Edge& edge = edges_[slots_[at].edge];
    if (edge.node == node && edge.word == word) return edge.child;
  }
  return 0;
}

const std::vector<std::uint32_t>& PhraseTable::payloads_of(std::uint32_t node) const {
  static const std::vector<std::uint32_t> kNone;
  return node < payloads_.size() ? payloads_[node] : kNone;
}

}  // namespace parley
