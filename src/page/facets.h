// Counts beside a list: how many of its findings have which status, actors, outlet and month.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json_writer.h"
#include "language/language.h"
#include "page/columns.h"
#include "page/selection.h"

namespace parley {

class Facets {
 public:
  /// The columns must outlive it.
  explicit Facets(const RecordColumns& columns);

  void count_kind(std::string_view kind) { ++kinds_[kind]; }
  /// The finding at a place of its kind: states, each of its codes once, and its report.
  void count(const KindColumns& kind, std::size_t k);
  void count_report(std::uint32_t report);
  /// A finding that stands in no column.
  void count_apart(const std::vector<std::string_view>& states, const ActorLists& sides, std::uint32_t report);

  /// As members of the object that is open: "kind", "status", "actor", "outlet", "month"; each a list of
  /// {"value", "name", "count"}, most first (months in their order), at most `most`.
  void write(JsonWriter& json, const Lexicon& lexicon, std::size_t most = 12) const;

 private:
  using Counts = std::unordered_map<std::string_view, std::size_t>;
  using Apart = std::map<std::string, std::size_t>;
  static Counts named(const Numbering& words, const std::vector<std::size_t>& counts, const Apart& more);

  const RecordColumns& columns_;
  Counts kinds_;
  Apart more_states_, more_actors_;
  std::vector<std::size_t> states_, actors_, outlets_, months_;  // by their numbers
};

}  // namespace parley
