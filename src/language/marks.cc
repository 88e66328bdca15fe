// See marks.h.
#include "language/marks.h"

#include "base/text.h"

namespace parley {

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
  std::string_view two = t.substr(p, 2);
  if (two == "\xC2\xB4" || two == "\xCA\xBC") {  // an acute accent, or a letter, for an apostrophe
    length = 2;
    return "'";
  }
  if (two == "\xC2\xAB" || two == "\xC2\xBB") {
    length = 2;
    return "\"";
  }
  return {};
}

std::string lower_form(std::string_view word) {
  if (word == "``" || word == "''") return "\"";
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

bool runs_together(char c, char next) {
  if (c == next && (c == '`' || c == '\'')) return true;  // ``so'' on old wires
  if (c == '!' || c == '?') return next == '!' || next == '?';
  return c == next && (c == '*' || c == '=' || c == '_' || c == '~' || c == '#' || c == '|' || c == '<' || c == '>' ||
                       c == '$' || c == '+');
}

bool is_currency(std::string_view s) { return s.starts_with("\xC2\xA3") || s.starts_with("\xE2\x82\xAC"); }

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

}  // namespace parley
