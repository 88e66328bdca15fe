// See plan_text.h.
#include "outlook/plan_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/json_writer.h"
#include "base/text.h"
#include "outlook/percent.h"

namespace parley {
namespace {

/// To six decimals: beyond them mathematical libraries may differ.
double rounded(double p) { return std::round(p * 1e6) / 1e6; }

std::string days_text(const DateRange& r) {
  return r.length() == 1 ? r.earliest.iso() : r.earliest.iso() + " to " + r.latest.plus_days(-1).iso();
}

std::string count(std::size_t n, const char* one, const char* many) {
  return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string state_text(const PlanNode& n) {
  std::string out = n.state == PlanState::step ? "a condition that is no meeting"
                    : !n.status                ? "named by a condition alone"
                                               : std::string(name_of(*n.status));
  if (n.planned)
    out += (n.by ? ", by " : " for ") + (n.by ? n.planned->latest.plus_days(-1).iso() : days_text(*n.planned));
  if (n.slips > 0) out += ", slipped " + count(static_cast<std::size_t>(n.slips), "time", "times");
  if (n.state == PlanState::missed) out += "; its day has passed, and no report tells that it took place";
  return out;
}

std::string day_or_never(const std::optional<Date>& day) { return day ? day->iso() : "never"; }

std::string odds_text(const Odds& odds) {
  char text[96];
  std::snprintf(text, sizeof text, " (range %.0f to %.0f %%; ", 100 * odds.low(), 100 * odds.high());
  std::string out = whole_percent(odds.chance) + text;
  if (odds.counted.total > 0) {
    std::snprintf(text, sizeof text, "%.0f of %.0f ", odds.counted.hits, odds.counted.total);
    return out + text + odds.of + " in this record)";
  }
  return out +
         (odds.of.starts_with("assumed") || odds.of.starts_with("nothing") ? odds.of
                                                                           : "no " + odds.of + " in this record yet") +
         ")";
}

std::string own_text(const PlanNode& n) {
  switch (n.state) {
    case PlanState::off:
      return "held within " + std::to_string(kLateDays) + " days after it is off: " + odds_text(n.held);
    case PlanState::undated:
      return "held within " + std::to_string(kUndatedDays) + " days: " + odds_text(n.held);
    case PlanState::step:
      return "comes to pass: " + odds_text(n.held);
    case PlanState::missed:
      return "comes late: " + odds_text(n.odds.late);
    case PlanState::set:
    case PlanState::wide:
      break;
  }
  return "kept: " + odds_text(n.odds.kept) + "; else late: " + odds_text(n.odds.late);
}

std::string node_lines(const PlanView& v, std::size_t k) {
  const PlanNode& n = v.network.nodes[k];
  const DayDistribution& d = v.draws.nodes[k];
  const bool dated = n.planned && n.state != PlanState::missed;
  const std::string until = v.network.until.plus_days(-1).iso();
  const std::string end = dated ? std::min(n.planned->latest, v.network.until).plus_days(-1).iso() : until;
  std::string out = "  " + title_of(v, k) + ": " + state_text(n) + "  " + n.id + "\n";
  out += "    by " + end + ": " + whole_percent(d.by_plan) + " (80 % between " + whole_percent(d.low) + " and " +
         whole_percent(d.high) + ")";
  if (end != until) out += "; not by " + until + ": " + whole_percent(d.never);
  if (d.day_10)
    out += "\n    a tenth of the draws by " + d.day_10->iso() + ", half " + (d.day_50 ? "by " : "") +
           day_or_never(d.day_50) + ", nine tenths " + (d.day_90 ? "by " : "") + day_or_never(d.day_90);
  out += "\n";
  out += "    " + own_text(n) + "\n";
  bool waits = false;
  for (std::size_t e = 0; e < v.network.edges.size(); ++e) {
    const PlanEdge& edge = v.network.edges[e];
    if (edge.second != k) continue;
    waits = true;
    const EdgeEffect& effect = v.draws.edges[e];
    const char* how = edge.kind == LinkKind::needs   ? "    waits for "
                      : edge.kind == LinkKind::leads ? "    comes after "
                                                     : "    is stopped by ";
    out += how + v.network.nodes[edge.first].name;
    if (edge.deadline) out += ", due by " + edge.deadline->iso();
    if (edge.lead > 1) out += ", then " + count(static_cast<std::size_t>(edge.lead), "day", "days") + " on";
    out += ": ";
    char days[32];
    std::snprintf(days, sizeof days, "%.0f", effect.days);
    if (edge.kind != LinkKind::stops)
      out += "decides its day in " + whole_percent(effect.decides) + " of the draws (" + days +
             " days later on average)" + (edge.kind == LinkKind::needs ? ", " : "");
    if (edge.kind != LinkKind::leads) out += "keeps it from taking place in " + whole_percent(effect.prevents);
    out += "\n      \"" + edge.link.sentence + "\"\n      - told on " + edge.link.told.iso() + " (\"" +
           edge.link.words + "\") " + edge.link.report + "\n";
  }
  if (waits) out += "    if it waited for nothing: " + whole_percent(d.alone) + " by " + end + "\n";
  if (!waits && !n.quote.empty()) out += "    \"" + n.quote + "\"\n";
  return out;
}

std::string path_lines(const PlanView& v) {
  std::string out;
  for (const DelayPath& p : v.draws.paths) {
    out += "  ";
    for (std::size_t k = 0; k < p.nodes.size(); ++k) out += (k == 0 ? "" : " -> ") + v.network.nodes[p.nodes[k]].name;
    char days[32];
    std::snprintf(days, sizeof days, "%.0f", p.days);
    out += ": decides in " + whole_percent(p.decides) + " of the draws, " + days + " days later on average; in " +
           whole_percent(p.prevents) + " the last falls with it\n";
  }
  return out;
}

std::string slip_lines(const PlanView& v) {
  std::string out;
  for (const PlanSlip& s : v.slips) {
    const PlanNode& n = v.network.nodes[s.node];
    out += "  if " + n.name + (s.days < 0 ? " comes " : " slips by ") +
           count(static_cast<std::size_t>(std::abs(s.days)), "day", "days") + (s.days < 0 ? " earlier" : "") + ":\n";
    if (s.effects.empty()) out += "    nothing else waits for it\n";
    for (const SlipEffect& e : s.effects) {
      const PlanNode& other = v.network.nodes[e.node];
      const bool dated = other.planned && other.state != PlanState::missed;
      const Date end = dated ? std::min(other.planned->latest, v.network.until) : v.network.until;
      out += "    " + other.name + " by " + end.plus_days(-1).iso() + ": " + whole_percent(e.before) + " -> " +
             whole_percent(e.after) + "; half of the draws by: " + day_or_never(e.day_before) + " -> " +
             day_or_never(e.day_after) + "\n";
    }
  }
  return out;
}

std::string grouped(std::size_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

// ---- JSON

void write_day(JsonWriter& json, std::string_view key, const std::optional<Date>& day) {
  json.key(key);
  day ? json.text(day->iso()) : json.null();
}

void write_odds(JsonWriter& json, std::string_view key, const Odds& odds) {
  json.key(key), json.begin_object();
  json.key("chance"), json.real(rounded(odds.chance));
  json.key("low"), json.real(rounded(odds.low()));
  json.key("high"), json.real(rounded(odds.high()));
  json.key("hits"), json.real(odds.counted.hits);
  json.key("total"), json.real(odds.counted.total);
  json.key("of"), json.text(odds.of);
  json.end_object();
}

void write_node(JsonWriter& json, const PlanView& v, std::size_t k) {
  const PlanNode& n = v.network.nodes[k];
  const DayDistribution& d = v.draws.nodes[k];
  json.begin_object();
  json.key("id"), json.text(n.id);
  json.key("name"), json.text(n.name);
  json.key("title"), json.text(title_of(v, k));
  json.key("parties"), json.begin_array();
  for (const std::string& code : n.parties) json.text(code);
  json.end_array();
  json.key("level"), json.text_or_null(n.level);
  json.key("status"), json.text(status_name(n));
  json.key("state"), json.text(name_of(n.state));
  write_day(json, "earliest", n.planned && !n.by ? std::optional(n.planned->earliest) : std::nullopt);
  write_day(json, "latest", n.planned ? std::optional(n.planned->latest) : std::nullopt);
  json.key("slips"), json.integer(n.slips);
  json.key("by_plan"), json.real(rounded(d.by_plan));
  json.key("low"), json.real(rounded(d.low));
  json.key("high"), json.real(rounded(d.high));
  json.key("alone"), json.real(rounded(d.alone));
  json.key("never"), json.real(rounded(d.never));
  write_day(json, "day_10", d.day_10), write_day(json, "day_50", d.day_50), write_day(json, "day_90", d.day_90);
  json.key("weeks"), json.begin_array();
  for (double p : d.weeks) json.real(rounded(p));
  json.end_array();
  const bool dated = n.state == PlanState::set || n.state == PlanState::wide || n.state == PlanState::missed;
  if (dated) {
    write_odds(json, "kept", n.odds.kept), write_odds(json, "late", n.odds.late);
  } else {
    write_odds(json, "held", n.held);
  }
  json.key("quote"), json.text(n.quote);
  json.key("report"), json.text(n.report);
  json.end_object();
}

void write_edge(JsonWriter& json, const PlanView& v, std::size_t e) {
  const PlanEdge& edge = v.network.edges[e];
  json.begin_object();
  json.key("first"), json.text(v.network.nodes[edge.first].id);
  json.key("second"), json.text(v.network.nodes[edge.second].id);
  json.key("kind"), json.text(name_of(edge.kind));
  write_day(json, "deadline", edge.deadline);
  json.key("lead_days"), json.integer(edge.lead);
  json.key("decides"), json.real(rounded(v.draws.edges[e].decides));
  json.key("prevents"), json.real(rounded(v.draws.edges[e].prevents));
  json.key("delay_days"), json.real(rounded(v.draws.edges[e].days));
  json.key("words"), json.text(edge.link.words);
  json.key("quote"), json.text(edge.link.sentence);
  json.key("report"), json.text(edge.link.report);
  json.key("told"), json.text(edge.link.told.iso());
  json.end_object();
}

void write_slip(JsonWriter& json, const PlanView& v, const PlanSlip& s) {
  json.begin_object();
  json.key("meeting"), json.text(v.network.nodes[s.node].id);
  json.key("days"), json.integer(s.days);
  json.key("effects"), json.begin_array();
  for (const SlipEffect& e : s.effects) {
    json.begin_object();
    json.key("meeting"), json.text(v.network.nodes[e.node].id);
    json.key("before"), json.real(rounded(e.before));
    json.key("after"), json.real(rounded(e.after));
    json.key("never_before"), json.real(rounded(e.never_before));
    json.key("never_after"), json.real(rounded(e.never_after));
    write_day(json, "day_50_before", e.day_before), write_day(json, "day_50_after", e.day_after);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

std::string_view name_of(PlanState state) {
  switch (state) {
    case PlanState::set:
      return "set";
    case PlanState::wide:
      return "wide";
    case PlanState::missed:
      return "missed";
    case PlanState::off:
      return "off";
    case PlanState::undated:
      return "undated";
    case PlanState::step:
      return "step";
  }
  return "";
}

std::string title_of(const PlanView& v, std::size_t node) {
  const PlanNode& n = v.network.nodes[node];
  std::vector<std::string> names;
  for (const std::string& code : n.parties) names.push_back(v.lexicon.name_of_code(code));
  return names.empty() ? n.name : n.name + " (" + join(names, ", ") + ")";
}

std::vector<std::size_t> shown_first(const PlanNetwork& network) {
  std::vector<std::size_t> linked, single;
  for (std::size_t k = 0; k < network.nodes.size(); ++k) {
    const auto touches = [&](const PlanEdge& e) { return e.first == k || e.second == k; };
    (std::any_of(network.edges.begin(), network.edges.end(), touches) ? linked : single).push_back(k);
  }
  linked.insert(linked.end(), single.begin(), single.end());
  return linked;
}

std::string plan_text(const PlanView& v) {
  const PlanNetwork& n = v.network;
  std::vector<std::string> names;
  for (const std::string& code : v.about) names.push_back(v.lexicon.name_of_code(code));
  std::string out = "Plans that lie ahead" + (names.empty() ? std::string() : ": " + join(names, " - ")) +
                    "\nas known before " + n.on.iso() + ", followed until " + n.until.plus_days(-1).iso() + "; " +
                    grouped(v.draws.draws) + " draws, seed " + std::to_string(v.seed) + "\n";
  const auto order = shown_first(n);
  std::size_t linked = 0;
  for (std::size_t k : order)
    linked +=
        std::any_of(n.edges.begin(), n.edges.end(), [&](const PlanEdge& e) { return e.first == k || e.second == k; })
            ? 1
            : 0;
  if (linked > 0) out += "\nMeetings that hang on each other\n";
  for (std::size_t k = 0; k < linked; ++k) out += node_lines(v, order[k]);
  if (!v.draws.paths.empty()) out += "\nWhat delays most\n" + path_lines(v);
  if (!v.slips.empty()) out += "\nWhat one slip does to the rest\n" + slip_lines(v);
  if (order.size() > linked)
    out += linked > 0 ? "\nOther meetings that lie ahead\n" : "\nMeetings that lie ahead; none waits for another\n";
  const std::size_t last = v.limit == 0 ? order.size() : std::min(order.size(), linked + v.limit);
  for (std::size_t k = linked; k < last; ++k) out += node_lines(v, order[k]);
  if (last < order.size()) out += "  and " + std::to_string(order.size() - last) + " more (--limit 0 shows all)\n";
  if (order.empty()) out += "\nNo meeting lies ahead.\n";
  if (!n.notes.empty()) out += "\nNotes\n";
  for (const std::string& note : n.notes) out += "  " + note + "\n";
  return out;
}

std::string plan_json(const PlanView& v) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("kind"), json.text("plan");
  json.key("on"), json.text(v.network.on.iso());
  json.key("until"), json.text(v.network.until.iso());
  json.key("about"), json.begin_array();
  for (const std::string& code : v.about) json.text(code);
  json.end_array();
  json.key("draws"), json.integer(static_cast<std::int64_t>(v.draws.draws));
  json.key("seed"), json.integer(static_cast<std::int64_t>(v.seed));
  json.key("meetings"), json.begin_array();
  for (std::size_t k = 0; k < v.network.nodes.size(); ++k) write_node(json, v, k);
  json.end_array();
  json.key("links"), json.begin_array();
  for (std::size_t e = 0; e < v.network.edges.size(); ++e) write_edge(json, v, e);
  json.end_array();
  json.key("paths"), json.begin_array();
  for (const DelayPath& p : v.draws.paths) {
    json.begin_object();
    json.key("meetings"), json.begin_array();
    for (std::size_t k : p.nodes) json.text(v.network.nodes[k].id);
    json.end_array();
    json.key("decides"), json.real(rounded(p.decides));
    json.key("delay_days"), json.real(rounded(p.days));
    json.key("prevents"), json.real(rounded(p.prevents));
    json.end_object();
  }
  json.end_array();
  json.key("slips"), json.begin_array();
  for (const PlanSlip& s : v.slips) write_slip(json, v, s);
  json.end_array();
  json.key("notes"), json.begin_array();
  for (const std::string& note : v.network.notes) json.text(note);
  json.end_array();
  json.end_object();
  return out + "\n";
}

}  // namespace parley
