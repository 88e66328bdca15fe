// The record as files: JSON lines and CSV, one file a kind, with what was judged and what Parley stated itself; and
// calendars of the meetings and of the days on which Parley's own forecasts are due (RFC 5545).
#pragma once

#include <string>

#include "base/result.h"
#include "ledger/ledger.h"

namespace parley {

enum class ExportFormat { jsonl, csv, ics };

/// Writes the record into `directory`, which is made if missing. The bytes depend on the record alone.
Status export_record(const Record& record, ExportFormat format, const std::string& directory);

/// One CSV field, quoted where RFC 4180 asks for it.
std::string csv_field(std::string_view value);

/// Findings or reports as CSV with a head line.
template <class F>
std::string to_csv(const std::vector<F>& rows);

/// The meetings that have a day, as an iCalendar file.
std::string to_ics(const std::vector<Meeting>& meetings);

/// The last days of stated forecasts, with what was judged of them so far.
std::string to_ics(const std::vector<StatedForecast>& stated, const std::vector<Judgement>& judgements);

/// What analysts corrected, as CSV with a head.
std::string corrections_csv(const std::vector<Correction>& corrections);

}  // namespace parley
