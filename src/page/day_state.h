// The record as known on a day, with what the page looks up in it again and again: reports by id, findings by id, the
// day on which each was reported, and what became of forecasts.
//
// Made once a day that is asked for and never changed, so that many threads can read it. Neighbours: page_data.h keeps
// the last few, views.h makes answers of them.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ledger/ledger.h"
#include "outlook/resolve.h"
#include "outlook/scoreboard.h"
#include "page/brief.h"
#include "page/who.h"

namespace parley {

/// Where a finding stands: kind in the order of the record (events, meetings, claims, forecasts, demands, explanations,
/// commitments), and number in its list.
struct FindingPlace {
  std::uint8_t kind = 0;
  std::uint32_t number = 0;
};

/// Who was right on a day.
struct DayScores {
  Scoreboard board;
  std::size_t unscoreable = 0;
};

class DayState {
 public:
  /// `on`: the day as of which the record was loaded; nothing for all.
  DayState(Record record, std::optional<Date> on);
  DayState(const DayState&) = delete;
  DayState& operator=(const DayState&) = delete;

  [[nodiscard]] const Record& record() const { return record_; }
  [[nodiscard]] std::optional<Date> on() const { return on_; }
  [[nodiscard]] const Stories& stories() const { return ground_.stories; }
  [[nodiscard]] const RecordColumns& columns() const { return ground_.columns; }
  /// Who acts on whom, and who says what: numbered when they are asked for first.
  [[nodiscard]] const EventActors& event_actors() const;
  [[nodiscard]] const ClaimSources& claim_sources() const;
  /// Who was right: scored when it is asked for first.
  [[nodiscard]] const DayScores& scores() const;
  [[nodiscard]] const BriefGround& ground() const { return ground_; }
  /// Of the record's forecasts in their order, then of those that Parley stated.
  [[nodiscard]] const std::vector<Resolution>& resolutions() const { return resolutions_; }

  /// Null if the record has no such report.
  [[nodiscard]] const Report* report(std::string_view id) const;
  /// Day on which a report counts as published, ISO; empty if unknown.
  [[nodiscard]] const std::string& day_of(std::string_view report) const;
  [[nodiscard]] std::optional<FindingPlace> find(std::string_view id) const;
  /// What was found in a report, in no order; meetings: those with a step in it.
  [[nodiscard]] std::span<const FindingPlace> found_in(std::string_view report) const;
  [[nodiscard]] std::size_t findings() const { return places_.size(); }
  /// Last day that any report tells of; the calendar's first if there is none.
  [[nodiscard]] Date last() const { return last_; }

 private:
  void place_findings();
  void group_by_report();

  Record record_;
  std::optional<Date> on_;
  std::vector<Resolution> resolutions_;
  BriefGround ground_;
  std::unordered_map<std::string_view, FindingPlace> places_;
  std::vector<FindingPlace> by_report_;       // those of the first report, then those of the second, …
  std::vector<std::uint32_t> report_begins_;  // one more than reports
  Date last_ = kFirstDate;
  mutable std::once_flag actors_once_, sources_once_, scores_once_;
  mutable std::unique_ptr<EventActors> event_actors_;
  mutable std::unique_ptr<ClaimSources> claim_sources_;
  mutable std::unique_ptr<DayScores> scores_;
};

/// Calls f(finding) for the finding at a place.
template <class F>
void visit_finding(const Findings& findings, FindingPlace place, F&& f) {
  std::uint8_t kind = 0;
  for_each_kind(findings, [&](const auto& list) {
    if (kind++ == place.kind && place.number < list.size()) f(list[place.number]);
  });
}

}  // namespace parley
