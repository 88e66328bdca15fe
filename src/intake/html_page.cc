// See html_page.h. PageReader holds the open elements, and the block that is being filled.
#include "intake/html_page.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "intake/html_attributes.h"
#include "intake/html_entities.h"
#include "intake/html_scanner.h"

namespace parley {
namespace {

// The longest of a thousand pages (a table of statutes) has 9,061 elements, 6,220 blocks and 116,386 bytes of text.
constexpr std::size_t kMostElements = 60000;
constexpr std::size_t kMostBlocks = 15000;
constexpr std::size_t kMostText = 1 << 20;
constexpr std::size_t kDeepest = 400;  // open elements; what is deeper belongs to the last of them
constexpr std::size_t kSearched = 64;  // open elements that an end tag is searched among
constexpr std::size_t kMostMeta = 1000;
constexpr std::size_t kMostMarks = 2000;
constexpr HintSet kMarked = bits(Hint::author, Hint::date, Hint::published, Hint::modified);

/// What one byte of text needs: nothing, or a look.
struct ByteClasses {
  std::array<bool, 256> plain{};
  constexpr ByteClasses() {
    for (std::size_t c = 0; c < 256; ++c)
      plain[c] = c > ' ' && c != '&' && c != ',' && c != '.' && c != '!' && c != '?' && c != 0xC2 && c != 0xE2;
  }
};
constexpr ByteClasses kBytes;

/// An inline element that is followed to its end: one that marks something, or is hidden.
struct Followed {
  Tag tag = Tag::other;
  std::size_t open = 1;   // elements of its tag inside it
  std::size_t level = 0;  // open block elements when it began
  std::uint32_t mark = 0;
  bool hidden = false;
};

class PageReader {
 public:
  PageReader(std::string_view bytes, const HintTable& hints, KeepNames keep)
      : bytes_(bytes), hints_(hints), keep_(keep) {
    page_.elements.emplace_back();
    page_.text.reserve(std::min(bytes.size() / 3 + 64, kMostText));
    stack_.push_back(0);
  }

  HtmlPage run() {
    HtmlScanner scanner(bytes_);
    for (HtmlToken token; scanner.next(token);) {
      switch (token.kind) {
        case HtmlToken::Kind::text:
          if (hidden_ == 0) add_text(token);
          break;
        case HtmlToken::Kind::raw_text:
          read_raw(token);
          break;
        case HtmlToken::Kind::open:
          open(token);
          break;
        case HtmlToken::Kind::close:
          close(token);
          break;
      }
      if (page_.elements.size() >= kMostElements || page_.blocks.size() >= kMostBlocks ||
          page_.text.size() >= kMostText) {
        page_.cut = true;
        break;
      }
    }
    flush();
    while (!followed_.empty()) finish_followed();
    return std::move(page_);
  }

 private:
  // ---- text

  void space() {
    if (!open_block_ || page_.text.size() == block_.text.begin) return;
    if (page_.text.back() != ' ' && page_.text.back() != '\n') page_.text += ' ';
  }

  void begin_block(std::size_t raw) {
    if (open_block_) return;
    open_block_ = true;
    block_ = {};
    block_.element = stack_.back();
    block_.text.begin = static_cast<std::uint32_t>(page_.text.size());
    block_.raw.begin = static_cast<std::uint32_t>(raw);
    block_.after_break = breaks_ > 0;
  }

  void add_text(const HtmlToken& token) {
    std::string_view s = token.text;
    std::size_t p = 0;
    while (p < s.size() && is_ascii_space(s[p])) ++p;
    if (p > 0) space();
    if (p == s.size()) return;
    if (beside_ == Beside::opened && open_block_ && is_glued(s[p])) space();
    beside_ = Beside::no;
    begin_block(token.begin + p);
    std::size_t before = page_.text.size();
    copy_text(s, p);
    block_.raw.end = static_cast<std::uint32_t>(token.end);
    if (in_link_) block_.link_bytes += static_cast<std::uint32_t>(page_.text.size() - before);
    if (page_.text.size() > before) breaks_ = 0;
  }

  /// "<span>Ada Berg</span><span>3.11.2023</span>": a style parts them. A letter and a digit are no word.
  [[nodiscard]] bool is_glued(char next) const {
    char last = page_.text.size() > block_.text.begin ? page_.text.back() : ' ';
    return (is_ascii_alpha(last) && is_ascii_digit(next)) || (is_ascii_digit(last) && is_ascii_alpha(next));
  }

  void copy_text(std::string_view s, std::size_t p) {
    while (p < s.size() && page_.text.size() < kMostText) {
      std::size_t run = p;
      const auto plain = [&](std::size_t at) {
        return at < s.size() && kBytes.plain[static_cast<unsigned char>(s[at])];
      };
      while (plain(run) || (run > p && s[run] == ' ' && plain(run + 1))) ++run;  // one space between words is itself
      std::size_t room = kMostText - std::min(kMostText, page_.text.size());
      if (run - p > room) return void(page_.text += front_of(s.substr(p), room));
      page_.text.append(s.data() + p, run - p);
      p = run;
      if (p < s.size()) p = special(s, p);
    }
  }

  /// One byte or character that needs a look. Position behind it.
  std::size_t special(std::string_view s, std::size_t p) {
    auto c = static_cast<unsigned char>(s[p]);
    if (c <= ' ') {
      space();
      while (p < s.size() && static_cast<unsigned char>(s[p]) <= ' ') ++p;
      return p;
    }
    if (c == '&') {
      if (char32_t code = read_entity(s, p); code != 0) {
        add_character(code);
        return p;
      }
    } else if (c == ',') {
      block_.commas += block_.commas < 0xFFFF;
    } else if (c == '.' || c == '!' || c == '?') {
      block_.stops += block_.stops < 0xFFFF;
    } else if (c >= 0x80) {
      std::size_t after = p;
      char32_t code = next_code_point(s, after);
      add_character(code);
      return after;
    }
    page_.text += s[p];
    return p + 1;
  }

  void add_character(char32_t c) {
    bool blank = c <= ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F;
    bool nothing = c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060;
    if (blank) return space();
    if (nothing) return;
    if (c == '<') block_.escaped = true;
    append_utf8(page_.text, c);
  }

  void line_break() {
    ++breaks_;
    if (!open_block_) return;
    if (breaks_ >= 2) {
      std::uint32_t kept = breaks_;
      flush();
      breaks_ = kept;
      return;
    }
    while (page_.text.size() > block_.text.begin && page_.text.back() == ' ') page_.text.pop_back();
    if (page_.text.size() > block_.text.begin) page_.text += '\n';
  }

  /// Ends the block at hand.
  void flush() {
    breaks_ = 0;
    if (!open_block_) return;
    open_block_ = false;
    std::string& t = page_.text;
    while (t.size() > block_.text.begin && (t.back() == ' ' || t.back() == '\n')) t.pop_back();
    if (block_.escaped) strip_markup(t, block_.text.begin);
    block_.text.end = static_cast<std::uint32_t>(t.size());
    block_.link_bytes = std::min(block_.link_bytes, block_.text.size());
    if (block_.text.empty()) return;
    t += '\n';
    page_.blocks.push_back(block_);
  }

  // ---- tags

  /// Where the values that hint at something are kept, if they are.
  std::vector<std::string_view>* names() { return keep_ == KeepNames::yes ? &names_ : nullptr; }

  void open(const HtmlToken& token) {
    switch (kind_of(token.tag)) {
      case TagKind::in_line:
        return open_inline(token);
      case TagKind::empty:
        return open_empty(token);
      case TagKind::raw:
        raw_attributes_ = token.attributes;
        return;
      case TagKind::block:
        return open_block(token);
    }
  }

  void open_inline(const HtmlToken& token) {
    if (beside_ == Beside::closed) beside_ = Beside::opened;
    if (token.tag == Tag::a) {
      in_link_ = true;
      link_level_ = stack_.size();
      if (open_block_ && block_.links < 0xFFFF) ++block_.links;
    }
    if (!followed_.empty() && followed_.back().tag == token.tag) ++followed_.back().open;
    if ((token.self_closing || token.attributes.size() < 5) && token.tag != Tag::time) return;
    Attributes a;
    read_attributes(token.attributes, hints_, a, names());
    if (token.tag == Tag::a && !a.href.empty()) hint_by_address(a, hints_);
    bool hidden = (a.found.hints & bit(Hint::hidden)) != 0;
    if (!hidden && (a.found.hints & kMarked) == 0 && token.tag != Tag::time) return;
    follow(token, a, hidden);
  }

  void follow(const HtmlToken& token, const Attributes& a, bool hidden) {
    constexpr std::size_t kMostFollowed = 8;
    if (followed_.size() >= kMostFollowed || page_.marks.size() >= kMostMarks) return;
    Followed f{token.tag, 1, stack_.size(), 0, hidden};
    if (hidden) ++hidden_;
    f.mark = add_mark(a, token.tag == Tag::time);
    followed_.push_back(f);
  }

  std::uint32_t add_mark(const Attributes& a, bool is_time) {
    PageMark m;
    m.hints = a.found.hints;
    m.text.begin = static_cast<std::uint32_t>(page_.text.size());
    m.text.end = m.text.begin;
    m.value = a.datetime.empty() ? a.content : a.datetime;
    m.element = stack_.back();
    m.block = static_cast<std::uint32_t>(page_.blocks.size());
    m.is_time = is_time;
    m.itemprop = a.itemprop || equal_ignoring_case(a.rel, "author");
    page_.marks.push_back(m);
    return static_cast<std::uint32_t>(page_.marks.size() - 1);
  }

  void finish_followed() {
    const Followed& f = followed_.back();
    page_.marks[f.mark].text.end = static_cast<std::uint32_t>(page_.text.size());
    if (f.hidden) --hidden_;
    followed_.pop_back();
  }

  void open_empty(const HtmlToken& token) {
    if (token.tag == Tag::br) return line_break();
    if (token.tag == Tag::hr) return flush();
    if (token.tag != Tag::meta && token.tag != Tag::link) return;
    Attributes a;
    read_attributes(token.attributes, hints_, a, names());
    if (token.tag == Tag::link) {
      if (page_.canonical.empty() && equal_ignoring_case(a.rel, "canonical")) page_.canonical = a.href;
      return;
    }
    if (page_.meta.size() >= kMostMeta || a.content.empty()) return;
    if (!a.property.empty()) page_.meta.emplace_back(a.property, a.content);
    if (!a.name.empty()) page_.meta.emplace_back(a.name, a.content);
    if (a.itemprop && page_.marks.size() < kMostMarks) add_mark(a, false);
  }

  void read_raw(const HtmlToken& token) {
    if (token.tag == Tag::title && page_.title.empty()) page_.title = token.text;
    constexpr std::size_t kMostJson = 64;
    if (token.tag != Tag::script || page_.json.size() >= kMostJson) return;
    std::string_view type = attribute(raw_attributes_, "type");
    if (equal_ignoring_case(type.substr(0, 19), "application/ld+json")) page_.json.push_back(token.text);
  }

  /// Elements that end where another begins: a paragraph before any block, an item before an item, a cell before a
  /// cell.
  void close_implied(Tag tag) {
    Tag top = page_.elements[stack_.back()].tag;
    if (top == Tag::p || (top == Tag::head && tag != Tag::noscript)) pop_to(stack_.size() - 1);
    auto among = [](Tag t, std::initializer_list<Tag> list) {
      return std::find(list.begin(), list.end(), t) != list.end();
    };
    auto close_last = [&](std::initializer_list<Tag> ends, std::initializer_list<Tag> stops) {
      for (std::size_t i = stack_.size(); i-- > 1 && i + kSearched > stack_.size();) {
        Tag t = page_.elements[stack_[i]].tag;
        if (among(t, stops)) return;
        if (among(t, ends)) return pop_to(i);
      }
    };
    if (tag == Tag::li) close_last({Tag::li}, {Tag::ul, Tag::ol, Tag::menu});
    if (tag == Tag::td || tag == Tag::th) close_last({Tag::td, Tag::th}, {Tag::tr, Tag::table});
    if (tag == Tag::tr) close_last({Tag::tr}, {Tag::table});
    if (tag == Tag::dt || tag == Tag::dd) close_last({Tag::dt, Tag::dd}, {Tag::dl});
    if (tag == Tag::option) close_last({Tag::option}, {Tag::select});
  }

  void open_block(const HtmlToken& token) {
    flush();
    close_implied(token.tag);
    Attributes a;
    names_.clear();
    if (!token.attributes.empty()) read_attributes(token.attributes, hints_, a, names());
    if (token.tag == Tag::html && page_.language.empty()) page_.language = a.lang;
    const bool custom = token.tag == Tag::other && token.name.find('-') != std::string_view::npos;
    if (custom) hints_.look_up(token.name, a.found);  // <site-navigation-item> says what it is
    PageElement e;
    e.parent = stack_.back();
    const PageElement& parent = page_.elements[e.parent];
    bool whole = token.tag == Tag::body || token.tag == Tag::html;  // its classes name the kind of page
    e.own = whole ? 0 : a.found.hints;
    e.chain = parent.chain | e.own;
    e.word_score = whole ? 0 : a.found.weight;
    e.chain_score = parent.chain_score + e.word_score;
    e.tag = token.tag;
    e.edge = parent.edge || is_edge_tag(token.tag);
    e.depth = static_cast<std::uint16_t>(stack_.size());
    HintHash h{parent.signature * 31 + static_cast<std::uint32_t>(token.tag)};
    for (char c : a.class_value.substr(0, 64))
      if (!is_ascii_digit(c)) h.add(c);
    e.signature = h.value;
    auto index = static_cast<std::uint32_t>(page_.elements.size());
    page_.elements.push_back(e);
    if (!whole)
      for (std::string_view name : names_) page_.named.emplace_back(index, name);
    if (stack_.size() < kDeepest) {
      stack_.push_back(index);
      if (custom && !a.href.empty()) in_link_ = true, link_level_ = stack_.size();
    } else {
      ++too_deep_;
    }
    if ((e.own & kMarked) != 0 && page_.marks.size() < kMostMarks)
      block_marks_.emplace_back(stack_.size(), add_mark(a, false));
  }

  void close(const HtmlToken& token) {
    if (kind_of(token.tag) == TagKind::in_line) {
      if (beside_ == Beside::no) beside_ = Beside::closed;
      if (token.tag == Tag::a) in_link_ = false;
      if (!followed_.empty() && followed_.back().tag == token.tag && --followed_.back().open == 0) finish_followed();
      return;
    }
    if (token.tag == Tag::br) return line_break();
    if (kind_of(token.tag) != TagKind::block) return;
    flush();
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    for (std::size_t i = stack_.size(); i-- > 1 && i + kSearched > stack_.size();)
      if (page_.elements[stack_[i]].tag == token.tag) return pop_to(i);
  }

  /// Closes all open elements from the `level`-th on.
  void pop_to(std::size_t level) {
    flush();
    stack_.resize(level);
    if (in_link_ && link_level_ > level) in_link_ = false;
    while (!followed_.empty() && followed_.back().level > level) finish_followed();
    while (!block_marks_.empty() && block_marks_.back().first > level) {
      page_.marks[block_marks_.back().second].text.end = static_cast<std::uint32_t>(page_.text.size());
      block_marks_.pop_back();
    }
  }

  std::string_view bytes_;
  HintMemo hints_;
  KeepNames keep_;
  std::vector<std::string_view> names_;  // of the tag at hand
  HtmlPage page_;
  std::vector<std::uint32_t> stack_;
  std::size_t too_deep_ = 0;
  PageBlock block_;
  bool open_block_ = false;
  std::uint32_t breaks_ = 0;                                                     // <br> since the last text
  enum class Beside : std::uint8_t { no, closed, opened } beside_ = Beside::no;  // inline elements since the last text
  bool in_link_ = false;
  std::size_t link_level_ = 0;
  std::size_t hidden_ = 0;  // inline elements that are hidden and open
  std::vector<Followed> followed_;
  std::vector<std::pair<std::size_t, std::uint32_t>> block_marks_;  // level of the stack, mark
  std::string_view raw_attributes_;
};

}  // namespace

HtmlPage read_page(std::string_view bytes, const HintTable& hints, KeepNames keep) {
  constexpr std::size_t kLargest = 1U << 31;  // positions are 32 bits
  return PageReader(bytes.substr(0, kLargest), hints, keep).run();
}

}  // namespace parley
