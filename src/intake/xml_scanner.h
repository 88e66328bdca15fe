// Cuts XML, as feeds really hold it, into tags and texts: without a tree, without entities of its own, never refusing.
// What is not well-formed is read as far as it can be; DTDs are passed over and define nothing. Inside the stage only.
#pragma once

#include <string>
#include <string_view>

namespace parley {

struct XmlToken {
  enum class Kind : unsigned char { open, close, text };
  Kind kind = Kind::text;
  std::string_view name;        // of a tag, as written: "dc:creator"
  std::string_view attributes;  // between the name and ">"
  std::string_view text;        // as written; CDATA without its marks
  bool is_cdata = false;        // text without references
  bool self_closing = false;
  std::size_t begin = 0, end = 0;  // of the whole token
};

class XmlScanner {
 public:
  explicit XmlScanner(std::string_view xml) : xml_(xml) {}
  /// The next token; false at the end. Linear in the bytes.
  bool next(XmlToken& token);

 private:
  void skip_doctype();
  bool read_tag(XmlToken& token);

  std::string_view xml_;
  std::size_t p_ = 0;
};

/// "creator" of "dc:creator".
std::string_view local_name(std::string_view name);
/// "dc" of "dc:creator"; empty if there is none.
std::string_view prefix_of(std::string_view name);

}  // namespace parley
