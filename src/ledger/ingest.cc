// See ingest.h.
#include "ledger/ingest.h"

#include <algorithm>
#include <span>
#include <unordered_set>

#include "base/hash.h"
#include "base/parallel.h"
#include "base/text.h"
#include "intake/document_reader.h"
#include "intake/language_gate.h"
#include "intake/site_memory.h"
#include "intake/sources.h"

namespace parley {
namespace {

constexpr std::size_t kGroupReports = 256;
constexpr std::size_t kGroupBytes = 8 << 20;
constexpr std::size_t kWindowPages = 4096;      // reports that wait for the lines that recur on their sites
constexpr std::size_t kWindowBytes = 64 << 20;  // of what they hold
constexpr std::size_t kLargePage = 200000;      // bytes of text: of a larger page only the article is read
constexpr std::size_t kMostRefused = 1000;      // told one by one; all are counted
constexpr std::size_t kMostProblems = 10000;    // the same
constexpr std::size_t kMostOfFile = 100;        // the same, of one file, while it is cut into documents
constexpr std::size_t kMostRecords = 200000;    // that are remembered, so that equal ones are not read again

/// About what a report takes in memory.
std::size_t bytes_of(const Report& r) { return r.text.size() + r.blocks.size() * (sizeof(Block) + 48); }

class Ingest : public DocumentSink {
 public:
  Ingest(const IngestOptions& o, const Knowledge& k, Ledger& l, const IngestHooks& h)
      : options_(o), knowledge_(k), ledger_(l), hooks_(h) {}

  Result<IngestSummary> run() {
    Sources sources = collect_sources(options_.paths);
    for (Error& e : sources.problems) note(std::move(e));
    if (sources.passed_over > 0) summary_.passed_over["other files of folders"] = sources.passed_over;
    IngestProgress& p = summary_.progress;
    p.files = sources.files.size();
    for (const SourceFile& s : sources.files) p.bytes += s.bytes;
    for (const SourceFile& s : sources.files) {
      if (stopped()) break;
      TRY_VOID(read_file_of(s));
      ++p.files_done;
      done_before_ += s.bytes;
      p.bytes_done = done_before_;
      progress();
    }
    if (!stopped()) TRY_VOID(extract());
    if (!stopped()) TRY_VOID(read_window());
    note_waiting(raw_.size());
    summary_.stopped = stopped();
    if (hooks_.on_derive) hooks_.on_derive();
    TRY_VOID(ledger_.derive(knowledge_.intake.copies()));
    summary_.copies = TRY(ledger_.count_copies(added_));
    return std::move(summary_);
  }

  // ---- DocumentSink

  Status document(RawDocument d) override {
    if (!options_.date.empty()) {
      d.given.published = options_.date;
      d.given.published_by_user = true;
      d.given.from_feed = false;
    }
    if (d.kind == RawDocument::Kind::record && is_repeated(d)) {
      ++summary_.known;
      ++summary_.progress.reports;
      return {};
    }
    raw_bytes_ += d.bytes.size();
    page_waits_ = page_waits_ || d.kind == RawDocument::Kind::page;
    raw_.push_back(std::move(d));
    bool full = raw_.size() >= kGroupReports || raw_bytes_ >= kGroupBytes;
    return full || options_.threads <= 1 ? extract() : Status();  // one thread: while the bytes are still at hand
  }
  Status feed_entry(FeedEntry entry) override {
    if (page_waits_) TRY_VOID(extract());  // an entry speaks of what comes behind it
    ++summary_.feed_entries;
    feeds_.learn(std::move(entry), knowledge_.intake);
    return {};
  }
  void problem(Error e) override {
    if (++problems_of_file_ <= kMostOfFile) note_in_turn(std::move(e));
  }
  void pass_over(const std::string& what) override { ++summary_.passed_over[what]; }
  void bytes_read(std::uint64_t bytes) override {
    summary_.progress.bytes_done = done_before_ + bytes;
    progress();
  }
  [[nodiscard]] bool stopped() const override { return hooks_.stop != nullptr && hooks_.stop->load(); }

 private:
  struct Item {
    PageReport page;
    Given given;
    bool is_page = false;
    std::unique_ptr<Analysis> analysis;
    Reading reading;
  };

  void progress() const {
    if (hooks_.on_progress) hooks_.on_progress(summary_.progress);
  }

  Status read_file_of(const SourceFile& file) {
    Status failed;  // what ends everything; what is wrong with the file alone is a problem
    Status read = with_stream(file, [&](std::istream& stream, const std::string& name) {
      failed = read_documents(stream, name, knowledge_.intake, *this);
      return Status();
    });
    if (!read) note_in_turn(read.error());
    if (problems_of_file_ > kMostOfFile)
      note_in_turn({ErrorCode::bad_input,
                    "and " + std::to_string(problems_of_file_ - kMostOfFile) + " more places were not read",
                    file.path});
    problems_of_file_ = 0;
    return failed;
  }

  /// Keeps a problem to be told; of very many the first.
  void note(Error e) {
    ++summary_.problem_count;
    if (summary_.problems.size() < kMostProblems) summary_.problems.push_back(std::move(e));
  }

  /// Behind what the documents before it, which may still wait, have to say.
  void note_in_turn(Error e) {
    if (raw_.empty()) return note(std::move(e));
    waiting_.emplace_back(raw_.size(), std::move(e));
  }
  void note_waiting(std::size_t documents) {
    std::size_t n = 0;
    for (; n < waiting_.size() && waiting_[n].first <= documents; ++n) note(std::move(waiting_[n].second));
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(n));
  }

  /// True for a record of the same text, address and day as one before it in this run: the same report.
  bool is_repeated(const RawDocument& d) {
    if (options_.again) return false;
    if (records_.size() >= kMostRecords) records_.clear();
    return !records_
                .insert(sha256_hex(d.given.url + '\n' + d.given.published + (d.given.from_feed ? "\nfeed\n" : "\n") +
                                   d.bytes))
                .second;
  }

  // ---- documents → reports

  Status extract() {
    std::vector<Result<PageReport>> made(raw_.size());
    in_parallel(raw_.size(), options_.threads,
                [&](std::size_t k) { made[k] = make_document_report(raw_[k], feeds_, knowledge_.intake); });
    for (std::size_t k = 0; k < raw_.size(); ++k) {
      note_waiting(k);
      if (!made[k]) {
        note(made[k].error());
        continue;
      }
      bool is_page = raw_[k].kind == RawDocument::Kind::page;
      if (made[k]->kind != PageKind::article) {
        refuse(*made[k], raw_[k].given.text_name);
        continue;
      }
      if (is_page) sites_.learn(made[k]->report);
      pages_in_window_ += is_page;
      window_bytes_ += bytes_of(made[k]->report);
      window_.push_back({std::move(*made[k]), std::move(raw_[k].given), is_page, nullptr, {}});
      if (is_window_full()) TRY_VOID(read_window());
    }
    note_waiting(raw_.size());
    raw_.clear();
    raw_bytes_ = 0;
    page_waits_ = false;
    return {};
  }

  /// Where a window ends hangs on the documents alone, not on how many are made into reports at once.
  [[nodiscard]] bool is_window_full() const {
    if (pages_in_window_ > 0) return window_.size() >= kWindowPages || window_bytes_ >= kWindowBytes;
    return window_.size() >= kGroupReports || window_bytes_ >= kGroupBytes;
  }

  void refuse(const PageReport& page, const std::string& name) {
    ++summary_.kinds[std::string(name_of(page.kind))];
    if (summary_.refused.size() < kMostRefused) summary_.refused.push_back({ErrorCode::bad_input, page.why, name});
  }

  // ---- reports → readings → ledger

  Status read_window() {
    in_parallel(window_.size(), options_.threads, [&](std::size_t k) { set_aside_site_lines(window_[k]); });
    std::vector<Item> window = std::move(window_);
    window_.clear();
    pages_in_window_ = window_bytes_ = 0;
    for (Item& item : window) {
      for (const Block& b : item.page.report.blocks) summary_.site_lines += b.reason == kSiteReason;
      if (item.page.kind != PageKind::article) refuse(item.page, item.given.text_name);
    }
    std::erase_if(window, [](const Item& item) { return item.page.kind != PageKind::article; });
    for (std::size_t k = 0; k < window.size() && !stopped(); k += kGroupReports)
      TRY_VOID(read_group(std::span(window).subspan(k, std::min(kGroupReports, window.size() - k))));
    return {};
  }

  void set_aside_site_lines(Item& item) const {
    if (sites_.apply(item.page.report) > 0 && item.is_page) renew_page_report(item.page, item.given, knowledge_.intake);
  }

  void read_item(Item& item) const {
    Report& report = item.page.report;
    if (is_read(report.language) && !options_.store_only) {
      bool is_large = item.is_page && report.text.size() > kLargePage;
      std::vector<Block> blocks = is_large ? report.blocks : std::vector<Block>();
      if (is_large) std::erase_if(report.blocks, [](const Block& b) { return b.role == BlockRole::boilerplate; });
      item.analysis = read_report(std::move(report), knowledge_);
      if (is_large) item.analysis->report.blocks = std::move(blocks);
    } else {
      item.analysis = std::make_unique<Analysis>();
      item.analysis->report = std::move(report);
    }
  }

  Status read_group(std::span<Item> group) {
    in_parallel(group.size(), options_.threads, [&](std::size_t k) { read_item(group[k]); });
    std::vector<const Reading*> readings;
    for (Item& item : group) {
      summary_.progress.words += item.analysis->document.tokens.size();
      item.reading.findings = std::move(item.analysis->findings);
      item.reading.report = std::move(item.analysis->report);
      readings.push_back(&item.reading);
    }
    std::vector<bool> added = TRY(ledger_.add(readings, options_.recorded));
    for (std::size_t k = 0; k < group.size(); ++k) tell(group[k], added[k]);
    progress();
    return {};
  }

  void tell(Item& item, bool added) {
    ++(added ? summary_.added : summary_.known);
    if (added) added_.push_back(item.reading.report.id);
    ++summary_.progress.reports;
    const std::string& language = item.reading.report.language;
    if (!is_read(language)) ++summary_.languages[language];
    for_each_kind(item.reading.findings, [&](const auto& list) { summary_.findings += added ? list.size() : 0; });
    if (hooks_.on_reading && (added || options_.again)) {
      item.analysis->findings = std::move(item.reading.findings);
      item.analysis->report = std::move(item.reading.report);
      hooks_.on_reading(*item.analysis);
    }
    item = Item();
  }

  const IngestOptions& options_;
  const Knowledge& knowledge_;
  Ledger& ledger_;
  const IngestHooks& hooks_;
  FeedMemory feeds_;
  SiteMemory sites_;
  std::unordered_set<std::string> records_;  // see is_repeated()
  std::size_t problems_of_file_ = 0;
  std::vector<std::pair<std::size_t, Error>> waiting_;  // problems, and how many of `raw_` were there before each
  bool page_waits_ = false;                             // in `raw_`
  std::vector<RawDocument> raw_;
  std::size_t raw_bytes_ = 0;
  std::vector<Item> window_;
  std::size_t pages_in_window_ = 0, window_bytes_ = 0;
  std::uint64_t done_before_ = 0;
  std::vector<std::string> added_;  // ids
  IngestSummary summary_;
};

}  // namespace

Result<IngestSummary> ingest(const IngestOptions& options, const Knowledge& knowledge, Ledger& ledger,
                             const IngestHooks& hooks) {
  return Ingest(options, knowledge, ledger, hooks).run();
}

}  // namespace parley
