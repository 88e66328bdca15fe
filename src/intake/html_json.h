// JSON-LD as pages really hold it, flat: objects, and what stands in them.
//
// A page's JSON is often broken: line breaks in strings, a comma too many, a comment around it, an end that is missing.
// This reader takes what it can and never refuses; depth and size are bounded. Inside the stage only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

struct JsonObject {
  std::uint32_t parent = 0;  // the object around it; of those at the top the first, which is no object of the page
  std::string key;           // under which it stands there
  std::string type;          // of "@type", in lower case; several with a space between
  std::string id;            // of "@id"
};

struct JsonFact {
  std::uint32_t object = 0;
  std::string key;
  std::string value;  // text, numbers as written
};

struct JsonFacts {
  std::vector<JsonObject> objects;
  std::vector<JsonFact> facts;

  /// First value of `key` in the object; empty if there is none.
  [[nodiscard]] std::string_view value(std::uint32_t object, std::string_view key) const;
};

/// Reads one script's JSON and adds what it holds.
void add_json_facts(std::string_view json, JsonFacts& facts);

}  // namespace parley
