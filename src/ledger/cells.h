// A finding as a row: one cell a field, for the ledger's tables and for CSV.
//
// Columns follow from the fields() lists of findings.h and report.h, so that tables never drift from the structs: text,
// number and enum fields are columns of their own; a nested struct becomes one column a field with its name in front
// (window → window_from, window_to, …); a list becomes JSON text. from_row turns a row back into the finding.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/sqlite.h"
#include "record/findings.h"

namespace parley {

struct Cell {
  enum class Kind : std::uint8_t { null, integer, real, text };
  Kind kind = Kind::null;
  std::int64_t integer = 0;
  double real = 0;
  std::string text;
};

struct Column {
  std::string name;
  std::string type;  // TEXT, INTEGER or REAL
};

/// What a row is for: the ledger's base tables leave out what the ledger derives itself (Report::copies_of).
enum class RowFor : std::uint8_t { ledger, people };

/// Instantiated in cells.cc for Report, each kind of finding, and MeetingStep.
template <class F>
std::vector<Column> columns_of(RowFor use = RowFor::ledger);
template <class F>
std::vector<Cell> cells_of(const F& finding, RowFor use = RowFor::ledger);

/// Reads the finding whose columns (RowFor::ledger) come first into a blank one. Error ledger_broken if a cell is not
/// what it should be.
template <class F>
Status read_row(const Statement& row, F& into);
template <class F>
Result<F> from_row(const Statement& row);

/// The column names, each in double quotes, separated by commas; `prefix` goes in front of each ("e.").
std::string name_list(const std::vector<Column>& columns, const std::string& prefix = {});

void bind(Statement& statement, const Cell& cell);

}  // namespace parley
