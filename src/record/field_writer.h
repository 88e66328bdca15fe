// The visitor that writes fields as JSON: whole records (fields.cc), and lists in the ledger's cells (ledger/cells.cc).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.h"
#include "record/findings.h"

namespace parley {

struct Nothing {
  template <class... A>
  void operator()(A&&...) const {}
};

/// A record whose fields a visitor can walk.
template <class T>
concept HasFields = requires(T& t) {
  T::fields(t, Nothing{});
};

/// Writes the fields of a record as members of the JSON object that is open, and single values with `put`.
struct FieldWriter {
  JsonWriter& json;

  template <class T>
  void operator()(std::string_view name, const T& value) {
    json.key(name);
    put(value);
  }
  void put(const std::string& v) { json.text_or_null(v); }
  void put(bool v) { json.boolean(v); }
  void put(int v) { json.integer(v); }
  void put(std::uint32_t v) { json.integer(v); }
  void put(double v) { json.real(v); }
  void put(NamedEnum auto v) { json.text(name_of(v)); }
  template <class T>
  void put(const std::optional<T>& v) {
    if (v) {
      put(*v);
    } else {
      json.null();
    }
  }
  template <class T>
  void put(const std::vector<T>& v) {
    json.begin_array();
    for (const T& item : v) put(item);
    json.end_array();
  }
  /// {"cue": [[a, b], …], …}: the spans of one field stand together.
  void put(const std::vector<FieldSpan>& v) {
    json.begin_object();
    for (std::size_t i = 0; i < v.size(); ++i) {
      bool seen = false;
      for (std::size_t j = 0; j < i; ++j) seen = seen || v[j].field == v[i].field;
      if (seen) continue;
      json.key(v[i].field);
      json.begin_array();
      for (std::size_t j = i; j < v.size(); ++j) {
        if (v[j].field != v[i].field) continue;
        json.begin_array();
        json.integer(v[j].start), json.integer(v[j].end);
        json.end_array();
      }
      json.end_array();
    }
    json.end_object();
  }
  template <HasFields T>
  void put(const T& v) {
    json.begin_object();
    T::fields(v, *this);
    json.end_object();
  }
};

}  // namespace parley
