// Tables of the ledger and their version. docs/ledger.md explains them to people.
#pragma once

#include "ledger/sqlite.h"
#include "record/report.h"

namespace parley {

inline constexpr int kApplicationId = 0x5041524C;  // "PARL"
inline constexpr int kLedgerFormat = 1;

/// Creates the tables in an empty file, or checks that the file is a ledger of a format this program knows.
Status prepare_schema(const Database& database, bool writable);

/// Day on which a report counts as published: the last day of its bounds; empty if nothing is known.
std::string reported_day(const Report& report);

}  // namespace parley
