// See sqlite.h.
#include "ledger/sqlite.h"

#include <sqlite3.h>

#include <utility>

namespace parley {

// ---- statements -----------------------------------------------------------------------------------------------------

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      statement_(std::exchange(other.statement_, nullptr)),
      next_(other.next_),
      problem_(other.problem_) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(database_, other.database_);
  std::swap(statement_, other.statement_);
  std::swap(next_, other.next_);
  std::swap(problem_, other.problem_);
  return *this;
}

Statement& Statement::text(std::string_view value) {
  const char* bytes = value.data() == nullptr ? "" : value.data();
  int code = sqlite3_bind_text64(statement_, ++next_, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  if (problem_ == SQLITE_OK) problem_ = code;
  return *this;
}

Statement& Statement::text_or_null(std::string_view value) { return value.empty() ? null() : text(value); }

Statement& Statement::blob(std::string_view value) {
  const char* bytes = value.data() == nullptr ? "" : value.data();
  int code = sqlite3_bind_blob64(statement_, ++next_, bytes, value.size(), SQLITE_TRANSIENT);
  if (problem_ == SQLITE_OK) problem_ = code;
  return *this;
}

Statement& Statement::integer(std::int64_t value) {
  int code = sqlite3_bind_int64(statement_, ++next_, value);
  if (problem_ == SQLITE_OK) problem_ = code;
  return *this;
}

Statement& Statement::real(double value) {
  int code = sqlite3_bind_double(statement_, ++next_, value);
  if (problem_ == SQLITE_OK) problem_ = code;
  return *this;
}

Statement& Statement::null() {
  int code = sqlite3_bind_null(statement_, ++next_);
  if (problem_ == SQLITE_OK) problem_ = code;
  return *this;
}

Result<bool> Statement::step() {
  if (problem_ != SQLITE_OK) return tl::unexpected(database_->error_of(problem_));
  int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Error error = database_->error_of(code);
  reset();
  return tl::unexpected(std::move(error));
}

Status Statement::run() {
  while (TRY(step())) {
  }
  reset();
  return {};
}

void Statement::reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  next_ = 0;
  problem_ = SQLITE_OK;
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::string_view Statement::text_at(int column) const {
  const auto* bytes = sqlite3_column_text(statement_, column);
  if (bytes == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::blob_at(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::int64_t Statement::integer_at(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::real_at(int column) const { return sqlite3_column_double(statement_, column); }

// ---- the database ---------------------------------------------------------------------------------------------------

namespace {

/// A path as an SQLite URI: what would have a meaning in a URI is written as %XX.
std::string uri_of(const std::string& path, std::string_view query) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (char c : path) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '%' || c == '?' || c == '#') {
      uri += '%';
      uri += kDigits[byte >> 4];
      uri += kDigits[byte & 15];
    } else {
      uri += c;
    }
  }
  return uri.append(query);
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Access access, int busy_timeout) {
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= access == Access::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  std::string uri = uri_of(path, access == Access::read_only_immutable ? "?immutable=1" : "");
  sqlite3* handle = nullptr;
  int code = sqlite3_open_v2(uri.c_str(), &handle, flags, nullptr);
  std::unique_ptr<Database> database(new Database(path, handle));
  if (code != SQLITE_OK) return tl::unexpected(database->error_of(code));
  sqlite3_busy_timeout(handle, busy_timeout);
  // A ledger may come from anywhere: its schema is not trusted, and nothing can write past SQLite's own checks.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return database;
}

Database::~Database() {
  statements_.clear();
  sqlite3_close_v2(handle_);
}

Result<Statement> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error_of(code));
  return Statement(this, statement);
}

Result<Statement*> Database::cached(std::string_view sql) const {
  auto at = statements_.find(sql);
  if (at == statements_.end()) at = statements_.emplace(std::string(sql), TRY(prepare(sql))).first;
  at->second.reset();
  return &at->second;
}

Status Database::execute(const std::string& sql) const {
  int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error_of(code));
  return {};
}

Result<std::int64_t> Database::number(std::string_view sql) const {
  Statement statement = TRY(prepare(sql));
  return TRY(statement.step()) ? statement.integer_at(0) : 0;
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_); }

Error Database::error_of(int code) const {
  std::string detail = handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::ledger_locked,
              "another program is writing to this ledger; wait until it is done, or close it, and run this again",
              path_};
    case SQLITE_FULL:
      return {ErrorCode::disk_full, "the disk is full; free space or choose another --ledger (nothing is damaged)",
              path_};
    case SQLITE_NOTADB:
      return {ErrorCode::ledger_broken, "not a Parley ledger (not an SQLite file); choose another --ledger", path_};
    case SQLITE_CORRUPT:
      return {
          ErrorCode::ledger_broken,
          "the ledger is damaged (" + detail + "); restore a copy, or save what is left with: sqlite3 FILE .recover",
          path_};
    case SQLITE_ERROR:
    case SQLITE_SCHEMA:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return {ErrorCode::ledger_broken, "the ledger does not have the tables it should have (" + detail + ")", path_};
    case SQLITE_READONLY:
      return {ErrorCode::unreadable, "the ledger, or its folder, may not be written; choose another --ledger", path_};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {ErrorCode::unreadable,
              "cannot open the ledger: the folder is missing, or it or the file may not be read or written", path_};
    case SQLITE_TOOBIG:
      return {ErrorCode::bad_input, "a report or finding is too large for the ledger", path_};
    default:
      return {ErrorCode::unreadable, "the ledger cannot be read or written: " + detail, path_};
  }
}

// ---- transactions ---------------------------------------------------------------------------------------------------

Result<Transaction> Transaction::begin(const Database& database) {
  TRY_VOID(database.execute("BEGIN IMMEDIATE"));
  return Transaction(&database);
}

Result<Transaction> Transaction::begin_reading(const Database& database) {
  TRY_VOID(database.execute("BEGIN"));
  return Transaction(&database);
}

Status Transaction::commit() {
  TRY_VOID(database_->execute("COMMIT"));
  database_ = nullptr;
  return {};
}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  Status ignored = database_->execute("ROLLBACK");  // SQLite may have rolled back by itself already
  (void)ignored;
}

}  // namespace parley
