// See corrections.h.
#include "ledger/corrections.h"

namespace parley {
namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE IF NOT EXISTS correction (number INTEGER PRIMARY KEY, explanation TEXT NOT NULL, evidence TEXT NOT NULL, bearing TEXT NOT NULL, note TEXT,
  "by" TEXT NOT NULL, day TEXT NOT NULL, recorded TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS "correction_no_UPDATE" BEFORE UPDATE ON correction BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: add a later correction'); END;
CREATE TRIGGER IF NOT EXISTS "correction_no_DELETE" BEFORE DELETE ON correction BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: add a later correction'); END;
)sql";

Result<bool> has_table(const Database& database) {
  return TRY(database.number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'correction'")) > 0;
}

}  // namespace

Status prepare_corrections(const Database& database) {
  if (TRY(has_table(database))) return {};
  return database.execute(kTables);
}

Status add_corrections(const Database& database, const std::vector<Correction>& corrections,
                       const std::string& recorded) {
  Transaction transaction = TRY(Transaction::begin(database));
  TRY_VOID(prepare_corrections(database));
  for (const Correction& c : corrections) {
    Statement* s = TRY(database.cached(
        R"(INSERT INTO correction (explanation, evidence, bearing, note, "by", day, recorded) VALUES (?, ?, ?, ?, ?, ?, ?))"));
    s->text(c.explanation).text(c.evidence).text(name_of(c.bearing)).text_or_null(c.note).text(c.by);
    s->text(c.day.iso()).text(recorded);
    TRY_VOID(s->run());
  }
  return transaction.commit();
}

Result<std::vector<Correction>> load_corrections(const Database& database, const std::string& day) {
  std::vector<Correction> out;
  if (!TRY(has_table(database))) return out;
  Statement s = TRY(database.prepare(
      R"(SELECT explanation, evidence, bearing, note, "by", day FROM correction WHERE ?1 = '' OR day <= ?1 ORDER BY number)"));
  s.text(day);
  while (TRY(s.step())) {
    const auto bearing = parse_name<Bearing>(s.text_at(2));
    const auto when = parse_date(s.text_at(5));
    if (!bearing || !when) return fail(ErrorCode::ledger_broken, "a correction cannot be read", database.path());
    out.push_back({std::string(s.text_at(0)), std::string(s.text_at(1)), *bearing, std::string(s.text_at(3)),
                   std::string(s.text_at(4)), *when});
  }
  return out;
}

std::string correction_json(const Correction& c) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("kind"), json.text("correction");
  json.key("explanation"), json.text(c.explanation);
  json.key("evidence"), json.text(c.evidence);
  json.key("bearing"), json.text(name_of(c.bearing));
  json.key("note"), json.text_or_null(c.note);
  json.key("by"), json.text(c.by);
  json.key("day"), json.text(c.day.iso());
  json.end_object();
  return out;
}

}  // namespace parley
