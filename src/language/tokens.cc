// See tokens.h. One pass: white space ends a chunk, then the chunk's edges lose punctuation and clitics.
#include "language/tokens.h"

#include "base/text.h"

namespace parley {
namespace {

constexpr std::uint32_t kLongestToken = 1000;

/// Length of the white space at `p` (ASCII, no-break, ideographic and thin spaces), or 0.
std::uint32_t space_at(std::string_view t, std::uint32_t p) {
  auto c = static_cast<unsigned char>(t[p]);
  if (is_ascii_space(t[p]) || c < 0x20) return 1;
  if (c == 0xC2 && p + 1 < t.size() && static_cast<unsigned char>(t[p + 1]) == 0xA0) return 2;
  if (c == 0xE3 && t.substr(p, 3) == "\xE3\x80\x80") return 3;
  if (c == 0xE2 && p + 2 < t.size() && static_cast<unsigned char>(t[p + 1]) == 0x80) {
    auto d = static_cast<unsigned char>(t[p + 2]);
    if (d >= 0x80 && d <= 0x8B) return 3;
  }
  return 0;
}

std::uint32_t utf8_length(char c) {
  auto b = static_cast<unsigned char>(c);
  return b < 0x80 ? 1 : b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
}

/// Straight form of a curly quote, dash or ellipsis at `p`, empty if it is none; `length` is its length in bytes.
std::string_view plain_form(std::string_view t, std::uint32_t p, std::uint32_t& length) {
  length = 3;
  std::string_view s = t.substr(p, 3);
  if (s == "\xE2\x80\x98" || s == "\xE2\x80\x99" || s == "\xE2\x80\xB2") return "'";
  if (s == "\xE2\x80\x9C" || s == "\xE2\x80\x9D" || s == "\xE2\x80\x9E") return "\"";
  if (s == "\xE2\x80\x93" || s == "\xE2\x80\x94" || s == "\xE2\x80\x95") return "-";
  if (s == "\xE2\x80\xA6") return "...";
  if (s == "\xE3\x80\x8C" || s == "\xE3\x80\x8D" || s == "\xE3\x80\x8E" || s == "\xE3\x80\x8F") return "\"";
  if (s == "\xE3\x80\x81" || s == "\xEF\xBC\x8C") return ",";
  if (s == "\xE3\x80\x82") return ".";
  if (t.substr(p, 2) == "\xC2\xAB" || t.substr(p, 2) == "\xC2\xBB") {
    length = 2;
    return "\"";
  }
  return {};
}

std::string lower_form(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  for (std::uint32_t p = 0; p < word.size();) {
    std::uint32_t length = 1;
    if (static_cast<unsigned char>(word[p]) >= 0x80) {
      if (auto plain = plain_form(word, p, length); !plain.empty()) {
        out += plain;
        p += length;
        continue;
      }
    }
    out += to_ascii_lower(word[p++]);
  }
  return out;
}

bool is_edge_punctuation(char c) {
  switch (c) {
    case '"':
    case '\'':
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
    case '<':
    case '>':
    case '|':
    case '*':
    case '#':
    case '`':
    case '=':
    case '~':
    case '_':
    case '/':
      return true;
    default:
      return false;
  }
}

/// Marks that are written in runs and stay together: "!!!", "?!", "*****", "<<".
bool runs_together(char c, char next) {
  if (c == '!' || c == '?') return next == '!' || next == '?';
  return c == next && (c == '*' || c == '=' || c == '_' || c == '~' || c == '#' || c == '|' || c == '<' || c == '>' ||
                       c == '$' || c == '+');
}

bool is_currency(std::string_view s) { return s.starts_with("\xC2\xA3") || s.starts_with("\xE2\x82\xAC"); }

/// Net and mail addresses: "http://…", "www.…", "a.b@c.org", "state.gov/x".
bool is_address(std::string_view w) {
  auto at = w.find('@');
  if (w.find("://") != std::string_view::npos || w.starts_with("www.")) return true;
  if (at != std::string_view::npos && at > 0 && w.find('.', at) != std::string_view::npos) return true;
  for (std::string_view domain : {".com", ".org", ".net", ".edu", ".gov"}) {
    auto found = w.find(domain);
    std::size_t end = found + domain.size();
    if (found != std::string_view::npos && found > 0 && (end == w.size() || w[end] == '/')) return true;
  }
  return false;
}

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
    while (p < s.end && (is_ascii_digit(text_[p]) || (p > s.begin && (text_[p] == '.' || text_[p] == ',' || text_[p] == ':')))) ++p;
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
    bool alone = (left.begin == 0 || text_[left.begin - 1] != '-') && (right.end >= text_.size() || text_[right.end] != '-');
    return alone && a.size() <= 4 && b.size() <= 4 && (b.size() == a.size() ? a < b : b.size() == a.size() + 1 && a.size() < 3);
  }

  /// Treebanks split a word at its hyphen, but for prefixes ("non-", "co-") and Korean given names ("Jong-un").
  bool splits_here(Span left, Span right) const {
    char first = text_[left.begin], after = text_[right.begin];
    if (is_ascii_digit(first) && is_ascii_digit(after)) return number_range(left, right);
    bool word_like = is_ascii_alpha(after) || is_ascii_digit(after) || static_cast<unsigned char>(after) >= 0x80;
    if (!word_like || (data_.hyphen_prefixes.contains(lower_form(slice(text_, left))) && !(is_ascii_upper(first) && is_ascii_upper(after))))
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
