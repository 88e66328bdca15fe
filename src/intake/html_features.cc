// See html_features.h. The order of the features is the order of the calls below; a model holds for this order only.
#include "intake/html_features.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

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

constexpr std::array kChainTags = {Tag::article, Tag::main,       Tag::ul,     Tag::ol,      Tag::table,
                                   Tag::figure,  Tag::header,     Tag::footer, Tag::nav,     Tag::aside,
                                   Tag::form,    Tag::blockquote, Tag::dl,     Tag::noscript};

class FeatureWriter {
 public:
  FeatureWriter(const HtmlPage& page, const PageView& view) : page_(page), view_(view) {}

  void run(const std::function<void(std::uint32_t, const BlockFeatures&)>& visit) {
    prepare();
    BlockFeatures features;
    out_ = &features;
    for (std::uint32_t k = 0; k < page_.blocks.size(); ++k) {
      n_ = 0;
      form(k);
      words(k);
      tags(k);
      place(k);
      neighbours(k);
      container(k);
      family(k);
      assert(n_ == kBlockNumbers);
      visit(k, features);
    }
  }

 private:
  struct Family {  // blocks of one signature
    float blocks = 0, bytes = 0, link_bytes = 0;
  };
  /// What a block has in common with others: those of its signature, and those of its words.
  struct Shared {
    const Family* family = nullptr;
    const std::uint32_t* times = nullptr;
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

  void add(float x) { (*out_)[n_++] = x; }
  void add(bool x) { add(x ? 1.F : 0.F); }
  [[nodiscard]] const PageElement& element(std::uint32_t k) const { return page_.elements[page_.blocks[k].element]; }
  [[nodiscard]] bool like_text(std::uint32_t k) const { return like_text_[k] != 0; }

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
    like_text_.resize(total);
    first_ = total;
    seen_.reserve(total);
    of_block_.reserve(total);
    ratios_.resize(page_.elements.size());
    for (std::uint32_t k = 0; k < total; ++k) {
      const PageBlock& b = page_.blocks[k];
      bool text = reads_like_text(b, element(k).tag);
      like_text_[k] = text ? 1 : 0;
      mass_[k + 1] = mass_[k] + (text ? static_cast<float>(b.text.size()) : 0);
      if (text && around_[b.element].wide) {
        first_ = std::min(first_, k);
        last_ = k;
      }
      Family& f = families_[element(k).signature];
      f.blocks += 1;
      f.bytes += static_cast<float>(b.text.size());
      f.link_bytes += static_cast<float>(b.link_bytes);
      std::uint32_t& times = seen_[fnv1a(page_.words(b))];
      ++times;
      of_block_.push_back({&f, &times});
    }
  }

  void form(std::uint32_t k) {
    const PageBlock& b = page_.blocks[k];
    std::string_view s = page_.words(b);
    auto size = static_cast<float>(s.size());
    float links = share(static_cast<float>(b.link_bytes), size);
    add(size_of(size));
    add(std::min(size / 500, 1.F));
    add(size < 15), add(size < 30), add(size < 60), add(size < 120);
    add(links), add(links > .9F), add(b.links > 0 && links < .4F);
    add(std::min(static_cast<float>(b.commas) * 50 / size, 1.F));
    add(std::min(static_cast<float>(b.stops) * 50 / size, 1.F));
    add(std::min(static_cast<float>(b.stops + b.commas) / 10, 1.F));
    add(ends_sentence(s)), add(s.back() == ':'), add(s.ends_with("...") || s.ends_with("\xE2\x80\xA6"));
    float digits = 0, capitals = 0, gaps = 0;
    std::size_t looked = std::min<std::size_t>(s.size(), 200);
    for (char c : s.substr(0, looked)) {
      digits += is_ascii_digit(c);
      capitals += is_ascii_upper(c);
      gaps += c == ' ';
    }
    auto n = static_cast<float>(looked);
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
    for (unsigned h = 0; h < kHints - 1; ++h) add(((near >> h) & 1U) != 0);
    for (unsigned h = 0; h < kHints - 1; ++h) add(((e.chain >> h) & 1U) != 0);
    add(clip(view_.text_scores[k]));
    add(clip(e.word_score + parent.word_score));
    add(clip(e.chain_score));
    add(clip(e.chain_score / 4));
  }

  void tags(std::uint32_t k) {
    const PageElement& e = element(k);
    add(e.tag == Tag::p), add(e.tag == Tag::div || e.tag == Tag::section), add(e.tag == Tag::li);
    add(e.tag == Tag::td || e.tag == Tag::th), add(e.tag == Tag::h1), add(e.tag == Tag::h2), add(e.tag == Tag::h3);
    add(e.tag == Tag::h4 || e.tag == Tag::h5 || e.tag == Tag::h6), add(e.tag == Tag::pre),
        add(e.tag == Tag::figcaption);
    add(e.tag == Tag::dd || e.tag == Tag::dt), add(e.tag == Tag::article || e.tag == Tag::main),
        add(e.tag == Tag::button);
    add(e.tag == Tag::other);
    for (std::size_t t = 0; t < kChainTags.size(); ++t) add(((around_[page_.blocks[k].element].tags >> t) & 1U) != 0);
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
        for (int i = 0; i < 5; ++i) add(0.F);
        continue;
      }
      auto o = static_cast<std::uint32_t>(at);
      const PageBlock& b = page_.blocks[o];
      const PageElement& e = element(o);
      add(size_of(static_cast<float>(b.text.size())));
      add(share(static_cast<float>(b.link_bytes), static_cast<float>(b.text.size())));
      add(like_text(o));
      add(e.parent == element(k).parent || b.element == page_.blocks[k].element);
      add(is_heading(e.tag));
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
    const Family& f = *of_block_[k].family;
    add(size_of(f.blocks)), add(size_of(f.bytes / f.blocks)), add(share(f.link_bytes, f.bytes));
    add(*of_block_[k].times > 1);
  }

  const HtmlPage& page_;
  const PageView& view_;
  std::vector<Around> around_;
  std::vector<float> mass_;  // bytes of text before each block
  std::vector<char> like_text_;
  std::unordered_map<std::uint32_t, Family> families_;
  std::unordered_map<std::uint64_t, std::uint32_t> seen_;  // how often the words of a block stand in the page
  std::vector<Shared> of_block_;
  std::vector<Ratios> ratios_;          // of each element, once they are asked for
  std::uint32_t first_ = 0, last_ = 0;  // text in the wide container
  BlockFeatures* out_ = nullptr;
  std::size_t n_ = 0;
};

}  // namespace

void for_each_features(const HtmlPage& page, const PageView& view,
                       const std::function<void(std::uint32_t, const BlockFeatures&)>& visit) {
  FeatureWriter(page, view).run(visit);
}

std::vector<BlockFeatures> block_features(const HtmlPage& page, const PageView& view) {
  std::vector<BlockFeatures> all;
  all.reserve(page.blocks.size());
  for_each_features(page, view, [&](std::uint32_t, const BlockFeatures& f) { all.push_back(f); });
  return all;
}

}  // namespace parley
