// Lists in the ledger's cells, read straight into the fields that they were written from. For cells.cc alone.
//
// Understands what FieldWriter writes, byte for byte, and nothing else: keys in their order, no white space. Where a
// cell differs (an older ledger, another program), ok() is false, and the cell is read as JSON in general.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/text.h"
#include "record/field_writer.h"

namespace parley {

class CellReader {
 public:
  explicit CellReader(std::string_view cell) : at_(cell.data()), end_(cell.data() + cell.size()), ok_(is_utf8(cell)) {}

  /// True if all was as expected, and nothing follows.
  [[nodiscard]] bool ok() const { return ok_ && at_ == end_; }

  void get(std::string& out) { out = text(); }
  void get(bool& out) {
    out = *at_or_end() == 't';
    word(out ? "true" : "false");
  }
  template <class T>
  requires(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) void get(T& out) {
    if (!ok_) return;
    const auto [end, error] = std::from_chars(at_, end_, out);
    ok_ = error == std::errc() && end != at_;
    at_ = end;
  }
  template <NamedEnum E>
  void get(E& out) {
    const auto e = parse_name<E>(text());
    ok_ = ok_ && e;
    if (e) out = *e;
  }
  template <class T>
  void get(std::optional<T>& out) {
    get(out.emplace());
  }
  template <class T>
  void get(std::vector<T>& out) {
    word("[");
    while (ok_ && *at_or_end() != ']') {
      if (!out.empty()) word(",");
      get(out.emplace_back());
    }
    word("]");
  }
  void get(std::vector<FieldSpan>& out) {
    word("{");
    for (bool first = true; ok_ && *at_or_end() != '}'; first = false) {
      if (!first) word(",");
      const std::string field = text();
      word(":[");
      for (bool head = true; ok_ && *at_or_end() != ']'; head = false) {
        FieldSpan span{field, {}, 0, 0};
        word(head ? "[" : ",["), get(span.start), word(","), get(span.end), word("]");
        out.push_back(std::move(span));
      }
      word("]");
    }
    word("}");
  }
  template <HasFields T>
  void get(T& out) {
    word("{");
    bool first = true;
    T::fields(out, [&]<class V>(std::string_view name, V& value) {
      word(first ? "\"" : ",\""), word(name), word("\":");
      first = false;
      if (*at_or_end() == 'n') {
        word("null");
      } else {
        get(value);
      }
    });
    word("}");
  }

 private:
  [[nodiscard]] const char* at_or_end() const { return ok_ && at_ != end_ ? at_ : ""; }
  void word(std::string_view expected) {
    ok_ = ok_ && std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(expected);
    if (ok_) at_ += expected.size();
  }
  std::string text() {
    word("\"");
    std::string out;
    while (ok_) {
      const char* from = at_;
      while (at_ != end_ && *at_ != '"' && *at_ != '\\' && static_cast<unsigned char>(*at_) >= 0x20) ++at_;
      out.append(from, at_);
      if (*at_or_end() == '"') break;
      word("\\");  // else a byte that JSON does not allow, or the end
      const char c = *at_or_end();
      ok_ = ok_ && (c == '"' || c == '\\' || c == 'n' || c == 'r' || c == 't');
      out += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
      if (ok_) ++at_;
    }
    word("\"");
    return out;
  }

  const char* at_;
  const char* end_;
  bool ok_;
};

}  // namespace parley
