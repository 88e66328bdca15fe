// See html_date_places.h.
#include "intake/html_date_places.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "intake/html_entities.h"

namespace parley {
namespace {

/// "courier.example/en-gb/…": the first folder that is a language and a country; empty if it is none.
std::string locale_of_address(const std::string& url) {
  std::size_t host = url.find("://");
  std::size_t path = host == std::string::npos ? host : url.find('/', host + 3);
  if (path == std::string::npos || path + 6 >= url.size()) return {};
  std::string folder = lower_ascii(std::string_view(url).substr(path + 1, 5));
  bool locale = (folder[2] == '-' || folder[2] == '_') && url[path + 6] == '/';
  for (std::size_t p : {0, 1, 3, 4}) locale = locale && is_ascii_lower(folder[p]);
  return locale ? folder : std::string();
}

std::string year_month_day(int year, int month, int day) {
  auto date = Date::from_civil(year, month, day);
  return date ? date->iso() : std::string();
}

/// "/2018/7/2/", "-29-10-2021": numbers of one or two digits between marks, the year first or last.
std::string day_of_numbers(std::string_view path) {
  struct Number {
    int value = 0;
    std::size_t digits = 0, end = 0;
    char mark = 0;  // in front of it
  };
  std::array<Number, 3> last = {};
  for (std::size_t p = 1; p < path.size();) {
    if (!is_ascii_digit(path[p])) {
      ++p;
      continue;
    }
    Number n{0, 0, p, path[p - 1]};
    for (; n.end < path.size() && is_ascii_digit(path[n.end]) && n.digits < 5; ++n.end, ++n.digits)
      n.value = n.value * 10 + (path[n.end] - '0');
    bool goes_on = p == last[2].end + 1 && last[2].digits > 0;
    last = goes_on ? std::array<Number, 3>{last[1], last[2], n} : std::array<Number, 3>{Number{}, Number{}, n};
    p = n.end;
    const auto& [a, b, c] = last;
    bool parted = a.digits > 0 && b.mark == c.mark && (b.mark == '/' || b.mark == '-' || b.mark == '.') &&
                  !is_ascii_alpha(a.mark) && (p >= path.size() || !is_ascii_alpha(path[p])) && b.digits <= 2;
    if (!parted) continue;
    bool first = a.digits == 4 && c.digits <= 2, at_end = c.digits == 4 && a.digits == 2 && b.digits == 2;
    std::string iso = first    ? year_month_day(a.value, b.value, c.value)
                      : at_end ? year_month_day(c.value, b.value, a.value)
                               : std::string();
    if (parse_date(iso)) return iso;
  }
  return {};
}

}  // namespace

DayOrder day_order_of(const PageContext& c) {
  std::string locale = lower_ascii(c.page.language);
  if (locale.size() <= 2)
    if (std::string told = locale_of_address(c.url); !told.empty()) locale = told;
  std::string og = lower_ascii(meta_value(c.page, {"og:locale"}));
  for (const std::string& m : c.rules.page.month_first)
    if (locale == m || og == m) return DayOrder::month_first;
  std::string host = c.url.substr(0, std::min(c.url.size(), c.url.find('/', c.url.find("://") + 3)));
  for (const std::string& end : c.rules.page.day_first_hosts)
    if (host.ends_with(end)) return DayOrder::day_first;
  bool told = locale.size() > 2 || og.size() > 2;
  bool english = locale.starts_with("en") || locale.empty();
  return told || !english ? DayOrder::day_first : DayOrder::unknown;
}

std::string day_in_address(const std::string& address) {
  std::string url = address.substr(0, 500);
  std::size_t path = url.find('/', std::min(url.size(), url.find("://") + 3));
  if (std::size_t again = url.find("://", path == std::string::npos ? 0 : path); again != std::string::npos)
    path = url.find('/', again + 3);  // an archive's copy
  for (std::size_t p = path; p < url.size(); ++p) {
    if (!is_ascii_digit(url[p]) || (p > 0 && is_ascii_digit(url[p - 1]))) continue;
    std::string digits;
    std::size_t q = p;
    for (; q < url.size() && digits.size() < 8; ++q) {
      bool gap =
          (digits.size() == 4 || digits.size() == 6) && std::string_view("/-_.").find(url[q]) != std::string_view::npos;
      if (is_ascii_digit(url[q])) digits += url[q];
      if (!is_ascii_digit(url[q]) && (!gap || is_ascii_digit(url[q - 1]) == 0)) break;
    }
    bool whole = digits.size() == 8 && (q >= url.size() || !is_ascii_digit(url[q]));
    if (!whole) continue;
    std::string iso = digits.substr(0, 4) + '-' + digits.substr(4, 2) + '-' + digits.substr(6, 2);
    if (parse_date(iso)) return iso;
  }
  return path < url.size() ? day_of_numbers(std::string_view(url).substr(path)) : std::string();
}

std::optional<std::string> day_of_words(std::string_view words, const IntakeRules::Data& rules, DayOrder order) {
  constexpr std::size_t kLongest = 140;  // bytes
  std::string_view s = front_of(trim(words), kLongest);
  if (auto d = find_written_date(s, 0, rules, order)) return d->value;
  std::string digits;
  for (char c : s) {
    if (!is_ascii_digit(c)) break;
    digits += c;
  }
  if (digits.size() == 8 || digits.size() == 14) {
    std::string iso = digits.substr(0, 4) + '-' + digits.substr(4, 2) + '-' + digits.substr(6, 2);
    if (parse_date(iso)) return iso;
  }
  if ((digits.size() == 10 || digits.size() == 13) && digits.size() == s.size())
    return Date{static_cast<std::int32_t>(std::stoll(digits.substr(0, 10)) / 86400)}.iso();
  return std::nullopt;
}

std::string other_reading(std::string_view words) {
  std::array<int, 3> numbers = {};
  std::size_t p = 0;
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    std::size_t start = p;
    while (p < words.size() && is_ascii_digit(words[p]) && p - start < 4)
      numbers[k] = numbers[k] * 10 + words[p++] - '0';
    bool good = p > start && (k < 2 ? p - start <= 2 && p < words.size() && words[p] == '/' : p - start == 4);
    if (!good) return {};
    ++p;
  }
  auto [one, other, year] = numbers;
  if (one == other || one > 12 || other > 12) return {};
  return year_month_day(year, one, other) + ' ' + year_month_day(year, other, one);
}

std::vector<Span> lines_of_block(std::string_view text, Span block, std::size_t longest) {
  std::vector<Span> out;
  std::string_view s = slice(text, block);
  for (std::size_t p = 0; p < s.size();) {
    std::size_t end = std::min(s.find('\n', p), s.size());
    auto begin = block.begin + static_cast<std::uint32_t>(p);
    if (end - p <= longest) out.push_back({begin, block.begin + static_cast<std::uint32_t>(end)});
    p = end + 1;
  }
  return out;
}

void find_days_in_scripts(std::string_view page, std::string_view key,
                          const std::function<bool(std::string_view)>& visit) {
  constexpr std::size_t kLooked = 4 << 20, kLongestKey = 40, kLongestValue = 100;
  std::string_view s = page.substr(0, kLooked);
  for (std::size_t p = s.find(key); p != std::string_view::npos; p = s.find(key, p + key.size())) {
    std::size_t end = s.substr(0, p + kLongestKey).find('"', p);
    if (end == std::string_view::npos) continue;
    std::size_t colon = s.find_first_not_of(" \\", end + 1);
    if (colon == std::string_view::npos || s[colon] != ':') continue;
    std::size_t value = s.find_first_not_of(" \\", colon + 1);
    if (value == std::string_view::npos || s[value] != '"') continue;
    std::string_view words = front_of(s.substr(value + 1), kLongestValue);
    if (visit(words.substr(0, words.find('"')))) return;
  }
}

}  // namespace parley
