// Views of who: actors and their company, and what they were called when. See views.h.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "page/choice.h"
#include "page/sightings.h"
#include "page/views.h"

namespace parley {
namespace {

constexpr std::size_t kMostForms = 12, kMostPeople = 40, kNear = 22, kFar = 14, kMostActors = 500;

using Counted = std::map<std::string, Sightings>;

/// Most first; of equal ones in the order of their names.
std::vector<std::pair<std::string, Sightings>> ordered(const Counted& all, std::size_t most) {
  std::vector<std::pair<std::string, Sightings>> out(all.begin(), all.end());
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  if (out.size() > most) out.resize(most);
  return out;
}

void write_list(JsonWriter& json, std::string_view key, const Counted& all, std::size_t most) {
  json.key(key), json.begin_array();
  for (const auto& [name, seen] : ordered(all, most)) {
    json.begin_object();
    json.key("name"), json.text(name);
    seen.write(json);
    json.end_object();
  }
  json.end_array();
}

struct ActorRow {
  std::string code;
  Sightings seen;
  std::size_t acted = 0, acted_on = 0;
  Counted names;
};

/// Those with most events first; of equal ones in the order of their codes.
std::vector<ActorRow> actors_of(const DayState& state, const PageQuery& q) {
  const RecordColumns& columns = state.columns();
  const EventActors& actors = state.event_actors();
  const Choice choice(columns, q);
  struct Seen {
    Sightings seen;
    std::size_t acted_on = 0;
  };
  std::vector<Seen> forms(actors.forms.size());
  const auto& events = state.record().findings.events;
  for (std::size_t k = 0; k < events.size(); ++k) {
    if (!choice.in_days(columns.events.told[k]) || !choice.fits(columns.events, k, events[k])) continue;
    const DateRange day = reported_on(columns, columns.events.report[k]);
    for (std::uint32_t side : actors.sides.of(k)) {
      forms[side / 2].seen.add(day);
      forms[side / 2].acted_on += side % 2;
    }
  }
  std::vector<ActorRow> by_code(columns.codes.size());
  for (std::size_t k = 0; k < forms.size(); ++k) {
    const EventActors::Form& form = actors.forms[k];
    if (forms[k].seen.count == 0) continue;
    ActorRow& row = by_code[form.code];
    row.code = columns.codes.word(form.code);
    row.seen.add(forms[k].seen);
    row.acted_on += forms[k].acted_on;
    row.acted += forms[k].seen.count - forms[k].acted_on;
    row.names[form.name].add(forms[k].seen);
  }
  std::erase_if(by_code, [](const ActorRow& row) { return row.seen.count == 0; });
  std::sort(by_code.begin(), by_code.end(), [](const ActorRow& a, const ActorRow& b) {
    return std::tie(b.seen.count, a.code) < std::tie(a.seen.count, b.code);
  });
  return by_code;
}

struct Edge {
  std::size_t count = 0;
  double sum = 0;
};
using Edges = std::map<std::pair<std::string, std::string>, Edge>;

Edges edges_of(const DayState& state, const PageQuery& q) {
  const RecordColumns& columns = state.columns();
  const EventActors& actors = state.event_actors();
  const Choice choice(columns, q);
  std::vector<Edge> found(actors.pairs.size());
  for (std::size_t k = 0; k < columns.events.size(); ++k) {
    const EventStatus status = columns.event_status[k];
    if (columns.events.repeated[k] || status == EventStatus::negated || status == EventStatus::hypothetical ||
        !choice.in_days(columns.events.told[k]))
      continue;
    for (std::uint32_t pair : actors.pairs_of.of(k)) {
      ++found[pair].count;
      found[pair].sum += columns.intensity[k];
    }
  }
  Edges out;
  for (std::size_t k = 0; k < found.size(); ++k)
    if (found[k].count > 0) {
      const auto [a, b] = actors.pairs[k];
      out[{std::string(columns.codes.word(a)), std::string(columns.codes.word(b))}] = found[k];
    }
  return out;
}

/// The codes with most to do with those of `from`, none of which is in `known`.
std::vector<std::string> company_of(const Edges& edges, const std::set<std::string>& from,
                                    const std::set<std::string>& known, std::size_t most) {
  Counted found;
  for (const auto& [pair, edge] : edges)
    for (const auto& [a, b] : {pair, std::pair(pair.second, pair.first)})
      if (from.contains(a) && !known.contains(b)) found[b].count += edge.count;
  std::vector<std::string> out;
  for (const auto& [code, seen] : ordered(found, most)) out.push_back(code);
  return out;
}

void write_network(JsonWriter& json, const Edges& edges, const std::string& centre, int steps, const Lexicon& lexicon) {
  std::map<std::string, int> step_of{{centre, 0}};
  std::set<std::string> ring{centre}, known{centre};
  for (int step = 1; step <= steps; ++step) {
    const auto found = company_of(edges, ring, known, step == 1 ? kNear : kFar);
    ring.clear();
    for (const std::string& code : found) step_of[code] = step, ring.insert(code), known.insert(code);
  }
  json.key("nodes"), json.begin_array();
  for (const auto& [code, step] : step_of) {
    json.begin_object();
    json.key("code"), json.text(code);
    json.key("name"), json.text(lexicon.name_of_code(code));
    json.key("step"), json.integer(step);
    json.end_object();
  }
  json.end_array();
  json.key("edges"), json.begin_array();
  for (const auto& [pair, edge] : edges) {
    if (!step_of.contains(pair.first) || !step_of.contains(pair.second)) continue;
    json.begin_object();
    json.key("a"), json.text(pair.first);
    json.key("b"), json.text(pair.second);
    json.key("count"), json.integer(static_cast<std::int64_t>(edge.count));
    json.key("mean"), json.real(std::round(edge.sum / static_cast<double>(edge.count) * 100) / 100);
    json.end_object();
  }
  json.end_array();
}

/// People and offices that act for a code: the words by which reports called them, with first and last day.
void write_people(JsonWriter& json, const DayState& state, const std::string& code, const Lexicon& lexicon) {
  struct Person {
    Sightings seen;
    std::string name;
    Counted called;
  };
  const RecordColumns& columns = state.columns();
  const ClaimSources& sources = state.claim_sources();
  std::vector<Sightings> seen(sources.speakers.size());
  const std::uint32_t number = columns.codes.find(code);
  for (std::size_t k = 0; k < columns.claims.size(); ++k)
    for (std::uint32_t speaker : sources.speakers_of.of(k))
      if (sources.speakers[speaker].code == number) seen[speaker].add(reported_on(columns, columns.claims.report[k]));
  std::map<std::string_view, Person> people;
  for (std::size_t k = 0; k < seen.size(); ++k) {
    if (seen[k].count == 0) continue;
    const ClaimSources::Speaker& s = sources.speakers[k];
    Person& p = people[s.actor];
    p.seen.add(seen[k]);
    const bool better =
        std::pair(s.name.size(), std::string_view(p.name)) > std::pair(p.name.size(), s.name) && s.name.size() <= 60;
    if (better) p.name = s.name;
    p.called[s.called].add(seen[k]);
  }
  std::vector<const Person*> order;
  for (const auto& [id, p] : people) order.push_back(&p);
  std::stable_sort(order.begin(), order.end(), [](auto* a, auto* b) { return a->seen.count > b->seen.count; });
  if (order.size() > kMostPeople) order.resize(kMostPeople);
  json.key("people"), json.begin_array();
  for (const Person* p : order) {
    json.begin_object();
    json.key("name"), json.text(squeeze(p->name));
    p->seen.write(json);
    json.key("offices"), json.begin_array();
    for (const Office& office : lexicon.offices(p->name)) {
      json.begin_object();
      json.key("role"), json.text(office.role);
      json.key("of"), json.text(office.of);
      json.key("from"), json.text_or_null(office.dates ? office.dates->earliest.iso() : "");
      json.key("to"), json.text_or_null(office.dates ? office.dates->latest.iso() : "");
      json.end_object();
    }
    json.end_array();
    write_list(json, "called", p->called, kMostForms);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

Result<std::string> view_actors(ViewRoom& room, const PageQuery& q) {
  const SharedState state = TRY(room.data.state(q.on));
  const std::vector<ActorRow> order = actors_of(*state, q);
  const auto name = [&](const std::string& code) { return room.knowledge.lexicon.name_of_code(code); };
  if (q.form == AnswerForm::csv) {
    std::vector<std::vector<std::string>> rows{{"code", "name", "count", "acted", "acted_on", "first", "last"}};
    for (const ActorRow& row : order)
      rows.push_back({row.code, name(row.code), std::to_string(row.seen.count), std::to_string(row.acted),
                      std::to_string(row.acted_on), row.seen.first_day(), row.seen.last_day()});
    return rows_csv(rows);
  }
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("total"), json.integer(static_cast<std::int64_t>(order.size()));
  json.key("items"), json.begin_array();
  for (std::size_t k = 0; k < std::min(order.size(), kMostActors); ++k) {
    const ActorRow& row = order[k];
    json.begin_object();
    json.key("code"), json.text(row.code);
    json.key("name"), json.text(name(row.code));
    row.seen.write(json);
    json.key("acted"), json.integer(static_cast<std::int64_t>(row.acted));
    json.key("acted_on"), json.integer(static_cast<std::int64_t>(row.acted_on));
    write_list(json, "names", row.names, 6);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out + "\n";
}

Result<std::string> view_actor(ViewRoom& room, const PageQuery& q) {
  const std::string code = q.id.empty() && q.selection.about.size() == 1 ? q.selection.about.front() : q.id;
  if (code.empty()) return fail(ErrorCode::bad_usage, "an actor is named by its code: id=PRK");
  const SharedState state = TRY(room.data.state(q.on));
  PageQuery everybody = q;
  everybody.selection.about.clear();
  const Edges edges = edges_of(*state, everybody);
  if (q.form == AnswerForm::csv) {
    std::vector<std::vector<std::string>> rows{{"with", "name", "events", "mean_intensity"}};
    for (const auto& [pair, edge] : edges) {
      if (pair.first != code && pair.second != code) continue;
      const std::string& other = pair.first == code ? pair.second : pair.first;
      char mean[32];
      std::snprintf(mean, sizeof mean, "%.2f", edge.sum / static_cast<double>(edge.count));
      rows.push_back({other, room.knowledge.lexicon.name_of_code(other), std::to_string(edge.count), mean});
    }
    return rows_csv(rows);
  }
  everybody.selection.about = {code};
  const auto rows = actors_of(*state, everybody);
  const auto own = std::find_if(rows.begin(), rows.end(), [&](const ActorRow& row) { return row.code == code; });
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("code"), json.text(code);
  json.key("name"), json.text(room.knowledge.lexicon.name_of_code(code));
  const ActorRow none;
  const ActorRow& row = own == rows.end() ? none : *own;
  row.seen.write(json);
  json.key("acted"), json.integer(static_cast<std::int64_t>(row.acted));
  json.key("acted_on"), json.integer(static_cast<std::int64_t>(row.acted_on));
  write_list(json, "names", row.names, kMostForms);
  auto steps = q.params.find("steps");
  write_network(json, edges, code, steps != q.params.end() && steps->second == "2" ? 2 : 1, room.knowledge.lexicon);
  write_people(json, *state, code, room.knowledge.lexicon);
  json.end_object();
  return out + "\n";
}

}  // namespace parley
