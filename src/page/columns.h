// A record's findings as columns of numbers: what choosing, counting and adding up ask of each, without touching its
// words.
//
// A view of a large ledger goes over all findings of a kind. Their structs lie wide apart in memory and hold text;
// the columns hold, for each finding in the order of its list, its report, days, states and actors as numbers.
// Neighbours: brief.h and day_state.h keep them, choice.h chooses by them, facets.h counts them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/stories.h"

namespace parley {

inline constexpr std::uint32_t kNoNumber = 0xffffffffU;

/// Words numbered in the order in which they were first seen. The words must outlive it.
class Numbering {
 public:
  std::uint32_t number(std::string_view word);
  /// kNoNumber if it was never seen.
  [[nodiscard]] std::uint32_t find(std::string_view word) const;
  [[nodiscard]] std::string_view word(std::uint32_t number) const { return words_[number]; }
  [[nodiscard]] std::size_t size() const { return words_.size(); }

 private:
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<std::string_view> words_;
};

/// Some numbers for each of many things, one after the other.
class NumberLists {
 public:
  void add(std::uint32_t number) { numbers_.push_back(number); }
  void end_list() { ends_.push_back(static_cast<std::uint32_t>(numbers_.size())); }
  /// What add() has put there since the last end_list().
  [[nodiscard]] std::span<const std::uint32_t> open() const {
    return std::span(numbers_).subspan(ends_.empty() ? 0 : ends_.back());
  }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t list) const {
    const std::uint32_t from = list == 0 ? 0 : ends_[list - 1];
    return std::span(numbers_).subspan(from, ends_[list] - from);
  }

 private:
  std::vector<std::uint32_t> numbers_, ends_;
};

inline constexpr DateRange kDaysUnknown{kLastDate, kFirstDate};
inline bool is_known(DateRange days) { return days.earliest != kLastDate || days.latest != kFirstDate; }

/// Of one kind of finding.
struct KindColumns {
  std::vector<std::uint32_t> report;                 // its place in Record::reports, or kNoNumber
  std::vector<DateRange> told;                       // told_days(); kDaysUnknown
  std::vector<std::array<std::uint32_t, 2>> states;  // states_of() by RecordColumns::states; kNoNumber where fewer
  NumberLists codes;                                 // of its sides, each once, by RecordColumns::codes
  std::vector<bool> repeated;                        // nothing new: Stories::repeated()

  [[nodiscard]] std::size_t size() const { return report.size(); }
};

struct RecordColumns {
  /// The record must outlive it, and stay where it is.
  RecordColumns(const Record& record, const Stories& stories);
  RecordColumns(const RecordColumns&) = delete;
  RecordColumns& operator=(const RecordColumns&) = delete;

  Numbering reports;  // ids; numbers are places in Record::reports
  Numbering outlets, months, codes, states;
  struct ReportColumns {
    std::vector<std::string> day;       // reported_day()
    std::vector<DateRange> told;        // the same as days; kDaysUnknown
    std::vector<std::uint32_t> outlet;  // kNoNumber where unknown
    std::vector<std::uint32_t> month;
  } report;
  std::vector<double> intensity;  // of events; 0 where unknown
  std::vector<EventStatus> event_status;
  KindColumns events, meetings, claims, forecasts, demands, explanations, commitments;

  /// Columns of the kind of F.
  template <class F>
  [[nodiscard]] const KindColumns& of() const;
};

/// The days of which a finding speaks, `reported` being the day of its report; of an event only if they are known to
/// within a month, else, as for kinds without days of their own, the day of its report. kDaysUnknown if that is unknown
/// too.
DateRange told_days(const Event& event, DateRange reported);
DateRange told_days(const Meeting& meeting, DateRange reported);
DateRange told_days(const Forecast& forecast, DateRange reported);
DateRange told_days(const Finding& finding, DateRange reported);

template <class F>
const KindColumns& RecordColumns::of() const {
  if constexpr (std::is_same_v<F, Event>) {
    return events;
  } else if constexpr (std::is_same_v<F, Meeting>) {
    return meetings;
  } else if constexpr (std::is_same_v<F, Claim>) {
    return claims;
  } else if constexpr (std::is_same_v<F, Forecast>) {
    return forecasts;
  } else if constexpr (std::is_same_v<F, Demand>) {
    return demands;
  } else if constexpr (std::is_same_v<F, Explanation>) {
    return explanations;
  } else {
    static_assert(std::is_same_v<F, Commitment>);
    return commitments;
  }
}

}  // namespace parley
