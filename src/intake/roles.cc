// What each paragraph is: first by what its words match (codebook/intake.toml), then by where it stands and what it
// repeats. Nothing is deleted; later stages pass over boilerplate and duplicates.
#include <algorithm>

#include "base/text.h"
#include "intake/rules.h"

namespace parley {
namespace {

constexpr std::size_t kParagraph = 80;  // bytes: a sentence at least this long is text of the article
constexpr std::size_t kHeadline = 160;  // bytes: a longer line is no headline
constexpr std::size_t kManyWords = 8;   // words: a longer sentence is no button or heading
constexpr std::size_t kLongestRepeat = 5000;

std::string without_markup(std::string_view s) {
  std::string out;
  bool tag = false;
  for (char c : s) {
    if (c == '<') tag = true;
    if (!tag && !is_ascii_space(c)) out += to_ascii_lower(c);
    if (c == '>') tag = false;
  }
  return out;
}

bool holds_markup(std::string_view s) {
  return s.find("</") != std::string_view::npos || s.find("/>") != std::string_view::npos;
}

bool mostly_foreign(std::string_view s) {
  std::size_t letters = 0;
  std::size_t foreign = 0;
  for (std::size_t p = 0; p < s.size();) {
    char32_t c = next_code_point(s, p);
    bool latin = c < 0x250 && (c >= 0xC0 || (c < 0x80 && is_ascii_alpha(static_cast<char>(c))));
    letters += latin || c >= 0x370;
    foreign += c >= 0x370 && (c < 0x2000 || c > 0x2070);
  }
  return letters > 0 && foreign * 2 > letters;
}

class RoleFinder {
 public:
  RoleFinder(std::string_view text, const IntakeRules::Data& rules, std::vector<Block>& blocks)
      : text_(text), rules_(rules), blocks_(blocks), ends_article_(blocks.size(), false) {}

  void run() {
    find_paragraphs();
    for (std::size_t k = 0; k < blocks_.size(); ++k) by_form(k);
    headline();
    duplicates();
    after_the_end();
  }

 private:
  [[nodiscard]] std::string_view words(std::size_t k) const { return slice(text_, blocks_[k].span); }
  void set(std::size_t k, BlockRole role, std::string reason) {
    blocks_[k].role = role;
    blocks_[k].reason = std::move(reason);
  }

  /// Blocks that are surely text: long sentences which no rule of the codebook claims wherever it stands.
  void find_paragraphs() {
    first_ = blocks_.size();
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      std::string_view s = words(k);
      if (s.size() < kParagraph || !ends_sentence(s) || mostly_foreign(s) || rule_of_line(s, false, rules_) != nullptr)
        continue;
      first_ = std::min(first_, k);
      last_ = k;
    }
  }

  void by_form(std::size_t k) {
    std::string_view s = words(k);
    bool edge = k < first_ || k > last_;
    if (is_stamp(s, rules_)) return set(k, BlockRole::stamp, "a date line");
    bool may_be_headline = !lead_seen_ && k < first_;  // "Envoy arrives in Oslo for talks" is none of the captions
    if (const LineRule* rule = rule_of_line(s, edge, rules_);
        rule != nullptr && !(may_be_headline && rule->role == BlockRole::caption && rule->edge)) {
      ends_article_[k] = rule->ends_article;
      return set(k, rule->role, rule->reason);
    }
    if (is_byline(s, rules_)) return set(k, BlockRole::byline, "names the author");
    if (mostly_foreign(s)) return set(k, BlockRole::boilerplate, "another script than the report's");
    lead_seen_ = true;
  }

  /// The first short line that is no sentence is the headline; others like it before and between paragraphs are decks.
  void headline() {
    bool body_seen = false;
    bool headline_seen = false;
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      if (blocks_[k].role != BlockRole::body) continue;
      std::string_view s = words(k);
      bool short_line = s.size() <= kHeadline && !ends_sentence(s);
      if (!short_line || !any_sentence()) {
        body_seen = true;
      } else if (!headline_seen && !body_seen) {
        set(k, BlockRole::headline, "first line, no sentence");
        headline_seen = true;
      } else {
        set(k, BlockRole::deck, "short line, no sentence");
      }
    }
  }

  [[nodiscard]] bool any_sentence() {
    if (!any_sentence_)
      any_sentence_ = std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& b) {
        return b.role == BlockRole::body && ends_sentence(slice(text_, b.span));
      });
    return *any_sentence_;
  }

  void duplicates() {
    std::unordered_map<std::string, std::size_t> seen;
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      std::string_view s = words(k);
      if (s.size() < 20 || s.size() > kLongestRepeat || blocks_[k].role == BlockRole::boilerplate) continue;
      auto [it, fresh] = seen.try_emplace(without_markup(s), k);
      if (fresh) continue;
      std::size_t first = it->second;
      std::size_t loser = holds_markup(words(first)) && !holds_markup(s) ? first : k;
      std::size_t winner = loser == k ? first : k;
      if (blocks_[winner].role == BlockRole::deck) set(winner, BlockRole::caption, "stands twice, like a caption");
      set(loser, BlockRole::duplicate, "the same words stand elsewhere");
      it->second = winner;
    }
  }

  /// After the words that end an article, short paragraphs are leftovers.
  void after_the_end() {
    bool ended = false;
    for (std::size_t k = last_ + 1; k < blocks_.size(); ++k) {
      bool text = blocks_[k].role == BlockRole::body || blocks_[k].role == BlockRole::deck;
      if (ended && text && words(k).size() <= LineRule{}.longest)
        set(k, BlockRole::boilerplate, "after the end of the article");
      ended = ended || ends_article_[k];
    }
  }

  std::string_view text_;
  const IntakeRules::Data& rules_;
  std::vector<Block>& blocks_;
  std::vector<bool> ends_article_;
  std::size_t first_ = 0, last_ = 0;  // first and last sure paragraph; first_ is blocks_.size() where there is none
  bool lead_seen_ = false;            // a line that may be the headline has passed
  std::optional<bool> any_sentence_;
};

}  // namespace

const LineRule* rule_of_line(std::string_view line, bool at_edge, const IntakeRules::Data& rules) {
  if (line.size() > kLongestRepeat) return nullptr;
  bool long_sentence =
      ends_sentence(line) && static_cast<std::size_t>(std::count(line.begin(), line.end(), ' ')) >= kManyWords;
  for (std::uint32_t index : rules.patterns.matches(lower_ascii(line))) {
    const LineRule& rule = rules.lines[index];
    if (line.size() <= rule.longest && (rule.sentence || !long_sentence) && (at_edge || !rule.edge)) return &rule;
  }
  return nullptr;
}

void find_roles(std::string_view text, const IntakeRules::Data& rules, std::vector<Block>& blocks) {
  RoleFinder(text, rules, blocks).run();
}

}  // namespace parley
