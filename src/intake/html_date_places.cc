// See html_date_places.h.
#include "intake/html_date_places.h"

#include <algorithm>

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
  return {};
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

void find_days_in_scripts(std::string_view page, const std::function<bool(std::string_view)>& visit) {
  constexpr std::size_t kLooked = 4 << 20, kLongestKey = 40, kLongestValue = 100;
  std::string_view s = page.substr(0, kLooked);
  for (std::size_t p = s.find("ublish"); p != std::string_view::npos; p = s.find("ublish", p + 6)) {
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
