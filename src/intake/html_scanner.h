// Cuts the bytes of a page into texts and tags, without a tree and without copying.
//
// After the tokenizer of the HTML standard as far as readers need it: quoted and bare attributes, comments, doctypes,
// CDATA, processing instructions, raw elements up to their end tag. Anything is a page: what cannot be a tag is text.
// Time is linear in the bytes, since every search ends where the next one begins. Inside the stage only.
#pragma once

#include <cstdint>
#include <string_view>

#include "intake/html_tags.h"

namespace parley {

struct HtmlToken {
  enum class Kind : std::uint8_t { text, open, close, raw_text };
  Kind kind = Kind::text;
  Tag tag = Tag::other;
  bool self_closing = false;  // <br/>
  std::size_t begin = 0;      // of the whole token, in bytes of the page
  std::size_t end = 0;
  std::string_view text;        // text: as written, entities and all; raw_text: what a raw element holds
  std::string_view attributes;  // open: what stands between the name and ">"
  std::string_view name;        // of a tag, as written
};

class HtmlScanner {
 public:
  explicit HtmlScanner(std::string_view page) : page_(page) {}

  /// The next token; false at the end of the page. The content of a raw element follows its open tag as raw_text (if
  /// it is not empty), its end tag is passed over.
  bool next(HtmlToken& token);

 private:
  bool read_tag(HtmlToken& token);
  void skip_declaration();
  void skip_to(std::string_view mark, std::size_t from);
  [[nodiscard]] std::size_t end_of_tag(std::size_t p) const;
  bool read_raw(HtmlToken& token);

  std::string_view page_;
  std::size_t p_ = 0;
  std::string_view raw_name_;  // of the raw element whose content comes next
  Tag raw_tag_ = Tag::other;
};

/// Walks the attributes of a tag: name and value as written. False behind the last.
class AttributeReader {
 public:
  explicit AttributeReader(std::string_view attributes) : rest_(attributes) {}
  bool next(std::string_view& name, std::string_view& value);

 private:
  std::string_view rest_;
};

/// Value of the attribute `name` (lower case); empty if there is none.
std::string_view attribute(std::string_view attributes, std::string_view name);

}  // namespace parley
