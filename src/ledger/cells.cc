// See cells.h.
#include "ledger/cells.h"

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

#include "ledger/cell_reader.h"
#include "record/field_writer.h"
#include "record/fields.h"

namespace parley {
namespace {

template <class T>
concept Whole = std::same_as<T, int> || std::same_as<T, std::uint32_t> || std::same_as<T, bool>;

template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::true_type {};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

/// Derived by the ledger from other reports, and therefore no part of a base table.
template <class T>
constexpr bool kDerived = std::same_as<T, std::vector<CopyRelation>>;

template <class T>
std::string type_of() {
  if constexpr (IsOptional<T>::value) {
    return type_of<typename T::value_type>();
  } else if constexpr (std::same_as<T, double>) {
    return "REAL";
  } else if constexpr (Whole<T>) {
    return "INTEGER";
  } else {
    return "TEXT";
  }
}

template <class T>
std::string list_json(const std::vector<T>& list) {
  std::string out;
  JsonWriter json(out);
  FieldWriter{json}.put(list);
  return out;
}

// ---- visitors
// ---------------------------------------------------------------------------------------------------------

struct ColumnLister {
  std::vector<Column>& columns;
  RowFor use;
  std::string prefix;

  template <class T>
  void operator()(std::string_view name, const T& value) {
    if (kDerived<T> && use == RowFor::ledger) return;
    if constexpr (HasFields<T>) {
      T::fields(value, ColumnLister{columns, use, prefix + std::string(name) + "_"});
    } else {
      columns.push_back({prefix + std::string(name), type_of<T>()});
    }
  }
};

struct CellLister {
  std::vector<Cell>& cells;
  RowFor use;

  template <class T>
  void operator()(std::string_view, const T& value) {
    if (kDerived<T> && use == RowFor::ledger) return;
    if constexpr (HasFields<T>) {
      T::fields(value, *this);
    } else {
      put(cells.emplace_back(), value);
    }
  }
  template <class T>
  static void put(Cell& cell, const T& value) {
    if constexpr (IsOptional<T>::value) {
      if (value) put(cell, *value);
    } else if constexpr (std::same_as<T, double>) {
      cell.kind = Cell::Kind::real;
      cell.real = value;
    } else if constexpr (Whole<T>) {
      cell.kind = Cell::Kind::integer;
      cell.integer = value;
    } else if constexpr (IsList<T>::value) {
      cell.kind = Cell::Kind::text;
      cell.text = list_json(value);
    } else if constexpr (NamedEnum<T>) {
      cell.kind = Cell::Kind::text;
      cell.text = name_of(value);
    } else if (!value.empty()) {
      cell.kind = Cell::Kind::text;
      cell.text = value;
    }
  }
};

/// Builds from a row the tree that from_json reads.
struct RowLifter {
  const Statement& row;
  int& column;
  Value& object;
  bool& broken;

  template <class T>
  void operator()(std::string_view name, const T& value) {
    if (kDerived<T>) return;
    Value& v = object.table.emplace_back(std::string(name), Value{}).second;
    if constexpr (HasFields<T>) {
      v.kind = Value::Kind::table;
      T::fields(value, RowLifter{row, column, v, broken});
    } else {
      if (!row.is_null(column)) lift<T>(v);
      ++column;
    }
  }
  template <class T>
  void lift(Value& v) {
    if constexpr (IsOptional<T>::value) {
      lift<typename T::value_type>(v);
    } else if constexpr (std::same_as<T, double>) {
      v.kind = Value::Kind::real;
      v.real = row.real_at(column);
    } else if constexpr (std::same_as<T, bool>) {
      v.kind = Value::Kind::boolean;
      v.boolean = row.integer_at(column) != 0;
    } else if constexpr (Whole<T>) {
      v.kind = Value::Kind::integer;
      v.integer = row.integer_at(column);
    } else if constexpr (IsList<T>::value) {
      auto parsed = parse_json(row.text_at(column));
      if (!parsed) broken = true;
      if (parsed) v = std::move(*parsed);
    } else {
      v.kind = Value::Kind::text;
      v.text = row.text_at(column);
    }
  }
};

/// Builds from a row as the program writes it; `known` turns false at anything else, which RowLifter may understand.
struct RowReader {
  const Statement& row;
  int& column;
  bool& known;

  template <class T>
  void operator()(std::string_view, T& value) {
    if (kDerived<T> || !known) return;
    if constexpr (HasFields<T>) {
      T::fields(value, *this);
    } else {
      if (!row.is_null(column)) take(value);
      ++column;
    }
  }
  template <class T>
  void take(T& value) {
    if constexpr (IsOptional<T>::value) {
      take(value.emplace());
    } else if constexpr (std::same_as<T, double>) {
      value = row.real_at(column);
    } else if constexpr (std::same_as<T, bool>) {
      value = row.integer_at(column) != 0;
    } else if constexpr (Whole<T>) {
      const std::int64_t number = row.integer_at(column);
      known = std::in_range<T>(number);
      value = static_cast<T>(number);
    } else if constexpr (IsList<T>::value) {
      CellReader cell(row.text_at(column));
      cell.get(value);
      known = cell.ok();
    } else if constexpr (NamedEnum<T>) {
      const auto e = parse_name<T>(row.text_at(column));
      known = e.has_value();
      if (e) value = *e;
    } else {
      value = row.text_at(column);
    }
  }
};

}  // namespace

template <class F>
std::vector<Column> columns_of(RowFor use) {
  std::vector<Column> columns;
  F blank;
  F::fields(blank, ColumnLister{columns, use, ""});
  return columns;
}

template <class F>
std::vector<Cell> cells_of(const F& finding, RowFor use) {
  std::vector<Cell> cells;
  F::fields(finding, CellLister{cells, use});
  return cells;
}

template <class F>
Status read_row(const Statement& row, F& into) {
  bool known = true;
  int column = 0;
  F::fields(into, RowReader{row, column, known});
  if (known) return {};
  Value object;
  object.kind = Value::Kind::table;
  bool broken = false;
  int first = 0;
  F blank;
  F::fields(blank, RowLifter{row, first, object, broken});
  if (broken) return fail(ErrorCode::ledger_broken, "a list in the ledger is not JSON");
  Result<F> finding = [&] {
    if constexpr (std::same_as<F, Report>) {
      return report_from_json(object);
    } else {
      return from_json<F>(object);
    }
  }();
  if (!finding)
    return fail(ErrorCode::ledger_broken, "a row of the ledger is not what it should be: " + finding.error().message);
  into = std::move(*finding);
  return {};
}

template <class F>
Result<F> from_row(const Statement& row) {
  F out;
  TRY_VOID(read_row(row, out));
  return out;
}

#define PARLEY_CELLS(F)                                     \
  template std::vector<Column> columns_of<F>(RowFor);       \
  template std::vector<Cell> cells_of<F>(const F&, RowFor); \
  template Status read_row<F>(const Statement&, F&);        \
  template Result<F> from_row<F>(const Statement&);
PARLEY_CELLS(Report)
PARLEY_CELLS(Event)
PARLEY_CELLS(Meeting)
PARLEY_CELLS(Claim)
PARLEY_CELLS(Forecast)
PARLEY_CELLS(Demand)
PARLEY_CELLS(Explanation)
PARLEY_CELLS(Commitment)
PARLEY_CELLS(Contradiction)
#undef PARLEY_CELLS

template std::vector<Column> columns_of<MeetingStep>(RowFor);
template std::vector<Cell> cells_of<MeetingStep>(const MeetingStep&, RowFor);

std::string name_list(const std::vector<Column>& columns, const std::string& prefix) {
  std::string out;
  for (const Column& column : columns) {
    if (!out.empty()) out += ", ";
    out += prefix + '"' + column.name + '"';
  }
  return out;
}

void bind(Statement& statement, const Cell& cell) {
  switch (cell.kind) {
    case Cell::Kind::null:
      statement.null();
      return;
    case Cell::Kind::integer:
      statement.integer(cell.integer);
      return;
    case Cell::Kind::real:
      statement.real(cell.real);
      return;
    case Cell::Kind::text:
      statement.text(cell.text);
      return;
  }
}

}  // namespace parley
