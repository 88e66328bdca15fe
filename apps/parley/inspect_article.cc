// See inspect_article.h. Only the stage's own knowledge is loaded, so that a run measures extraction.
#include "inspect_article.h"

#include <chrono>
#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "input.h"
#include "intake/content.h"
#include "intake/document_reader.h"
#include "intake/sources.h"

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

/// Prints a line for each document of a file.
class DocumentLines : public DocumentSink {
 public:
  explicit DocumentLines(const IntakeRules& rules) : rules_(rules) {}
  Status document(RawDocument d) override {
    auto start = std::chrono::steady_clock::now();
    auto page = make_document_report(d, feeds_, rules_);
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!page) {
      problem(page.error());
      return {};
    }
    open_ = open_ && print(page_line(d.given.url.empty() ? d.given.text_name : d.given.url, *page, seconds));
    return {};
  }
  Status feed_entry(FeedEntry entry) override {
    feeds_.learn(std::move(entry), rules_);
    return {};
  }
  void problem(Error e) override { code = std::max(code, complain(e)); }
  void pass_over(const std::string&) override {}
  void bytes_read(std::uint64_t) override {}
  [[nodiscard]] bool stopped() const override { return !open_; }

  int code = kDone;

 private:
  const IntakeRules& rules_;
  FeedMemory feeds_;
  bool open_ = true;  // stdout
};

}  // namespace

bool holds_documents(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string head(kHeadBytes, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  ContentKind kind = look_at(head);
  return kind == ContentKind::gzip || kind == ContentKind::warc || kind == ContentKind::feed;
}

int run_inspect_documents(const CommandOptions& o) {
  auto rules = rules_for(o);
  if (!rules) return complain(rules.error());
  DocumentLines lines(*rules);
  Sources sources = collect_sources(o.paths);
  for (Error& e : sources.problems) lines.problem(std::move(e));
  for (const SourceFile& file : sources.files) {
    Status read = with_stream(file, [&](std::istream& stream, const std::string& name) {
      return read_documents(stream, name, *rules, lines);
    });
    if (!read) lines.problem(read.error());
    if (lines.stopped()) break;
  }
  return lines.code;
}

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
