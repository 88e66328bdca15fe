// What is known of each block when its role is judged: its form, its place, its container, its neighbours.
//
// The container of an article is found as Readability does (Arc90, 2009; Mozilla): paragraphs give points to the
// elements around them, less the farther away; here the points are one of the features, not the answer. All of them
// are numbers of about -1..1, so that one small network can weigh them. Inside the stage only.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "intake/html_page.h"

namespace parley {

inline constexpr std::size_t kBlockNumbers = 175;
inline constexpr std::size_t kContextNumbers = 14;  // what the second pass sees beside them, see html_model.h
using BlockFeatures = std::array<float, kBlockNumbers>;

/// Numbers in order, of which only those that are not zero are kept (a third of them): networks look at no others.
class SparseRow {
 public:
  struct Entry {
    std::uint32_t place = 0;
    float number = 0;
  };
  SparseRow() = default;
  explicit SparseRow(std::span<const float> row) {
    for (float x : row) add(x);
  }

  void add(float x) {
    entries_[size_] = {next_++, x};
    size_ += x != 0 ? 1 : 0;
  }
  void add(bool x) { add(x ? 1.F : 0.F); }
  /// One number for each bit of `set`, 1 where it is set.
  void add_bits(std::uint32_t set, std::uint32_t width) {
    for (; set != 0; set &= set - 1) entries_[size_++] = {next_ + static_cast<std::uint32_t>(std::countr_zero(set)), 1};
    next_ += width;
  }
  void add_zeros(std::uint32_t count) { next_ += count; }
  /// Appends the entries of another row that had `width` numbers.
  void add_row(std::span<const Entry> entries, std::uint32_t width) {
    for (Entry e : entries) entries_[size_++] = {next_ + e.place, e.number};
    next_ += width;
  }
  void clear() { size_ = next_ = 0; }
  [[nodiscard]] std::span<const Entry> entries() const { return {entries_.data(), size_}; }
  /// Numbers so far, zeros included.
  [[nodiscard]] std::size_t width() const { return next_; }

 private:
  std::array<Entry, kBlockNumbers + kContextNumbers + 1> entries_;  // room for one that turns out to be zero
  std::uint32_t size_ = 0, next_ = 0;
};

/// What the model has learned about the words of short blocks: hash of the word → weight.
using WordWeights = std::unordered_map<std::uint32_t, float>;

/// Sums over an element and all inside it.
struct ElementSums {
  float bytes = 0, link_bytes = 0;
  float paragraph_bytes = 0;  // of blocks that read like text
  float blocks = 0, paragraphs = 0;
  float points = 0;  // Readability's
  float headings = 0;
};

/// The page as the features see it.
struct PageView {
  std::vector<ElementSums> sums;        // of each element
  std::uint32_t container = 0;          // the element with the most points
  std::uint32_t wide = 0;               // the element around it that holds clearly more text, else the same
  float paragraph_bytes = 0;            // of the page
  std::uint32_t title_block = 0;        // the headline; number of blocks if none is found
  std::vector<float> text_scores;       // of each block: its words
  std::vector<std::uint32_t> families;  // of each block: the number of its family, the blocks of one signature
  std::uint32_t family_count = 0;
};

PageView view_page(const HtmlPage& page, const WordWeights& words);

/// Calls `visit(block, features)` for each block in order. Features of one block at a time keep a large page small.
void for_each_features(const HtmlPage& page, const PageView& view,
                       const std::function<void(std::uint32_t, const SparseRow&)>& visit);

/// Features of all blocks.
std::vector<BlockFeatures> block_features(const HtmlPage& page, const PageView& view);

/// Calls `visit(hash)` for each of the first words of a short block; longer ones have none.
void append_text_words(std::string_view text, std::vector<std::uint32_t>& hashes);

/// True for a block that reads like text: long, few links.
bool reads_like_text(const PageBlock& block, Tag tag);

}  // namespace parley
