// Views that list findings of one kind, with counts beside them: see views.h.
#include <algorithm>

#include "ledger/export.h"
#include "page/facets.h"
#include "page/views.h"
#include "record/fields.h"

namespace parley {

std::optional<DateRange> told_days(const Finding& finding, const DayState& state) {
  const auto day = parse_date(state.day_of(finding.report));
  return day ? std::optional(DateRange{*day, day->plus_days(1)}) : std::nullopt;
}

std::optional<DateRange> told_days(const Event& event, const DayState& state) {
  constexpr int kMonth = 31;
  const auto from = parse_date(event.time.earliest), to = parse_date(event.time.latest);
  if (from && to && to->days - from->days <= kMonth) return DateRange{*from, *to};
  return told_days(static_cast<const Finding&>(event), state);
}

std::optional<DateRange> told_days(const Meeting& meeting, const DayState& state) {
  const auto from = parse_date(meeting.planned.earliest), to = parse_date(meeting.planned.latest);
  if (from && to) return DateRange{*from, *to};
  const auto told = meeting.history.empty() ? std::nullopt : parse_date(meeting.history.back().reported);
  if (told) return DateRange{*told, told->plus_days(1)};
  return told_days(static_cast<const Finding&>(meeting), state);
}

std::optional<DateRange> told_days(const Forecast& forecast, const DayState& state) {
  const auto from = parse_date(forecast.window.earliest), to = parse_date(forecast.window.latest);
  if (to) return DateRange{from && *from < *to ? *from : to->plus_days(-1), *to};
  return told_days(static_cast<const Finding&>(forecast), state);
}

bool in_days(const std::optional<DateRange>& days, const PageQuery& query) {
  if (!query.since && !query.until) return true;
  if (!days) return false;
  return (!query.since || days->latest > *query.since) && (!query.until || days->earliest <= *query.until);
}

namespace {

void write_reports(JsonWriter& json, const std::vector<std::string>& ids, const DayState& state) {
  std::vector<std::string> seen = ids;
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  json.key("reports"), json.begin_object();
  for (const std::string& id : seen) {
    const Report* r = state.report(id);
    if (r == nullptr) continue;
    json.key(id), json.begin_object();
    json.key("title"), json.text(r->title);
    json.key("publisher"), json.text(r->publisher);
    json.key("day"), json.text(state.day_of(id));
    json.end_object();
  }
  json.end_object();
}

template <class F>
std::string reports_of(const F& f, std::vector<std::string>& ids) {
  if constexpr (std::is_same_v<F, Report>) {
    ids.push_back(f.id);
  } else {
    if (!f.report.empty()) ids.push_back(f.report);
  }
  if constexpr (std::is_same_v<F, Meeting>)
    for (const MeetingStep& s : f.history) ids.push_back(s.report);
  if constexpr (std::is_same_v<F, Contradiction>) ids.insert(ids.end(), f.between.begin(), f.between.end());
  return {};
}

/// What a list of forecasts tells besides: why each stands as it does, and which ask the same.
void write_resolutions(JsonWriter& json, const std::vector<const Forecast*>& page, const DayState& state) {
  json.key("resolutions"), json.begin_object();
  for (const Forecast* f : page) {
    const auto place = state.find(f->id);
    if (!place || place->number >= state.resolutions().size()) continue;
    const Resolution& r = state.resolutions()[place->number];
    json.key(f->id), json.begin_object();
    json.key("note"), json.text(r.note);
    json.key("question"), json.text_or_null(r.question);
    json.end_object();
  }
  json.end_object();
}

template <class F>
bool wanted(const F& f, const DayState& state, const PageQuery& q) {
  if constexpr (std::is_same_v<F, Report>) {
    if (!q.selection.search.empty() && !holds_words(f.title, q.selection.search)) return false;
    if (!q.outlet.empty() && f.publisher != q.outlet) return false;
    const auto day = parse_date(state.day_of(f.id));
    return in_days(day ? std::optional(DateRange{*day, day->plus_days(1)}) : std::nullopt, q);
  } else if constexpr (std::is_same_v<F, Contradiction>) {
    return true;
  } else {
    if (!q.report.empty() && f.report != q.report) return false;
    if (!q.outlet.empty()) {
      const Report* r = state.report(f.report);
      if (r == nullptr || r->publisher != q.outlet) return false;
    }
    return fits(f, q.selection) && ((!q.since && !q.until) || in_days(told_days(f, state), q));
  }
}

template <class F>
void count_facets(const F& f, const DayState& state, Facets& facets) {
  if constexpr (std::is_same_v<F, Report>) {
    facets.count_report(&f, state.day_of(f.id));
  } else if constexpr (!std::is_same_v<F, Contradiction>) {
    facets.count_states(states_of(f));
    facets.count_actors(sides_of(f));
    facets.count_report(state.report(f.report), state.day_of(f.report));
  }
}

template <class F>
Result<std::vector<const F*>> page_of(const std::vector<const F*>& all, const PageQuery& q) {
  std::size_t from = 0;
  if (!q.after.empty()) {
    const auto it = std::find_if(all.begin(), all.end(), [&](const F* f) { return f->id == q.after; });
    if (it == all.end())
      return fail(ErrorCode::bad_usage, "the list has changed since: leave out after= to begin anew");
    from = static_cast<std::size_t>(it - all.begin()) + 1;
  }
  const std::size_t to = std::min(all.size(), from + q.limit);
  return std::vector<const F*>(all.begin() + static_cast<std::ptrdiff_t>(from),
                               all.begin() + static_cast<std::ptrdiff_t>(to));
}

template <class F>
Result<std::string> list_json(const std::vector<const F*>& all, const ViewRoom& room, const DayState& state,
                              const PageQuery& q) {
  const std::vector<const F*> page = TRY(page_of(all, q));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("total"), json.integer(static_cast<std::int64_t>(all.size()));
  std::vector<std::string> reports;
  json.key("items"), json.begin_array();
  for (const F* f : page) {
    json.raw(to_json(*f));
    reports_of(*f, reports);
  }
  json.end_array();
  json.key("next");
  page.empty() || page.back() == all.back() ? json.null() : json.text(cursor_of(page.back()->id));
  Facets facets;
  for (const F* f : all) count_facets(*f, state, facets);
  json.key("facets"), json.begin_object();
  facets.write(json, room.knowledge.lexicon);
  json.end_object();
  if constexpr (std::is_same_v<F, Forecast>) write_resolutions(json, page, state);
  write_reports(json, reports, state);
  json.end_object();
  return out + "\n";
}

template <class F>
std::vector<F> copies_of(const std::vector<const F*>& all) {
  std::vector<F> out;
  for (const F* f : all) out.push_back(*f);
  return out;
}

template <class F>
Result<std::string> answer_list(const std::vector<F>& list, const ViewRoom& room, const DayState& state,
                                const PageQuery& q) {
  std::vector<const F*> all;
  for (const F& f : list)
    if (wanted(f, state, q)) all.push_back(&f);
  if (q.newest_first) std::reverse(all.begin(), all.end());
  if (q.form == AnswerForm::csv) return to_csv(copies_of(all));
  if constexpr (std::is_same_v<F, Meeting>)
    if (q.form == AnswerForm::ics) return to_ics(copies_of(all));
  return list_json(all, room, state, q);
}

}  // namespace

Result<std::string> view_list(std::string_view kind, ViewRoom& room, const PageQuery& q) {
  const SharedState state = TRY(room.data.state(q.on));
  const Record& record = state->record();
  const Findings& f = record.findings;
  if (kind == "events") return answer_list(f.events, room, *state, q);
  if (kind == "meetings") return answer_list(f.meetings, room, *state, q);
  if (kind == "claims") return answer_list(f.claims, room, *state, q);
  if (kind == "forecasts") return answer_list(f.forecasts, room, *state, q);
  if (kind == "demands") return answer_list(f.demands, room, *state, q);
  if (kind == "explanations") return answer_list(f.explanations, room, *state, q);
  if (kind == "commitments") return answer_list(f.commitments, room, *state, q);
  if (kind == "contradictions") return answer_list(record.contradictions, room, *state, q);
  return answer_list(record.reports, room, *state, q);
}

std::string rows_csv(const std::vector<std::vector<std::string>>& rows) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) out += (c == 0 ? "" : ",") + csv_field(row[c]);
    out += "\r\n";
  }
  return out;
}

}  // namespace parley
