// Paragraphs. A line break ends a paragraph when the line before it ends like one or the text is not hard-wrapped.
// Their roles are found in roles.cc; a dateline in front of the first paragraph becomes a block of its own.
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

}  // namespace

bool ends_sentence(std::string_view s) {
  auto closes = [](char c) { return c == '"' || c == '\'' || c == ')' || static_cast<unsigned char>(c) >= 0x80; };
  while (!s.empty() && closes(s.back())) s.remove_suffix(1);
  return !s.empty() && (s.back() == '.' || s.back() == '!' || s.back() == '?' || s.back() == ':');
}

std::vector<Span> find_paragraphs(std::string_view text) {
  std::vector<Line> lines = lines_of(text);
  bool wrapped = hard_wrapped(text, lines);
  std::vector<Span> paragraphs;
  bool fresh = true;
  for (const Line& line : lines) {
    if (line.blank) {
      fresh = true;
      continue;
    }
    bool indented =
        line.span.begin > 1 && is_ascii_space(text[line.span.begin - 1]) && text[line.span.begin - 1] != '\n';
    bool goes_on = !fresh && wrapped && !indented && !paragraphs.empty() && paragraphs.back().size() >= 40;
    if (goes_on) {
      paragraphs.back().end = line.span.end;
    } else {
      paragraphs.push_back(line.span);
    }
    fresh = false;
  }
  return paragraphs;
}

void split_dateline(std::string_view text, const IntakeRules::Data& rules, std::vector<Block>& blocks) {
  auto first = std::find_if(blocks.begin(), blocks.end(), [](const Block& b) { return b.role == BlockRole::body; });
  if (first == blocks.end()) return;
  auto dateline = find_dateline(slice(text, first->span), rules);
  if (!dateline) return;
  std::uint32_t end = first->span.begin + static_cast<std::uint32_t>(dateline->end);
  Block body{trim(text, {end, first->span.end}), BlockRole::body, {}, first->raw};
  *first = {{first->span.begin, end}, BlockRole::dateline, "place, day or agency before the text", first->raw};
  if (!body.span.empty()) blocks.insert(first + 1, body);
}

std::vector<Block> find_blocks(std::string_view text, const IntakeRules::Data& rules) {
  std::vector<Block> blocks;
  for (Span paragraph : find_paragraphs(text)) blocks.push_back({paragraph, BlockRole::body, {}});
  find_roles(text, rules, blocks);
  split_dateline(text, rules, blocks);
  return blocks;
}

}  // namespace parley
