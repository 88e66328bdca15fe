// Views that list findings of one kind, with counts beside them: see views.h.
#include <algorithm>
#include <set>

#include "ledger/export.h"
#include "page/choice.h"
#include "page/facets.h"
#include "page/views.h"
#include "record/fields.h"

namespace parley {

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
void reports_of(const F& f, std::vector<std::string>& ids) {
  if constexpr (std::is_same_v<F, Report>) {
    ids.push_back(f.id);
  } else {
    if (!f.report.empty()) ids.push_back(f.report);
  }
  if constexpr (std::is_same_v<F, Meeting>)
    for (const MeetingStep& s : f.history) ids.push_back(s.report);
  if constexpr (std::is_same_v<F, Contradiction>) ids.insert(ids.end(), f.between.begin(), f.between.end());
}

/// What a list of forecasts tells besides: why each stands as it does, and which ask the same.
void write_resolutions(JsonWriter& json, const std::vector<Forecast>& list, std::span<const std::size_t> page,
                       const DayState& state) {
  json.key("resolutions"), json.begin_object();
  for (std::size_t k : page) {
    const Resolution& r = state.resolutions()[k];
    json.key(list[k].id), json.begin_object();
    json.key("note"), json.text(r.note);
    json.key("question"), json.text_or_null(r.question);
    json.end_object();
  }
  json.end_object();
}

/// A claim or event as evidence: whose it is, and its words.
void write_piece(JsonWriter& json, const std::string& id, const DayState& state, std::vector<std::string>& reports) {
  const auto place = state.find(id);
  if (!place) return;
  visit_finding(state.record().findings, *place, [&](const auto& f) {
    using F = std::decay_t<decltype(f)>;
    json.key(id), json.begin_object();
    json.key("kind"), json.text(F::kKind);
    json.key("report"), json.text(f.report);
    json.key("start"), json.integer(f.start);
    json.key("end"), json.integer(f.end);
    json.key("by"), json.text_or_null(source_words(f));
    json.key("quote"), json.text(f.quote);
    json.end_object();
    reports.push_back(f.report);
  });
}

/// What a list of explanations tells besides: the evidence, and what analysts corrected in it.
void write_evidence(JsonWriter& json, const std::vector<Explanation>& list, std::span<const std::size_t> page,
                    const std::vector<Correction>& corrections, const DayState& state,
                    std::vector<std::string>& reports) {
  std::set<std::string> shown, evidence;
  for (std::size_t k : page) {
    shown.insert(list[k].id);
    evidence.insert(list[k].supports.begin(), list[k].supports.end());
    evidence.insert(list[k].contradicts.begin(), list[k].contradicts.end());
  }
  json.key("corrections"), json.begin_array();
  for (const Correction& c : corrections) {
    if (!shown.contains(c.explanation)) continue;
    json.raw(correction_json(c));
    evidence.insert(c.evidence);
  }
  json.end_array();
  json.key("evidence"), json.begin_object();
  for (const std::string& id : evidence) write_piece(json, id, state, reports);
  json.end_object();
}

/// Is the item at `k` of its list asked for?
template <class F>
bool wanted(const F& f, std::size_t k, const RecordColumns& columns, const Choice& choice, const PageQuery& q) {
  if constexpr (std::is_same_v<F, Report>) {
    return (q.selection.search.empty() || holds_words(f.title, q.selection.search)) &&
           (q.outlet.empty() || f.publisher == q.outlet) && choice.in_days(columns.report.told[k]);
  } else if constexpr (std::is_same_v<F, Contradiction>) {
    return true;
  } else {
    const KindColumns& kind = columns.of<F>();
    return choice.of_outlet(kind.report[k]) && choice.in_days(kind.told[k]) && choice.fits(kind, k, f) &&
           (q.report.empty() || f.report == q.report);
  }
}

/// One page of a list: places of its items.
template <class F>
Result<std::span<const std::size_t>> page_of(const std::vector<F>& list, const std::vector<std::size_t>& all,
                                             const PageQuery& q) {
  std::size_t from = 0;
  if (!q.after.empty()) {
    const auto it = std::find_if(all.begin(), all.end(), [&](std::size_t k) { return list[k].id == q.after; });
    if (it == all.end())
      return fail(ErrorCode::bad_usage, "the list has changed since: leave out after= to begin anew");
    from = static_cast<std::size_t>(it - all.begin()) + 1;
  }
  return std::span(all).subspan(from, std::min(all.size() - from, q.limit));
}

template <class F>
Facets facets_of(const std::vector<std::size_t>& all, const RecordColumns& columns) {
  Facets facets(columns);
  for (std::size_t k : all) {
    if constexpr (std::is_same_v<F, Report>) {
      facets.count_report(static_cast<std::uint32_t>(k));
    } else if constexpr (!std::is_same_v<F, Contradiction>) {
      facets.count(columns.of<F>(), k);
    }
  }
  return facets;
}

template <class F>
Result<std::string> list_json(const std::vector<F>& list, const std::vector<std::size_t>& all, ViewRoom& room,
                              const DayState& state, const PageQuery& q) {
  const std::span<const std::size_t> page = TRY(page_of(list, all, q));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("total"), json.integer(static_cast<std::int64_t>(all.size()));
  std::vector<std::string> reports;
  json.key("items"), json.begin_array();
  for (std::size_t k : page) {
    json.raw(to_json(list[k]));
    reports_of(list[k], reports);
  }
  json.end_array();
  json.key("next");
  page.empty() || page.back() == all.back() ? json.null() : json.text(cursor_of(list[page.back()].id));
  json.key("facets"), json.begin_object();
  facets_of<F>(all, state.columns()).write(json, room.knowledge.lexicon);
  json.end_object();
  if constexpr (std::is_same_v<F, Forecast>) write_resolutions(json, list, page, state);
  if constexpr (std::is_same_v<F, Explanation>)
    write_evidence(json, list, page, TRY(room.data.corrections(q.on)), state, reports);
  write_reports(json, reports, state);
  json.end_object();
  return out + "\n";
}

template <class F>
std::vector<F> copies_of(const std::vector<F>& list, const std::vector<std::size_t>& all) {
  std::vector<F> out;
  for (std::size_t k : all) out.push_back(list[k]);
  return out;
}

template <class F>
Result<std::string> answer_list(const std::vector<F>& list, ViewRoom& room, const DayState& state, const PageQuery& q) {
  const Choice choice(state.columns(), q);
  std::vector<std::size_t> all;
  for (std::size_t k = 0; k < list.size(); ++k)
    if (wanted(list[k], k, state.columns(), choice, q)) all.push_back(k);
  if (q.newest_first) std::reverse(all.begin(), all.end());
  if (q.form == AnswerForm::csv) return to_csv(copies_of(list, all));
  if constexpr (std::is_same_v<F, Meeting>)
    if (q.form == AnswerForm::ics) return to_ics(copies_of(list, all));
  return list_json(list, all, room, state, q);
}

}  // namespace

Result<std::string> view_list(std::string_view kind, ViewRoom& room, const PageQuery& q) {
  const SharedState state = TRY(room.state(q.on));
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

Result<std::string> view_corrections(ViewRoom& room, const PageQuery& q) {
  const std::vector<Correction> all = TRY(room.data.corrections(q.on));
  if (q.form == AnswerForm::csv) return corrections_csv(all);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("analyst"), json.text_or_null(room.analyst);
  json.key("items"), json.begin_array();
  for (const Correction& c : all) json.raw(correction_json(c));
  json.end_array();
  json.end_object();
  return out + "\n";
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
