// See parts.h.
#include "time/parts.h"

#include <algorithm>

#include "base/text.h"

namespace parley {
namespace {

const TimeWord kBlank;

bool is_digit_or(char c, char other) { return is_ascii_digit(c) || c == other; }

/// Fills digits, number and ordinal of "1989", "8th".
void read_number(Part& p) {
  std::string_view w = p.lower;
  std::size_t n = 0;
  while (n < w.size() && is_ascii_digit(w[n])) ++n;
  if (n == 0 || n > 9) return;
  int value = 0;
  for (std::size_t i = 0; i < n; ++i) value = value * 10 + (w[i] - '0');
  std::string_view rest = w.substr(n);
  if (rest.empty()) {
    p.digits = static_cast<int>(n);
    p.number = value;
  } else if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th") {
    p.ordinal = value;
  }
}

/// Numeric dates keep their hyphens: "2018-11-08".
bool keeps_hyphens(std::string_view w) {
  return std::count(w.begin(), w.end(), '-') == 2 && is_ascii_digit(w.front()) &&
         std::all_of(w.begin(), w.end(), [](char c) { return is_digit_or(c, '-'); });
}

}  // namespace

const Part& no_part() {
  static const Part kNone = [] {
    Part p;
    p.word = &kBlank;
    return p;
  }();
  return kNone;
}

void read_parts(const Document& document, const Sentence& sentence, const TimeRules::Data& rules,
                std::vector<Part>& parts) {
  parts.clear();
  for (std::uint32_t i = sentence.tokens.first; i < sentence.tokens.last; ++i) {
    const Token& t = document.tokens[i];
    std::string_view lower = t.lower;
    // the token's bytes and its lower form are of one length unless it held curly quotes: then it stays whole
    bool same_length = lower.size() == t.span.size();
    auto add = [&](std::size_t from, std::size_t to) {
      Part p;
      p.lower = lower.substr(from, to - from);
      p.span = same_length ? Span{t.span.begin + static_cast<std::uint32_t>(from),
                                  t.span.begin + static_cast<std::uint32_t>(to)}
                           : t.span;
      p.token = i;
      const TimeWord* w = rules.word(p.lower);
      p.word = w != nullptr ? w : &kBlank;
      p.capital = from == 0 ? t.capital : is_ascii_upper(document.text[p.span.begin]);
      read_number(p);
      parts.push_back(p);
    };
    std::size_t start = 0;
    bool whole = !same_length || lower.size() < 3 || keeps_hyphens(lower);
    for (std::size_t k = 0; !whole && k < lower.size(); ++k) {
      if (lower[k] != '-') continue;
      if (k > start) add(start, k);
      add(k, k + 1);
      start = k + 1;
    }
    if (start < lower.size()) add(start, lower.size());
  }
}

}  // namespace parley
