// Which reports tell one story: a wire report in forty papers is one source, not forty.
//
// A report belongs to the story of the report that it copies, cuts, extends or updates. One that quotes another, or
// turns its news round, is a story of its own.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "ledger/ledger.h"

namespace parley {

/// True if the report repeats an earlier one: copy, cut, extended or updated.
bool repeats_another(const Report& report);

class Stories {
 public:
  explicit Stories(const Record& record);

  /// The id of the first report of the story to which a report belongs; its own id if it repeats none.
  [[nodiscard]] const std::string& of(const std::string& report) const;

  /// True if a finding is nothing new: its report copies or cuts another, or it extends or updates one in which the
  /// same words stand.
  [[nodiscard]] bool is_repeated(const std::string& finding) const { return repeated_.contains(finding); }

  /// Number of stories.
  [[nodiscard]] std::size_t size() const { return stories_; }

 private:
  struct Place {
    std::string story;
    bool is_repeat = false;
    bool is_whole = false;  // copy or cut: nothing in it is new
  };
  void note_repeated(const Findings& findings, const std::unordered_set<std::string_view>& told_again);

  std::unordered_map<std::string, Place> places_;  // by report
  std::unordered_set<std::string> repeated_;       // ids of findings
  std::size_t stories_ = 0;
};

}  // namespace parley
