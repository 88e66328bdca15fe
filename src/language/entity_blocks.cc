// See entity_blocks.h.
#include "language/entity_blocks.h"

#include <algorithm>

namespace parley {
namespace {

constexpr std::uint32_t kLongestPiece = 400;  // words

/// Ends of pieces: sentences, cut where they are too long.
std::vector<std::uint32_t> piece_ends(const EntityText& text) {
  std::vector<std::uint32_t> ends;
  auto total = static_cast<std::uint32_t>(text.words.size());
  std::uint32_t first = 0;
  auto cut = [&](std::uint32_t end) {
    while (end > first) {
      first = std::min(end, first + kLongestPiece);
      ends.push_back(first);
    }
  };
  for (std::uint32_t end : text.sentence_ends) cut(std::min(end, total));
  cut(total);
  return ends;
}

}  // namespace

void for_each_sentence(const EntityText& text, const EntityLexicon& lexicon,
                       const std::function<void(const ViewedSentence&)>& visit) {
  std::vector<std::uint32_t> ends = piece_ends(text);
  std::span<const std::string_view> words = text.words;
  std::vector<WordView> views;
  TextMemory memory;
  for (std::size_t block = 0; block < ends.size();) {
    std::uint32_t begin = block == 0 ? 0 : ends[block - 1];
    std::size_t last = block + 1;
    while (last < ends.size() && ends[last] - begin <= kMemoryBlock) ++last;
    views.assign(ends[last - 1] - begin, {});
    memory.clear();
    auto sentence = [&](std::size_t k) {
      std::uint32_t from = k == 0 ? 0 : ends[k - 1];
      return ViewedSentence{from, std::span(views).subspan(from - begin, ends[k] - from)};
    };
    for (std::size_t k = block; k < last; ++k) {
      ViewedSentence s = sentence(k);
      auto own = words.subspan(s.first, s.views.size());
      view_words(own, lexicon, s.views);
      memory.note(own, s.views);
    }
    for (std::size_t k = block; k < last; ++k) {
      ViewedSentence s = sentence(k);
      memory.recall(s.views);
      visit(s);
    }
    block = last;
  }
}

}  // namespace parley
