// See columns.h.
#include "page/columns.h"

#include <algorithm>

#include "ledger/schema.h"
#include "page/selection.h"

namespace parley {
namespace {

DateRange day_range(std::string_view day) {
  const auto d = parse_date(day);
  return d ? DateRange{*d, d->plus_days(1)} : kDaysUnknown;
}

template <class F>
KindColumns columns_of_kind(const std::vector<F>& list, RecordColumns& all, const Stories& stories) {
  KindColumns out;
  out.repeated = stories.repeated<F>();
  out.report.reserve(list.size()), out.told.reserve(list.size()), out.states.reserve(list.size());
  for (const F& f : list) {
    const std::uint32_t report = all.reports.find(f.report);
    out.report.push_back(report);
    out.told.push_back(told_days(f, report == kNoNumber ? kDaysUnknown : all.report.told[report]));
    out.states.push_back({kNoNumber, kNoNumber});
    std::size_t at = 0;
    for (std::string_view state : states_of(f)) out.states.back()[at++] = all.states.number(state);
    for (const auto* side : sides_of(f))
      for (const ActorRef& a : *side) {
        const std::uint32_t code = all.codes.number(a.code);
        const auto seen = out.codes.open();
        if (std::find(seen.begin(), seen.end(), code) == seen.end()) out.codes.add(code);
      }
    out.codes.end_list();
  }
  return out;
}

}  // namespace

std::uint32_t Numbering::number(std::string_view word) {
  const auto [it, fresh] = numbers_.try_emplace(word, static_cast<std::uint32_t>(words_.size()));
  if (fresh) words_.push_back(word);
  return it->second;
}

std::uint32_t Numbering::find(std::string_view word) const {
  const auto it = numbers_.find(word);
  return it == numbers_.end() ? kNoNumber : it->second;
}

RecordColumns::RecordColumns(const Record& record, const Stories& stories) {
  const std::size_t n = record.reports.size();
  report.day.reserve(n), report.told.reserve(n), report.outlet.reserve(n), report.month.reserve(n);
  for (const Report& r : record.reports) {
    reports.number(r.id);
    report.day.push_back(reported_day(r));
    report.told.push_back(day_range(report.day.back()));
    report.outlet.push_back(r.publisher.empty() ? kNoNumber : outlets.number(r.publisher));
    const std::string_view day = report.day.back();  // stays where it is: room was made for all
    report.month.push_back(day.size() < 7 ? kNoNumber : months.number(day.substr(0, 7)));
  }
  const Findings& f = record.findings;
  for (const Event& e : f.events) {
    intensity.push_back(e.intensity.value_or(0));
    event_status.push_back(e.status);
  }
  events = columns_of_kind(f.events, *this, stories);
  meetings = columns_of_kind(f.meetings, *this, stories);
  claims = columns_of_kind(f.claims, *this, stories);
  forecasts = columns_of_kind(f.forecasts, *this, stories);
  demands = columns_of_kind(f.demands, *this, stories);
  explanations = columns_of_kind(f.explanations, *this, stories);
  commitments = columns_of_kind(f.commitments, *this, stories);
}

DateRange told_days(const Finding&, DateRange reported) { return reported; }

DateRange told_days(const Event& event, DateRange reported) {
  constexpr int kMonth = 31;
  const auto from = parse_date(event.time.earliest), to = parse_date(event.time.latest);
  if (from && to && to->days - from->days <= kMonth) return {*from, *to};
  return reported;
}

DateRange told_days(const Meeting& meeting, DateRange reported) {
  const auto from = parse_date(meeting.planned.earliest), to = parse_date(meeting.planned.latest);
  if (from && to) return {*from, *to};
  const DateRange told = meeting.history.empty() ? kDaysUnknown : day_range(meeting.history.back().reported);
  return is_known(told) ? told : reported;
}

DateRange told_days(const Forecast& forecast, DateRange reported) {
  const auto from = parse_date(forecast.window.earliest), to = parse_date(forecast.window.latest);
  if (to) return {from && *from < *to ? *from : to->plus_days(-1), *to};
  return reported;
}

}  // namespace parley
