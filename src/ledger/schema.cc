// See schema.h. Columns of the findings' tables follow from the structs (cells.h); views and triggers are written out
// here.
#include "ledger/schema.h"

#include "ledger/cells.h"
#include "ledger/record_load.h"

namespace parley {
namespace {

/// `end` closes the table. Rows of a few hundred bytes lie in the tree of their ids (WITHOUT ROWID); reports do not,
/// since a search in a tree of long rows reads each row that it compares with, overflow pages and all.
template <class F>
std::string table_sql(const std::string& name, const std::string& more, const char* end = ") WITHOUT ROWID;\n") {
  std::string sql = "CREATE TABLE \"" + name + "\" (";
  for (const Column& c : columns_of<F>())
    sql += '"' + c.name + "\" " + c.type + (c.name == "id" ? " PRIMARY KEY NOT NULL" : "") + ", ";
  return sql + more + end;
}

/// Facts are never changed or deleted, not even from a shell.
std::string append_only(const std::string& table) {
  std::string sql;
  for (const char* verb : {"UPDATE", "DELETE"})
    sql += "CREATE TRIGGER \"" + table + "_no_" + verb + "\" BEFORE " + verb + " ON \"" + table +
           "\" BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: " + table + " keeps what was recorded'); END;\n";
  return sql;
}

constexpr const char* kDerived = R"sql(
CREATE TABLE meeting (id TEXT PRIMARY KEY, parties TEXT, name TEXT, level TEXT, place TEXT, status TEXT, planned TEXT, value TEXT, slips INTEGER,
  slipped_days INTEGER, first_reported TEXT, last_reported TEXT, json TEXT) WITHOUT ROWID;
CREATE TABLE meeting_step (meeting TEXT, number INTEGER, status TEXT, planned TEXT, value TEXT, reported TEXT, report TEXT, quote TEXT,
  PRIMARY KEY (meeting, number)) WITHOUT ROWID;
CREATE TABLE copy (report TEXT, of TEXT, relation TEXT, overlap REAL, PRIMARY KEY (report, of)) WITHOUT ROWID;
CREATE TABLE dirty (kind TEXT, key TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE INDEX meeting_mention_parties ON meeting_mention (party_key);
CREATE INDEX meeting_parties ON meeting (parties);
CREATE INDEX report_reported ON report (reported, id);
)sql";

/// What older ledgers of this format lack. Where the keys of copies lie in the table of old (`band`), they are made
/// anew with the next reading.
constexpr const char* kAddedLater = R"sql(
CREATE INDEX IF NOT EXISTS meeting_mention_report ON meeting_mention (report);
CREATE TABLE IF NOT EXISTS copy_key (hash INTEGER, moment INTEGER, report TEXT, PRIMARY KEY (hash, moment, report)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copy_of ON copy (of);
INSERT OR IGNORE INTO dirty SELECT 'report', id FROM report WHERE EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'band');
DROP TABLE IF EXISTS band;
)sql";

/// The full-text index keeps no words of its own: they are put together from what was recorded (view search_words). A
/// report's are its title, and each block of its article on a line of its own. Without ->> or json_extract(): a view
/// with those is not run where schemas are not trusted. (FTS5's own 'rebuild' does not follow json_each() either.)
std::string search_sql() {
  std::string roles;
  for (BlockRole role : kArticleRoles) roles += (roles.empty() ? "'" : ", '") + std::string(name_of(role)) + "'";
  std::string sql =
      "CREATE TABLE search_row (number INTEGER PRIMARY KEY, kind TEXT, id TEXT);\n"
      "CREATE VIEW search_words AS SELECT number, kind, id, CASE kind WHEN 'report' THEN (SELECT coalesce(title, '') "
      "|| "
      "coalesce((SELECT group_concat(char(10) || substr(text, 1 + a.value, b.value - a.value), '') "
      "FROM json_each(blocks) AS block, json_each(block.value) AS a, json_each(block.value) AS b, "
      "json_each(block.value) AS role WHERE a.key = 0 AND b.key = 1 AND role.key = 2 AND role.value IN (" +
      roles + ")), '') FROM report WHERE report.id = search_row.id)";
  const Findings none;
  for_each_kind(none, [&](const auto& list) {
    using F = typename std::decay_t<decltype(list)>::value_type;
    const std::string table = '"' + table_of<F>() + '"';
    sql +=
        " WHEN '" + std::string(F::kKind) + "' THEN (SELECT quote FROM " + table + " AS f WHERE f.id = search_row.id)";
  });
  return sql +
         " END AS words FROM search_row;\n"
         "CREATE VIRTUAL TABLE search USING fts5(kind UNINDEXED, id UNINDEXED, words, content = 'search_words', "
         "content_rowid = 'number', tokenize = 'unicode61');\n";
}

/// Older ledgers keep all words a second time in the index, and fingerprints of 64 bits a shingle. Of those the one key
/// of a report too short for others (copy_keys()) was made; longer ones meet under the others as before.
Status renew_indexes(const Database& database) {
  const char* done = "SELECT count(*) FROM sqlite_master WHERE name = 'search_row'";
  if (TRY(database.number(done)) > 0) return {};
  Transaction transaction = TRY(Transaction::begin(database));
  if (TRY(database.number(done)) > 0) return {};  // another process was faster
  TRY_VOID(database.execute("CREATE TEMP TABLE known AS SELECT rowid AS number, kind, id FROM search ORDER BY rowid;" +
                            ("DROP TABLE search;" + search_sql()) +
                            "INSERT INTO search_row SELECT number, kind, id FROM known; DROP TABLE known;"
                            "INSERT INTO search (rowid, kind, id, words) SELECT * FROM search_words;"
                            "CREATE TEMP TABLE short AS SELECT id FROM report WHERE length(fingerprint) < 64;"
                            "DELETE FROM copy_key WHERE report IN (SELECT id FROM short);"
                            "INSERT OR IGNORE INTO dirty SELECT 'report', id FROM short; DROP TABLE short;"));
  return transaction.commit();
}

constexpr const char* kViews = R"sql(
CREATE VIEW v_reports AS SELECT reported, title, publisher, url, id FROM report ORDER BY reported, id;
CREATE VIEW v_scheduled AS SELECT value AS planned_for, name, parties, status, slips, last_reported, id FROM meeting
  WHERE status IN ('scheduled', 'proposed', 'postponed', 'predicted') ORDER BY value;
CREATE VIEW v_slips AS SELECT m.name, m.parties, m.slips, m.slipped_days, s.number, s.status, s.value, s.reported, s.quote FROM meeting m
  JOIN meeting_step s ON s.meeting = m.id WHERE m.slips > 0 ORDER BY m.id, s.number;
CREATE VIEW v_timeline AS SELECT coalesce(e.value, r.reported) AS day, e.type, e.status, e.trigger, e.source, e.target, e.quote, e.report FROM event e
  JOIN report r ON r.id = e.report ORDER BY day, e.id;
CREATE VIEW v_claims_by_source AS SELECT coalesce(source, '(none)') AS source, class, count(*) AS claims, min(r.reported) AS first, max(r.reported) AS last
  FROM claim c JOIN report r ON r.id = c.report GROUP BY 1, 2 ORDER BY claims DESC, 1;
CREATE VIEW v_open_forecasts AS SELECT f.window_to AS decided_by, f."by", f.event, f.low, f.high, f.phrase, r.reported, f.quote FROM forecast f
  JOIN report r ON r.id = f.report ORDER BY f.window_to, f.id;
CREATE VIEW v_demands AS SELECT r.reported, d.form, d."by", d."to", d.what, d.in_return, d.deadline, d.quote FROM demand d JOIN report r ON r.id = d.report
  ORDER BY r.reported, d.id;
)sql";

std::string schema_sql() {
  std::string sql = table_sql<Report>(
      "report", "reported TEXT, recorded TEXT NOT NULL, fingerprint BLOB, blocks TEXT, text TEXT NOT NULL", ");\n");
  sql += table_sql<Event>("event", "reported TEXT");
  sql += table_sql<Meeting>("meeting_mention", "reported TEXT, party_key TEXT");
  sql += table_sql<Claim>("claim", "reported TEXT");
  sql += table_sql<Forecast>("forecast", "reported TEXT");
  sql += table_sql<Demand>("demand", "reported TEXT");
  sql += table_sql<Explanation>("explanation", "reported TEXT");
  sql += table_sql<Commitment>("commitment", "reported TEXT");
  for (const char* table :
       {"report", "event", "meeting_mention", "claim", "forecast", "demand", "explanation", "commitment"})
    sql += append_only(table);
  return sql + kDerived + search_sql() + kAddedLater + kViews;
}

}  // namespace

Status prepare_schema(const Database& database, bool writable) {
  std::int64_t application = TRY(database.number("PRAGMA application_id"));
  std::int64_t format = TRY(database.number("PRAGMA user_version"));
  std::int64_t tables = TRY(database.number("SELECT count(*) FROM sqlite_master"));
  if (application == kApplicationId && format > kLedgerFormat)
    return fail(ErrorCode::ledger_newer,
                "written by a later version of Parley (format " + std::to_string(format) + ", this version knows " +
                    std::to_string(kLedgerFormat) + "): use that version, or choose another file with --ledger",
                database.path());
  if (application == kApplicationId && tables > 0) {
    if (!writable) return {};
    TRY_VOID(database.execute(kAddedLater));
    return renew_indexes(database);
  }
  if (tables > 0)
    return fail(ErrorCode::ledger_broken, "is a database, but no ledger of Parley: choose another file with --ledger",
                database.path());
  if (!writable)
    return fail(ErrorCode::not_found, "is empty: read reports into it first (parley read PATH --ledger FILE)",
                database.path());
  Transaction transaction = TRY(Transaction::begin(database));
  if (TRY(database.number("SELECT count(*) FROM sqlite_master")) > 0) return {};  // another process was faster
  TRY_VOID(database.execute(schema_sql()));
  TRY_VOID(database.execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                            "; PRAGMA user_version = " + std::to_string(kLedgerFormat)));
  return transaction.commit();
}

std::string reported_day(const Report& report) {
  if (auto day = report.published.day()) return day->iso();
  if (auto latest = parse_date(report.published.latest)) return latest->plus_days(-1).iso();
  return {};
}

}  // namespace parley
