// The ledger: one SQLite file that keeps every report and finding, append-only, and can say what was known on a date.
//
// Format and tables: docs/ledger.md. Neighbours: schema.h (tables, versions), cells.h (findings as rows), meetings.h
// (which meetings are the same one), copy_index.h (reports that repeat others), stories.h, contradictions.h, export.h,
// ingest.h (many files at once).
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "intake/intake.h"
#include "ledger/corrections.h"
#include "ledger/judgements.h"
#include "record/findings.h"

namespace parley {

/// What is known as of a day: reports published at the latest on it. Reports without any date are always known.
struct AsOf {
  std::optional<Date> day;  // nothing: everything
};

/// The record as of a day, put together across reports.
struct Record {
  std::vector<Report> reports;  // without text, by publication and id
  Findings findings;            // meetings merged: one a meeting, with one history
  std::vector<Contradiction> contradictions;
  std::vector<Judgement> judgements;    // of forecasts, oldest first
  std::vector<StatedForecast> stated;   // Parley's own forecasts, by day
  std::vector<Correction> corrections;  // of the evidence of explanations, oldest first
};

/// For whoever waits while a record is loaded. Called from the threads that load it.
struct LoadProgress {
  std::atomic<std::size_t> read = 0, all = 0;                       // rows of reports and findings
  std::function<void(const std::vector<Report>&)> on_reports = {};  // all of them are there, with what they repeat
};

class Ledger {
 public:
  enum class Mode { read_only, read_write };

  /// Opens or (read_write) creates the file; waits `busy_timeout` milliseconds for another writer. Errors: not_found,
  /// unreadable, ledger_locked, ledger_newer, ledger_broken, disk_full.
  static Result<Ledger> open(const std::string& path, Mode mode, int busy_timeout = 5000);
  ~Ledger();
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;

  /// True if a report of this id is kept already.
  Result<bool> has_report(const std::string& id) const;

  /// Adds readings in one transaction: all are durable when it returns, or none is. A report that is there already
  /// changes nothing. `recorded` is the time of recording as ISO 8601 text in UTC: the ledger knows no clock. Returns,
  /// for each reading, whether it was new.
  Result<std::vector<bool>> add(const std::vector<const Reading*>& readings, const std::string& recorded);

  /// Brings what is derived across reports (merged meetings, copies) up to date, for the parties and reports touched
  /// since the last time only. `rules`: what is known of addresses and of news that is turned round.
  Status derive(const CopyRules& rules = {});

  /// How many of these reports repeat others (copy, cut, extended, updated).
  Result<std::size_t> count_copies(const std::vector<std::string>& reports) const;

  /// The record as known on a day. Order of everything is by content, not by time of reading.
  Result<Record> record(AsOf as_of = {}, LoadProgress* progress = nullptr) const;
  /// The same as record({day}), made from the record of all days instead of read anew; only what meetings are put
  /// together from is. `whole` must be what record() gives of the ledger as it is now (states of forecasts may be set).
  Result<Record> earlier(const Record& whole, Date day) const;

  Result<std::string> report_text(const std::string& report_id) const;

  /// Adds judgements of forecasts, or a forecast of Parley's own (judgements.h); durable when it returns. `recorded` as
  /// in add().
  Status judge(const std::vector<Judgement>& judgements, const std::string& recorded);
  Status keep(const StatedForecast& stated, const std::string& recorded);
  /// Adds corrections of evidence (corrections.h), in the same way.
  Status correct(const std::vector<Correction>& corrections, const std::string& recorded);

  /// Most pages that the file may have (SQLite's max_page_count): lets a test fill the disk.
  Status limit_pages(int pages);

 private:
  struct Impl;
  explicit Ledger(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley
