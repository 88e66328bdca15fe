// A thin layer over SQLite: statements that clean up after themselves, and errors that say what to do.
//
// The only file that includes sqlite3.h is sqlite.cc. A Statement takes its parameters in order (bind, bind, …) and
// gives its columns by number; every failure of SQLite becomes one of our error codes: busy → ledger_locked, full →
// disk_full, damaged or foreign → ledger_broken, the rest → unreadable. Neighbours: schema.h (what the tables are),
// ledger.cc (what is done with them).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace parley {

class Database;

/// One prepared statement. Parameters are bound in order; after run() or reset() it can be bound afresh.
class Statement {
 public:
  Statement() = default;
  Statement(const Database* database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;

  Statement& text(std::string_view value);
  /// NULL for empty text.
  Statement& text_or_null(std::string_view value);
  Statement& blob(std::string_view value);
  Statement& integer(std::int64_t value);
  Statement& real(double value);
  Statement& null();

  /// Moves to the next row; false at the end.
  Result<bool> step();
  /// Runs a statement that gives no rows (rows are passed over) and resets it.
  Status run();
  void reset();

  [[nodiscard]] bool is_null(int column) const;
  /// Valid until the next step.
  [[nodiscard]] std::string_view text_at(int column) const;
  [[nodiscard]] std::string_view blob_at(int column) const;
  [[nodiscard]] std::int64_t integer_at(int column) const;
  [[nodiscard]] double real_at(int column) const;

 private:
  const Database* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
  int next_ = 0;
  int problem_ = 0;  // first failure of a bind
};

class Database {
 public:
  enum class Access { read_only, read_only_immutable, read_write };

  /// Opens the file; nothing is read yet. `busy_timeout` in milliseconds.
  static Result<std::unique_ptr<Database>> open(const std::string& path, Access access, int busy_timeout);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Result<Statement> prepare(std::string_view sql) const;
  /// The statement of this text, prepared once and reset; not to be used twice at the same time.
  Result<Statement*> cached(std::string_view sql) const;
  /// Runs one or more statements without parameters; rows are passed over.
  Status execute(const std::string& sql) const;
  /// First column of the first row, 0 if there is none.
  Result<std::int64_t> number(std::string_view sql) const;
  [[nodiscard]] std::int64_t changes() const;

  /// The error of a result code of SQLite, in words for people.
  [[nodiscard]] Error error_of(int code) const;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  Database(std::string path, sqlite3* handle) : path_(std::move(path)), handle_(handle) {}
  std::string path_;
  sqlite3* handle_ = nullptr;
  mutable std::map<std::string, Statement, std::less<>> statements_;
};

/// A transaction that is rolled back unless commit() succeeded.
class Transaction {
 public:
  /// Takes the write lock at once, so that a second writer waits here and not in the middle.
  static Result<Transaction> begin(const Database& database);
  /// A view of the ledger that stays the same while others write.
  static Result<Transaction> begin_reading(const Database& database);
  Status commit();
  ~Transaction();
  Transaction(Transaction&& other) noexcept : database_(other.database_) { other.database_ = nullptr; }
  Transaction& operator=(Transaction&&) = delete;

 private:
  explicit Transaction(const Database* database) : database_(database) {}
  const Database* database_;
};

}  // namespace parley
