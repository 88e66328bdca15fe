// Dates, people, texts and addresses of a feed's entries. See feed_parts.h.
#include "intake/feed_parts.h"

#include <algorithm>

#include "base/text.h"
#include "intake/html_entities.h"

namespace parley {
namespace {

constexpr std::size_t kLongestLine = 500;  // bytes

/// "+0900" behind the time of RFC 822 as "+09:00"; empty if there is none.
std::string offset_of(std::string_view words) {
  std::size_t p = words.find_last_of("+-");
  if (p == std::string_view::npos || p + 5 > words.size() || words.find(':') > p) return {};
  for (std::size_t k = 1; k < 5; ++k)
    if (!is_ascii_digit(words[p + k])) return {};
  return std::string(words.substr(p, 3)) + ':' + std::string(words.substr(p + 3, 2));
}

}  // namespace

std::string too_many_entries() { return "has more than " + std::to_string(kMostEntries) + " entries"; }

std::string feed_date(std::string_view words, const IntakeRules::Data& rules) {
  std::string s = squeeze(front_of(words, 100));
  if (s.size() >= 10 && bounds_of(s)) return s;
  auto d = find_written_date(s, 0, rules);
  if (!d) return {};
  std::string offset = d->has_time && !d->has_zone ? offset_of(s) : std::string();
  return d->value + offset;
}

std::string feed_line(std::string_view words, const IntakeRules& rules) {
  std::string decoded(front_of(words, kLongestLine * 4));
  if (decoded.find('<') != std::string::npos) decoded = text_of_markup(decoded, rules);
  return squeeze(front_of(decode_entities(decoded), kLongestLine));
}

void add_feed_authors(std::string_view words, const IntakeRules& rules, std::vector<std::string>& authors) {
  std::string s = feed_line(words, rules);
  if (s.find('@') != std::string::npos) {  // "ada@courier.example (Ada Berg)": RSS 2.0
    std::size_t open = s.find('('), close = s.rfind(')');
    if (open == std::string::npos || close == std::string::npos || close < open) return;
    s = s.substr(open + 1, close - open - 1);
  }
  for (std::string& name : read_byline(s, rules.data()).authors)
    if (std::find(authors.begin(), authors.end(), name) == authors.end()) authors.push_back(std::move(name));
}

std::string whole_text(std::string text, bool is_content, const IntakeRules::Data& rules) {
  std::string_view s = trim(text);
  std::size_t least = is_content ? rules.feed.shortest_content : rules.feed.shortest_description;
  if (s.size() < least) return {};
  std::string end = lower_ascii(s.substr(s.size() - std::min<std::size_t>(s.size(), 40)));
  for (const std::string& cut : rules.feed.cut_ends)
    if (end.ends_with(cut)) return {};
  return text;
}

std::string whole_url(std::string_view url, std::string_view base) {
  url = trim(url);
  constexpr std::size_t kLongest = 2000;
  if (url.size() > kLongest) return {};
  if (url.starts_with("//")) return "https:" + std::string(url);
  if (!url.starts_with('/')) return url.find("://") == std::string_view::npos ? std::string() : std::string(url);
  base = trim(base);
  std::size_t scheme = base.find("://");
  if (scheme == std::string_view::npos) return {};
  return std::string(base.substr(0, base.find_first_of("/?#", scheme + 3))) + std::string(url);
}

}  // namespace parley
