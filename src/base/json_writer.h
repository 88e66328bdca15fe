// Writes JSON to a string, one call a token, with commas and escapes put in.
//
//   JsonWriter w(out);  w.begin_object();  w.key("kind");  w.text("event");  w.end_object();
//
// Output is compact and the same everywhere: keys in the order written, reals by the shortest form that reads back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parley {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);
  void text(std::string_view value);
  /// null for empty text.
  void text_or_null(std::string_view value);
  void integer(std::int64_t value);
  void real(double value);
  void boolean(bool value);
  void null();
  /// JSON that is already written.
  void raw(std::string_view json);

 private:
  void separate();
  std::string& out_;
  bool fresh_ = true;  // no comma is due
};

}  // namespace parley
