// TOML into the value tree, by toml++. See value.h.
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <sstream>

#include "base/value.h"

namespace parley {
namespace {

Value convert(const toml::node& node) {
  Value v;
  v.line = node.source().begin.line;
  if (const auto* table = node.as_table()) {
    v.kind = Value::Kind::table;
    std::vector<std::pair<const toml::key*, const toml::node*>> entries;
    for (auto&& [key, child] : *table) entries.emplace_back(&key, &child);
    // toml++ keeps tables by name; the file's own order is restored from the places of the keys.
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
      const auto& x = a.first->source().begin;
      const auto& y = b.first->source().begin;
      return x.line != y.line ? x.line < y.line : x.column < y.column;
    });
    for (auto& [key, child] : entries) v.table.emplace_back(std::string(key->str()), convert(*child));
  } else if (const auto* array = node.as_array()) {
    v.kind = Value::Kind::list;
    v.list.reserve(array->size());
    for (auto&& child : *array) v.list.push_back(convert(child));
  } else if (const auto* s = node.as_string()) {
    v.kind = Value::Kind::text;
    v.text = s->get();
  } else if (const auto* i = node.as_integer()) {
    v.kind = Value::Kind::integer;
    v.integer = i->get();
  } else if (const auto* f = node.as_floating_point()) {
    v.kind = Value::Kind::real;
    v.real = f->get();
  } else if (const auto* b = node.as_boolean()) {
    v.kind = Value::Kind::boolean;
    v.boolean = b->get();
  } else {
    std::ostringstream text;
    if (const auto* d = node.as_date()) text << d->get();
    if (const auto* t = node.as_time()) text << t->get();
    if (const auto* dt = node.as_date_time()) text << dt->get();
    v.kind = Value::Kind::text;
    v.text = text.str();
  }
  return v;
}

}  // namespace

Result<Value> parse_toml(std::string_view text, const std::string& file) {
  toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const auto& error = parsed.error();
    return fail(ErrorCode::bad_codebook, std::string(error.description()),
                file + ":" + std::to_string(error.source().begin.line));
  }
  return convert(parsed.table());
}

}  // namespace parley
