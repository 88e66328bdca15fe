// See day_state.h.
#include "page/day_state.h"

#include <algorithm>

#include "base/parallel.h"
#include "outlook/record_forecasts.h"

namespace parley {
namespace {

/// Settles the forecasts, and meanwhile tells the stories apart, which asks nothing of how forecasts stand.
Stories settle(Record& record, std::optional<Date> on, std::vector<Resolution>& resolutions) {
  std::optional<Stories> stories;
  in_parallel(2, threads_here(), [&](std::size_t k) {
    if (k == 0) resolutions = resolve_forecasts(record, on);
    if (k == 1) stories.emplace(record);
  });
  return std::move(*stories);
}

}  // namespace

DayState::DayState(Record record, std::optional<Date> on)
    : record_(std::move(record)), on_(on), ground_(record_, settle(record_, on, resolutions_)) {
  for (DateRange day : columns().report.told)
    if (is_known(day)) last_ = std::max(last_, day.earliest);
  in_parallel(2, threads_here(), [&](std::size_t k) { k == 0 ? place_findings() : group_by_report(); });
}

void DayState::place_findings() {
  std::size_t all = 0;
  for_each_kind(record_.findings, [&](const auto& list) { all += list.size(); });
  places_.reserve(all);
  std::uint8_t kind = 0;
  for_each_kind(record_.findings, [&](const auto& list) {
    for (std::uint32_t n = 0; n < list.size(); ++n) places_[list[n].id] = {kind, n};
    ++kind;
  });
}

/// Counts first, so that each has its place in one list.
void DayState::group_by_report() {
  const auto for_each_place = [&](const auto& visit) {
    std::uint8_t kind = 0;
    for_each_kind(record_.findings, [&](const auto& list) {
      using F = typename std::decay_t<decltype(list)>::value_type;
      for (std::uint32_t n = 0; n < list.size(); ++n) {
        if constexpr (std::is_same_v<F, Meeting>) {
          std::string_view before;
          for (const MeetingStep& step : list[n].history) {
            if (step.report != before) visit(columns().reports.find(step.report), FindingPlace{kind, n});
            before = step.report;
          }
        } else {
          visit(columns().of<F>().report[n], FindingPlace{kind, n});
        }
      }
      ++kind;
    });
  };
  report_begins_.assign(record_.reports.size() + 1, 0);
  for_each_place([&](std::uint32_t report, FindingPlace) {
    if (report != kNoNumber) ++report_begins_[report + 1];
  });
  for (std::size_t k = 1; k < report_begins_.size(); ++k) report_begins_[k] += report_begins_[k - 1];
  by_report_.resize(report_begins_.back());
  std::vector<std::uint32_t> next(report_begins_.begin(), report_begins_.end() - 1);
  for_each_place([&](std::uint32_t report, FindingPlace place) {
    if (report != kNoNumber) by_report_[next[report]++] = place;
  });
}

const Report* DayState::report(std::string_view id) const {
  const std::uint32_t number = columns().reports.find(id);
  return number == kNoNumber ? nullptr : &record_.reports[number];
}

const std::string& DayState::day_of(std::string_view report) const {
  static const std::string kUnknown;
  const std::uint32_t number = columns().reports.find(report);
  return number == kNoNumber ? kUnknown : columns().report.day[number];
}

std::optional<FindingPlace> DayState::find(std::string_view id) const {
  auto it = places_.find(id);
  return it == places_.end() ? std::nullopt : std::optional(it->second);
}

std::span<const FindingPlace> DayState::found_in(std::string_view report) const {
  const std::uint32_t number = columns().reports.find(report);
  if (number == kNoNumber) return {};
  return std::span(by_report_).subspan(report_begins_[number], report_begins_[number + 1] - report_begins_[number]);
}

const EventActors& DayState::event_actors() const {
  std::call_once(actors_once_, [&] { event_actors_ = std::make_unique<EventActors>(record_, columns()); });
  return *event_actors_;
}

const ClaimSources& DayState::claim_sources() const {
  std::call_once(sources_once_, [&] { claim_sources_ = std::make_unique<ClaimSources>(record_, columns()); });
  return *claim_sources_;
}

const DayScores& DayState::scores() const {
  std::call_once(scores_once_, [&] {
    RecordForecasts all = resolved_forecasts(record_, resolutions_);
    scores_ = std::make_unique<DayScores>();
    scores_->unscoreable = all.unscoreable;
    scores_->board = make_scoreboard(std::move(all.forecasts));
  });
  return *scores_;
}

}  // namespace parley
