// See xml_scanner.h.
#include "intake/xml_scanner.h"

#include <algorithm>

#include "base/text.h"

namespace parley {

bool XmlScanner::next(XmlToken& t) {
  t = XmlToken();
  while (p_ < xml_.size()) {
    t.begin = p_;
    std::string_view rest = xml_.substr(p_);
    auto behind = [&](std::string_view mark, std::size_t from) {
      std::size_t q = xml_.find(mark, p_ + from);
      return q == std::string_view::npos ? xml_.size() : q + mark.size();
    };
    if (rest.starts_with("<!--")) {
      p_ = behind("-->", 4);
    } else if (rest.starts_with("<![CDATA[")) {
      t.end = behind("]]>", 9);
      bool closed = xml_.substr(0, t.end).ends_with("]]>");
      t.text = xml_.substr(p_ + 9, std::max(t.end - (closed ? 3 : 0), p_ + 9) - p_ - 9);
      t.is_cdata = true;
      p_ = t.end;
      return true;
    } else if (rest.starts_with("<?")) {
      p_ = behind("?>", 2);
    } else if (rest.starts_with("<!")) {
      skip_doctype();
    } else if (rest.starts_with('<') && read_tag(t)) {
      return true;
    } else {
      std::size_t q = xml_.find('<', p_ + 1);
      t.kind = XmlToken::Kind::text;
      t.end = q == std::string_view::npos ? xml_.size() : q;
      t.text = xml_.substr(p_, t.end - p_);
      p_ = t.end;
      return true;
    }
  }
  return false;
}

/// "<!DOCTYPE … [ … ]>": what stands in brackets belongs to it.
void XmlScanner::skip_doctype() {
  bool inside = false;
  for (; p_ < xml_.size(); ++p_) {
    if (xml_[p_] == '[') inside = true;
    if (xml_[p_] == ']') inside = false;
    if (xml_[p_] == '>' && !inside) break;
  }
  if (p_ < xml_.size()) ++p_;
}

bool XmlScanner::read_tag(XmlToken& t) {
  std::size_t p = p_ + 1;
  bool closing = p < xml_.size() && xml_[p] == '/';
  if (closing) ++p;
  std::size_t begin = p;
  auto is_name = [](char c) {
    return is_ascii_alpha(c) || is_ascii_digit(c) || c == ':' || c == '_' || c == '-' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  while (p < xml_.size() && is_name(xml_[p])) ++p;
  if (p == begin || is_ascii_digit(xml_[begin])) return false;
  t.name = xml_.substr(begin, p - begin);
  std::size_t from = p;
  char quote = '\0';
  for (; p < xml_.size(); ++p) {
    char c = xml_[p];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>' || c == '<') {
      break;
    }
  }
  if (p >= xml_.size() && quote != '\0') p = std::min(xml_.size(), xml_.find('>', from));  // a quote that never ends
  t.attributes = xml_.substr(from, p - from);
  t.self_closing = t.attributes.ends_with('/');
  if (t.self_closing) t.attributes.remove_suffix(1);
  t.kind = closing ? XmlToken::Kind::close : XmlToken::Kind::open;
  p_ = p < xml_.size() && xml_[p] == '>' ? p + 1 : p;
  t.end = p_;
  return true;
}

std::string_view local_name(std::string_view name) {
  std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view prefix_of(std::string_view name) {
  std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

}  // namespace parley
