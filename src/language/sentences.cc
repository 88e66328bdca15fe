// See sentences.h.
#include "language/sentences.h"

#include "base/text.h"

namespace parley {
namespace {

constexpr std::uint32_t kLongestSentence = 400;  // tokens; keeps later stages linear on texts without full stops

bool is_stop(const std::string& w) { return w == "." || w == "?" || w == "!" || w == "..." || w == "?!" || w == ".."; }
bool is_closer(const std::string& w) { return w == "\"" || w == "''" || w == ")" || w == "]" || w == "'"; }

/// Could this token open a sentence?
bool opens(const Token& t) {
  return t.capital || is_ascii_digit(t.lower[0]) || t.lower == "\"" || t.lower == "(" || t.lower == "'" ||
         t.lower == "[" || static_cast<unsigned char>(t.lower[0]) >= 0x80;
}

}  // namespace

void split_sentences(std::string_view text, std::uint32_t block, BlockRole role, std::uint32_t first,
                     const Lexicon::Data& data, Document& document) {
  auto& tokens = document.tokens;
  auto count = static_cast<std::uint32_t>(tokens.size());
  auto close = [&](std::uint32_t end) {
    if (end <= first) return;
    Sentence s;
    s.tokens = {first, end};
    s.span = {tokens[first].span.begin, tokens[end - 1].span.end};
    s.block = block;
    s.role = role;
    document.sentences.push_back(s);
    first = end;
  };
  bool quoted = false;  // inside straight double quotes
  for (std::uint32_t i = first; i < count; ++i) {
    const std::string& w = tokens[i].lower;
    if (i - first >= kLongestSentence) close(i);
    if (w == "\"") quoted = !quoted;
    bool abbreviation_end =
        data.may_end.contains(w) && i + 1 < count && tokens[i].space_after && tokens[i + 1].capital &&
        (data.determiners.contains(tokens[i + 1].lower) || data.subject_pronouns.contains(tokens[i + 1].lower) ||
         data.prepositions.contains(tokens[i + 1].lower));
    if (!is_stop(w) && !abbreviation_end) continue;
    std::uint32_t end = i + 1;
    while (end < count && is_closer(tokens[end].lower)) {
      bool opening = tokens[end].lower == "\"" && !quoted && tokens[end - 1].space_after;  // opens the next sentence
      if (opening) break;
      if (tokens[end].lower == "\"") quoted = false;
      ++end;
    }
    if (end < count && w != "." && !opens(tokens[end])) continue;
    if (end < count && w == "." && !opens(tokens[end]) && tokens[end - 1].space_after) continue;
    close(end);
    i = end - 1;
  }
  close(count);
  (void)text;
}

void find_quotations(const Report& report, Document& document) {
  std::string_view text = report.text;
  for (const Block& block : report.blocks) {
    if (block.role == BlockRole::boilerplate || block.role == BlockRole::duplicate) continue;
    std::uint32_t open = 0;
    bool inside = false;
    for (std::uint32_t p = block.span.begin; p < block.span.end; ++p) {
      std::string_view three = text.substr(p, 3);
      bool opening = three == "\xE2\x80\x9C";
      bool closing = three == "\xE2\x80\x9D";
      bool straight = text[p] == '"';
      bool wire_opening = text.substr(p, 2) == "``";
      bool wire_closing = inside && text.substr(p, 2) == "''";
      if (!opening && !closing && !straight && !wire_opening && !wire_closing) continue;
      std::uint32_t end = p + (straight ? 1 : wire_opening || wire_closing ? 2 : 3);
      opening = opening || wire_opening;
      closing = closing || wire_closing;
      if (inside && (closing || straight)) {
        document.quotations.push_back({open, end});
        inside = false;
      } else if (!inside && (opening || straight)) {
        inside = true;
        open = p;
      }
      p = end - 1;
    }
    if (inside) document.quotations.push_back({open, trim(text, block.span).end});
  }
}

}  // namespace parley
