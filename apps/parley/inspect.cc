// parley inspect: one stage alone, for people and for measurements (formats: docs/record.md).
#include <functional>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "command.h"
#include "input.h"
#include "inspect_article.h"
#include "inspect_claims.h"
#include "inspect_language.h"
#include "inspect_pairs.h"
#include "inspect_time.h"
#include "intake/html.h"
#include "record/fields.h"

namespace parley {
namespace {

std::unique_ptr<Analysis> analyse_text(std::string text, const std::string& name, const std::string& date,
                                       const Knowledge& k) {
  Given given;
  given.text_name = name;
  given.published = date;
  given.published_by_user = !date.empty();
  return read_report(make_report(std::move(text), given, k.intake), k);
}

template <class F>
std::string list_line(const std::vector<F>& list, const std::string& name, const std::string& id) {
  std::string out = "{\"id\":";
  JsonWriter(out).text(id);
  out += ",\"" + name + "\":[";
  for (const F& f : list) out += (&f == &list.front() ? "" : ",") + to_json(f);
  return out + "]}\n";
}

template <class F>
std::string lines(const std::vector<F>& list) {
  std::string out;
  for (const F& f : list) out += to_json(f) + '\n';
  return out;
}

std::string article(const Analysis& a) {
  CodePointIndex index(a.report.text);
  std::string out = to_json(a.report) + '\n';
  for (const Block& b : a.report.blocks) {
    JsonWriter json(out);
    json.begin_object();
    json.key("start"), json.integer(index.at(b.span.begin));
    json.key("end"), json.integer(index.at(b.span.end));
    json.key("role"), json.text(name_of(b.role));
    json.key("reason"), json.text_or_null(b.reason);
    json.key("text"), json.text(slice(a.report.text, b.span));
    json.end_object();
    out += '\n';
  }
  return out;
}

std::string show_stage(const std::string& stage, const Analysis& a, const std::string& id, bool jsonl,
                       const Knowledge& k) {
  if (stage == "events") return jsonl ? list_line(a.findings.events, "events", id) : lines(a.findings.events);
  if (stage == "claims") return jsonl ? claims_line(a, id, k) : lines(a.findings.claims);
  return article(a);
}

/// True if the first file holds lines {id, path, url}, not {id, text}.
bool first_names_pages(const std::vector<std::string>& paths) {
  auto bytes = read_file(paths.front());
  return bytes && names_pages(*bytes);
}

}  // namespace

int run_inspect(const CommandOptions& o) {
  if (o.stage == "language") return run_inspect_language(o);
  if (o.stage == "time") return run_inspect_time(o);
  if (o.stage == "claims" && o.factuality) return run_inspect_factuality(o);
  if (o.stage == "events" && o.pairs) return run_inspect_pairs(o);
  if (o.stage == "article" && o.jsonl && first_names_pages(o.paths)) return run_inspect_pages(o);
  if (o.stage == "article" && !o.jsonl && holds_documents(o.paths.front())) return run_inspect_documents(o);
  auto knowledge = knowledge_for(o);
  if (!knowledge) return complain(knowledge.error());
  auto show = [&](std::string text, const std::string& where, const std::string& date, const std::string& id) {
    auto analysis = analyse_text(std::move(text), where, date, *knowledge);
    return Read{kDone, print(show_stage(o.stage, *analysis, id, o.jsonl, *knowledge))};
  };
  return each_file(o.paths, [&](std::string bytes, const std::string& path) -> Read {
    if (o.jsonl)
      return each_json_line(bytes, path, "text", [&](const Value& line, const std::string& where) {
        std::string date = line.str(o.date_field.empty() ? "date" : o.date_field);
        return show(line.str("text"), where, date, line.str("id"));
      });
    bool page = looks_like_html(bytes);
    auto text = page ? decode_page(std::move(bytes), {}, nullptr) : decode_text(bytes, nullptr);
    if (!text) return {complain({text.error().code, text.error().message, path}), true};
    if (page) {
      Given given{path, {}, {}, {}, {}, o.date, {}, {}, !o.date.empty()};
      auto a = read_report(make_page_report(*text, given, knowledge->intake).report, *knowledge);
      return {kDone, print(show_stage(o.stage, *a, path, o.jsonl, *knowledge))};
    }
    return show(std::move(*text), path, o.date, path);
  });
}

}  // namespace parley
