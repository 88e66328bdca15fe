// See html_scanner.h.
#include "intake/html_scanner.h"

#include <cstring>

#include "base/text.h"

namespace parley {
namespace {

bool is_name(char c) { return is_ascii_alpha(c) || is_ascii_digit(c) || c == '-' || c == ':' || c == '_' || c == '.'; }

/// Where `c` stands at or after `from`, or the end.
std::size_t find_byte(std::string_view s, char c, std::size_t from) {
  if (from >= s.size()) return s.size();
  const void* hit = std::memchr(s.data() + from, c, s.size() - from);
  return hit == nullptr ? s.size() : static_cast<std::size_t>(static_cast<const char*>(hit) - s.data());
}

}  // namespace

bool HtmlScanner::next(HtmlToken& token) {
  if (!raw_name_.empty() && read_raw(token)) return true;
  while (p_ < page_.size()) {
    std::size_t start = p_;
    if (page_[p_] == '<' && p_ + 1 < page_.size()) {
      char c = page_[p_ + 1];
      if (c == '!' || c == '?') {
        if (page_.substr(p_).starts_with("<![CDATA[")) {
          std::size_t close = page_.find("]]>", p_);
          std::size_t end = close == std::string_view::npos ? page_.size() : close;
          token = {HtmlToken::Kind::text, Tag::other, false, start, end, page_.substr(start + 9, end - start - 9), {}};
          p_ = std::min(end + 3, page_.size());
          return true;
        }
        skip_declaration();
        continue;
      }
      if (is_ascii_alpha(c) || c == '/') {
        if (read_tag(token)) return true;
        continue;
      }
    }
    p_ = find_byte(page_, '<', start + 1);
    token = {HtmlToken::Kind::text, Tag::other, false, start, p_, page_.substr(start, p_ - start), {}};
    return true;
  }
  return false;
}

void HtmlScanner::skip_to(std::string_view mark, std::size_t from) {
  std::size_t p = from <= page_.size() ? page_.find(mark, from) : std::string_view::npos;
  p_ = p == std::string_view::npos ? page_.size() : p + mark.size();
}

void HtmlScanner::skip_declaration() {
  std::string_view rest = page_.substr(p_);
  if (rest.starts_with("<!-->")) {
    p_ += 5;
  } else if (rest.starts_with("<!--")) {
    skip_to("-->", p_ + 4);
  } else {
    skip_to(">", p_ + 2);
  }
}

/// Position of the ">" that closes a tag, quotes respected; the end if there is none.
std::size_t HtmlScanner::end_of_tag(std::size_t p) const {
  while (true) {
    while (p < page_.size() && page_[p] != '>' && page_[p] != '=') ++p;
    if (p >= page_.size()) return page_.size();
    if (page_[p] == '>') return p;
    while (p < page_.size() && (page_[p] == '=' || is_ascii_space(page_[p]))) ++p;
    if (p >= page_.size()) return page_.size();
    char c = page_[p];  // only behind "=" a quotation mark opens a value
    if (c == '"' || c == '\'') p = find_byte(page_, c, p + 1) + 1;
  }
}

bool HtmlScanner::read_tag(HtmlToken& token) {
  std::size_t start = p_;
  bool close = page_[p_ + 1] == '/';
  std::size_t name = p_ + (close ? 2 : 1);
  std::size_t p = name;
  if (p >= page_.size() || !is_ascii_alpha(page_[p])) {  // "</ >": a comment to the next ">"
    skip_to(">", p_ + 2);
    return false;
  }
  while (p < page_.size() && is_name(page_[p])) ++p;
  std::string_view word = page_.substr(name, p - name);
  std::size_t end = end_of_tag(p);
  token.kind = close ? HtmlToken::Kind::close : HtmlToken::Kind::open;
  token.tag = tag_of(word);
  token.name = word;
  token.attributes = page_.substr(p, end - p);
  token.self_closing = token.attributes.ends_with('/');
  token.text = {};
  token.begin = start;
  p_ = std::min(end + 1, page_.size());
  token.end = p_;
  if (!close && kind_of(token.tag) == TagKind::raw && !token.self_closing) {
    raw_name_ = word;
    raw_tag_ = token.tag;
  }
  return true;
}

/// Up to "</name", in any case.
bool HtmlScanner::read_raw(HtmlToken& token) {
  std::size_t start = p_;
  std::size_t end = page_.size();
  std::size_t after = page_.size();
  for (std::size_t p = find_byte(page_, '<', start); p < page_.size(); p = find_byte(page_, '<', p + 1)) {
    std::string_view rest = page_.substr(p + 1);
    if (rest.size() <= raw_name_.size() || rest[0] != '/') continue;
    if (!equal_ignoring_case(rest.substr(1, raw_name_.size()), raw_name_)) continue;
    end = p;
    after = std::min(find_byte(page_, '>', p) + 1, page_.size());
    break;
  }
  raw_name_ = {};
  p_ = after;
  token = {HtmlToken::Kind::raw_text, raw_tag_, false, start, end, page_.substr(start, end - start), {}};
  return end > start;
}

bool AttributeReader::next(std::string_view& name, std::string_view& value) {
  std::size_t p = 0;
  while (p < rest_.size() && (is_ascii_space(rest_[p]) || rest_[p] == '/')) ++p;
  if (p >= rest_.size()) return false;
  std::size_t start = p++;
  while (p < rest_.size() && rest_[p] != '=' && !is_ascii_space(rest_[p]) && rest_[p] != '/') ++p;
  name = rest_.substr(start, p - start);
  value = {};
  while (p < rest_.size() && is_ascii_space(rest_[p])) ++p;
  if (p < rest_.size() && rest_[p] == '=') {
    ++p;
    while (p < rest_.size() && is_ascii_space(rest_[p])) ++p;
    if (p < rest_.size() && (rest_[p] == '"' || rest_[p] == '\'')) {
      std::size_t close = find_byte(rest_, rest_[p], p + 1);
      value = rest_.substr(p + 1, close - p - 1);
      p = std::min(close + 1, rest_.size());
    } else {
      std::size_t from = p;
      while (p < rest_.size() && !is_ascii_space(rest_[p])) ++p;
      value = rest_.substr(from, p - from);
    }
  }
  rest_.remove_prefix(p);
  return true;
}

std::string_view attribute(std::string_view attributes, std::string_view name) {
  std::string_view n;
  std::string_view v;
  for (AttributeReader reader(attributes); reader.next(n, v);)
    if (equal_ignoring_case(n, name)) return v;
  return {};
}

}  // namespace parley
