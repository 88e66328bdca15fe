// See html.h. What each block is: the model says which belong to the article, their form and marks say what the rest
// is. Nothing is deleted.
#include "intake/html.h"

#include <algorithm>
#include <unordered_set>

#include "base/hash.h"
#include "base/text.h"
#include "intake/html_entities.h"
#include "intake/html_json.h"
#include "intake/html_metadata.h"
#include "intake/html_page.h"
#include "intake/language_gate.h"
#include "intake/rules.h"

namespace parley {
namespace {

/// The container of most points decides where there is no model: text in it, and headings between.
std::vector<float> judge_by_container(const HtmlPage& page, const PageView& view) {
  std::vector<char> inside(page.elements.size());
  for (std::uint32_t e = 0; e < inside.size(); ++e)
    inside[e] = e == view.wide || (e > 0 && inside[page.elements[e].parent] != 0) ? 1 : 0;
  std::vector<float> odds;
  for (const PageBlock& b : page.blocks) {
    const PageElement& e = page.elements[b.element];
    bool heading = e.tag == Tag::h2 || e.tag == Tag::h3;
    bool in = inside[b.element] != 0 && !e.edge && (heading || reads_like_text(b, e.tag));
    odds.push_back(in ? 1.F : -1.F);
  }
  return odds;
}

class PageRoles {
  static constexpr HintSet kBehind = bits(Hint::comment, Hint::aside), kConsent = bit(Hint::cookie);

 public:
  PageRoles(HtmlPage& page, const IntakeRules::Data& rules) : page_(page), rules_(rules) {
    static const WordWeights kNone;
    const PageModel* model = rules.page_model.get();
    view_ = view_page(page, model != nullptr ? model->text_words : kNone);
    odds_ = model != nullptr ? judge_blocks(page, view_, *model) : judge_by_container(page, view_);
  }

  std::vector<Block> run() {
    find_apart();
    find_text();
    std::vector<Block> blocks;
    blocks.reserve(page_.blocks.size());
    for (std::uint32_t k = 0; k < page_.blocks.size(); ++k) {
      const PageBlock& b = page_.blocks[k];
      bool in = judged_in(k) && !(at_edge(k) && is_page_line(k));
      Block block{b.text, BlockRole::body, {}, b.raw};
      if (in) {
        inside(k, block);
      } else {
        outside(k, block);
      }
      blocks.push_back(std::move(block));
    }
    return blocks;
  }

  [[nodiscard]] const PageView& view() const { return view_; }

 private:
  [[nodiscard]] bool judged_in(std::uint32_t k) const {
    return odds_[k] > static_cast<float>(rules_.page_threshold) && k != view_.title_block && !is_apart(k);
  }

  [[nodiscard]] const PageElement& element(std::uint32_t k) const { return page_.elements[page_.blocks[k].element]; }
  [[nodiscard]] bool stands_in(std::uint32_t k, HintSet hints) const { return (element(k).chain & hints) != 0; }

  /// What is no article however it reads: readers' comments and side columns behind it, the words of a question for
  /// consent, the choices of a form.
  [[nodiscard]] bool is_apart(std::uint32_t k) const {
    return (k >= behind_ && stands_in(k, kBehind)) || (consent_is_apart_ && stands_in(k, kConsent)) ||
           element(k).tag == Tag::option;
  }

  /// Bytes judged to be in that stand before each block outside of what has one of the hints, and all such bytes.
  [[nodiscard]] std::pair<std::vector<std::size_t>, std::size_t> text_outside(HintSet hints) const {
    const auto total = static_cast<std::uint32_t>(page_.blocks.size());
    std::vector<std::size_t> before(total + 1);
    std::size_t all = 0;
    for (std::uint32_t k = 0; k < total; ++k) {
      const std::size_t bytes = judged_in(k) ? page_.blocks[k].text.size() : 0;
      all += bytes;
      before[k + 1] = before[k] + (stands_in(k, hints) ? 0 : bytes);
    }
    return {std::move(before), all};
  }

  /// Comments and columns are out behind most of the text that is none; consent is where there is other text. What a
  /// page says in "comments" between its pictures is in; so is a page that says little else, as a forum does, or an
  /// article of class "comments-open" or in a "modal". Shares were set on the pages of trafilatura's evaluation, and
  /// against what Readability takes of them.
  void find_apart() {
    constexpr std::size_t kMost = 80, kLeast = 20, kLeastBesideConsent = 40;  // percent
    const auto total = static_cast<std::uint32_t>(page_.blocks.size());
    const auto [beside, all_in] = text_outside(kConsent);
    const bool consent = beside[total] * 100 >= all_in * kLeastBesideConsent;
    const auto [before, all] = text_outside(kBehind);
    std::uint32_t behind = total;
    if (before[total] > 0 && before[total] * 100 >= all * kLeast)
      while (behind > 0 && before[behind - 1] * 100 >= before[total] * kMost) --behind;
    behind_ = behind, consent_is_apart_ = consent;
  }

  /// First and last block of the article that read like text.
  void find_text() {
    first_ = static_cast<std::uint32_t>(page_.blocks.size());
    for (std::uint32_t k = 0; k < page_.blocks.size(); ++k) {
      if (!judged_in(k) || !reads_like_text(page_.blocks[k], element(k).tag)) continue;
      if (is_page_line(k)) continue;
      first_ = std::min(first_, k);
      last_ = k;
    }
  }

  [[nodiscard]] bool at_edge(std::uint32_t k) const { return k < first_ || k > last_; }

  /// A caption, a byline or a date line, whatever the model says.
  [[nodiscard]] bool is_page_line(std::uint32_t k) const {
    std::string_view s = page_.words(page_.blocks[k]);
    bool caption = element(k).tag == Tag::figcaption;
    return caption || is_byline(s, rules_) || is_stamp(s, rules_);
  }

  void inside(std::uint32_t k, Block& block) {
    const PageElement& e = element(k);
    std::string_view s = page_.words(page_.blocks[k]);
    constexpr std::size_t kRepeat = 40, kShortLine = 100;  // bytes
    if (s.size() >= kRepeat && !seen_.insert(fnv1a(s)).second) {
      block.role = BlockRole::duplicate;
      block.reason = "the same words stand elsewhere";
    } else if (const LineRule* rule = s.size() <= kShortLine ? rule_of_line(s, at_edge(k), rules_) : nullptr;
               rule != nullptr && rule->role == BlockRole::boilerplate) {
      block.role = rule->role;
      block.reason = rule->reason;
    } else if (is_heading(e.tag)) {
      block.role = BlockRole::deck;
      block.reason = "a heading in the article";
    }
  }

  void outside(std::uint32_t k, Block& block) {
    const PageElement& e = element(k);
    std::string_view s = page_.words(page_.blocks[k]);
    block.role = BlockRole::boilerplate;
    block.reason = "not the article";  // of hundreds of blocks: short enough to need no memory of its own
    if (k == view_.title_block) {
      block.role = BlockRole::headline;
      block.reason = "the page's heading";
    } else if (e.tag == Tag::figcaption || ((e.own & bit(Hint::caption)) != 0 && !e.edge)) {
      block.role = BlockRole::caption;
      block.reason = "marked as a caption";
    } else if (is_byline(s, rules_)) {
      block.role = BlockRole::byline;
      block.reason = "names the author";
    } else if (!e.edge && is_stamp(s, rules_)) {
      block.role = BlockRole::stamp;
      block.reason = "a date line";
    }
  }

  HtmlPage& page_;
  const IntakeRules::Data& rules_;
  PageView view_;
  std::vector<float> odds_;
  std::unordered_set<std::uint64_t> seen_;
  std::uint32_t first_ = 0, last_ = 0;
  std::uint32_t behind_ = 0xFFFFFFFF;  // from here on kBehind is out
  bool consent_is_apart_ = false;
};

/// The body in the page's JSON-LD, where the page shows much less of it: its paragraphs are added behind the page's
/// blocks. True if it was taken.
bool take_json_body(const JsonFacts& json, const IntakeRules::Data& rules, std::size_t shown, Report& r) {
  constexpr std::size_t kLeast = 500;  // bytes
  std::string_view body;
  for (std::uint32_t article : json_articles(json))
    if (std::string_view v = json.value(article, "articleBody"); v.size() > body.size()) body = v;
  if (body.size() < kLeast || shown * 2 > body.size()) return false;
  for (Block& b : r.blocks)
    if (b.role == BlockRole::body || b.role == BlockRole::deck)
      b.role = BlockRole::duplicate, b.reason = "stands in full in the page's JSON-LD";
  HtmlPage inner = read_page(body, rules.hints);
  auto base = static_cast<std::uint32_t>(r.text.size());
  for (const PageBlock& b : inner.blocks) {
    std::string_view words = inner.words(b);
    std::uint32_t begin = base + b.text.begin;
    for (Span s : find_paragraphs(words))
      r.blocks.push_back({{begin + s.begin, begin + s.end}, BlockRole::body, "from the page's JSON-LD", {}});
  }
  r.text += inner.text;
  return true;
}

}  // namespace

bool looks_like_html(std::string_view bytes) {
  constexpr std::size_t kLooked = 2048;
  std::string head = lower_ascii(bytes.substr(0, kLooked));
  std::string_view s = trim(std::string_view(head));
  if (s.starts_with("\xEF\xBB\xBF")) s = trim(s.substr(3));
  if (!s.starts_with('<')) return false;
  for (std::string_view sign :
       {"<!doctype html", "<html", "<head", "<body", "<title", "<meta ", "<div", "<article", "<p>"})
    if (s.find(sign) != std::string_view::npos) return true;
  return false;
}

PageReport make_page_report(std::string_view bytes, const Given& given, const IntakeRules& rules) {
  const IntakeRules::Data& d = rules.data();
  PageReport out;
  Report& r = out.report;
  HtmlPage page = read_page(bytes, d.hints);
  PageRoles roles(page, d);
  r.blocks = roles.run();
  split_dateline(page.text, d, r.blocks);
  r.text.assign(page.text);  // not moved: reports wait by the thousand, and the page's text has room for much more
  JsonFacts json;
  for (std::string_view script : page.json) add_json_facts(script, json);
  std::string article = article_text(r);
  if (take_json_body(json, d, article.size(), r)) article = article_text(r);
  r.origin = given.text_name;
  PageContext context{page, roles.view(), r.blocks, json, given.url.empty() ? std::string(page.canonical) : given.url,
                      d,    bytes};
  read_page_metadata(context, given, r);
  out.kind = kind_of_page(context, r, article, out.why);
  if (page.cut) r.warnings.push_back("more elements than a page of news has: the rest was not read");
  r.language = given.language.empty() ? language_of(article, d) : given.language;
  if (r.language == "und" && !page.language.empty()) r.language = lower_ascii(front_of(page.language, 2));
  r.sha256 = sha256_hex(article);
  r.id = report_id(r, given);
  if (std::string words = words_about_language(r.language); !words.empty()) r.warnings.push_back(words);
  return out;
}

void renew_page_report(PageReport& page, const Given& given, const IntakeRules& rules) {
  std::string article = article_text(page.report);
  page.report.sha256 = sha256_hex(article);
  page.report.id = report_id(page.report, given);
  if (page.kind != PageKind::article || article.size() >= rules.data().page.shortest) return;
  page.kind = PageKind::no_article;
  page.why = "not an article: " + std::to_string(article.size()) + " bytes of text beside what recurs on the site";
}

std::string article_text(const Report& report) {
  std::string out;
  std::uint32_t end = 0;
  for (const Block& b : report.blocks) {
    if (!is_of_article(b.role)) continue;
    std::string_view gap = slice(report.text, {end, b.span.begin});
    bool goes_on = !out.empty() && gap.find('\n') == std::string_view::npos && gap.size() <= 8;
    if (!out.empty()) out += goes_on ? gap : std::string_view("\n");
    out += slice(report.text, b.span);
    end = b.span.end;
  }
  return out;
}

}  // namespace parley
