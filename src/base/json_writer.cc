// See json_writer.h.
#include "base/json_writer.h"

#include <charconv>
#include <cmath>

namespace parley {

void JsonWriter::separate() {
  if (!fresh_) out_ += ',';
  fresh_ = false;
}
void JsonWriter::begin_object() {
  separate();
  out_ += '{';
  fresh_ = true;
}
void JsonWriter::end_object() {
  out_ += '}';
  fresh_ = false;
}
void JsonWriter::begin_array() {
  separate();
  out_ += '[';
  fresh_ = true;
}
void JsonWriter::end_array() {
  out_ += ']';
  fresh_ = false;
}
void JsonWriter::key(std::string_view name) {
  text(name);
  out_ += ':';
  fresh_ = true;
}

void JsonWriter::text(std::string_view value) {
  separate();
  static constexpr char kHex[] = "0123456789abcdef";
  out_ += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    auto c = static_cast<unsigned char>(value[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out_.append(value, start, i - start);
    start = i + 1;
    out_ += '\\';
    switch (c) {
      case '"':
        out_ += '"';
        break;
      case '\\':
        out_ += '\\';
        break;
      case '\n':
        out_ += 'n';
        break;
      case '\r':
        out_ += 'r';
        break;
      case '\t':
        out_ += 't';
        break;
      default:
        out_ += "u00";
        out_ += kHex[c >> 4];
        out_ += kHex[c & 15];
    }
  }
  out_.append(value, start);
  out_ += '"';
}

void JsonWriter::text_or_null(std::string_view value) {
  if (value.empty()) {
    null();
  } else {
    text(value);
  }
}

void JsonWriter::integer(std::int64_t value) {
  separate();
  out_ += std::to_string(value);
}

void JsonWriter::real(double value) {
  if (!std::isfinite(value)) return null();
  separate();
  char buffer[32];
  auto [end, code] = std::to_chars(buffer, buffer + sizeof buffer, value);
  out_.append(buffer, end);
}

void JsonWriter::boolean(bool value) { raw(value ? "true" : "false"); }
void JsonWriter::null() { raw("null"); }

void JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
}

}  // namespace parley
