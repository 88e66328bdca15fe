// Counts beside a list: how many of its findings have which status, actors, outlet and month.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json_writer.h"
#include "language/language.h"
#include "page/selection.h"

namespace parley {

/// The words counted must outlive this.
class Facets {
 public:
  void count_kind(std::string_view kind) { ++kinds_[kind]; }
  void count_states(const std::vector<std::string_view>& states);
  /// Each code once a finding.
  void count_actors(const ActorLists& sides);
  void count_report(const Report* report, std::string_view day);

  /// As members of the object that is open: "kind", "status", "actor", "outlet", "month"; each a list of
  /// {"value", "name", "count"}, most first (months in their order), at most `most`.
  void write(JsonWriter& json, const Lexicon& lexicon, std::size_t most = 12) const;

 private:
  using Counts = std::unordered_map<std::string_view, std::size_t>;
  Counts kinds_, states_, actors_, outlets_, months_;
};

}  // namespace parley
