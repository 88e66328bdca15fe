// The ledger: one SQLite file that keeps every report and finding, append-only, and can say what was known on a date.
//
// Format and tables: docs/ledger.md. Neighbours: schema.h (tables, versions), meetings.h (which meetings are the same
// one), copies.h (near-duplicate reports), contradictions.h, export.h.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/findings.h"

namespace parley {

/// What is known as of a day: reports published (at the latest) before the end of that day.
struct AsOf {
  std::optional<Date> day;  // nothing: everything
};

/// The record as of a day, merged across reports.
struct Record {
  std::vector<Report> reports;  // without text
  Findings findings;            // meetings merged: one a meeting, with one history
  std::vector<Contradiction> contradictions;
};

struct AddResult {
  bool added = false;  // false: this report was there already, nothing has changed
  std::size_t findings = 0;
};

class Ledger {
 public:
  enum class Mode { read_only, read_write };

  /// Opens or (read_write) creates the file. Errors: not_found, unreadable, ledger_locked, ledger_newer, ledger_broken,
  /// disk_full.
  static Result<Ledger> open(const std::string& path, Mode mode);
  ~Ledger();
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;

  /// True if a report of this id is kept already.
  Result<bool> has_report(const std::string& id) const;

  /// Adds readings in one transaction: all are durable when it returns, or none is. `recorded` is the time of recording as
  /// ISO 8601 UTC text (an argument: the ledger knows no clock).
  Result<std::vector<AddResult>> add(const std::vector<const Reading*>& readings, const std::string& recorded);

  /// Brings what is derived across reports (merged meetings, copies, contradictions, full-text index) up to date. Called at
  /// the end of a run; a reader that finds it out of date derives in memory.
  Status derive();

  /// The record as known on a day. Order of everything is by content, not by time of reading.
  Result<Record> record(AsOf as_of) const;

  Result<std::string> report_text(const std::string& report_id) const;

 private:
  struct Impl;
  explicit Ledger(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley
