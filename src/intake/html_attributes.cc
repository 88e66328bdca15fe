// See html_attributes.h.
#include "intake/html_attributes.h"

#include "base/text.h"
#include "intake/html_scanner.h"

namespace parley {
namespace {

constexpr std::size_t kMostAttributes = 64;  // read of one tag

bool hides(std::string_view style) {
  std::size_t p = style.find("display");
  if (p == std::string_view::npos) return false;
  p = style.find_first_not_of(" :", p + 7);
  return p != std::string_view::npos && style.substr(p).starts_with("none");
}

class AttributeHints {
 public:
  AttributeHints(HintMemo& hints, Attributes& out, std::vector<std::string_view>* names)
      : hints_(hints), a_(out), names_(names) {}

  void read(std::string_view attributes) {
    std::string_view name;
    std::string_view value;
    AttributeReader reader(attributes);
    for (std::size_t n = 0; n < kMostAttributes && reader.next(name, value); ++n) {
      switch (name.size()) {
        case 2:
          if (equal_ignoring_case(name, "id")) look_up(value);
          break;
        case 3:
          if (equal_ignoring_case(name, "rel")) a_.rel = value, look_up(value);
          break;
        case 4:
          read_short(name, value);
          break;
        case 5:
          if (equal_ignoring_case(name, "class")) a_.class_value = value, look_up(value);
          if (equal_ignoring_case(name, "style") && hides(value)) a_.found.hints |= bit(Hint::hidden);
          break;
        case 6:
          if (equal_ignoring_case(name, "hidden")) a_.found.hints |= bit(Hint::hidden);
          break;
        case 7:
          if (equal_ignoring_case(name, "content")) a_.content = value;
          break;
        case 8:
          if (equal_ignoring_case(name, "datetime")) a_.datetime = value;
          if (equal_ignoring_case(name, "property")) a_.property = value;
          if (equal_ignoring_case(name, "itemprop")) read_itemprop(value);
          break;
        default:
          break;
      }
    }
  }

 private:
  void look_up(std::string_view value) {
    hints_.look_up(value, a_.found);
    if (names_ != nullptr) names_->push_back(value);
  }

  void read_short(std::string_view name, std::string_view value) {
    if (equal_ignoring_case(name, "role")) look_up(value);
    if (equal_ignoring_case(name, "name")) a_.name = value;
    if (equal_ignoring_case(name, "href")) a_.href = value;
    if (equal_ignoring_case(name, "type")) a_.type = value;
    if (equal_ignoring_case(name, "lang")) a_.lang = value;
  }

  void read_itemprop(std::string_view value) {
    a_.itemprop = true;
    a_.property = value;
    look_up(value);
  }

  HintMemo& hints_;
  Attributes& a_;
  std::vector<std::string_view>* names_;
};

}  // namespace

void read_attributes(std::string_view attributes, HintMemo& hints, Attributes& out,
                     std::vector<std::string_view>* names) {
  AttributeHints(hints, out, names).read(attributes);
}

void hint_by_address(Attributes& link, HintMemo& hints) {
  std::size_t scheme = link.href.find("://");
  std::size_t path = link.href.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) return;
  std::string_view folder = link.href.substr(path + 1);
  for (int level = 0; level < 3; ++level) {
    std::size_t end = folder.find('/');
    if (end == std::string_view::npos) return;
    HintTable::Found found;
    if (end < 20) hints.look_up(folder.substr(0, end), found);
    if ((found.hints & bit(Hint::author)) != 0) link.found.hints |= bit(Hint::author);
    folder.remove_prefix(end + 1);
  }
}

void strip_markup(std::string& text, std::size_t begin) {
  std::string_view s = std::string_view(text).substr(begin);
  bool wrapped = s.starts_with('<') && (s.ends_with('>') || s.find("</") != std::string_view::npos);
  if (!wrapped && s.find("</p>") == std::string_view::npos && s.find("<br") == std::string_view::npos) return;
  constexpr std::size_t kLongestTag = 300;
  std::string out;
  for (std::size_t p = 0; p < s.size();) {
    bool tag = s[p] == '<' && p + 1 < s.size() && (is_ascii_alpha(s[p + 1]) || s[p + 1] == '/');
    std::size_t close = tag ? s.substr(p, kLongestTag).find('>') : std::string_view::npos;
    if (close == std::string_view::npos) {
      out += s[p++];
      continue;
    }
    bool breaks = s.substr(p).starts_with("<p") || s.substr(p).starts_with("</p") || s.substr(p).starts_with("<br");
    if (breaks && !out.empty() && out.back() != '\n') out += '\n';
    p += close + 1;
  }
  while (!out.empty() && is_ascii_space(out.back())) out.pop_back();
  text.replace(begin, std::string::npos, out);
}

}  // namespace parley
