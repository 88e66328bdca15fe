// Lenient accessors of the value tree. See value.h.
#include "base/value.h"

namespace parley {

Value::Value() = default;
Value::~Value() = default;
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;

const Value& Value::at(std::string_view key) const {
  static const Value kNothing;
  for (const auto& [name, value] : table)
    if (name == key) return value;
  return kNothing;
}

std::string Value::str(std::string_view key, std::string_view fallback) const {
  const Value& v = at(key);
  return v.is_text() ? v.text : std::string(fallback);
}

double Value::number(std::string_view key, double fallback) const {
  const Value& v = at(key);
  if (v.kind == Kind::integer) return static_cast<double>(v.integer);
  return v.kind == Kind::real ? v.real : fallback;
}

std::int64_t Value::whole(std::string_view key, std::int64_t fallback) const {
  const Value& v = at(key);
  return v.kind == Kind::integer ? v.integer : fallback;
}

bool Value::flag(std::string_view key, bool fallback) const {
  const Value& v = at(key);
  return v.kind == Kind::boolean ? v.boolean : fallback;
}

std::vector<std::string> Value::texts(std::string_view key) const {
  const Value& v = at(key);
  std::vector<std::string> out;
  if (v.is_text()) out.push_back(v.text);
  for (const Value& item : v.list)
    if (item.is_text()) out.push_back(item.text);
  return out;
}

}  // namespace parley
