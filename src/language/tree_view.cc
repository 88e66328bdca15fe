// See tree_view.h. Each word stands in the column of its depth; a line goes down or up from the head's column to it.
#include "language/tree_view.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "language/treebank.h"

namespace parley {
namespace {

constexpr std::size_t kDeepest = 24;

enum Stroke : unsigned { kUp = 1, kDown = 2, kLeft = 4, kRight = 8 };

const char* glyph(unsigned strokes) {
  static constexpr const char* kGlyphs[16] = {" ", "│", "│", "│", "─", "┘", "┐", "┤",
                                              "─", "└", "┌", "├", "─", "┴", "┬", "┼"};
  return kGlyphs[strokes & 15];
}

std::vector<std::size_t> depths_of(std::span<const ParsedWord> parsed) {
  std::vector<std::size_t> depth(parsed.size(), SIZE_MAX);
  std::vector<std::size_t> path;
  for (std::size_t i = 0; i < parsed.size(); ++i) {
    path.clear();
    std::size_t w = i;
    while (depth[w] == SIZE_MAX && parsed[w].head >= 0 && path.size() <= parsed.size()) {
      path.push_back(w);
      w = static_cast<std::size_t>(parsed[w].head);
    }
    if (depth[w] == SIZE_MAX) depth[w] = 0;
    std::size_t d = depth[w];
    for (auto it = path.rbegin(); it != path.rend(); ++it) depth[*it] = ++d;
  }
  return depth;
}

std::string padded(std::string_view text, std::size_t width) {
  std::size_t has = display_width(text);
  return std::string(text) + std::string(has < width ? width - has : 0, ' ');
}

}  // namespace

std::string draw_tree(std::span<const std::string_view> words, std::span<const ParsedWord> parsed) {
  std::size_t n = std::min(words.size(), parsed.size());
  std::vector<std::size_t> depth = depths_of(parsed.first(n));
  std::size_t deepest = 0, widest = 0;
  for (std::size_t i = 0; i < n; ++i) {
    depth[i] = std::min(depth[i], kDeepest);
    deepest = std::max(deepest, depth[i]);
    widest = std::max(widest, std::min<std::size_t>(display_width(words[i]), 30));
  }
  std::vector<std::vector<unsigned>> strokes(n, std::vector<unsigned>(2 * deepest + 2, 0));
  for (std::size_t i = 0; i < n; ++i) {
    if (parsed[i].head < 0 || depth[i] == 0) continue;
    auto head = static_cast<std::size_t>(parsed[i].head);
    std::size_t column = 2 * (depth[i] - 1);
    for (std::size_t k = std::min(i, head); k < std::max(i, head); ++k) {
      strokes[k][column] |= kDown;
      strokes[k + 1][column] |= kUp;
    }
    strokes[i][column] |= kRight;
    for (std::size_t c = column + 1; c < 2 * depth[i]; ++c) strokes[i][c] |= kLeft | kRight;
  }
  std::string out;
  for (std::size_t i = 0; i < n; ++i) {
    std::string line;
    for (std::size_t c = 0; c < 2 * depth[i]; ++c) line += glyph(strokes[i][c]);
    line += words[i];
    out += padded(line, 2 * deepest + widest + 2) + padded(universal_name(parsed[i].pos), 6) +
           padded(parsed[i].tag, 6) + padded(name_of(parsed[i].deprel), 14) + parsed[i].lemma + '\n';
  }
  return out;
}

}  // namespace parley
