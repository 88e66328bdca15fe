// See html_features.h. The order of the features is the order of the calls below; a model holds for this order only.
#include "intake/html_features.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <utility>

#include "base/flat_index.h"
#include "base/hash.h"
#include "base/text.h"
#include "intake/rules.h"

namespace parley {
namespace {

float share(float a, float b) { return b > 0 ? std::min(a / b, 1.F) : 0; }
float clip(float x) { return std::clamp(x, -3.F, 3.F) / 3; }

/// log2(1 + x) / 10 by the exponent and a straight line between powers of two: the same bits everywhere, and fast.
float size_of(float x) {
  constexpr std::uint32_t kFraction = (1U << 23) - 1, kBias = 127;
  auto bits = std::bit_cast<std::uint32_t>(1 + std::max(0.F, x));
  float fraction = std::bit_cast<float>((bits & kFraction) | (kBias << 23)) - 1;
  return (static_cast<float>(static_cast<int>(bits >> 23) - static_cast<int>(kBias)) + fraction) / 10;
}

/// Places of tags among the features of a block's own tag; other tags have none.
constexpr std::uint32_t kOwnTags = 14;
constexpr std::pair<Tag, std::uint32_t> kOwnPlaces[] = {
    {Tag::p, 0},     {Tag::div, 1},      {Tag::section, 1},    {Tag::li, 2},      {Tag::td, 3},
    {Tag::th, 3},    {Tag::h1, 4},       {Tag::h2, 5},         {Tag::h3, 6},      {Tag::h4, 7},
    {Tag::h5, 7},    {Tag::h6, 7},       {Tag::pre, 8},        {Tag::dd, 10},     {Tag::dt, 10},
    {Tag::main, 11}, {Tag::article, 11}, {Tag::figcaption, 9}, {Tag::button, 12}, {Tag::other, 13}};
constexpr std::array<std::uint32_t, 256> kOwnTag = [] {  // by tag, the bit of its place
  std::array<std::uint32_t, 256> out{};
  for (auto [tag, place] : kOwnPlaces) out[static_cast<std::size_t>(tag)] = 1U << place;
  return out;
}();

constexpr std::array kChainTags = {Tag::article, Tag::main,       Tag::ul,     Tag::ol,      Tag::table,
                                   Tag::figure,  Tag::header,     Tag::footer, Tag::nav,     Tag::aside,
                                   Tag::form,    Tag::blockquote, Tag::dl,     Tag::noscript};

class FeatureWriter {
 public:
  FeatureWriter(const HtmlPage& page, const PageView& view) : page_(page), view_(view) {}

  void run(const std::function<void(std::uint32_t, const SparseRow&)>& visit) {
    prepare();
    for (std::uint32_t k = 0; k < page_.blocks.size(); ++k) {
      row_.clear();
      form(k);
      words(k);
      tags(k);
      place(k);
      neighbours(k);
      container(k);
      family(k);
      assert(row_.width() == kBlockNumbers);
      visit(k, row_);
    }
  }

 private:
  struct Family {  // blocks of one signature
    float blocks = 0, bytes = 0, link_bytes = 0;
  };
  struct Ratios {
    std::array<float, 6> numbers = {};
    bool known = false;
  };
  /// Of one element, what all its blocks share.
  struct Around {
    std::uint32_t tags = 0;
    bool inside = false, wide = false;
  };

  /// What its neighbours see of a block.
  struct Face {
    float size = 0, links = 0;
    bool like_text = false, heading = false;
  };

  void add(float x) { row_.add(x); }
  void add(bool x) { row_.add(x); }
  [[nodiscard]] const PageElement& element(std::uint32_t k) const { return page_.elements[page_.blocks[k].element]; }

  void prepare() {
    around_.resize(page_.elements.size());
    for (std::uint32_t e = 0; e < around_.size(); ++e) {
      const PageElement& el = page_.elements[e];
      Around& a = around_[e];
      if (e > 0) a = around_[el.parent];
      for (std::size_t t = 0; t < kChainTags.size(); ++t)
        if (el.tag == kChainTags[t]) a.tags |= 1U << t;
      a.inside = a.inside || e == view_.container;
      a.wide = a.wide || e == view_.wide;
    }
    auto total = static_cast<std::uint32_t>(page_.blocks.size());
    mass_.resize(total + 1);
    faces_.reserve(total);
    first_ = total;
    families_.resize(view_.family_count);
    repeated_.resize(total);
    FlatIndex seen(total);  // hash of the words → the first block of them
    ratios_.resize(page_.elements.size());
    for (std::uint32_t k = 0; k < total; ++k) {
      const PageBlock& b = page_.blocks[k];
      bool text = reads_like_text(b, element(k).tag);
      auto bytes = static_cast<float>(b.text.size());
      auto link_bytes = static_cast<float>(b.link_bytes);
      faces_.push_back({size_of(bytes), share(link_bytes, bytes), text, is_heading(element(k).tag)});
      mass_[k + 1] = mass_[k] + (text ? bytes : 0);
      if (text && around_[b.element].wide) {
        first_ = std::min(first_, k);
        last_ = k;
      }
      Family& f = families_[view_.families[k]];
      f.blocks += 1;
      f.bytes += bytes;
      f.link_bytes += link_bytes;
      std::uint32_t same = seen.find_or_add(fnv1a(page_.words(b)) >> 1, k);
      if (same != k) repeated_[same] = repeated_[k] = true;
    }
  }

  void form(std::uint32_t k) {
    const PageBlock& b = page_.blocks[k];
    std::string_view s = page_.words(b);
    auto size = static_cast<float>(s.size());
    float links = faces_[k].links;
    add(faces_[k].size);
    add(std::min(size / 500, 1.F));
    add(size < 15), add(size < 30), add(size < 60), add(size < 120);
    add(links), add(links > .9F), add(b.links > 0 && links < .4F);
    add(std::min(static_cast<float>(b.commas) * 50 / size, 1.F));
    add(std::min(static_cast<float>(b.stops) * 50 / size, 1.F));
    add(std::min(static_cast<float>(b.stops + b.commas) / 10, 1.F));
    add(ends_sentence(s)), add(s.back() == ':'), add(s.ends_with("...") || s.ends_with("\xE2\x80\xA6"));
    std::uint8_t digit_count = 0, capital_count = 0, gap_count = 0;  // at most 200
    std::size_t looked = std::min<std::size_t>(s.size(), 200);
    for (std::size_t i = 0; i < looked; ++i) {
      digit_count += is_ascii_digit(s[i]) ? 1 : 0;
      capital_count += is_ascii_upper(s[i]) ? 1 : 0;
      gap_count += s[i] == ' ' ? 1 : 0;
    }
    auto n = static_cast<float>(looked);
    float digits = digit_count, capitals = capital_count, gaps = gap_count;
    add(digits / n), add(capitals / n), add(gaps / n * 4);
    add(is_ascii_upper(s[0])), add(is_ascii_lower(s[0])), add(is_ascii_digit(s[0]));
    add(s.find('\n') != std::string_view::npos);
    add(s.find('|') != std::string_view::npos || s.find("\xC2\xBB") != std::string_view::npos);
    add(s.find("\xC2\xA9") != std::string_view::npos);
    add(b.after_break);
  }

  void words(std::uint32_t k) {
    const PageElement& e = element(k);
    const PageElement& parent = page_.elements[e.parent];
    HintSet near = e.own | parent.own | page_.elements[parent.parent].own;
    constexpr unsigned kSeen = kHints - 1;
    constexpr HintSet kSeenHints = (HintSet{1} << kSeen) - 1;
    row_.add_bits(near & kSeenHints, kSeen);
    row_.add_bits(e.chain & kSeenHints, kSeen);
    add(clip(view_.text_scores[k]));
    add(clip(e.word_score + parent.word_score));
    add(clip(e.chain_score));
    add(clip(e.chain_score / 4));
  }

  void tags(std::uint32_t k) {
    const PageElement& e = element(k);
    row_.add_bits(kOwnTag[static_cast<std::size_t>(e.tag)], kOwnTags);
    row_.add_bits(around_[page_.blocks[k].element].tags, kChainTags.size());
    add(e.edge);
    add(std::min(static_cast<float>(e.depth) / 30, 1.F));
  }

  void place(std::uint32_t k) {
    auto total = static_cast<std::uint32_t>(page_.blocks.size());
    auto at = static_cast<float>(k);
    add(at / static_cast<float>(total));
    add(share(static_cast<float>(page_.blocks[k].text.begin), static_cast<float>(page_.text.size())));
    bool titled = view_.title_block < total;
    float away = at - static_cast<float>(view_.title_block);
    add(!titled), add(titled && k == view_.title_block), add(titled && away > 0), add(titled && away < 0);
    add(titled ? size_of(std::abs(away)) : 0);
    add(share(mass_[k], view_.paragraph_bytes));
    add(share(view_.paragraph_bytes - mass_[k + 1], view_.paragraph_bytes));
    add(size_of(view_.paragraph_bytes));
    add(k < first_), add(k > last_);
    add(k < first_ ? size_of(static_cast<float>(first_ - k)) : 0);
    add(k > last_ ? size_of(static_cast<float>(k - last_)) : 0);
  }

  void neighbours(std::uint32_t k) {
    auto total = static_cast<std::uint32_t>(page_.blocks.size());
    for (int step : {-2, -1, 1, 2}) {
      std::int64_t at = static_cast<std::int64_t>(k) + step;
      if (at < 0 || at >= total) {
        row_.add_zeros(5);
        continue;
      }
      auto o = static_cast<std::uint32_t>(at);
      const Face& face = faces_[o];
      add(face.size), add(face.links), add(face.like_text);
      add(element(o).parent == element(k).parent || page_.blocks[o].element == page_.blocks[k].element);
      add(face.heading);
    }
    for (std::uint32_t reach : {3U, 8U}) {
      float before = mass_[k] - mass_[k > reach ? k - reach : 0];
      float after = mass_[std::min(k + 1 + reach, total)] - mass_[k + 1];
      add(size_of(before)), add(size_of(after));
    }
  }

  void ratios(std::uint32_t e) {
    Ratios& r = ratios_[e];
    if (!r.known) {
      const ElementSums& s = view_.sums[e];
      r = {{share(s.paragraph_bytes, view_.paragraph_bytes), share(s.link_bytes, s.bytes),
            share(s.paragraph_bytes, s.bytes), size_of(s.bytes / std::max(1.F, s.blocks)), size_of(s.blocks),
            share(s.points, view_.sums[view_.container].points)},
           true};
    }
    for (float x : r.numbers) add(x);
  }

  void container(std::uint32_t k) {
    const Around& a = around_[page_.blocks[k].element];
    add(a.inside), add(a.wide);
    std::uint32_t e = page_.blocks[k].element;
    for (int level = 0; level < 3; ++level) {
      ratios(e);
      e = page_.elements[e].parent;
    }
    add(page_.elements[page_.blocks[k].element].parent == view_.container);
    add(page_.blocks[k].element == view_.container);
  }

  void family(std::uint32_t k) {
    const Family& f = families_[view_.families[k]];
    add(size_of(f.blocks)), add(size_of(f.bytes / f.blocks)), add(share(f.link_bytes, f.bytes));
    row_.add(repeated_[k] != 0);
  }

  const HtmlPage& page_;
  const PageView& view_;
  std::vector<Around> around_;
  std::vector<float> mass_;  // bytes of text before each block
  std::vector<Face> faces_;  // of each block
  std::vector<Family> families_;
  std::vector<char> repeated_;          // of each block: its words stand elsewhere too
  std::vector<Ratios> ratios_;          // of each element, once they are asked for
  std::uint32_t first_ = 0, last_ = 0;  // text in the wide container
  SparseRow row_;                       // of the block at hand
};

}  // namespace

void for_each_features(const HtmlPage& page, const PageView& view,
                       const std::function<void(std::uint32_t, const SparseRow&)>& visit) {
  FeatureWriter(page, view).run(visit);
}

std::vector<BlockFeatures> block_features(const HtmlPage& page, const PageView& view) {
  std::vector<BlockFeatures> all;
  all.reserve(page.blocks.size());
  for_each_features(page, view, [&](std::uint32_t, const SparseRow& row) {
    all.push_back({});
    for (SparseRow::Entry e : row.entries()) all.back()[e.place] = e.number;
  });
  return all;
}

}  // namespace parley
