// The page as the features see it: sums of its elements, the container of the article, the headline. See
// html_features.h. One walk up from the last element to the first adds all sums, since a child stands behind its
// parent.
#include <algorithm>
#include <cmath>

#include "base/flat_index.h"
#include "base/hash.h"
#include "base/text.h"
#include "intake/html_entities.h"
#include "intake/html_features.h"

namespace parley {
namespace {

constexpr std::size_t kShortText = 160;  // bytes: of longer blocks the words are not looked at
constexpr std::size_t kTextWords = 12;
constexpr float kWiden = .35F;  // share of text outside by which a container is widened

/// Readability's points of a paragraph: one, one more for each comma and each 100 bytes up to three; less by its links.
float points_of(const PageBlock& b) {
  float size = static_cast<float>(b.text.size());
  float points = 1 + static_cast<float>(b.commas + b.stops) * .5F + std::min(size / 100, 3.F);
  return points * (1 - static_cast<float>(b.link_bytes) / size);
}

void add_points(const HtmlPage& page, const PageBlock& b, std::vector<ElementSums>& sums) {
  constexpr std::uint32_t kLevels = 4;
  constexpr HintSet kUnlikely = bits(Hint::nav, Hint::comment, Hint::related, Hint::cookie, Hint::footer);
  const PageElement& own = page.elements[b.element];
  bool paragraph = own.tag == Tag::p || own.tag == Tag::blockquote || own.tag == Tag::li || own.tag == Tag::pre;
  float points = points_of(b) * (paragraph ? 1.F : .7F);
  if (own.edge || (own.chain & kUnlikely) != 0) points *= .4F;
  std::uint32_t e = paragraph ? own.parent : b.element;
  for (std::uint32_t level = 0; level < kLevels; ++level) {
    sums[e].points += points;
    if (e == 0) break;
    points *= .6F;
    e = page.elements[e].parent;
  }
}

std::uint32_t best_container(const HtmlPage& page, const std::vector<ElementSums>& sums) {
  std::uint32_t best = 0;
  float most = 0;
  for (std::uint32_t e = 0; e < sums.size(); ++e) {
    const ElementSums& s = sums[e];
    if (s.points <= 0) continue;
    float points = s.points * (1 - s.link_bytes / std::max(1.F, s.bytes));
    if (page.elements[e].edge) points *= .5F;
    if (points > most) most = points, best = e;
  }
  return best;
}

std::uint32_t widened(const HtmlPage& page, const std::vector<ElementSums>& sums, std::uint32_t container) {
  constexpr int kSteps = 3;
  for (int k = 0; k < kSteps && container != 0; ++k) {
    std::uint32_t parent = page.elements[container].parent;
    float inside = sums[container].paragraph_bytes;
    if (parent == 0 || sums[parent].paragraph_bytes - inside <= inside * kWiden) break;
    container = parent;
  }
  return container;
}

/// The heading that the page's <title> repeats; else the first h1 that is not at the edge.
std::uint32_t find_title(const HtmlPage& page) {
  std::string title = squeeze(decode_entities(front_of(page.title, 1000)));
  auto none = static_cast<std::uint32_t>(page.blocks.size());
  std::uint32_t first_h1 = none;
  std::uint32_t inside = none;
  for (std::uint32_t k = 0; k < none; ++k) {
    const PageBlock& b = page.blocks[k];
    const PageElement& e = page.elements[b.element];
    bool heading = is_heading(e.tag) || (e.own & bit(Hint::headline)) != 0;
    if (!heading || b.text.size() < 4) continue;
    if (e.tag == Tag::h1 && first_h1 == none && !e.edge) first_h1 = k;
    if (b.text.size() < 15 || b.text.size() > 400) continue;
    if (title.find(page.words(b)) == std::string::npos) continue;
    if (e.tag == Tag::h1) return k;
    if (inside == none) inside = k;
  }
  return inside != none ? inside : first_h1;
}

float text_score(std::string_view text, const WordWeights& words, std::vector<std::uint32_t>& hashes) {
  hashes.clear();
  append_text_words(text, hashes);
  float sum = 0;
  for (std::uint32_t h : hashes)
    if (auto it = words.find(h); it != words.end()) sum += it->second;
  return sum;
}

}  // namespace

bool reads_like_text(const PageBlock& b, Tag tag) {
  std::uint32_t size = b.text.size();
  bool paragraph = tag == Tag::p || tag == Tag::blockquote || tag == Tag::li || tag == Tag::pre;
  return size >= (paragraph ? 50U : 80U) && b.link_bytes * 5 < size * 2 && b.stops + b.commas > 0 && !is_heading(tag);
}

void append_text_words(std::string_view text, std::vector<std::uint32_t>& hashes) {
  if (text.size() > kShortText) return;
  HintHash h;
  bool open = false;
  std::size_t before = hashes.size();
  for (std::size_t p = 0; p <= text.size() && hashes.size() - before < kTextWords; ++p) {
    char c = p < text.size() ? text[p] : ' ';
    if (is_ascii_alpha(c) || static_cast<unsigned char>(c) >= 0x80) {
      h.add(to_ascii_lower(c));
      open = true;
    } else if (open) {
      hashes.push_back(h.value);
      h = {};
      open = false;
    }
  }
}

PageView view_page(const HtmlPage& page, const WordWeights& words) {
  PageView v;
  v.sums.resize(page.elements.size());
  v.text_scores.reserve(page.blocks.size());
  v.families.reserve(page.blocks.size());
  FlatIndex families;
  std::vector<std::uint32_t> hashes;
  for (const PageBlock& b : page.blocks) {
    ElementSums& s = v.sums[b.element];
    Tag tag = page.elements[b.element].tag;
    s.bytes += static_cast<float>(b.text.size());
    s.link_bytes += static_cast<float>(b.link_bytes);
    s.blocks += 1;
    s.headings += is_heading(tag) ? 1.F : 0.F;
    if (reads_like_text(b, tag)) {
      s.paragraphs += 1;
      s.paragraph_bytes += static_cast<float>(b.text.size());
      add_points(page, b, v.sums);
    }
    v.families.push_back(families.find_or_add(page.elements[b.element].signature, v.family_count));
    v.family_count += v.families.back() == v.family_count ? 1 : 0;
    v.text_scores.push_back(text_score(page.words(b), words, hashes));
  }
  for (std::size_t e = v.sums.size(); e-- > 1;) {
    ElementSums& parent = v.sums[page.elements[e].parent];
    const ElementSums& s = v.sums[e];
    parent.bytes += s.bytes;
    parent.link_bytes += s.link_bytes;
    parent.blocks += s.blocks;
    parent.headings += s.headings;
    parent.paragraphs += s.paragraphs;
    parent.paragraph_bytes += s.paragraph_bytes;
  }
  v.paragraph_bytes = v.sums[0].paragraph_bytes;
  v.container = best_container(page, v.sums);
  v.wide = widened(page, v.sums, v.container);
  v.title_block = find_title(page);
  return v;
}

}  // namespace parley
