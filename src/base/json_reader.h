// JSON from strangers, in bounded memory. Neighbour: value.h (the tree, and how trusted JSON gets into it).
//
// A value of the tree takes some hundred bytes, whatever it holds: ten megabytes of "0,0,0,…" would take a gigabyte.
#pragma once

#include <functional>
#include <string_view>

#include "base/value.h"

namespace parley {

/// As parse_json(), but more than `most_values` values are refused.
Result<Value> parse_bounded_json(std::string_view text, std::size_t most_values);

/// Parses a JSON object whose list under `key` may be long: its elements go to `visit` one by one, and are not in the
/// result. `most_values` counts for each element, and for the rest of the object. `visit` returns false to end the
/// parse there, which is no error.
Result<Value> parse_json_list(std::string_view text, std::string_view key, std::size_t most_values,
                              const std::function<bool(Value)>& visit);

/// True for one JSON document; nothing is kept of it.
bool is_json(std::string_view text);

}  // namespace parley
