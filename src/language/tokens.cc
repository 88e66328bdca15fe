// See tokens.h. One pass: white space ends a chunk, then the chunk's edges lose punctuation and clitics.
#include "language/tokens.h"

#include "base/text.h"
#include "language/marks.h"

namespace parley {
namespace {

constexpr std::uint32_t kLongestToken = 1000;

class Tokenizer {
 public:
  Tokenizer(std::string_view text, const Lexicon::Data& data, std::vector<Token>& out, Hyphens hyphens)
      : text_(text), data_(data), out_(out), hyphens_(hyphens) {}

  void run(Span span) {
    std::uint32_t p = span.begin;
    while (p < span.end) {
      if (auto n = space_at(text_, p)) {
        p += n;
        continue;
      }
      std::uint32_t end = p;
      while (end < span.end && space_at(text_, end) == 0 && end - p < kLongestToken) end += utf8_length(text_[end]);
      end = std::min(end, span.end);
      chunk({p, end});
      if (!out_.empty()) out_.back().space_after = end >= span.end || space_at(text_, end) != 0;
      p = end;
    }
  }

 private:
  void put(Span span) {
    if (span.empty()) return;
    Token t;
    t.span = span;
    t.lower = lower_form(slice(text_, span));
    std::size_t p = 0;
    char32_t c = next_code_point(slice(text_, span), p);
    t.capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    t.space_after = false;
    out_.push_back(std::move(t));
  }

  /// Length in bytes of the punctuation mark at the start of `s`, or 0.
  std::uint32_t mark_at(Span s) const {
    char c = text_[s.begin];
    char second = s.size() > 1 ? text_[s.begin + 1] : '\0';
    if (c == '#' && is_ascii_alpha(second)) return 0;
    if (runs_together(c, second)) {
      std::uint32_t n = 2;
      while (n < s.size() && runs_together(text_[s.begin + n - 1], text_[s.begin + n])) ++n;
      return n;
    }
    if (is_edge_punctuation(c)) return 1;
    if (is_currency(slice(text_, s))) return c == '\xC2' ? 2 : 3;
    if (static_cast<unsigned char>(c) >= 0x80) {
      std::uint32_t length = 0;
      std::string_view plain = plain_form(text_, s.begin, length);
      if (plain.empty() || length > s.size()) return 0;
      std::uint32_t again = 0;  // ‘‘ and ’’ are one mark
      bool doubled = plain == "'" && s.size() >= 2 * length && plain_form(text_, s.begin + length, again) == "'";
      return doubled && again == length ? 2 * length : length;
    }
    if (c == '.' || c == '-') {
      std::uint32_t n = 1;
      while (n < s.size() && text_[s.begin + n] == c) ++n;
      if (c == '.' && n == 1 && s.size() > 1 && is_ascii_digit(text_[s.begin + 1])) return 0;  // ".5"
      return n;
    }
    if ((c == '$' || c == '%' || c == '&') && s.size() > 1) return 1;
    if (c == '+' && s.size() > 1 && !is_ascii_digit(second)) return 1;
    return 0;
  }

  /// Length in bytes of the mark at the end of `s`, or 0.
  std::uint32_t mark_before(Span s) const {
    char c = text_[s.end - 1];
    if (s.size() > 1 && runs_together(text_[s.end - 2], c)) {
      std::uint32_t n = 2;
      while (n < s.size() && runs_together(text_[s.end - n - 1], text_[s.end - n])) ++n;
      return n;
    }
    if (c == ')' && s.size() > 3 && slice(text_, s).ends_with("(s)")) return 0;
    if (c == '-' && s.size() > 1) return run_before(s);
    if (is_edge_punctuation(c) || c == '-' || ((c == '%' || c == '$') && s.size() > 1)) return 1;
    if (c == '.') return final_stop(s);
    for (std::uint32_t length : {2U, 3U}) {
      std::uint32_t found = 0;
      if (s.size() > length && static_cast<unsigned char>(text_[s.end - length]) >= 0xC0 &&
          !plain_form(text_, s.end - length, found).empty() && found == length)
        return length;
    }
    return 0;
  }

  /// Length of the run of hyphens at the end.
  std::uint32_t run_before(Span s) const {
    std::uint32_t n = 1;
    while (n < s.size() && text_[s.end - 1 - n] == '-') ++n;
    return n;
  }

  /// Is the next thing after `p` a number?
  bool number_follows(std::uint32_t p) const {
    while (p < text_.size() && text_[p] == ' ') ++p;
    return p < text_.size() && (is_ascii_digit(text_[p]) || text_[p] == '#');
  }

  /// Is the word with its stop an abbreviation here? "No." is one before a number only, "Wash." with a capital only.
  bool is_abbreviation(Span s) const {
    std::string word = lower_form(slice(text_, s));
    if (!data_.abbreviations.contains(word)) return false;
    if (data_.before_number.contains(word)) return number_follows(s.end);
    return is_ascii_upper(text_[s.begin]) || !data_.only_capital.contains(word);
  }

  /// Does the full stop at the end of `s` stand alone? Not after abbreviations, initials and letters with stops.
  std::uint32_t final_stop(Span s) const {
    std::uint32_t stops = 1;
    while (stops < s.size() && text_[s.end - 1 - stops] == '.') ++stops;
    if (stops > 1) return stops;
    std::string_view word = slice(text_, s);
    if (is_abbreviation(s)) return 0;
    bool letters_with_stops = true;  // "U.S.", "J."
    for (std::size_t i = 0; i < word.size(); i += 2)
      letters_with_stops = letters_with_stops && is_ascii_upper(word[i]) && i + 1 < word.size() && word[i + 1] == '.';
    return letters_with_stops ? 0 : 1;
  }

  void chunk(Span s) {
    std::vector<Span> tail;
    if (data_.smileys.contains(std::string(slice(text_, s)))) return put(s);
    while (!s.empty()) {
      std::uint32_t n = mark_at(s);
      if (n == 0 || starts_clitic(s)) break;
      put({s.begin, s.begin + n});
      s.begin += n;
    }
    while (!s.empty()) {
      std::uint32_t n = mark_before(s);
      if (n == 0 || (text_[s.end - 1] == '/' && is_address(slice(text_, s)))) break;
      tail.push_back({s.end - n, s.end});
      s.end -= n;
    }
    if (!s.empty()) word(s);
    for (auto it = tail.rbegin(); it != tail.rend(); ++it) put(*it);
  }

  /// A chunk that is only a clitic ("'s" after a closing mark).
  bool starts_clitic(Span s) const {
    std::string l = s.size() <= 5 ? lower_form(slice(text_, s)) : std::string();
    bool decade = l.size() > 2 && l[0] == '\'' && is_ascii_digit(l[1]) && (l.back() == 's' || is_ascii_digit(l.back()));
    return l == "'s" || l == "'em" || decade;
  }

  /// A word without outer punctuation: clitics, then inner breaks.
  void word(Span s) {
    if (is_address(slice(text_, s))) return put(s);
    std::string l = lower_form(slice(text_, s));
    std::uint32_t apostrophe = 0;
    for (std::uint32_t i = s.begin; i < s.end; ++i) {
      std::uint32_t length = 1;
      bool mark =
          text_[i] == '\'' || (static_cast<unsigned char>(text_[i]) >= 0x80 && plain_form(text_, i, length) == "'");
      if (mark) apostrophe = i;
    }
    for (std::string_view clitic : {"'s", "'re", "'ve", "'ll", "'d", "'m"})
      if (apostrophe > s.begin && l.size() > clitic.size() && l.ends_with(clitic)) {
        inner({s.begin, apostrophe});
        put({apostrophe, s.end});
        return;
      }
    if (apostrophe > s.begin + 1 && l.size() > 3 && l.ends_with("n't")) {  // "do" + "n't", "ca" + "n't"
      put({s.begin, apostrophe - 1});
      put({apostrophe - 1, s.end});
      return;
    }
    if (l == "cannot") {
      put({s.begin, s.begin + 3});
      put({s.begin + 3, s.end});
      return;
    }
    inner(s);
  }

  bool name_like(Span s) const {
    if (s.empty() || !is_ascii_upper(text_[s.begin])) return false;
    return data_.state_words.contains(lower_form(slice(text_, s)));
  }

  /// Breaks inside a word: long dashes, ellipses, slashes and commas between letters, hyphens between names.
  void inner(Span s) {
    std::uint32_t start = s.begin;
    if (std::uint32_t unit = hyphens_ == Hyphens::split ? unit_of(s) : 0) {
      put({s.begin, unit});
      start = unit;
    }
    for (std::uint32_t i = start; i < s.end;) {
      std::uint32_t length = inner_break(s, start, i);
      if (length > 0) {
        put({start, i});
        put({i, i + length});
        start = i + length;
        i = start;
      } else {
        i += utf8_length(text_[i]);
      }
    }
    put({start, s.end});
  }

  /// Where the unit of "10am" begins, or 0.
  std::uint32_t unit_of(Span s) const {
    std::uint32_t p = s.begin;
    while (p < s.end &&
           (is_ascii_digit(text_[p]) || (p > s.begin && (text_[p] == '.' || text_[p] == ',' || text_[p] == ':'))))
      ++p;
    return p > s.begin && p < s.end && data_.units.contains(lower_form(slice(text_, {p, s.end}))) ? p : 0;
  }

  std::uint32_t inner_break(Span s, std::uint32_t start, std::uint32_t i) const {
    char c = text_[i];
    auto next = [&](std::uint32_t k) { return i + k < s.end ? text_[i + k] : '\0'; };
    char before = i > start ? text_[i - 1] : '\0';
    std::uint32_t length = 1;
    if (static_cast<unsigned char>(c) >= 0x80) {
      auto plain = plain_form(text_, i, length);
      bool digits = is_ascii_digit(before) && i + length < s.end && is_ascii_digit(text_[i + length]);
      if (plain == "-" && digits) return length;
      return plain.empty() || plain == "'" ? 0 : length;
    }
    if (c == '.' && next(1) == '.') {
      while (next(length) == '.') ++length;
      return length;
    }
    if (c == '-' && next(1) == '-') {
      while (next(length) == '-') ++length;
      return length;
    }
    if (c == '-' || c == '/') return hyphen_break(s, start, i);
    bool digit_around = is_ascii_digit(before) && is_ascii_digit(next(1));
    if ((c == ',' || c == ':') && !digit_around) return 1;
    if (c == '(' && slice(text_, {i, s.end}) == "(s)") return 0;
    if (c == '"' || c == '(' || c == ')' || c == '[' || c == ']' || c == ';' || c == '?' || c == '!' || c == '<' ||
        c == '>')
      return 1;
    // "talks.The": a stop between a lower-case word of some length and a capital
    if (c == '.' && i - start > 2 && is_ascii_lower(before) && is_ascii_upper(next(1)) && is_ascii_lower(next(2)))
      return 1;
    return 0;
  }

  std::uint32_t hyphen_break(Span s, std::uint32_t start, std::uint32_t i) const {
    Span left{start, i};
    std::uint32_t end = i + 1;
    while (end < s.end && text_[end] != '-' && text_[end] != '/') ++end;
    Span right{i + 1, end};
    if (left.empty() || right.empty()) return 0;
    if (text_[i] == '/') {
      bool letters = is_ascii_alpha(text_[i - 1]) && is_ascii_alpha(text_[i + 1]);
      return letters && left.size() > 1 ? 1 : 0;
    }
    if (hyphens_ == Hyphens::split) return splits_here(left, right) ? 1 : 0;
    bool both_names = name_like(left) && name_like(right);
    bool name_and_word = name_like(left) && is_ascii_lower(text_[right.begin]) && right.size() > 3;  // "Chinese-led"
    return both_names || name_and_word ? 1 : 0;
  }

  /// "15-20" is a range and three tokens, "853-3242" or "22-506" a number of its own.
  bool number_range(Span left, Span right) const {
    std::string_view a = slice(text_, left), b = slice(text_, right);
    for (std::string_view part : {a, b})
      for (char c : part)
        if (!is_ascii_digit(c)) return c != '-';
    bool alone =
        (left.begin == 0 || text_[left.begin - 1] != '-') && (right.end >= text_.size() || text_[right.end] != '-');
    return alone && a.size() <= 4 && b.size() <= 4 &&
           (b.size() == a.size() ? a < b : b.size() == a.size() + 1 && a.size() < 3);
  }

  /// Treebanks split a word at its hyphen, but for prefixes ("non-", "co-") and Korean given names ("Jong-un").
  bool splits_here(Span left, Span right) const {
    char first = text_[left.begin], after = text_[right.begin];
    if (is_ascii_digit(first) && is_ascii_digit(after)) return number_range(left, right);
    bool word_like = is_ascii_alpha(after) || is_ascii_digit(after) || static_cast<unsigned char>(after) >= 0x80;
    if (!word_like || (data_.hyphen_prefixes.contains(lower_form(slice(text_, left))) &&
                       !(is_ascii_upper(first) && is_ascii_upper(after))))
      return false;
    bool given_name = is_ascii_upper(first) && is_ascii_lower(after) && left.size() <= 6 && right.size() <= 6 &&
                      !out_.empty() && data_.korean_surnames.contains(out_.back().lower);
    return !given_name;
  }

  std::string_view text_;
  const Lexicon::Data& data_;
  std::vector<Token>& out_;
  Hyphens hyphens_;
};

}  // namespace

void tokenize(std::string_view text, Span span, const Lexicon::Data& data, std::vector<Token>& tokens,
              Hyphens hyphens) {
  Tokenizer(text, data, tokens, hyphens).run(span);
}

}  // namespace parley
