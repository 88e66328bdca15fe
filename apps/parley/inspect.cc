// parley inspect: one stage alone, for people and for measurements (formats: docs/record.md).
#include <functional>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "command.h"
#include "inspect_claims.h"
#include "inspect_language.h"
#include "inspect_pairs.h"
#include "inspect_time.h"
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

}  // namespace

int run_inspect(const CommandOptions& o) {
  if (o.stage == "language") return run_inspect_language(o);
  if (o.stage == "time") return run_inspect_time(o);
  if (o.stage == "claims" && o.factuality) return run_inspect_factuality(o);
  if (o.stage == "events" && o.pairs) return run_inspect_pairs(o);
  auto knowledge = knowledge_for(o);
  if (!knowledge) return complain(knowledge.error());
  int code = kDone;
  for (const std::string& path : o.paths) {
    auto bytes = read_file(path);
    if (!bytes) {
      code = complain(bytes.error());
      continue;
    }
    if (!o.jsonl) {
      auto text = decode_text(*bytes, nullptr);
      if (!text) {
        code = complain({text.error().code, text.error().message, path});
        continue;
      }
      if (!print(
              show_stage(o.stage, *analyse_text(std::move(*text), path, o.date, *knowledge), path, false, *knowledge)))
        return code;
      continue;
    }
    std::size_t number = 0;
    for (std::string_view line : split(*bytes, '\n')) {
      ++number;
      if (trim(line).empty()) continue;
      std::string where = path + ":" + std::to_string(number);
      auto object = parse_json(line);
      if (!object || !object->at("text").is_text()) {
        code = complain({ErrorCode::bad_input, object ? "field 'text' is missing" : object.error().message, where});
        continue;
      }
      std::string date = object->str(o.date_field.empty() ? "date" : o.date_field);
      if (!print(show_stage(o.stage, *analyse_text(object->str("text"), where, date, *knowledge), object->str("id"),
                            true, *knowledge)))
        return code;
    }
  }
  return code;
}

}  // namespace parley
