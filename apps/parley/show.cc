// parley show: one kind of finding as a table, JSON lines or CSV.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/text.h"
#include "command.h"
#include "ledger/export.h"
#include "ledger/stories.h"
#include "outlook/resolve.h"
#include "page/render.h"
#include "page/selection.h"
#include "record/fields.h"

namespace parley {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string codes(const std::vector<ActorRef>& actors) {
  std::vector<std::string> out;
  for (const ActorRef& a : actors)
    if (std::find(out.begin(), out.end(), a.code) == out.end()) out.push_back(a.code);
  return join(out, ",");
}
std::string percent(const std::optional<double>& p) {
  return p ? std::to_string(static_cast<int>(*p * 100 + 0.5)) : std::string("?");
}

std::vector<std::string> head(const Event&) { return {"id", "type", "status", "source", "target", "when", "quote"}; }
std::vector<std::string> row(const Event& e) {
  return {e.id,
          std::string(name_of(e.type)),
          std::string(name_of(e.status)),
          codes(e.source),
          codes(e.target),
          e.time.value,
          e.quote};
}
std::vector<std::string> head(const Meeting&) {
  return {"id", "planned", "status", "slips", "parties", "name: history"};
}
std::vector<std::string> row(const Meeting& m) {
  std::string story = m.name + ":";
  for (const MeetingStep& s : m.history)
    story += (&s == &m.history.front() ? " " : " > ") + std::string(name_of(s.status)) +
             (s.value.empty() ? "" : " " + s.value) + (s.reported.empty() ? "" : " (" + s.reported + ")");
  return {m.id, m.planned.value, std::string(name_of(m.status)), std::to_string(m.slips), codes(m.parties), story};
}
std::vector<std::string> head(const Claim&) { return {"id", "source", "class", "stance", "content"}; }
std::vector<std::string> row(const Claim& c) {
  return {c.id, c.source, std::string(name_of(c.source_class)), std::string(name_of(c.stance)), c.content};
}
std::vector<std::string> head(const Forecast&) { return {"id", "by", "%", "window", "state", "event"}; }
std::vector<std::string> row(const Forecast& f) {
  return {f.id, f.by, percent(f.low) + "-" + percent(f.high), f.window.value, std::string(name_of(f.state)), f.event};
}
std::vector<std::string> head(const Demand&) { return {"id", "form", "by", "to", "in return", "what"}; }
std::vector<std::string> row(const Demand& d) {
  return {d.id, std::string(name_of(d.form)), codes(d.by), codes(d.to), d.in_return, d.what};
}
std::vector<std::string> head(const Explanation&) { return {"id", "by", "of", "hypothesis"}; }
std::vector<std::string> row(const Explanation& e) { return {e.id, e.by, e.of, e.hypothesis}; }
std::vector<std::string> head(const Commitment&) { return {"id", "by", "to", "state", "what"}; }
std::vector<std::string> row(const Commitment& c) {
  return {c.id, codes(c.by), codes(c.to), std::string(name_of(c.state)), c.what};
}
std::vector<std::string> head(const Contradiction&) { return {"id", "about", "note"}; }
std::vector<std::string> row(const Contradiction& c) { return {c.id, c.about, c.note}; }
std::vector<std::string> head(const Correction&) { return {"day", "by", "bearing", "evidence", "explanation", "note"}; }
std::vector<std::string> row(const Correction& c) {
  return {c.day.iso(), c.by, std::string(name_of(c.bearing)), c.evidence, c.explanation, c.note};
}
std::vector<std::string> head(const Report&) { return {"id", "published", "publisher", "copy of", "title"}; }
std::vector<std::string> row(const Report& r) {
  std::string day =
      r.published.value.empty() ? r.published.earliest + "/" + r.published.latest : r.published.value.substr(0, 10);
  return {r.id, day == "/" ? "" : day, r.publisher,
          r.copies_of.empty() ? "" : r.copies_of[0].relation + " of " + r.copies_of[0].report, r.title};
}

template <class F>
std::string line_of(const F& f) {
  if constexpr (std::is_same_v<F, Correction>) {
    return correction_json(f);
  } else {
    return to_json(f);
  }
}

template <class F>
std::string table_csv(const std::vector<F>& list) {
  if constexpr (std::is_same_v<F, Correction>) {
    return corrections_csv(list);
  } else {
    return to_csv(list);
  }
}

template <class F>
int show_list(std::vector<F> list, const CommandOptions& o) {
  if (o.limit > 0 && list.size() > o.limit) list.resize(o.limit);
  std::string out;
  if (o.format == "jsonl") {
    for (const F& f : list) out += line_of(f) + '\n';
  } else if (o.format == "csv") {
    out = table_csv(list);
  } else {
    Rows rows{head(F{})};
    for (const F& f : list) rows.push_back(row(f));
    Colour colour = ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr ? Colour::yes : Colour::no;
    out = list.empty() ? std::string() : table_text(rows, colour, std::max(100U, terminal_width()));
    if (list.empty()) std::fprintf(stderr, "parley: no %s fit\n", o.kind.c_str());
  }
  print(out);
  return list.empty() ? kNothing : kDone;
}

/// Counts of names: actors by code, or sources of claims by their words.
int show_counts(const std::map<std::vector<std::string>, std::size_t>& counts, std::vector<std::string> columns,
                const CommandOptions& o) {
  std::vector<std::pair<std::size_t, std::vector<std::string>>> order;
  for (const auto& [key, n] : counts) order.emplace_back(n, key);
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (o.limit > 0 && order.size() > o.limit) order.resize(o.limit);
  columns.insert(columns.begin(), "count");
  Rows rows{columns};
  for (auto& [n, key] : order) {
    rows.emplace_back(key);
    rows.back().insert(rows.back().begin(), std::to_string(n));
  }
  std::string out;
  if (o.format == "csv" || o.format == "jsonl") {
    for (std::size_t r = o.format == "csv" ? 0 : 1; r < rows.size(); ++r) {
      if (o.format == "jsonl") out += '{';
      for (std::size_t c = 0; c < columns.size(); ++c) {
        std::string quoted;
        if (o.format == "jsonl") {
          quoted = "\"" + columns[c] + "\":" + (c == 0 ? rows[r][c] : "\"");
          if (c > 0) {
            for (char ch : rows[r][c])
              quoted += ch == '"' || ch == '\\' ? std::string("\\") + ch
                        : ch < ' ' && ch >= 0   ? std::string(" ")
                                                : std::string(1, ch);
            quoted += '"';
          }
        } else {
          quoted = csv_field(rows[r][c]);
        }
        out += (c == 0 ? "" : ",") + quoted;
      }
      out += o.format == "jsonl" ? "}\n" : "\r\n";
    }
  } else {
    out = table_text(rows, Colour::no, std::max(100U, terminal_width()));
  }
  print(out);
  return order.empty() ? kNothing : kDone;
}

}  // namespace

int run_show(const CommandOptions& o) {
  auto record = record_for(o);
  if (!record) return complain(record.error());
  std::vector<std::string> about;
  if (!o.about.empty()) {
    auto knowledge = knowledge_for(o);
    if (!knowledge) return complain(knowledge.error());
    for (std::string_view part : split(o.about, ',')) {
      std::string code = knowledge->lexicon.code_of_name(trim(part));
      about.push_back(code.empty() ? std::string(trim(part)) : code);
    }
  }
  resolve_forecasts(*record, o.on.empty() ? std::nullopt : parse_date(o.on));
  Findings& f = record->findings;
  const Selection selection{about, o.status, o.by, o.search};
  for_each_kind(f, [&](auto& list) { std::erase_if(list, [&](const auto& one) { return !fits(one, selection); }); });
  if (o.kind == "meetings") return show_list(std::move(f.meetings), o);
  if (o.kind == "events") return show_list(std::move(f.events), o);
  if (o.kind == "claims") return show_list(std::move(f.claims), o);
  if (o.kind == "forecasts") return show_list(std::move(f.forecasts), o);
  if (o.kind == "demands") return show_list(std::move(f.demands), o);
  if (o.kind == "explanations") return show_list(std::move(f.explanations), o);
  if (o.kind == "commitments") return show_list(std::move(f.commitments), o);
  if (o.kind == "contradictions") return show_list(std::move(record->contradictions), o);
  if (o.kind == "corrections") return show_list(std::move(record->corrections), o);
  if (o.kind == "reports") return show_list(std::move(record->reports), o);
  std::map<std::vector<std::string>, std::size_t> counts;
  if (o.kind == "sources") {
    Stories stories(*record);  // forty papers that print one report are one source
    for (std::size_t k = 0; k < f.claims.size(); ++k) {
      const Claim& c = f.claims[k];
      if (!stories.repeated<Claim>()[k])
        ++counts[{c.source.empty() ? "(none)" : squeeze(c.source), std::string(name_of(c.source_class))}];
    }
    return show_counts(counts, {"source", "class"}, o);
  }
  for (const Event& e : f.events)
    for (const auto* side : {&e.source, &e.target})
      for (const ActorRef& a : *side) ++counts[{a.code, squeeze(a.name)}];
  return show_counts(counts, {"code", "name"}, o);
}

}  // namespace parley
