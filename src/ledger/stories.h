// Which reports tell one story: a wire report in forty papers is one source, not forty.
//
// A report belongs to the story of the report that it copies, cuts, extends or updates. One that quotes another, or
// turns its news round, is a story of its own.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ledger/ledger.h"

namespace parley {

/// True if the report repeats an earlier one: copy, cut, extended or updated.
bool repeats_another(const Report& report);

class Stories {
 public:
  /// The record's reports must outlive it, and stay where they are.
  explicit Stories(const Record& record);

  /// The id of the first report of the story to which a report belongs; its own id if it repeats none.
  [[nodiscard]] const std::string& of(const std::string& report) const;

  /// For each finding of a kind, in the order of the record, whether it is nothing new: its report copies or cuts
  /// another, or it extends or updates one in which the same words stand.
  template <class F>
  [[nodiscard]] const std::vector<bool>& repeated() const {
    return repeated_.at(F::kKind);
  }

  /// Number of stories.
  [[nodiscard]] std::size_t size() const { return stories_; }

 private:
  struct Place {
    const Report* story = nullptr;  // the first report of it
    bool is_repeat = false;
    bool is_whole = false;       // copy or cut: nothing in it is new
    bool is_told_again = false;  // the story has more than one report
  };
  void note_repeated(const Findings& findings);

  std::unordered_map<std::string_view, Place> places_;      // by report
  std::map<std::string_view, std::vector<bool>> repeated_;  // by kind
  std::size_t stories_ = 0;
};

}  // namespace parley
