// Who wrote a page. See html_metadata.h.
//
// Sources in the order in which they are believed: JSON-LD, <meta>, elements marked as author by the text, lines that
// begin like a byline. The first that names people decides. A name is cleaned of "By", of titles behind a comma, of
// addresses; what is an outlet, a department or a word of the page is no person.
#include <algorithm>

#include "base/text.h"
#include "intake/html_entities.h"
#include "intake/html_metadata.h"

namespace parley {
namespace {

constexpr std::size_t kLongestField = 200;  // bytes
constexpr std::size_t kLongestName = 5;     // words

using Names = std::vector<std::string>;

class AuthorReader {
 public:
  AuthorReader(const PageContext& c, const Report& report) : c_(c), report_(report) {
    outlet_ = lower_ascii(report.publisher);
    find_place();
  }

  Names run() {
    for (auto source : {&AuthorReader::from_json, &AuthorReader::from_meta, &AuthorReader::from_marks,
                        &AuthorReader::from_bylines, &AuthorReader::from_persons})
      if (Names names = (this->*source)(); !names.empty() && names.size() <= kMostNames) return names;
    return {};
  }

 private:
  /// From above the headline to behind the text.
  void find_place() {
    auto total = static_cast<std::uint32_t>(c_.blocks.size());
    std::uint32_t first = total;
    std::uint32_t title = total;
    for (std::uint32_t k = 0; k < total; ++k) {
      if (c_.blocks[k].role == BlockRole::headline) title = k;
      if (c_.blocks[k].role != BlockRole::body) continue;
      first = std::min(first, k);
      last_ = k;
    }
    top_ = std::min(first, title);
  }

  [[nodiscard]] bool near(std::uint32_t block) const { return block + kReach >= top_ && block <= last_ + kReach; }

  [[nodiscard]] Names from_json() const {
    Names names;
    for (std::uint32_t article : json_articles(c_.json)) {
      for (const JsonFact& f : c_.json.facts)
        if (f.object == article && (f.key == "author" || f.key == "creator")) add(f.value, names, Field::yes);
      for (std::uint32_t o = 1; o < c_.json.objects.size(); ++o) {
        const JsonObject& person = c_.json.objects[o];
        if (person.parent != article || person.key != "author") continue;
        if (person.type.find("organization") != std::string::npos) continue;
        std::string_view name = c_.json.value(o, "name");
        add(name.empty() ? name_of(person.id) : name, names, Field::yes);
      }
      if (!names.empty()) break;
    }
    return names;
  }

  /// The one person of the page's JSON-LD, if there is one only.
  [[nodiscard]] Names from_persons() const {
    Names names;
    for (std::uint32_t o = 1; o < c_.json.objects.size(); ++o)
      if (c_.json.objects[o].type.find("person") != std::string::npos) add(c_.json.value(o, "name"), names, Field::yes);
    return names.size() == 1 ? names : Names{};
  }

  /// The name of an object that stands elsewhere and is referred to by its id.
  [[nodiscard]] std::string_view name_of(const std::string& id) const {
    if (id.empty()) return {};
    for (std::uint32_t o = 1; o < c_.json.objects.size(); ++o)
      if (c_.json.objects[o].id == id)
        if (std::string_view name = c_.json.value(o, "name"); !name.empty()) return name;
    return {};
  }

  [[nodiscard]] Names from_meta() const {
    Names names;
    for (const std::string& wanted : c_.rules.page.author) {
      for (auto [name, content] : c_.page.meta)
        if (equal_ignoring_case(name, wanted)) add(decode_entities(content), names, Field::yes);
      if (!names.empty()) break;
    }
    std::string label = lower_ascii(meta_value(c_.page, {"twitter:label1"}));
    if (names.empty() && !label.empty() && begins_like_byline(label + ' '))
      add(meta_value(c_.page, {"twitter:data1"}), names, Field::yes);
    return names;
  }

  /// Marked elements from above the headline to behind the text; itemprop and rel first.
  [[nodiscard]] Names from_marks() const {
    for (bool strict : {true, false}) {
      Names names;
      auto block = static_cast<std::uint32_t>(c_.blocks.size());  // names of one place only
      for (const PageMark& m : c_.page.marks) {
        if ((m.hints & bit(Hint::author)) == 0 || (strict && !m.itemprop)) continue;
        if ((c_.page.elements[m.element].chain & bits(Hint::comment, Hint::related)) != 0) continue;
        if (!near(m.block) || m.block > block) continue;
        std::size_t before = names.size();
        std::string_view shown = slice(report_.text, m.text);
        if (shown.size() <= kLongestField) add(shown, names, m.itemprop ? Field::yes : Field::no);
        if (names.empty() && m.itemprop) add(m.value, names, Field::yes);
        if (names.size() > before && before == 0) block = m.block + 2;
      }
      if (!names.empty()) return names;
    }
    return {};
  }

  /// Lines by the text that begin as a byline does; the first that names people.
  [[nodiscard]] Names from_bylines() const {
    Names names;
    for (std::uint32_t k = 0; k < c_.blocks.size(); ++k) {
      const Block& b = c_.blocks[k];
      std::string_view s = slice(report_.text, b.span);
      if (!near(k)) continue;
      if (b.role == BlockRole::byline)
        for (const std::string& name : read_byline(s, c_.rules).authors) add(name, names, Field::no);
      bool line = b.role != BlockRole::duplicate && s.size() <= c_.rules.byline_longest;
      if (!line || !names.empty() || !begins_like_byline(lower_ascii(s))) continue;
      add(s, names, Field::no);
      std::erase_if(names, [](const std::string& n) { return n.find(' ') == std::string::npos; });
    }
    return names;
  }

  [[nodiscard]] bool begins_like_byline(std::string_view low) const {
    for (const std::string& start : c_.rules.page.author_line_starts)
      if (low.starts_with(start) && low.size() > start.size() && low[start.size()] == ' ') return true;
    return false;
  }

  // ---- names

  /// A field is a name by itself; words of the page are one only if they look like it.
  enum class Field : bool { no, yes };

  void add(std::string_view field, Names& names, Field is_field) const {
    if (field.size() > kLongestField || field.find("://") != std::string_view::npos) return;
    std::string list = field.find('&') != std::string_view::npos ? decode_entities(field) : std::string(field);
    for (char& ch : list)
      if (ch == '\n' || ch == '\t' || ch == '(') ch = ',';
    cut_start(list);
    for (const std::string& link : c_.rules.page.author_links)
      for (std::size_t p; (p = list.find(link)) != std::string::npos;) list.replace(p, link.size(), ",");
    bool full = false;  // the first is a whole name: then "PhD" and "fan of puns" are none
    for (std::string_view piece : split(list, ',')) {
      std::string name = clean(piece, full ? Field::no : is_field);
      if (full && name.find(' ') == std::string::npos) continue;
      full = full || name.find(' ') != std::string::npos;
      if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
  }

  void cut_start(std::string& s) const {
    for (bool again = true; again;) {
      again = false;
      s = squeeze(s);
      std::string low = lower_ascii(s);
      for (const std::string& start : c_.rules.page.author_starts)
        if (low.starts_with(start) && low.size() > start.size() && (low[start.size()] == ' ' || start.back() == ':')) {
          s.erase(0, start.size());
          again = true;
          break;
        }
    }
  }

  [[nodiscard]] std::string clean(std::string_view piece, Field is_field) const {
    std::string s(trim(piece));
    if (std::size_t colon = s.find(": "); colon != std::string::npos) s.erase(0, colon + 2);  // "Interview: Ada Berg"
    std::size_t letter = 0;
    while (letter < s.size() && static_cast<unsigned char>(s[letter]) < 0x80 && !is_ascii_alpha(s[letter])) ++letter;
    s.erase(0, s.starts_with("\xC2\xA9") ? 2 : letter);
    cut_start(s);
    while (!s.empty() && std::string_view(":)*\"'- ").find(s.back()) != std::string_view::npos) s.pop_back();
    bool initial = s.size() > 2 && s.back() == '.' && is_ascii_upper(s[s.size() - 2]) && s[s.size() - 3] == ' ';
    if (!s.empty() && s.back() == '.' && !initial) s.pop_back();
    while (s.size() > 8 && is_ascii_digit(s.back())) s.pop_back();  // a footnote
    if (s.size() < 3 || s.size() > 80 || s.find('@') != std::string::npos) return {};
    Names words;
    for (std::string_view w : split(s, ' ')) {
      if (w.empty()) continue;
      std::string low = lower_ascii(w);
      bool name =
          is_ascii_upper(w[0]) || static_cast<unsigned char>(w[0]) >= 0x80 || c_.rules.byline_particles.contains(low);
      if (words.size() >= 2 && c_.rules.stamp_words.contains(low)) break;  // "Ada Berg on January 20"
      bool digits = std::any_of(w.begin(), w.end(), is_ascii_digit);
      if ((!name || digits) && is_field == Field::no) {
        if (words.size() >= 2) break;  // "Ada Berg am 21. April"
        return {};
      }
      bool page_word =
          c_.rules.page.no_names.contains(low) || (is_field == Field::no && c_.rules.byline_titles.contains(low));
      if (page_word && words.size() >= 2) break;
      if (page_word || is_address(w) || (!words.empty() && c_.rules.outlet_words.contains(low))) return {};
      words.emplace_back(w);
    }
    if (words.size() == 1 && c_.rules.stamp_words.contains(lower_ascii(words[0]))) return {};  // "January"
    s = join(words, " ");
    if (words.empty() || words.size() > kLongestName || is_outlet(lower_ascii(s))) return {};
    return s;
  }

  /// "courier.example": a point between letters.
  static bool is_address(std::string_view w) {
    std::size_t p = w.find('.', 2);
    return p != std::string_view::npos && p + 2 < w.size() && is_ascii_lower(w[p + 1]) && is_ascii_lower(w[p - 1]);
  }

  [[nodiscard]] bool is_outlet(const std::string& low) const {
    return !outlet_.empty() && (low == outlet_ || (outlet_.size() > 5 && low.find(outlet_) != std::string::npos));
  }

  static constexpr std::size_t kMostNames = 8;  // more of them are a list of something else
  static constexpr std::uint32_t kReach = 8;    // blocks

  const PageContext& c_;
  const Report& report_;
  std::string outlet_;
  std::uint32_t top_ = 0, last_ = 0;  // blocks: headline or first text, last text
};

}  // namespace

std::vector<std::string> page_authors(const PageContext& context, const Report& report) {
  return AuthorReader(context, report).run();
}

}  // namespace parley
