// The record of a day, from the ledger's rows: tables are read side by side, then meetings are put together and
// contradictions and evidence found. What ledger.h gives as Ledger::record.
//
// Neighbours: cells.h (rows), readers.h (the connections), meetings.h, grounds.h, contradictions.h.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/sqlite.h"

namespace parley {

/// Table of a kind of finding, or of reports; of meetings, that of their mentions.
template <class F>
std::string table_of() {
  if constexpr (std::is_same_v<F, Report>) {
    return "report";
  } else {
    return std::is_same_v<F, Meeting> ? "meeting_mention" : std::string(F::kKind);
  }
}

/// Rows of a table that meet a condition with at most one parameter ("?"; empty: none), in the order of reported, then
/// id. `read`: counts them as they come; may be null. `expected`: how many there may be, for which room is made at
/// once. Error ledger_broken.
template <class F>
Result<std::vector<F>> load_rows(const Database& database, const std::string& where, const std::string& parameter,
                                 std::atomic<std::size_t>* read = nullptr, std::size_t expected = 0);

/// The record as known on a day. Errors: ledger_broken, ledger_locked, unreadable.
Result<Record> load_record(const Database& database, AsOf as_of, LoadProgress* progress = nullptr);
/// See Ledger::earlier.
Result<Record> earlier_record(const Database& database, const Record& whole, Date day);

}  // namespace parley
