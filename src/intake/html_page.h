// What a page holds before anything is judged: its blocks of text, the elements around them, and what it says of
// itself.
//
// read_page() goes over the bytes once and keeps no tree: of each block element a record of fixed size (tag, parent,
// hints of its class, id and role), of each block its text with references decoded, its bytes in the page, and how
// much of it is links. Inline elements leave no record; one that marks an author or a date leaves a mark. Neighbours:
// html_scanner.h (tags), html_words.h (hints), html_features.h (what is made of it). Inside the stage only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/span.h"
#include "intake/html_tags.h"
#include "intake/html_words.h"

namespace parley {

/// One open tag of a block element. The first of a page is a root without a tag.
struct PageElement {
  std::uint32_t parent = 0;
  HintSet own = 0;              // hints of its own attributes
  HintSet chain = 0;            // its own and those of all around it
  float word_score = 0;         // what the model has learned about its words, see html_words.h
  float chain_score = 0;        // sum over itself and all around it
  std::uint32_t signature = 0;  // equal for elements of one tag, class and parent's class
  Tag tag = Tag::other;
  bool edge = false;  // inside nav, footer, aside, form, …
  std::uint16_t depth = 0;
};

struct PageBlock {
  std::uint32_t element = 0;
  Span text;                     // in HtmlPage::text
  Span raw;                      // in the page
  std::uint32_t link_bytes = 0;  // of the text
  std::uint16_t commas = 0;
  std::uint16_t stops = 0;  // full stops, question and exclamation marks
  std::uint16_t links = 0;
  bool after_break = false;  // begins behind <br><br>, not behind a tag
  bool escaped = false;      // holds "<" by reference: may be markup written as text
};

/// Words or a value that an element's attributes mark as an author, a date, a headline.
struct PageMark {
  HintSet hints = 0;
  Span text;               // in HtmlPage::text; its end may lie beyond a block's
  std::string_view value;  // datetime or content
  std::uint32_t element = 0;
  std::uint32_t block = 0;  // number of blocks before it
  bool is_time = false;     // <time>
  bool itemprop = false;    // or rel="author"
};

struct HtmlPage {
  std::vector<PageElement> elements;
  std::vector<PageBlock> blocks;  // in the order of the page
  std::string text;               // the blocks, a line break after each
  std::vector<PageMark> marks;
  std::vector<std::pair<std::string_view, std::string_view>> meta;  // name or property, content, as written
  std::vector<std::string_view> json;                               // application/ld+json, as written
  std::string_view title;                                           // of <title>, as written
  std::string_view language;                                        // of <html lang>
  std::string_view canonical;
  std::vector<std::pair<std::uint32_t, std::string_view>> named;  // element, value of class, id, …; only if kept
  bool cut = false;  // more elements or blocks than a page of news has: the rest was not read

  [[nodiscard]] std::string_view words(const PageBlock& b) const { return slice(text, b.text); }
};

enum class KeepNames : bool { no, yes };

/// Reads a page of UTF-8 text. Views in the result point into `bytes`. With KeepNames::yes the values that hint at
/// something are kept, for training.
HtmlPage read_page(std::string_view bytes, const HintTable& hints, KeepNames keep = KeepNames::no);

}  // namespace parley
