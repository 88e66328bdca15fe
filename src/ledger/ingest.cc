// See ingest.h.
#include "ledger/ingest.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

#include "base/file.h"
#include "base/text.h"

namespace parley {
namespace {

constexpr std::size_t kGroupReports = 256;
constexpr std::size_t kGroupBytes = 8 << 20;

struct Source {
  std::string path;
  std::uint64_t bytes = 0;
};

bool hidden(const std::filesystem::path& p) { return p.filename().string().starts_with('.'); }

/// Endings that hold reports; a file named by the user is read whatever its ending.
bool readable_ending(const std::filesystem::path& p) {
  std::string e = lower_ascii(p.extension().string());
  return e == ".txt" || e == ".text" || e == ".jsonl" || e == ".ndjson" || e.empty();
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
    if (found.empty()) problem({ErrorCode::not_found, "no reports in this folder (.txt, .jsonl)", folder});
    std::sort(found.begin(), found.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
    sources_.insert(sources_.end(), found.begin(), found.end());
  }

  // ---- one file
  // ---------------------------------------------------------------------------------------------------------------

  Status read_source(const Source& source) {
    if (source.path == "-")
      return read_whole(std::string(std::istreambuf_iterator<char>(std::cin), {}), "(standard input)");
    std::string head(4096, '\0');
    std::ifstream stream(source.path, std::ios::binary);
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
    bool lines = head.starts_with("{") && (looks_like_json_lines(head) || source.path.ends_with("l"));
    if (lines) {
      stream.clear();
      stream.seekg(0);
      return read_lines(stream, source.path);
    }
    auto bytes = read_file(source.path);
    if (!bytes) {
      problem(bytes.error());
      return {};
    }
    return read_whole(std::move(*bytes), source.path);
  }

  Status read_lines(std::istream& stream, const std::string& path) {
    std::string line;
    for (std::size_t number = 1; std::getline(stream, line) && !stopped(); ++number) {
      if (trim(line).empty()) continue;
      auto record = parse_json_record(line, path + ":" + std::to_string(number));
      if (!record) {
        problem(record.error());
        continue;
      }
      TRY_VOID(put(std::move(record->text), std::move(record->given)));
    }
    return {};
  }

  Status read_whole(std::string bytes, const std::string& name) {
    if (looks_like_json_lines(bytes)) {
      std::size_t number = 0;
      for (std::string_view line : split(bytes, '\n')) {
        ++number;
        if (trim(line).empty()) continue;
        auto record = parse_json_record(line, name + ":" + std::to_string(number));
        if (!record) {
          problem(record.error());
          continue;
        }
        TRY_VOID(put(std::move(record->text), std::move(record->given)));
      }
      return {};
    }
    std::string note;
    auto text = decode_text(bytes, &note);
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
    return put(std::move(*text), std::move(given), note);
  }

  // ---- groups
  // -----------------------------------------------------------------------------------------------------------------

  Status put(std::string text, Given given, const std::string& note = {}) {
    if (text.size() > 0xFFFFFFF0U) {
      problem({ErrorCode::bad_input, "longer than 4 GB: split it", given.text_name});
      return {};
    }
    if (!options_.date.empty()) {
      given.published = options_.date;
      given.published_by_user = true;
    }
    group_bytes_ += text.size();
    group_.push_back({std::move(text), std::move(given), note});
    if (group_.size() >= kGroupReports || group_bytes_ >= kGroupBytes) return flush();
    return {};
  }

  struct Item {
    std::string text;
    Given given;
    std::string note;
    std::unique_ptr<Analysis> analysis;
    Reading reading;
    bool known = false;
  };

  void read_item(Item& item) const {
    Report report = make_report(std::move(item.text), item.given, knowledge_.intake);
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
