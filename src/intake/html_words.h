// What the words of class, id, role and itemprop hint at: "post-comments" at comments, "articleBody" at the body.
//
// A value is cut into words ("articleBody", "nav-bar", "post_meta"); each is looked up once in a table that joins the
// hints of the codebook ([page.hints]; "comment*" stands for all words that begin so) and the weights that
// `parley train intake` has learned. Inside the stage only.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/value.h"

namespace parley {

enum class Hint : std::uint8_t {
  nav,
  footer,
  header,
  aside,
  comment,
  share,
  related,
  ad,
  promo,
  author,
  date,
  modified,
  caption,
  keywords,
  login,
  hidden,
  cookie,
  content,
  article,
  headline,
  lead,
  meta,
  widget,
  gallery,
  quote,
  summary,
  published,
};
inline constexpr std::size_t kHints = 27;

using HintSet = std::uint32_t;
constexpr HintSet bit(Hint h) { return HintSet{1} << static_cast<unsigned>(h); }
template <class... H>
constexpr HintSet bits(H... h) {
  return (bit(h) | ...);
}

extern const std::array<std::string_view, kHints> kHintNames;

/// Hash of a word as it is built up byte by byte: of "comments" also that of "comment".
struct HintHash {
  std::uint32_t value = 2166136261U;
  void add(char c) { value = (value ^ static_cast<unsigned char>(c)) * 16777619U; }
};

/// A table from the hash of a word to what is known of it.
class HintTable {
 public:
  /// Reads [page.hints]. Error bad_codebook for an unknown hint.
  static Result<HintTable> load(const Value& hints, const std::string& file);

  /// Adds a learned weight for a word.
  void set_weight(std::uint32_t hash, float weight);

  struct Found {
    HintSet hints = 0;
    float weight = 0;
  };

  /// What the words of an attribute's value add up to.
  void look_up(std::string_view value, Found& found) const;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    HintSet whole = 0, prefix = 0;
    float weight = 0;
    bool used = false;
  };
  [[nodiscard]] const Slot* find(std::uint32_t hash) const;
  Slot& place(std::uint32_t hash);

  /// Which hashes may be in the table: asked for each letter of a value, where a look into the table itself, which
  /// is large, costs more.
  class Filter {
   public:
    void add(std::uint32_t hash) { bits_[place(hash)] |= bit_of(hash); }
    [[nodiscard]] bool may_hold(std::uint32_t hash) const { return (bits_[place(hash)] & bit_of(hash)) != 0; }

   private:
    static constexpr std::size_t kWords = 1024;
    static std::size_t place(std::uint32_t hash) { return (hash >> 6) % kWords; }
    static std::uint64_t bit_of(std::uint32_t hash) { return std::uint64_t{1} << (hash % 64); }
    std::array<std::uint64_t, kWords> bits_ = {};
  };

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  Filter prefixes_, words_;
};

/// A table that remembers the values of one page, most of which come again and again. The values have to stay where
/// they are.
class HintMemo {
 public:
  explicit HintMemo(const HintTable& table) : table_(table) {}
  void look_up(std::string_view value, HintTable::Found& found);

 private:
  struct Slot {
    std::string_view value;
    HintTable::Found found;
  };
  const HintTable& table_;
  std::array<Slot, 256> slots_ = {};
};

/// Appends the hash of each word of an attribute's value: what training counts.
void append_word_hashes(std::string_view value, std::vector<std::uint32_t>& hashes);

}  // namespace parley
