// A small tree of values, read from JSON or TOML, with the line on which each value stood.
//
// The heavy parsers (nlohmann/json, toml++) are included in json.cc and toml.cc only; everybody else sees this tree.
// The line lets an error in the codebook name its place. Accessors are lenient: a missing key is an empty value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace parley {

struct Value {
  enum class Kind : std::uint8_t { null, boolean, integer, real, text, list, table };

  // Defined where the type is complete: Clang does not instantiate a vector of pairs with an incomplete type.
  Value();
  ~Value();
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;

  Kind kind = Kind::null;
  bool boolean = false;
  std::int64_t integer = 0;
  double real = 0;
  std::string text;  // also a TOML date or time, as ISO text
  std::vector<Value> list;
  std::vector<std::pair<std::string, Value>> table;  // in the order of the file
  std::uint32_t line = 0;                            // 1-based; 0 where unknown (JSON)

  [[nodiscard]] bool is_null() const { return kind == Kind::null; }
  [[nodiscard]] bool is_text() const { return kind == Kind::text; }
  [[nodiscard]] bool is_list() const { return kind == Kind::list; }
  [[nodiscard]] bool is_table() const { return kind == Kind::table; }

  /// The value at `key`, or an empty value.
  [[nodiscard]] const Value& at(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return !at(key).is_null(); }
  [[nodiscard]] std::string str(std::string_view key, std::string_view fallback = {}) const;
  [[nodiscard]] double number(std::string_view key, double fallback = 0) const;
  [[nodiscard]] std::int64_t whole(std::string_view key, std::int64_t fallback = 0) const;
  [[nodiscard]] bool flag(std::string_view key, bool fallback = false) const;
  /// The texts of a list, or the one text of a text; empty if it is neither.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
};

/// Parses one JSON document (RFC 8259). Nesting deeper than 64 is refused; numbers beyond 64 bits become reals.
Result<Value> parse_json(std::string_view text);

/// Parses a TOML 1.0 document; `file` names it in errors and the error says the line.
Result<Value> parse_toml(std::string_view text, const std::string& file);

}  // namespace parley
