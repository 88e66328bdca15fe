// Dates as they are written in stamps and datelines, and the lines that are such dates. Time expressions of the text
// itself are the time stage's.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "intake/rules.h"

namespace parley {
namespace {

bool is_letter(char c) { return is_ascii_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

std::string two_digits(int n) { return {static_cast<char>('0' + n / 10 % 10), static_cast<char>('0' + n % 10)}; }

class Scanner {
 public:
  Scanner(std::string_view s, std::size_t p) : s_(s), p_(p) {}
  [[nodiscard]] std::size_t position() const { return p_; }
  void skip(std::string_view any) {
    while (p_ < s_.size() && any.find(s_[p_]) != std::string_view::npos) ++p_;
  }
  /// A number of `least` to `most` digits, or -1.
  int number(std::size_t least, std::size_t most) {
    std::size_t start = p_;
    int n = 0;
    while (p_ < s_.size() && is_ascii_digit(s_[p_]) && p_ - start < most) n = 10 * n + (s_[p_++] - '0');
    bool longer = p_ < s_.size() && is_ascii_digit(s_[p_]);
    if (p_ - start < least || longer) {
      p_ = start;
      return -1;
    }
    return n;
  }
  void skip_word() {
    while (p_ < s_.size() && is_ascii_alpha(s_[p_])) ++p_;
  }
  [[nodiscard]] bool at_digit() const { return p_ < s_.size() && is_ascii_digit(s_[p_]); }
  std::string word() {
    std::size_t start = p_;
    skip_word();
    return std::string(s_.substr(start, p_ - start));
  }
  bool take(char c) {
    if (p_ >= s_.size() || s_[p_] != c) return false;
    ++p_;
    return true;
  }
  /// Like word(), with letters of other alphabets.
  std::string name() {
    std::size_t start = p_;
    while (p_ < s_.size() && is_letter(s_[p_])) ++p_;
    return std::string(s_.substr(start, p_ - start));
  }
  /// One of the characters, or 0.
  char take_any(std::string_view any) {
    return p_ < s_.size() && any.find(s_[p_]) != std::string_view::npos ? s_[p_++] : '\0';
  }
  bool take_text(std::string_view text) {
    if (!s_.substr(p_).starts_with(text)) return false;
    p_ += text.size();
    return true;
  }
  void back_to(std::size_t p) { p_ = p; }

 private:
  std::string_view s_;
  std::size_t p_;
};

/// The part of a line in which a date may begin: all dates have digits.
std::size_t end_of_dates(std::string_view line) {
  std::size_t p = line.size();
  while (p > 0 && !is_ascii_digit(line[p - 1])) --p;
  return p;
}

int month_of(const std::string& word, const IntakeRules::Data& rules) {
  constexpr std::size_t kLongest = 40;  // bytes
  if (word.empty() || word.size() > kLongest) return 0;
  auto it = rules.months.find(lower_ascii(word));
  return it == rules.months.end() ? 0 : it->second;
}

/// "a.m.", "PM": shifts the hour. False (and nothing moves) if none is there.
bool read_half(Scanner& s, int& hour) {
  std::size_t start = s.position();
  s.skip(" ");
  std::string half = lower_ascii(s.word());
  bool afternoon = half == "pm" || half == "p";
  if (!afternoon && half != "am" && half != "a") {
    s.back_to(start);
    return false;
  }
  if (half.size() == 1) {
    s.skip(".");
    if (lower_ascii(s.word()) != "m") {
      s.back_to(start);
      return false;
    }
  }
  s.skip(".");
  if (afternoon && hour < 12) hour += 12;
  if (!afternoon && hour == 12) hour = 0;
  return true;
}

/// "KST", "(EST)", "+09:00", "GMT+9".
void read_zone(Scanner& s, WrittenDate& d, const IntakeRules::Data& rules) {
  s.skip(" (");
  std::string zone = s.word();
  auto known = rules.zones.find(zone);
  if (known == rules.zones.end() && !zone.empty()) return;
  if (known != rules.zones.end()) {
    d.zone = zone;
    d.has_zone = !known->second.empty();
    d.end = s.position();
    if (known->second != "+00:00") {
      d.value += known->second;
      return;
    }
  }
  std::string offset = "+00:00";
  char sign = s.take_any("+-");
  int hours = sign == 0 ? -1 : s.number(1, 2);
  if (hours >= 0 && hours <= 14) {
    s.take(':');
    offset = sign + two_digits(hours) + ':' + two_digits(std::clamp(s.number(2, 2), 0, 59));
    d.end = s.position();
  } else if (zone.empty()) {
    return;
  }
  d.value += offset;
  if (zone.empty()) d.zone = offset;
  d.has_zone = true;
}

/// Reads a time of day and zone after a date; moves only if one is there.
void read_time(Scanner& s, WrittenDate& d, const IntakeRules::Data& rules) {
  std::size_t start = s.position();
  s.skip(" ,T|-");
  std::size_t word = s.position();
  if (s.word() != "at") s.back_to(word);
  s.skip(" ");
  int hour = s.number(1, 2);
  if (hour < 0 || hour > 23) return s.back_to(start);
  int minute = 0;
  int second = -1;
  bool exact = s.take_any(":.") != 0;
  if (exact) {
    minute = s.number(2, 2);
    if (minute < 0 || minute > 59) return s.back_to(start);
    if (s.take(':')) second = s.number(2, 2);
    if (second >= 0 && s.take('.')) s.number(1, 9);
  }
  if (!read_half(s, hour) && !exact) return s.back_to(start);
  d.value += 'T' + two_digits(hour) + ':' + two_digits(minute);
  if (second >= 0) d.value += ':' + two_digits(std::min(second, 59));
  d.has_time = true;
  d.end = s.position();
  read_zone(s, d, rules);
}

struct DayMonthYear {
  int year = 0, month = 0, day = 0;
};

/// A year of four digits, or of two: 70 to 99 are of the last century. -1 if there is none; two digits before a colon
/// or another mark and digit are a time or a number.
int year_of(Scanner& s, DayOrder order) {
  constexpr int kCentury = 70;
  std::size_t start = s.position();
  if (int year = s.number(4, 4); year > 0) return year;
  if (order == DayOrder::unknown) return -1;  // only pages say which number is which
  int year = s.number(2, 2);
  std::size_t end = s.position();
  char behind = s.take_any(":./-");
  bool goes_on = behind != 0 && (behind == ':' || s.number(1, 4) >= 0);
  s.back_to(year < 0 || goes_on ? start : end);
  if (year < 0 || goes_on) return -1;
  return year + (year < kCentury ? 2000 : 1900);
}

/// 2018年11月28日, 2018년 11월 28일: `s` stands behind the year.
bool read_east_asian(Scanner& s, DayMonthYear& d) {
  for (auto [year, month, day] : {std::array<std::string_view, 3>{"\xE5\xB9\xB4", "\xE6\x9C\x88", "\xE6\x97\xA5"},
                                  std::array<std::string_view, 3>{"\xEB\x85\x84", "\xEC\x9B\x94", "\xEC\x9D\xBC"}}) {
    if (!s.take_text(year)) continue;
    s.skip(" ");
    d.month = s.number(1, 2);
    if (!s.take_text(month)) return false;
    s.skip(" ");
    d.day = s.number(1, 2);
    return s.take_text(day);
  }
  return false;
}

/// 2018-11-28, 28.11.2018, 12/31/2018, 7 November 2018, 7 de noviembre de 2018, 2018年11月28日; with an order of day
/// and month also 28.11.18.
DayMonthYear numbers_first(Scanner& s, const IntakeRules::Data& rules, DayOrder order) {
  DayMonthYear d;
  d.year = s.number(4, 4);
  if (d.year > 0) {
    if (read_east_asian(s, d)) return d;
    if (s.take_any("-./") == 0) return {};
    d.month = s.number(1, 2);
    if (s.take_any("-./") == 0) return {};
    d.day = s.number(1, 2);
    return d;
  }
  d.day = s.number(1, 2);
  if (d.day < 0) return {};
  std::size_t behind = s.position();
  char mark = s.take_any("./");
  std::size_t gap = s.position();
  s.skip(" ");
  if (mark == '.' && s.name().size() >= 3) {  // 7. November 2018
    s.back_to(behind + 1);
    mark = '\0';
  } else if (mark != '\0') {
    s.back_to(gap);
  } else {
    s.back_to(behind);
  }
  if (mark != 0) {
    d.month = s.number(1, 2);
    if (s.take_any("./") != mark) return {};
    d.year = year_of(s, order);
    bool either = mark == '/' && d.day <= 12 && d.month <= 12 && d.day != d.month;
    if (either && order == DayOrder::unknown) return {};
    if (mark == '/' && (d.month > 12 || (either && order == DayOrder::month_first))) std::swap(d.day, d.month);
    return d;
  }
  if (std::string ordinal = lower_ascii(s.word());
      !ordinal.empty() && ordinal != "st" && ordinal != "nd" && ordinal != "rd" && ordinal != "th")
    return {};
  s.skip(" ");
  auto skip_link = [&] {  // "de", "di"
    std::size_t start = s.position();
    if (rules.date_links.contains(lower_ascii(s.name()))) return s.skip(" ");
    s.back_to(start);
  };
  skip_link();
  d.month = month_of(s.name(), rules);
  s.skip(" .,");
  skip_link();
  d.year = s.number(4, 4);
  return d;
}

/// November 7, 2018; Nov. 7th, 2018.
DayMonthYear month_first(Scanner& s, const IntakeRules::Data& rules) {
  DayMonthYear d;
  std::size_t start = s.position();
  s.skip_word();
  s.skip(" .");
  if (!s.at_digit()) return {};  // most words of a line end here
  s.back_to(start);
  d.month = month_of(s.word(), rules);
  if (d.month == 0) return {};
  s.skip(" .");
  d.day = s.number(1, 2);
  std::size_t ordinal = s.position();
  if (s.word().size() != 2) s.back_to(ordinal);
  s.skip(" ,");
  d.year = s.number(4, 4);
  return d;
}

std::optional<WrittenDate> date_at(std::string_view line, std::size_t p, const IntakeRules::Data& rules,
                                   DayOrder order = DayOrder::unknown) {
  Scanner s(line, p);
  DayMonthYear parts = is_ascii_digit(line[p]) ? numbers_first(s, rules, order) : month_first(s, rules);
  auto date = Date::from_civil(parts.year, parts.month, parts.day);
  if (!date || parts.year < 1900) return std::nullopt;
  WrittenDate d;
  d.begin = p;
  d.end = s.position();
  d.value = date->iso();
  read_time(s, d, rules);
  return d;
}

bool starts_word(std::string_view line, std::size_t p) {
  bool word = is_ascii_digit(line[p]) || is_ascii_alpha(line[p]);
  return word && (p == 0 || (!is_ascii_digit(line[p - 1]) && !is_letter(line[p - 1])));
}

/// Length of a dash between a dateline and the text: "--", "-", "—", "–", "_", with spaces around it. 0 if none is at
/// `p`.
std::size_t dash_at(std::string_view s, std::size_t p) {
  std::size_t start = p;
  while (p < s.size() && s[p] == ' ') ++p;
  std::string_view rest = s.substr(p);
  if (rest.starts_with("\xE2\x80\x94") || rest.starts_with("\xE2\x80\x93")) {
    p += 3;
  } else if (rest.starts_with("--")) {
    p += 2;
  } else if (rest.starts_with("_") || (rest.starts_with("- ") && p > start)) {
    p += 1;
  } else {
    return 0;
  }
  return p - start;
}

}  // namespace

std::optional<WrittenDate> find_written_date(std::string_view line, std::size_t from, const IntakeRules::Data& rules,
                                             DayOrder order) {
  std::size_t end = end_of_dates(line);
  for (std::size_t p = from; p < end; ++p) {
    if (!starts_word(line, p)) continue;
    if (auto d = date_at(line, p, rules, order)) return d;
  }
  return std::nullopt;
}

std::optional<WrittenDate> day_without_year(std::string_view line, std::size_t p, const IntakeRules::Data& rules) {
  Scanner s(line, p);
  int month = month_of(s.word(), rules);
  s.skip(" .");
  int day = month > 0 ? s.number(1, 2) : -1;
  if (day < 1 || day > 31) return std::nullopt;
  WrittenDate d;
  d.begin = p;
  d.end = s.position();
  d.value = "XXXX-" + two_digits(month) + '-' + two_digits(day);
  return d;
}

std::optional<Dateline> find_dateline(std::string_view text, const IntakeRules::Data& rules) {
  std::string_view s = text.substr(0, rules.dateline_longest);
  std::size_t capitals = 0;  // letters of the place
  std::size_t p = 0;
  for (; p < s.size() && (is_ascii_upper(s[p]) || std::string_view(" .-/'").find(s[p]) != std::string_view::npos);
       ++p) {
    if (dash_at(s, p) > 0) break;
    capitals += is_ascii_upper(s[p]);
  }
  if (p < s.size() && is_ascii_lower(s[p])) return std::nullopt;  // a word that is not all in capitals
  if (capitals < 3) return std::nullopt;
  Dateline out;
  bool more = false;  // something beside the place: a region, a day, an agency
  for (std::size_t words = 0; p < s.size() && words < 8; ++words) {
    if (std::size_t dash = dash_at(s, p); dash > 0) {
      std::string_view after = trim(s.substr(p + dash));
      bool opens = !after.empty() && !is_ascii_lower(after[0]);
      if (!more && (capitals < 4 || !opens)) return std::nullopt;  // "NATO -- the alliance -- …"
      out.end = p + dash;
      return out;
    }
    if (s[p] == ' ' || s[p] == ',') {
      more = more || s[p] == ',';
      ++p;
      --words;
      continue;
    }
    if (s[p] == '(') {
      std::size_t close = s.find(')', p);
      if (close == std::string_view::npos) return std::nullopt;
      out.agency = std::string(trim(s.substr(p + 1, close - p - 1)));
      more = true;
      p = close + 1;
      continue;
    }
    if (!starts_word(s, p) || is_ascii_lower(s[p])) return std::nullopt;
    auto date = date_at(s, p, rules);
    if (!date) date = day_without_year(s, p, rules);
    if (date) {
      out.date = date;
      more = true;
      p = date->end;
      continue;
    }
    while (p < s.size() && (is_letter(s[p]) || s[p] == '.' || s[p] == '\'' || is_ascii_digit(s[p]))) ++p;
  }
  return std::nullopt;
}

bool is_stamp(std::string_view line, const IntakeRules::Data& rules) {
  constexpr std::size_t kLongestStamp = 140;  // bytes
  constexpr std::size_t kOutletWords = 5;     // "The Northern Pacific Dispatch, May 24, 2018"
  if (line.size() > kLongestStamp || end_of_dates(line) == 0) return false;
  std::size_t dates = 0;
  std::size_t others = 0;
  bool small_words = false;
  for (std::size_t p = 0; p < line.size();) {
    if (starts_word(line, p))
      if (auto d = date_at(line, p, rules)) {
        ++dates;
        p = d->end;
        continue;
      }
    std::size_t start = p;
    while (p < line.size() && (is_letter(line[p]) || is_ascii_digit(line[p]))) ++p;
    if (p == start) {
      ++p;
      continue;
    }
    std::string_view word = line.substr(start, p - start);
    bool number = std::all_of(word.begin(), word.end(), is_ascii_digit);
    if (number || rules.zones.contains(std::string(word)) || rules.stamp_words.contains(lower_ascii(word))) continue;
    ++others;
    small_words = small_words || is_ascii_lower(word[0]);
  }
  return dates > 0 && (others == 0 || (others <= kOutletWords && !small_words && !ends_sentence(line)));
}

}  // namespace parley
