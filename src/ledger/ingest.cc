// See ingest.h.
#include "ledger/ingest.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

#include "base/file.h"
#include "base/text.h"
#include "intake/html.h"

namespace parley {
namespace {

constexpr std::size_t kGroupReports = 256;
constexpr std::size_t kGroupBytes = 8 << 20;
constexpr std::size_t kLargestReport = 32 << 20;  // bytes: longer than any report; keeps memory bounded

struct Source {
  std::string path;
  std::uint64_t bytes = 0;
};

bool hidden(const std::filesystem::path& p) { return p.filename().string().starts_with('.'); }

/// Endings that hold reports; a file named by the user is read whatever its ending.
bool readable_ending(const std::filesystem::path& p) {
  std::string e = lower_ascii(p.extension().string());
  return e == ".txt" || e == ".text" || e == ".jsonl" || e == ".ndjson" || e == ".html" || e == ".htm" ||
         e == ".xhtml" || e.empty();
}

class Ingest {
 public:
  Ingest(const IngestOptions& o, const Knowledge& k, Ledger& l, const IngestHooks& h)
      : options_(o), knowledge_(k), ledger_(l), hooks_(h) {}

  Result<IngestSummary> run() {
    collect();
    summary_.progress.files = sources_.size();
    for (const Source& s : sources_) summary_.progress.bytes += s.bytes;
    for (const Source& s : sources_) {
      if (stopped()) break;
      TRY_VOID(read_source(s));
      ++summary_.progress.files_done;
      summary_.progress.bytes_done += s.bytes;
      progress();
    }
    if (!stopped()) TRY_VOID(flush());
    summary_.stopped = stopped();
    if (summary_.stopped) group_.clear();
    if (hooks_.on_derive) hooks_.on_derive();
    TRY_VOID(ledger_.derive());
    return std::move(summary_);
  }

 private:
  [[nodiscard]] bool stopped() const { return hooks_.stop != nullptr && hooks_.stop->load(); }
  void progress() const {
    if (hooks_.on_progress) hooks_.on_progress(summary_.progress);
  }
  void problem(Error e) { summary_.problems.push_back(std::move(e)); }

  void collect() {
    for (const std::string& path : options_.paths) {
      std::error_code error;
      if (path == "-") {
        sources_.push_back({path, 0});
      } else if (std::filesystem::is_directory(path, error)) {
        walk(path);
      } else if (!std::filesystem::exists(path, error)) {
        problem({ErrorCode::not_found, "no such file or folder", path});
      } else {
        sources_.push_back(
            {path, std::filesystem::is_regular_file(path, error) ? std::filesystem::file_size(path, error) : 0});
      }
    }
  }

  void walk(const std::string& folder) {
    std::vector<Source> found;
    std::error_code error;
    auto it = std::filesystem::recursive_directory_iterator(
        folder, std::filesystem::directory_options::skip_permission_denied, error);
    for (; !error && it != std::filesystem::recursive_directory_iterator(); it.increment(error)) {
      if (hidden(it->path())) {
        if (it->is_directory(error)) it.disable_recursion_pending();
        continue;
      }
      if (it->is_regular_file(error) && readable_ending(it->path()))
        found.push_back({it->path().string(), it->file_size(error)});
    }
    if (error) problem({ErrorCode::unreadable, error.message(), folder});
    if (found.empty()) problem({ErrorCode::not_found, "no reports in this folder (.txt, .html, .jsonl)", folder});
    std::sort(found.begin(), found.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
    sources_.insert(sources_.end(), found.begin(), found.end());
  }

  // ---- one file
  // ---------------------------------------------------------------------------------------------------------------

  Status read_source(const Source& source) {
    if (source.path == "-") return read_stream(std::cin, source);
    std::ifstream stream(source.path, std::ios::binary);
    if (!stream || std::filesystem::is_directory(source.path)) {
      auto bytes = read_file(source.path);  // says why
      if (!bytes) problem(bytes.error());
      return {};
    }
    return read_stream(stream, source);
  }

  /// JSON lines one by one, or the whole as one report.
  Status read_stream(std::istream& stream, const Source& source) {
    std::string name = source.path == "-" ? "(standard input)" : source.path;
    std::string head;
    bool more = next_line(stream, head);
    bool lines = head.starts_with("{") && (looks_like_json_lines(head) || source.path.ends_with("l"));
    if (lines) return read_lines(stream, std::move(head), name);
    std::string bytes = std::move(head);
    for (std::string block(1 << 16, '\0'); more && bytes.size() <= kLargestReport;) {
      stream.read(block.data(), static_cast<std::streamsize>(block.size()));
      bytes.append(block, 0, static_cast<std::size_t>(stream.gcount()));
      more = stream.gcount() > 0;
    }
    if (bytes.size() > kLargestReport) {
      problem({ErrorCode::bad_input, too_long(), name});
      return {};
    }
    return read_whole(std::move(bytes), name);
  }

  static std::string too_long() {
    return "is longer than " + std::to_string(kLargestReport >> 20) +
           " MB, which is no single report: split it, or give the reports as JSON lines";
  }

  /// The next line with its line break, cut behind kLargestReport bytes. False at the end of the stream.
  static bool next_line(std::istream& stream, std::string& line) {
    line.clear();
    auto* buffer = stream.rdbuf();
    for (int c = buffer->sbumpc(); c != std::char_traits<char>::eof(); c = buffer->sbumpc()) {
      if (line.size() <= kLargestReport) line += static_cast<char>(c);
      if (c == '\n') return true;
    }
    stream.setstate(std::ios::eofbit);
    return !line.empty();
  }

  Status read_lines(std::istream& stream, std::string line, const std::string& name) {
    std::size_t number = 1;
    do {
      if (trim(line).empty()) continue;
      std::string where = name + ":" + std::to_string(number);
      if (line.size() > kLargestReport) {
        problem({ErrorCode::bad_input, too_long(), where});
        continue;
      }
      auto record = parse_json_record(line, where);
      if (!record) {
        problem(record.error());
        continue;
      }
      TRY_VOID(put(std::move(record->text), std::move(record->given)));
    } while (++number, !stopped() && next_line(stream, line));
    return {};
  }

  Status read_whole(std::string bytes, const std::string& name) {
    std::string note;
    bool page = looks_like_html(bytes);
    auto text = page ? decode_page(std::move(bytes), {}, &note) : decode_text(bytes, &note);
    if (!text) {
      Error e = text.error();
      e.where = name;
      problem(std::move(e));
      return {};
    }
    bytes = {};
    if (trim(*text).empty()) {
      problem({ErrorCode::bad_input, "is empty: nothing to read", name});
      return {};
    }
    Given given;
    given.text_name = name;
    return put(std::move(*text), std::move(given), note, page);
  }

  // ---- groups
  // -----------------------------------------------------------------------------------------------------------------

  Status put(std::string text, Given given, const std::string& note = {}, bool page = false) {
    if (!options_.date.empty()) {
      given.published = options_.date;
      given.published_by_user = true;
    }
    group_bytes_ += text.size();
    group_.push_back({std::move(text), std::move(given), note, page});
    if (group_.size() >= kGroupReports || group_bytes_ >= kGroupBytes) return flush();
    return {};
  }

  struct Item {
    std::string text;
    Given given;
    std::string note;
    bool page = false;    // HTML
    std::string refused;  // why, for a page that is no article
    std::unique_ptr<Analysis> analysis;
    Reading reading;
    bool known = false;
  };

  void read_item(Item& item) const {
    Report report;
    if (item.page) {
      PageReport page = make_page_report(item.text, item.given, knowledge_.intake);
      if (page.kind != PageKind::article) item.refused = page.why;
      report = std::move(page.report);
      item.text.clear();
    } else {
      report = make_report(std::move(item.text), item.given, knowledge_.intake);
    }
    if (!item.refused.empty()) return;
    if (!item.note.empty()) report.warnings.insert(report.warnings.begin(), item.note);
    item.analysis = read_report(std::move(report), knowledge_);
  }

  Status flush() {
    std::atomic<std::size_t> next{0};
    auto work = [&] {
      for (std::size_t k; (k = next.fetch_add(1)) < group_.size();) read_item(group_[k]);
    };
    std::vector<std::thread> threads;
    for (unsigned t = 1; t < std::min<std::size_t>(options_.threads, group_.size()); ++t) threads.emplace_back(work);
    work();
    for (std::thread& t : threads) t.join();
    for (const Item& item : group_)
      if (!item.refused.empty()) summary_.refused.push_back({ErrorCode::bad_input, item.refused, item.given.text_name});
    std::erase_if(group_, [](const Item& item) { return !item.refused.empty(); });
    std::vector<const Reading*> readings;
    for (Item& item : group_) {
      summary_.progress.words += item.analysis->document.tokens.size();
      item.reading.findings = std::move(item.analysis->findings);
      item.reading.report = std::move(item.analysis->report);
      readings.push_back(&item.reading);
    }
    std::vector<bool> added = TRY(ledger_.add(readings, options_.recorded));
    for (std::size_t k = 0; k < group_.size(); ++k) {
      Item& item = group_[k];
      ++(added[k] ? summary_.added : summary_.known);
      ++summary_.progress.reports;
      for_each_kind(item.reading.findings, [&](const auto& list) { summary_.findings += added[k] ? list.size() : 0; });
      if (!hooks_.on_reading || (!added[k] && !options_.again)) continue;
      item.analysis->findings = std::move(item.reading.findings);
      item.analysis->report = std::move(item.reading.report);
      hooks_.on_reading(*item.analysis);
    }
    group_.clear();
    group_bytes_ = 0;
    progress();
    return {};
  }

  const IngestOptions& options_;
  const Knowledge& knowledge_;
  Ledger& ledger_;
  const IngestHooks& hooks_;
  std::vector<Source> sources_;
  std::vector<Item> group_;
  std::size_t group_bytes_ = 0;
  IngestSummary summary_;
};

}  // namespace

Result<IngestSummary> ingest(const IngestOptions& options, const Knowledge& knowledge, Ledger& ledger,
                             const IngestHooks& hooks) {
  return Ingest(options, knowledge, ledger, hooks).run();
}

}  // namespace parley
