// Paragraphs and their roles. A line break ends a paragraph when the line before it ends like one or the text is not
// hard-wrapped.
#include <algorithm>

#include "base/text.h"
#include "intake/rules.h"

namespace parley {
namespace {

struct Line {
  Span span;  // without white space at its ends
  bool blank = false;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::uint32_t start = 0;
  auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t i = 0; i <= size; ++i) {
    if (i < size && text[i] != '\n' && text[i] != '\r') continue;
    Span s = trim(text, {start, i});
    bool pair = i > 0 && i < size && text[i] == '\n' && text[i - 1] == '\r' && start == i;
    if (!pair) lines.push_back({s, s.empty()});
    start = i + 1;
  }
  return lines;
}

bool ends_sentence(std::string_view s) {
  while (!s.empty() &&
         (s.back() == '"' || s.back() == '\'' || s.back() == ')' || static_cast<unsigned char>(s.back()) >= 0x80))
    s.remove_suffix(1);
  return !s.empty() && (s.back() == '.' || s.back() == '!' || s.back() == '?' || s.back() == ':');
}

/// Hard-wrapped: of the lines that are followed by another without a blank one, a third end in mid-sentence and go on
/// in lower case.
bool hard_wrapped(std::string_view text, const std::vector<Line>& lines) {
  std::size_t joined = 0;
  std::size_t open = 0;
  for (std::size_t k = 0; k + 1 < lines.size(); ++k) {
    if (lines[k].blank || lines[k + 1].blank) continue;
    ++joined;
    std::uint32_t n = lines[k].span.size();
    char next = text[lines[k + 1].span.begin];
    open += n >= 40 && n <= 100 && !ends_sentence(slice(text, lines[k].span)) && is_ascii_lower(next);
  }
  return joined >= 2 && open * 3 > joined;
}

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
      : text_(text), rules_(rules), blocks_(blocks) {}

  void run() {
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

  void by_form(std::size_t k) {
    std::string_view s = words(k);
    std::string low = lower_ascii(s.substr(0, 400));
    if (s.size() <= rules_.boilerplate_longest) {
      for (const std::string& mark : rules_.boilerplate)
        if (low.find(mark) != std::string::npos) return set(k, BlockRole::boilerplate, "holds '" + mark + "'");
      if (mostly_foreign(s)) return set(k, BlockRole::boilerplate, "another script than the report's");
    }
    if (is_stamp(s)) return set(k, BlockRole::stamp, "a date line");
    if (is_byline(low, s)) return set(k, BlockRole::byline, "names the author");
    for (const std::string& start : rules_.caption_starts)
      if (low.starts_with(start)) return set(k, BlockRole::caption, "begins with '" + start + "'");
    std::string_view tail(low);
    while (!tail.empty() && (tail.back() == '.' || tail.back() == ')' || tail.back() == ' ')) tail.remove_suffix(1);
    for (const std::string& end : rules_.caption_ends)
      if (s.size() < 500 && low.size() == s.size() && tail.ends_with(' ' + end) && !ends_sentence(s))
        return set(k, BlockRole::caption, "ends with a credit");
  }

  /// A line that is a date and little else.
  [[nodiscard]] bool is_stamp(std::string_view s) const {
    if (s.size() > 140) return false;
    std::size_t dated = 0;
    std::size_t from = 0;
    while (auto d = find_written_date(s, from, rules_)) {
      dated += d->end - d->begin;
      from = d->end;
    }
    if (dated == 0) return false;
    std::string rest = lower_ascii(s);
    std::size_t known = 0;
    for (const auto* list : {&rules_.published_words, &rules_.modified_words})
      for (const std::string& w : *list)
        if (rest.find(w) != std::string::npos) known = std::max(known, w.size());
    if (dated + 2 * known + 8 >= s.size()) return true;
    std::size_t spaces = static_cast<std::size_t>(std::count(s.begin(), s.end(), ' '));
    return s.size() <= 60 && dated >= 10 && spaces <= 6 && s.size() - dated <= 30 &&
           !ends_sentence(s);  // "The Courier, May 24, 2018"
  }

  [[nodiscard]] bool is_byline(const std::string& low, std::string_view s) const {
    if (s.size() > rules_.byline_longest || ends_sentence(s)) return false;
    for (const std::string& start : rules_.byline_starts)
      if (low.starts_with(start) && s.size() > start.size() && is_ascii_upper(s[start.size()])) return true;
    for (const std::string& end : rules_.byline_ends)
      if (low.ends_with(end) && s.size() < 60) return true;
    return false;
  }

  /// The first short line that is no sentence is the headline; others like it before and between paragraphs are decks.
  void headline() {
    bool body_seen = false;
    bool headline_seen = false;
    std::size_t bodies = 0;
    for (const Block& b : blocks_) bodies += b.role == BlockRole::body && ends_sentence(slice(text_, b.span));
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      if (blocks_[k].role != BlockRole::body) continue;
      std::string_view s = words(k);
      bool short_line = s.size() <= 160 && !ends_sentence(s);
      if (!short_line || bodies == 0) {
        body_seen = true;
      } else if (!headline_seen && !body_seen) {
        set(k, BlockRole::headline, "first line, no sentence");
        headline_seen = true;
      } else {
        set(k, BlockRole::deck, "short line, no sentence");
      }
    }
  }

  void duplicates() {
    std::unordered_map<std::string, std::size_t> seen;
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
      std::string_view s = words(k);
      if (s.size() < 20 || s.size() > 5000 || blocks_[k].role == BlockRole::boilerplate) continue;
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
    std::size_t last_body = 0;
    for (std::size_t k = 0; k < blocks_.size(); ++k)
      if (blocks_[k].role == BlockRole::body && words(k).size() > 80) last_body = k;
    bool ended = false;
    for (std::size_t k = last_body; k < blocks_.size(); ++k) {
      if (ended && k > last_body && (blocks_[k].role == BlockRole::body || blocks_[k].role == BlockRole::deck) &&
          words(k).size() <= rules_.boilerplate_longest)
        set(k, BlockRole::boilerplate, "after the end of the article");
      std::string low = lower_ascii(words(k));
      if (blocks_[k].role != BlockRole::boilerplate) continue;
      for (const std::string& mark : rules_.article_ends) ended = ended || low.find(mark) != std::string::npos;
    }
  }

  std::string_view text_;
  const IntakeRules::Data& rules_;
  std::vector<Block>& blocks_;
};

/// "SEOUL, Nov. 7 (Agency) --" in front of the first paragraph becomes a block of its own.
void split_dateline(std::string_view text, std::vector<Block>& blocks) {
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    if (blocks[k].role != BlockRole::body) continue;
    std::string_view head = slice(text, blocks[k].span).substr(0, 100);
    std::size_t capitals = 0;
    while (capitals < head.size() && is_ascii_upper(head[capitals])) ++capitals;
    std::size_t dash = std::min({head.find("--"), head.find("\xE2\x80\x94"), head.find("\xE2\x80\x93")});
    bool stated = dash != std::string_view::npos && capitals >= 3 &&
                  head.substr(0, dash).find_first_of("(0123456789") != std::string_view::npos;
    if (!stated) return;
    std::uint32_t end = blocks[k].span.begin + static_cast<std::uint32_t>(dash) + (head[dash] == '-' ? 2 : 3);
    Block body{trim(text, {end, blocks[k].span.end}), BlockRole::body, {}};
    blocks[k] = {{blocks[k].span.begin, end}, BlockRole::dateline, "place, day and agency before the text"};
    if (!body.span.empty()) blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(k) + 1, body);
    return;
  }
}

}  // namespace

std::vector<Block> find_blocks(std::string_view text, const IntakeRules::Data& rules) {
  std::vector<Line> lines = lines_of(text);
  bool wrapped = hard_wrapped(text, lines);
  std::vector<Block> blocks;
  bool fresh = true;
  for (const Line& line : lines) {
    if (line.blank) {
      fresh = true;
      continue;
    }
    bool goes_on = !fresh && wrapped && !blocks.empty() && slice(text, blocks.back().span).size() >= 40;
    if (goes_on && is_ascii_space(text[line.span.begin > 0 ? line.span.begin - 1 : 0]) && line.span.begin > 1 &&
        text[line.span.begin - 1] != '\n')
      goes_on = false;  // an indented line opens a paragraph
    if (goes_on) {
      blocks.back().span.end = line.span.end;
    } else {
      blocks.push_back({line.span, BlockRole::body, {}});
    }
    fresh = false;
  }
  RoleFinder(text, rules, blocks).run();
  split_dateline(text, blocks);
  return blocks;
}

}  // namespace parley
