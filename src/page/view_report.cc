// Views of the words themselves: one report with all that was found in it, one finding, full-text search, the brief,
// and what the ledger holds. See views.h.
#include <algorithm>
#include <map>

#include "page/choice.h"
#include "page/facets.h"
#include "page/render.h"
#include "page/views.h"
#include "record/fields.h"

namespace parley {
namespace {

constexpr std::size_t kMostHits = 3000, kMostActors = 60;

/// True if the finding's words stand where it says they do.
bool is_anchored(const Finding& f, std::string_view text, const CodePointIndex& index) {
  const std::size_t begin = index.byte_of(f.start), end = index.byte_of(f.end);
  return begin <= end && end <= text.size() && text.substr(begin, end - begin) == f.quote;
}

void write_relations(JsonWriter& json, const DayState& state, const std::string& id) {
  json.key("repeated_by"), json.begin_array();
  for (const Report& r : state.record().reports)
    for (const CopyRelation& c : r.copies_of)
      if (c.report == id) {
        json.begin_object();
        json.key("report"), json.text(r.id);
        json.key("relation"), json.text(c.relation);
        json.key("title"), json.text(r.title);
        json.key("publisher"), json.text(r.publisher);
        json.end_object();
      }
  json.end_array();
}

/// What a search found, with what it can be filtered by.
struct Found {
  SearchHit hit;
  std::string_view report, day;
  std::uint32_t start = 0, end = 0;
};

class HitFilter {
 public:
  HitFilter(ViewRoom& room, const DayState& state, const PageQuery& q)
      : room_(room), state_(state), columns_(state.columns()), q_(q), choice_(columns_, q), facets(columns_) {}

  /// Takes what is asked for, and counts it.
  bool take(const SearchHit& hit, Found& found) {
    found.hit = hit;
    bool taken = false;
    if (hit.kind == "report") {
      taken = take_report(hit.id, found);
    } else if (hit.kind == "meeting") {
      const auto mention = room_.data.mention(hit.id);
      taken = mention && take_mention(*mention, found);
    } else if (const auto place = state_.find(hit.id)) {
      visit_finding(state_.record().findings, *place,
                    [&](const auto& f) { taken = take_finding(f, place->number, found); });
    }
    if (taken) facets.count_kind(hit.kind);
    return taken;
  }

 private:
  bool take_report(const std::string& id, Found& found) {
    const std::uint32_t report = columns_.reports.find(id);
    const Selection& s = q_.selection;
    if (report == kNoNumber || !s.about.empty() || !s.status.empty() || !s.by.empty() || !choice_.of_outlet(report) ||
        !choice_.in_days(columns_.report.told[report]))
      return false;
    note(report, found);
    facets.count_report(report);
    return true;
  }
  template <class F>
  bool take_finding(const F& f, std::size_t k, Found& found) {
    const KindColumns& kind = columns_.of<F>();
    const std::uint32_t report = kind.report[k];
    if (report == kNoNumber || !choice_.in_days(kind.told[k]) || !choice_.of_outlet(report) ||
        !choice_.fits(kind, k, f))
      return false;
    note(report, found);
    found.start = f.start, found.end = f.end;
    room_.reports ? facets.count_report(report) : facets.count(kind, k);
    return true;
  }
  bool take_mention(const Meeting& m, Found& found) {
    const std::uint32_t report = columns_.reports.find(m.report);
    if (report == kNoNumber || !fits(m, q_.selection) || !choice_.of_outlet(report) ||
        !choice_.in_days(told_days(m, columns_.report.told[report])))
      return false;
    note(report, found);
    found.start = m.start, found.end = m.end;
    room_.reports ? facets.count_report(report) : facets.count_apart(states_of(m), sides_of(m), report);
    return true;
  }
  void note(std::uint32_t report, Found& found) const {
    found.report = columns_.reports.word(report), found.day = columns_.report.day[report];
  }

  ViewRoom& room_;
  const DayState& state_;
  const RecordColumns& columns_;
  const PageQuery& q_;
  Choice choice_;

 public:
  Facets facets;
};

void write_found(JsonWriter& json, const Found& f, const std::string& snippet, const DayState& state) {
  const Report* report = state.report(f.report);
  json.begin_object();
  json.key("kind"), json.text(f.hit.kind);
  json.key("id"), json.text(f.hit.id);
  json.key("report"), json.text(f.report);
  json.key("day"), json.text(f.day);
  json.key("title"), json.text(report == nullptr ? "" : report->title);
  json.key("publisher"), json.text(report == nullptr ? "" : report->publisher);
  json.key("snippet"), json.text(snippet);
  json.end_object();
}

std::string without_marks(std::string text) {
  std::erase_if(text, [](char c) { return c == kHitBegin || c == kHitEnd; });
  return text;
}

void write_counts(JsonWriter& json, const DayState& state) {
  json.key("findings"), json.begin_object();
  for_each_kind(state.record().findings, [&](const auto& list) {
    using F = typename std::decay_t<decltype(list)>::value_type;
    json.key(std::string(F::kKind) + "s"), json.integer(static_cast<std::int64_t>(list.size()));
  });
  json.key("contradictions"), json.integer(static_cast<std::int64_t>(state.record().contradictions.size()));
  json.end_object();
}

void write_actors(JsonWriter& json, const DayState& state, const Lexicon& lexicon) {
  const EventActors& actors = state.event_actors();
  std::vector<std::size_t> counts(state.columns().codes.size());
  for (std::size_t k = 0; k < state.columns().events.size(); ++k)
    for (std::uint32_t side : actors.sides.of(k)) ++counts[actors.forms[side / 2].code];
  std::vector<std::pair<std::string, std::size_t>> order;
  for (std::uint32_t k = 0; k < counts.size(); ++k)
    if (counts[k] > 0) order.emplace_back(state.columns().codes.word(k), counts[k]);
  std::sort(order.begin(), order.end(),
            [](const auto& a, const auto& b) { return std::tie(b.second, a.first) < std::tie(a.second, b.first); });
  json.key("actors"), json.begin_array();
  std::size_t written = 0;
  for (const auto& [code, n] : order) {
    if (code == "UNK" || code == "CIV" || written++ >= kMostActors) continue;
    json.begin_object();
    json.key("code"), json.text(code);
    json.key("name"), json.text(lexicon.name_of_code(code));
    json.key("count"), json.integer(static_cast<std::int64_t>(n));
    json.end_object();
  }
  json.end_array();
}

}  // namespace

Result<std::string> view_status(ViewRoom& room, const PageQuery& q) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  const auto version = room.data.version();
  if (!version) {
    if (version.error().code != ErrorCode::not_found) return tl::unexpected(version.error());
    json.key("empty"), json.boolean(true);
    json.key("ledger"), json.text(room.data.path());
    json.key("message"), json.text(version.error().message);
    json.end_object();
    return out + "\n";
  }
  const SharedState state = TRY(room.state(q.on));
  const auto& reports = state->record().reports;
  json.key("empty"), json.boolean(reports.empty());
  json.key("ledger"), json.text(room.data.path());
  json.key("version"), json.text(*version);
  json.key("analyst"), json.text_or_null(room.analyst);
  json.key("reports"), json.integer(static_cast<std::int64_t>(reports.size()));
  json.key("stories"), json.integer(static_cast<std::int64_t>(state->stories().size()));
  std::string first;
  for (const Report& r : reports)
    if (const std::string& day = state->day_of(r.id); !day.empty() && (first.empty() || day < first)) first = day;
  json.key("first"), json.text_or_null(first);
  json.key("last"), json.text_or_null(state->last() == kFirstDate ? "" : state->last().iso());
  if (!room.reports) write_counts(json, *state);
  if (!room.reports) write_actors(json, *state, room.knowledge.lexicon);
  json.end_object();
  return out + "\n";
}

Result<std::string> view_brief(ViewRoom& room, const PageQuery& q) {
  const SharedState state = TRY(room.data.state(q.on));
  const Lexicon& lexicon = room.knowledge.lexicon;
  BriefOptions options;
  options.about = q.selection.about;
  for (const std::string& code : options.about)
    if (lexicon.code_of_name(code).empty())
      return fail(ErrorCode::bad_usage,
                  "no actor '" + code + "' in the codebook: give a code (PRK) or a name (North Korea)");
  options.on = q.on;
  options.name_of = [&](std::string_view code) { return lexicon.name_of_code(code); };
  const Brief brief = make_brief(state->ground(), options);
  if (q.form == AnswerForm::json) return brief_json(brief);
  std::vector<std::vector<std::string>> rows{{"section", "lead", "text", "details", "quote", "source", "id"}};
  for (const BriefSection& s : brief.sections)
    for (const BriefItem& i : s.items)
      rows.push_back({s.title, i.lead, i.text, join(i.details, "; "), i.quote, i.source, i.id});
  return rows_csv(rows);
}

Result<std::string> view_report(ViewRoom& room, const PageQuery& q) {
  const SharedState state = TRY(room.state(q.on));
  const Report* report = state->report(q.id);
  if (report == nullptr)
    return fail(ErrorCode::not_found,
                "the ledger has no report '" + q.id + "'" + (q.on ? " as known on that day" : ""));
  const StoredText stored = TRY(room.data.text_of(q.id));
  const CodePointIndex index(stored.text);
  std::vector<std::string> loose;
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("report"), json.raw(to_json(*report));
  json.key("day"), json.text(state->day_of(q.id));
  json.key("text"), json.text(stored.text);
  json.key("blocks"), json.raw(stored.blocks);
  json.key("findings"), json.begin_array();
  std::vector<Meeting> merged;
  for (const FindingPlace& place : state->found_in(q.id))
    visit_finding(state->record().findings, place, [&](const auto& f) {
      if constexpr (std::is_same_v<std::decay_t<decltype(f)>, Meeting>) {
        merged.push_back(f);
      } else {
        json.raw(to_json(f));
        if (!is_anchored(f, stored.text, index)) loose.push_back(f.id);
      }
    });
  for (const Meeting& m : TRY(room.data.mentions_in(q.id, merged))) {
    json.raw(to_json(m));
    if (!is_anchored(m, stored.text, index)) loose.push_back(m.id);
  }
  json.end_array();
  json.key("meetings"), json.begin_array();
  for (const Meeting& m : merged) json.raw(to_json(m));
  json.end_array();
  json.key("loose"), json.begin_array();
  for (const std::string& id : loose) json.text(id);
  json.end_array();
  write_relations(json, *state, q.id);
  json.end_object();
  return out + "\n";
}

Result<std::string> view_finding(ViewRoom& room, const PageQuery& q) {
  const SharedState state = TRY(room.data.state(q.on));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  bool known = false;
  if (const auto place = state->find(q.id)) {
    visit_finding(state->record().findings, *place, [&](const auto& f) { json.key("finding"), json.raw(to_json(f)); });
    known = true;
  }
  for (const Contradiction& c : state->record().contradictions)
    if (!known && c.id == q.id) json.key("finding"), json.raw(to_json(c)), known = true;
  for (const StatedForecast& s : state->record().stated)
    if (!known && s.forecast.id == q.id) json.key("finding"), json.raw(to_json(s.forecast)), known = true;
  if (const Report* r = state->report(q.id); r != nullptr && !known)
    json.key("finding"), json.raw(to_json(*r)), known = true;
  if (!known)
    if (const auto mention = room.data.mention(q.id)) json.key("finding"), json.raw(to_json(*mention)), known = true;
  json.end_object();
  if (!known) return fail(ErrorCode::not_found, "the ledger has no finding '" + q.id + "'");
  return out + "\n";
}

Result<std::string> view_search(ViewRoom& room, const PageQuery& q) {
  SharedState state = TRY(room.state(q.on));
  const std::vector<SearchHit> hits = TRY(room.data.search(q.text, kMostHits));
  if (room.reports) state = TRY(room.data.with_hits(state, hits));
  HitFilter filter(room, *state, q);
  std::vector<Found> found;
  for (const SearchHit& hit : hits) {
    Found f;
    if ((q.kind.empty() || hit.kind == q.kind) && filter.take(hit, f)) found.push_back(std::move(f));
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tie(b.day, a.report, a.start, a.hit.id) < std::tie(a.day, b.report, b.start, b.hit.id);
  });
  std::size_t from = 0;
  if (!q.after.empty()) {
    const auto it = std::find_if(found.begin(), found.end(),
                                 [&](const Found& f) { return f.hit.kind + " " + f.hit.id == q.after; });
    if (it == found.end())
      return fail(ErrorCode::bad_usage, "the list has changed since: leave out after= to begin anew");
    from = static_cast<std::size_t>(it - found.begin()) + 1;
  }
  const std::size_t to = std::min(found.size(), from + q.limit);
  if (q.form == AnswerForm::csv) {
    std::vector<std::vector<std::string>> rows{{"kind", "id", "report", "day", "words"}};
    for (const Found& f : found)
      rows.push_back({f.hit.kind, f.hit.id, std::string(f.report), std::string(f.day),
                      without_marks(TRY(room.data.snippet(q.text, f.hit)))});
    return rows_csv(rows);
  }
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("total"), json.integer(static_cast<std::int64_t>(found.size()));
  json.key("cut"), json.boolean(hits.size() == kMostHits);
  json.key("items"), json.begin_array();
  for (std::size_t k = from; k < to; ++k)
    write_found(json, found[k], TRY(room.data.snippet(q.text, found[k].hit)), *state);
  json.end_array();
  json.key("next");
  to < found.size() ? json.text(cursor_of(found[to - 1].hit.kind + " " + found[to - 1].hit.id)) : json.null();
  json.key("facets"), json.begin_object();
  filter.facets.write(json, room.knowledge.lexicon);
  json.end_object();
  json.end_object();
  return out + "\n";
}

}  // namespace parley
