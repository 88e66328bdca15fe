// See network.h.
#include "language/network.h"

#include <algorithm>

namespace parley {
namespace {

constexpr std::uint32_t kRelationValues = kDeprels + 1;  // and none
constexpr std::uint32_t kCounts = 16;                    // children left and right, 0 to 3 each
constexpr std::uint32_t kDistances = 8;
constexpr std::uint32_t kPos = 19;  // parts of speech, root, none
constexpr std::uint32_t kPairs = kPos * kPos * 5;

std::uint32_t distance_of(std::int32_t from, std::int32_t to) {
  if (from < 0) return 0;
  std::int32_t d = to - from;
  return d <= 4 ? static_cast<std::uint32_t>(d) : d <= 6 ? 5 : d <= 10 ? 6 : 7;
}

std::uint32_t counts_of(const Children& c) {
  return static_cast<std::uint32_t>(std::min<int>(c.lefts, 3) * 4 + std::min<int>(c.rights, 3));
}

}  // namespace

std::uint64_t column_key(const WordKeys& w, std::size_t column) {
  switch (column) {
    case 0:
      return mix(w.lower, 1000);
    case 1:
      return mix(w.suffix[2], 1001);
    case 2:
      return mix(w.suffix[1], 1002);
    case 3:
      return mix(w.prefix[2], 1003);
    default:
      return mix(w.shape, 1004);
  }
}

std::array<std::uint32_t, kColumns> EmbeddingIndex::rows_of(const WordKeys& word, std::uint8_t tag) const {
  std::array<std::uint32_t, kColumns> out;
  for (std::size_t c = 0; c + 1 < kColumns; ++c) {
    std::uint32_t row = known.find(column_key(word, c));
    out[c] = row < rows ? row : static_cast<std::uint32_t>(c);
  }
  out[kColumns - 1] = kTags + tag;
  return out;
}

StateRows::StateRows(std::size_t tags)
    : tags_(tags), rows_(5 * kRelationValues + 5 * (tags + 2) + 2 * kCounts + 4 + 2 * kDistances + 2 * kPairs) {}

std::array<std::int32_t, kSlots> StateRows::words(const ParserState& s) {
  std::int32_t next = s.next();
  return {s.stack(0), s.stack(1), s.stack(2), next, next < s.size() ? next + 1 : -1};
}

void StateRows::of(const ParserState& s, std::span<const std::uint8_t> tags, std::span<const Pos> pos,
                   std::array<std::uint32_t, kFeatures>& rows) const {
  std::int32_t top = s.stack(0), below = s.stack(1), next = s.next();
  static constexpr Children kNone;
  const Children& t = top < 0 ? kNone : s.children(top);
  const Children& b = below < 0 ? kNone : s.children(below);
  const Children& n = s.children(next);
  std::uint32_t base = 0;
  std::size_t k = 0;
  auto add = [&](std::uint32_t value, std::uint32_t values) {
    rows[k++] = base + value;
    base += values;
  };
  auto tag_values = static_cast<std::uint32_t>(tags_ + 2);
  for (std::int32_t child : {t.left, t.right, b.left, b.right, n.left}) {
    add(child < 0 ? kDeprels : static_cast<std::uint32_t>(s.relation(child)), kRelationValues);
    add(child < 0 ? tag_values - 1 : tags[static_cast<std::size_t>(child)], tag_values);
  }
  add(counts_of(t), kCounts);
  add(counts_of(b), kCounts);
  add(std::min<std::uint32_t>(n.lefts, 3), 4);
  std::uint32_t near = distance_of(top, next), far = distance_of(below, top);
  add(near, kDistances);
  add(far, kDistances);
  auto pos_of = [&](std::int32_t w) {
    return w < 0 ? kPos - 1 : w == s.size() ? kPos - 2 : static_cast<std::uint32_t>(pos[static_cast<std::size_t>(w)]);
  };
  add((pos_of(top) * kPos + pos_of(next)) * 5 + std::min(near, 4U), kPairs);
  add((pos_of(below) * kPos + pos_of(top)) * 5 + std::min(far, 4U), kPairs);
}

}  // namespace parley
