// See outlook_text.h.
#include "outlook/outlook_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "base/value.h"
#include "language/lexicon.h"
#include "outlook/percent.h"

namespace parley {
namespace {

/// To six decimals: beyond them mathematical libraries may differ.
double rounded(double p) { return std::round(p * 1e6) / 1e6; }

std::string cases(double hits, double total) {
  char text[64];
  std::snprintf(text, sizeof text, "%.0f of %.0f cases", hits, total);
  return text;
}

std::string days_ago(std::int32_t days) { return days == 1 ? "the day before" : std::to_string(days) + " days before"; }

std::string window(std::int32_t days) {
  return days == 1 ? std::string("on that day") : "within " + std::to_string(days) + " days";
}

/// The earlier act of a rule, as a sentence.
std::string seen(const RuleEvidence& r, std::uint32_t source, std::uint32_t target, const OutlookWords& w) {
  std::uint32_t from = r.by_source ? source : target;
  std::uint32_t to = r.by_source ? target : source;
  return w.said.said(w.history.names().types[r.type], w.name(from), w.name(to));
}

std::string event_line(std::uint32_t position, const OutlookWords& w) {
  const HistoryEvent& e = w.index.event(position);
  return Date{e.day}.iso() + "  " + w.said.said(w.history.names().types[e.type], w.name(e.source), w.name(e.target)) +
         "  " + w.history.id_of(e);
}

void write_events(JsonWriter& json, const std::vector<std::uint32_t>& positions, const OutlookWords& w) {
  json.begin_array();
  for (std::uint32_t at : positions) {
    const HistoryEvent& e = w.index.event(at);
    json.begin_object();
    json.key("id"), json.text(w.history.id_of(e));
    json.key("day"), json.text(Date{e.day}.iso());
    json.key("type"), json.text(w.history.names().types[e.type]);
    json.key("source"), json.text(w.history.names().actors[e.source]);
    json.key("target"), json.text(w.history.names().actors[e.target]);
    json.end_object();
  }
  json.end_array();
}

void write_cases(JsonWriter& json, const AlikeCases& c) {
  json.begin_object();
  json.key("hits"), json.real(c.hits);
  json.key("total"), json.real(c.total);
  json.end_object();
}

std::string types_of(const WhenQuestion& q, const OutlookWords& w) {
  std::vector<std::string> names;
  for (std::uint32_t t : q.types) names.push_back(w.history.names().types[t]);
  return join(names, " or ");
}

std::string day_text(const WhenQuestion& q, std::int32_t days) {
  return days == 0 ? "after " + std::to_string(q.on.plus_months(120).year()) : q.on.plus_days(days - 1).iso();
}

const char* basis_name(WhenBasis basis) {
  return basis == WhenBasis::learned ? "learned" : basis == WhenBasis::counted ? "counted" : "rare";
}

/// A share with its cases; where there is no case, that.
std::string counted_rate(double hits, double total, const char* of) {
  if (total <= 0) return std::string("unknown: the history has no case yet (") + of + ")\n";
  return percent((hits + 0.5) / (total + 1)) + "  (" + cases(hits, total) + ": " + of + ")\n";
}

}  // namespace

Result<SaidTypes> SaidTypes::load(const std::string& codebook) {
  const std::string file = codebook + "/history.toml";
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  SaidTypes out;
  for (const auto& [type, text] : root.at("said").table) {
    if (text.text.find("%s") == std::string::npos || text.text.find("%t") == std::string::npos)
      return fail(ErrorCode::bad_codebook, "a sentence of [said] needs %s and %t",
                  file + ":" + std::to_string(text.line));
    out.said_[type] = text.text;
  }
  out.mutual_ = root.at("question").texts("mutual");
  out.stand_ins_ = root.at("question").texts("stand_ins");
  return out;
}

bool SaidTypes::is_mutual(std::string_view type) const {
  return std::find(mutual_.begin(), mutual_.end(), type) != mutual_.end();
}

std::string SaidTypes::said(const std::string& type, const std::string& source, const std::string& target) const {
  auto it = said_.find(type);
  std::string text = it == said_.end() ? "%s " + type + " %t" : it->second;
  std::size_t s = text.find("%s");
  text.replace(s, 2, source);
  std::size_t t = text.find("%t", s + source.size());
  if (t == std::string::npos) t = text.find("%t");
  return text.replace(t, 2, target);
}

std::string OutlookWords::name(std::uint32_t actor) const {
  const std::string& code = history.names().actors[actor];
  if (lexicon == nullptr) return code;
  const std::string name = lexicon->name_of_code(code);
  if (lexicon->code_of_name(name) == code) return name;
  // CIV is called civilians elsewhere; in a history it is the state, which can also be asked about by its name.
  for (const NameEntry& e : lexicon->data().entries)
    if (e.code == code && e.kind == MentionKind::state && !e.adjectival && !e.metonym && !e.city) return e.name;
  return name;
}

std::string next_text(const std::vector<NextEvent>& list, std::uint32_t source, std::int32_t days,
                      const OutlookWords& w) {
  std::string out;
  for (const NextEvent& n : list) {
    const std::string& type = w.history.names().types[n.type];
    out += percent(n.probability) + "  " + type + " " + w.history.names().actors[n.target] + "  (base rate " +
           percent(n.base) + ")\n";
    for (const RuleEvidence& r : n.rules)
      out += "    in " + cases(r.hits, r.total) + " " + window(days) +
             " of standing as now: " + seen(r, source, n.target, w) + ", last " + days_ago(r.gap) + ", " +
             std::to_string(r.times) + (r.times == 1 ? " time" : " times") + " so far\n";
    for (std::uint32_t at : n.last_events) out += "      " + event_line(at, w) + '\n';
  }
  return out;
}

std::string next_json(const std::vector<NextEvent>& list, std::uint32_t source, Date on, std::int32_t days,
                      const OutlookWords& w) {
  std::string out;
  for (const NextEvent& n : list) {
    JsonWriter json(out);
    json.begin_object();
    json.key("kind"), json.text("next");
    json.key("source"), json.text(w.history.names().actors[source]);
    json.key("type"), json.text(w.history.names().types[n.type]);
    json.key("target"), json.text(w.history.names().actors[n.target]);
    json.key("from"), json.text(on.iso());
    json.key("to"), json.text(on.plus_days(days).iso());
    json.key("probability"), json.real(rounded(n.probability));
    json.key("base_rate"), json.real(rounded(n.base));
    json.key("rules"), json.begin_array();
    for (const RuleEvidence& r : n.rules) {
      json.begin_object();
      json.key("after"), json.text(w.history.names().types[r.type]);
      json.key("by"), json.text(w.history.names().actors[r.by_source ? source : n.target]);
      json.key("days_ago"), json.integer(r.gap);
      json.key("times"), json.integer(r.times);
      json.key("hits"), json.real(r.hits);
      json.key("total"), json.real(r.total);
      json.end_object();
    }
    json.end_array();
    json.key("events"), write_events(json, n.last_events, w);
    json.end_object();
    out += '\n';
  }
  return out;
}

std::string when_text(const WhenAnswer& a, const WhenQuestion& q, const OutlookWords& w) {
  std::string types = types_of(q, w);
  std::string out = types + ", " + w.name(q.a) + " and " + w.name(q.b) + ", from " + q.on.iso() + " " + window(q.days) +
                    ": " + percent(a.probability) + "\n";
  out += "  base rate      " + counted_rate(a.base.hits, a.base.total, "pairs with two such days or more");
  out += "  pairs alike    " + counted_rate(a.alike.hits, a.alike.total,
                                            a.basis != WhenBasis::rare ? "pairs as lately and as often"
                                            : a.before == 1            ? "pairs with one such day"
                                                                       : "pairs without such a day");
  out += "  most likely    " + day_text(q, a.middle) + "; 80 % between " + day_text(q, a.early) + " and " +
         day_text(q, a.late) + "\n  chance within  ";
  for (std::int32_t d : {7, 14, 28, 60, 90, 180})
    out += std::to_string(d) + " days " + percent(a.curve.within(d)) + "   ";
  out += "\n";
  if (a.before > 0) {
    char gap[32];
    std::snprintf(gap, sizeof gap, "%.1f", a.mean_gap);
    out += "  so far         " + std::to_string(a.before) + (a.before == 1 ? " day" : " days") + " with it, the last " +
           std::to_string(a.gap) + (a.gap == 1 ? " day" : " days") + " before" +
           (a.before > 1 ? std::string("; every ") + gap + " days on average" : "") + "\n";
  }
  out += "  between them   " + std::to_string(a.other_lately) + " events of any kind in the last 28 days\n";
  if (a.basis == WhenBasis::counted) out += "  the history is short: the answer is that of the counted table\n";
  for (std::uint32_t at : a.last_events) out += "    " + event_line(at, w) + '\n';
  return out;
}

std::string when_json(const WhenAnswer& a, const WhenQuestion& q, const OutlookWords& w) {
  std::string out;
  JsonWriter json(out);
  auto day_or_null = [&](std::int32_t days) { days == 0 ? json.null() : json.text(q.on.plus_days(days - 1).iso()); };
  json.begin_object();
  json.key("kind"), json.text("when");
  json.key("pair"), json.begin_array();
  json.text(w.history.names().actors[q.a]), json.text(w.history.names().actors[q.b]), json.end_array();
  json.key("types"), json.begin_array();
  for (std::uint32_t t : q.types) json.text(w.history.names().types[t]);
  json.end_array();
  json.key("from"), json.text(q.on.iso());
  json.key("to"), json.text(q.on.plus_days(q.days).iso());
  json.key("probability"), json.real(rounded(a.probability));
  json.key("basis"), json.text(basis_name(a.basis));
  json.key("base"), write_cases(json, a.base);
  json.key("alike"), write_cases(json, a.alike);
  json.key("day_10"), day_or_null(a.early);
  json.key("day_50"), day_or_null(a.middle);
  json.key("day_90"), day_or_null(a.late);
  json.key("curve"), json.begin_array();
  for (std::int32_t end : kSpanEnds) {
    json.begin_object();
    json.key("by"), json.text(q.on.plus_days(end - 1).iso());
    json.key("probability"), json.real(rounded(a.curve.within(end)));
    json.end_object();
  }
  json.end_array();
  json.key("events"), write_events(json, a.last_events, w);
  json.end_object();
  return out + '\n';
}

}  // namespace parley
