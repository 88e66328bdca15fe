// See html_tags.h. Names are found in a hash table that is laid out when the program starts.
#include "intake/html_tags.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace parley {
namespace {

struct TagEntry {
  std::string_view name;
  Tag tag = Tag::other;
  TagKind kind = TagKind::block;
};

using enum TagKind;

constexpr TagEntry kTags[] = {
    {"a", Tag::a, in_line},
    {"abbr", Tag::abbr, in_line},
    {"address", Tag::address, block},
    {"article", Tag::article, block},
    {"aside", Tag::aside, block},
    {"b", Tag::b, in_line},
    {"base", Tag::base, empty},
    {"blockquote", Tag::blockquote, block},
    {"body", Tag::body, block},
    {"br", Tag::br, empty},
    {"button", Tag::button, block},
    {"caption", Tag::caption, block},
    {"center", Tag::center, block},
    {"cite", Tag::cite, in_line},
    {"code", Tag::code, in_line},
    {"dd", Tag::dd, block},
    {"del", Tag::del, in_line},
    {"details", Tag::details, block},
    {"div", Tag::div, block},
    {"dl", Tag::dl, block},
    {"dt", Tag::dt, block},
    {"em", Tag::em, in_line},
    {"fieldset", Tag::fieldset, block},
    {"figcaption", Tag::figcaption, block},
    {"figure", Tag::figure, block},
    {"font", Tag::font, in_line},
    {"footer", Tag::footer, block},
    {"form", Tag::form, block},
    {"h1", Tag::h1, block},
    {"h2", Tag::h2, block},
    {"h3", Tag::h3, block},
    {"h4", Tag::h4, block},
    {"h5", Tag::h5, block},
    {"h6", Tag::h6, block},
    {"head", Tag::head, block},
    {"header", Tag::header, block},
    {"hr", Tag::hr, empty},
    {"html", Tag::html, block},
    {"i", Tag::i, in_line},
    {"iframe", Tag::iframe, raw},
    {"img", Tag::img, empty},
    {"input", Tag::input, empty},
    {"ins", Tag::ins, in_line},
    {"kbd", Tag::kbd, in_line},
    {"label", Tag::label, in_line},
    {"legend", Tag::legend, block},
    {"li", Tag::li, block},
    {"link", Tag::link, empty},
    {"main", Tag::main, block},
    {"mark", Tag::mark, in_line},
    {"math", Tag::math, in_line},
    {"menu", Tag::menu, block},
    {"meta", Tag::meta, empty},
    {"nav", Tag::nav, block},
    {"noscript", Tag::noscript, block},
    {"object", Tag::object, in_line},
    {"ol", Tag::ol, block},
    {"option", Tag::option, block},
    {"p", Tag::p, block},
    {"picture", Tag::picture, in_line},
    {"pre", Tag::pre, block},
    {"q", Tag::q, in_line},
    {"s", Tag::s, in_line},
    {"samp", Tag::samp, in_line},
    {"script", Tag::script, raw},
    {"section", Tag::section, block},
    {"select", Tag::select, block},
    {"small", Tag::small, in_line},
    {"source", Tag::source, empty},
    {"span", Tag::span, in_line},
    {"strong", Tag::strong, in_line},
    {"style", Tag::style, raw},
    {"sub", Tag::sub, in_line},
    {"summary", Tag::summary, block},
    {"sup", Tag::sup, in_line},
    {"svg", Tag::svg, raw},
    {"table", Tag::table, block},
    {"tbody", Tag::tbody, block},
    {"td", Tag::td, block},
    {"template", Tag::template_, block},
    {"textarea", Tag::textarea, raw},
    {"tfoot", Tag::tfoot, block},
    {"th", Tag::th, block},
    {"thead", Tag::thead, block},
    {"time", Tag::time, in_line},
    {"title", Tag::title, raw},
    {"tr", Tag::tr, block},
    {"u", Tag::u, in_line},
    {"ul", Tag::ul, block},
    {"var", Tag::var, in_line},
    {"video", Tag::video, block},
    {"wbr", Tag::wbr, in_line},
    // names of old or rare elements, told apart from a block
    {"area", Tag::other, empty},
    {"col", Tag::other, empty},
    {"embed", Tag::other, empty},
    {"param", Tag::other, empty},
    {"track", Tag::other, empty},
    {"frame", Tag::other, empty},
    {"noframes", Tag::other, raw},
    {"acronym", Tag::abbr, in_line},
    {"big", Tag::span, in_line},
    {"tt", Tag::span, in_line},
    {"strike", Tag::s, in_line},
    {"bdi", Tag::span, in_line},
    {"bdo", Tag::span, in_line},
    {"nobr", Tag::span, in_line},
    {"data", Tag::span, in_line},
    {"dfn", Tag::span, in_line},
    {"ruby", Tag::span, in_line},
    {"hgroup", Tag::header, block},
    {"dir", Tag::ul, block},
};

constexpr std::size_t kSlots = 512;

/// A name in lower case as two numbers, its first eight bytes and the rest: what is compared.
struct PackedName {
  static constexpr std::size_t kLongest = 16;
  std::uint64_t front = 0, back = 0;

  constexpr explicit PackedName(std::string_view name) {
    for (std::size_t i = name.size(); i-- > 8;) back = back << 8 | static_cast<unsigned char>(to_ascii_lower(name[i]));
    for (std::size_t i = std::min<std::size_t>(name.size(), 8); i-- > 0;)
      front = front << 8 | static_cast<unsigned char>(to_ascii_lower(name[i]));
  }
  constexpr PackedName() = default;
  constexpr bool operator==(const PackedName&) const = default;
  [[nodiscard]] constexpr std::size_t slot() const {
    return static_cast<std::size_t>((front ^ back * 31) * 0x9E3779B97F4A7C15ULL >> 55) % kSlots;
  }
};

struct Names {
  std::array<std::uint8_t, kSlots> slots{};  // 1 + index into kTags, 0: empty
  std::array<PackedName, std::size(kTags)> packed{};
  std::array<TagKind, 256> kinds{};
};

constexpr Names make_names() {
  Names n;
  std::uint8_t index = 0;
  for (const TagEntry& e : kTags) {
    ++index;
    if (e.tag != Tag::other) n.kinds[static_cast<std::size_t>(e.tag)] = e.kind;
    n.packed[index - 1U] = PackedName(e.name);
    std::size_t s = n.packed[index - 1U].slot();
    while (n.slots[s] != 0) s = (s + 1) % kSlots;
    n.slots[s] = index;
  }
  return n;
}

constexpr Names kNames = make_names();

}  // namespace

Tag tag_of(std::string_view name) {
  if (name.size() > PackedName::kLongest) return Tag::other;
  const PackedName wanted(name);
  for (std::size_t s = wanted.slot(); kNames.slots[s] != 0; s = (s + 1) % kSlots)
    if (const TagEntry& e = kTags[kNames.slots[s] - 1U]; kNames.packed[kNames.slots[s] - 1U] == wanted)
      return e.tag != Tag::other ? e.tag : e.kind == raw ? Tag::iframe : Tag::wbr;  // rare ones: skipped, or nothing
  return Tag::other;
}

TagKind kind_of(Tag tag) { return kNames.kinds[static_cast<std::size_t>(tag)]; }

bool is_edge_tag(Tag t) {
  switch (t) {
    case Tag::nav:
    case Tag::footer:
    case Tag::aside:
    case Tag::form:
    case Tag::button:
    case Tag::select:
    case Tag::fieldset:
    case Tag::noscript:
    case Tag::template_:
    case Tag::menu:
    case Tag::head:
      return true;
    default:
      return false;
  }
}

}  // namespace parley
