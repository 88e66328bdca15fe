// See day_state.h.
#include "page/day_state.h"

#include <algorithm>

#include "ledger/schema.h"
#include "page/views.h"

namespace parley {

DayState::DayState(Record record, std::optional<Date> on)
    : record_(std::move(record)), on_(on), resolutions_(resolutions_of(record_, on)), ground_(record_) {
  for (const Report& r : record_.reports) {
    reports_[r.id] = {&r, reported_day(r)};
    if (auto day = parse_date(reports_[r.id].day)) last_ = std::max(last_, *day);
  }
  auto& forecasts = record_.findings.forecasts;
  for (std::size_t k = 0; k < forecasts.size() && k < resolutions_.size(); ++k) {
    forecasts[k].state = resolutions_[k].state;
    forecasts[k].resolved_by = resolutions_[k].evidence;
  }
  for (std::size_t k = 0; k < record_.stated.size(); ++k) {
    const Resolution& r = resolutions_[forecasts.size() + k];
    record_.stated[k].forecast.state = r.state;
    record_.stated[k].forecast.resolved_by = r.evidence;
  }
  place_findings();
  note_events();
}

void DayState::note_events() {
  event_notes_.reserve(record_.findings.events.size());
  for (const Event& e : record_.findings.events)
    event_notes_.push_back({told_days(e, *this), stories().is_repeated(e.id)});
}

void DayState::place_findings() {
  std::uint8_t kind = 0;
  for_each_kind(record_.findings, [&](const auto& list) {
    using F = typename std::decay_t<decltype(list)>::value_type;
    for (std::uint32_t n = 0; n < list.size(); ++n) {
      places_[list[n].id] = {kind, n};
      if constexpr (std::is_same_v<F, Meeting>) {
        std::string_view before;
        for (const MeetingStep& step : list[n].history) {
          if (step.report != before) by_report_[step.report].push_back({kind, n});
          before = step.report;
        }
      } else {
        by_report_[list[n].report].push_back({kind, n});
      }
    }
    ++kind;
  });
}

const Report* DayState::report(std::string_view id) const {
  auto it = reports_.find(id);
  return it == reports_.end() ? nullptr : it->second.report;
}

const std::string& DayState::day_of(std::string_view report) const {
  static const std::string kUnknown;
  auto it = reports_.find(report);
  return it == reports_.end() ? kUnknown : it->second.day;
}

std::optional<FindingPlace> DayState::find(std::string_view id) const {
  auto it = places_.find(id);
  return it == places_.end() ? std::nullopt : std::optional(it->second);
}

std::vector<FindingPlace> DayState::found_in(std::string_view report) const {
  auto it = by_report_.find(report);
  return it == by_report_.end() ? std::vector<FindingPlace>() : it->second;
}

}  // namespace parley
