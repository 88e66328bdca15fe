// See inspect_article.h. Only the stage's own knowledge is loaded, so that a run measures extraction.
#include "inspect_article.h"

#include <chrono>
#include <filesystem>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "input.h"
#include "intake/html.h"

namespace parley {
namespace {

Result<IntakeRules> rules_for(const CommandOptions& o) {
  std::string file = TRY(codebook_for(o)) + "/intake.toml";
  IntakeRules rules = TRY(IntakeRules::load(TRY(parse_toml(TRY(read_file(file)), file)), file));
  if (auto models = models_for(o))
    if (std::string path = *models + "/intake.bin"; std::filesystem::exists(path))
      TRY_VOID(rules.load_page_model(path));
  return rules;
}

void write_date(JsonWriter& json, const DateEstimate& d) {
  json.begin_object();
  json.key("value"), json.text_or_null(d.value);
  json.key("confidence"), json.real(d.confidence);
  json.key("basis"), json.text_or_null(d.basis);
  json.end_object();
}

void write_signal(JsonWriter& json, const DateSignal& s) {
  json.begin_object();
  json.key("about"), json.text(s.about);
  json.key("source"), json.text(s.source);
  json.key("when"), json.text_or_null(s.when);
  json.key("value"), json.text(s.value);
  json.key("weight"), json.real(s.weight);
  json.key("doubtful"), json.boolean(s.doubtful);
  json.key("note"), json.text_or_null(s.note);
  json.end_object();
}

std::string page_line(const std::string& id, const PageReport& page, double seconds) {
  const Report& r = page.report;
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("id"), json.text(id);
  json.key("title"), json.text_or_null(r.title);
  json.key("text"), json.text(article_text(r));
  json.key("authors"), json.begin_array();
  for (const std::string& a : r.authors) json.text(a);
  json.end_array();
  json.key("publisher"), json.text_or_null(r.publisher);
  json.key("published"), write_date(json, r.published);
  json.key("modified"), write_date(json, r.modified);
  json.key("language"), json.text_or_null(r.language);
  json.key("kind"), json.text(name_of(page.kind));
  json.key("why"), json.text_or_null(page.why);
  json.key("signals"), json.begin_array();
  for (const auto* estimate : {&r.published, &r.modified})
    for (const DateSignal& s : estimate->signals) write_signal(json, s);
  json.end_array();
  json.key("seconds"), json.real(seconds);
  json.end_object();
  return out + '\n';
}

/// From the bytes of the file to the report, and how long that took.
Read read_page_line(const Value& line, const std::string& where, const IntakeRules& rules) {
  auto bytes = read_file(line.str("path"));
  if (!bytes) return {complain({bytes.error().code, bytes.error().text(), where}), true};
  auto start = std::chrono::steady_clock::now();
  auto text = decode_page(std::move(*bytes), line.str("charset"), nullptr);
  if (!text) return {complain({text.error().code, text.error().message, where}), true};
  Given given;
  given.text_name = line.str("path");
  given.url = line.str("url");
  PageReport page = make_page_report(*text, given, rules);
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return {kDone, print(page_line(line.str("id"), page, seconds))};
}

}  // namespace

bool names_pages(std::string_view bytes) {
  std::string_view s = bytes.substr(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  auto first = parse_json(s.substr(0, s.find('\n')));
  return first && first->at("path").is_text();
}

int run_inspect_pages(const CommandOptions& o) {
  auto rules = rules_for(o);
  if (!rules) return complain(rules.error());
  return each_file(o.paths, [&](const std::string& bytes, const std::string& path) {
    return each_json_line(bytes, path, "path", [&](const Value& line, const std::string& where) {
      return read_page_line(line, where, *rules);
    });
  });
}

}  // namespace parley
