// Views of who: actors and their company, what they were called when, and the sources of claims. See views.h.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "page/views.h"

namespace parley {
namespace {

constexpr std::size_t kMostForms = 12, kMostPeople = 40, kNear = 22, kFar = 14, kMostSources = 500;

/// How often, and on which days first and last.
struct Sightings {
  std::size_t count = 0;
  std::string first, last;
  void add(const std::string& day) {
    ++count;
    if (day.empty()) return;
    if (first.empty() || day < first) first = day;
    if (day > last) last = day;
  }
  void write(JsonWriter& json) const {
    json.key("count"), json.integer(static_cast<std::int64_t>(count));
    json.key("first"), json.text_or_null(first);
    json.key("last"), json.text_or_null(last);
  }
};

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
  Sightings seen;
  std::size_t acted = 0, acted_on = 0;
  Counted names;
};

std::map<std::string, ActorRow> actors_of(const DayState& state, const PageQuery& q) {
  const bool narrow = q.since || q.until;
  std::map<std::string, ActorRow> out;
  const auto& events = state.record().findings.events;
  for (std::size_t k = 0; k < events.size(); ++k) {
    const Event& e = events[k];
    if ((narrow && !in_days(state.event_notes()[k].days, q)) || !fits(e, q.selection)) continue;
    const std::string& day = state.day_of(e.report);
    for (const auto* side : {&e.source, &e.target})
      for (const ActorRef& a : *side) {
        ActorRow& row = out[a.code];
        row.seen.add(day);
        ++(side == &e.source ? row.acted : row.acted_on);
        row.names[squeeze(a.name)].add(day);
      }
  }
  return out;
}

struct Edge {
  std::size_t count = 0;
  double sum = 0;
};
using Edges = std::map<std::pair<std::string, std::string>, Edge>;

Edges edges_of(const DayState& state, const PageQuery& q) {
  const bool narrow = q.since || q.until;
  Edges out;
  const auto& events = state.record().findings.events;
  for (std::size_t k = 0; k < events.size(); ++k) {
    const Event& e = events[k];
    const EventNote& note = state.event_notes()[k];
    if (note.repeated || e.status == EventStatus::negated || e.status == EventStatus::hypothetical ||
        (narrow && !in_days(note.days, q)))
      continue;
    std::set<std::pair<std::string, std::string>> pairs;
    for (const ActorRef& a : e.source)
      for (const ActorRef& b : e.target)
        if (a.code != b.code && a.code != "UNK" && b.code != "UNK") pairs.insert(std::minmax(a.code, b.code));
    for (const auto& pair : pairs) {
      Edge& edge = out[pair];
      ++edge.count;
      edge.sum += e.intensity.value_or(0);
    }
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
  std::map<std::string, Person> people;
  for (const Claim& c : state.record().findings.claims)
    for (const ActorRef& a : c.actors) {
      if (a.code != code || a.actor.empty() || c.source.empty()) continue;
      const std::string& day = state.day_of(c.report);
      Person& p = people[a.actor];
      p.seen.add(day);
      if (std::pair(a.name.size(), p.name) > std::pair(p.name.size(), a.name) && a.name.size() <= 60) p.name = a.name;
      p.called[squeeze(c.source)].add(day);
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

struct SourceRow {
  Sightings seen;
  std::string source, source_class;
  std::set<std::string> outlets;
  std::set<std::string> reasons;
};

}  // namespace

Result<std::string> view_actors(ViewRoom& room, const PageQuery& q) {
  const SharedState state = TRY(room.data.state(q.on));
  const auto all = actors_of(*state, q);
  std::vector<std::pair<std::string, const ActorRow*>> order;
  for (const auto& [code, row] : all) order.emplace_back(code, &row);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second->seen.count > b.second->seen.count; });
  const auto name = [&](const std::string& code) { return room.knowledge.lexicon.name_of_code(code); };
  if (q.form == AnswerForm::csv) {
    std::vector<std::vector<std::string>> rows{{"code", "name", "count", "acted", "acted_on", "first", "last"}};
    for (const auto& [code, row] : order)
      rows.push_back({code, name(code), std::to_string(row->seen.count), std::to_string(row->acted),
                      std::to_string(row->acted_on), row->seen.first, row->seen.last});
    return rows_csv(rows);
  }
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("total"), json.integer(static_cast<std::int64_t>(order.size()));
  json.key("items"), json.begin_array();
  for (std::size_t k = 0; k < std::min(order.size(), kMostSources); ++k) {
    const auto& [code, row] = order[k];
    json.begin_object();
    json.key("code"), json.text(code);
    json.key("name"), json.text(name(code));
    row->seen.write(json);
    json.key("acted"), json.integer(static_cast<std::int64_t>(row->acted));
    json.key("acted_on"), json.integer(static_cast<std::int64_t>(row->acted_on));
    write_list(json, "names", row->names, 6);
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
  const auto own = rows.find(code);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("code"), json.text(code);
  json.key("name"), json.text(room.knowledge.lexicon.name_of_code(code));
  const ActorRow none;
  const ActorRow& row = own == rows.end() ? none : own->second;
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

Result<std::string> view_sources(ViewRoom& room, const PageQuery& q) {
  const SharedState state = TRY(room.data.state(q.on));
  const bool narrow = q.since || q.until;
  std::map<std::pair<std::string, std::string>, SourceRow> all;
  std::map<std::string, std::map<std::string, std::size_t>> outlets;  // → class → claims
  for (const Claim& c : state->record().findings.claims) {
    if (!fits(c, q.selection) || (narrow && !in_days(told_days(c, *state), q)) || state->stories().is_repeated(c.id))
      continue;
    const Report* report = state->report(c.report);
    const std::string outlet = report == nullptr ? "" : report->publisher;
    const std::string source_class(name_of(c.source_class));
    SourceRow& row = all[{c.source.empty() ? "(none)" : squeeze(c.source), source_class}];
    row.seen.add(state->day_of(c.report));
    if (!outlet.empty()) row.outlets.insert(outlet);
    if (!c.anonymity_reason.empty()) row.reasons.insert(squeeze(c.anonymity_reason));
    ++outlets[outlet.empty() ? "(not told)" : outlet][source_class];
  }
  std::vector<std::pair<const std::pair<std::string, std::string>*, const SourceRow*>> order;
  for (const auto& [key, row] : all) order.emplace_back(&key, &row);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second->seen.count > b.second->seen.count; });
  if (q.form == AnswerForm::csv) {
    std::vector<std::vector<std::string>> rows{{"source", "class", "claims", "outlets", "first", "last", "reason"}};
    for (const auto& [key, row] : order)
      rows.push_back({key->first, key->second, std::to_string(row->seen.count), std::to_string(row->outlets.size()),
                      row->seen.first, row->seen.last, row->reasons.empty() ? "" : *row->reasons.begin()});
    return rows_csv(rows);
  }
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("total"), json.integer(static_cast<std::int64_t>(order.size()));
  json.key("items"), json.begin_array();
  for (std::size_t k = 0; k < std::min(order.size(), kMostSources); ++k) {
    const auto& [key, row] = order[k];
    json.begin_object();
    json.key("source"), json.text(key->first);
    json.key("class"), json.text(key->second);
    row->seen.write(json);
    json.key("outlets"), json.integer(static_cast<std::int64_t>(row->outlets.size()));
    json.key("reason"), json.text_or_null(row->reasons.empty() ? "" : *row->reasons.begin());
    json.end_object();
  }
  json.end_array();
  json.key("outlets"), json.begin_array();
  for (const auto& [outlet, classes] : outlets) {
    json.begin_object();
    json.key("outlet"), json.text(outlet);
    for (std::string_view source_class : EnumNames<SourceClass>::names) {
      auto it = classes.find(std::string(source_class));
      json.key(source_class), json.integer(static_cast<std::int64_t>(it == classes.end() ? 0 : it->second));
    }
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out + "\n";
}

}  // namespace parley
