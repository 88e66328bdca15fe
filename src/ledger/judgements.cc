// See judgements.h.
#include "ledger/judgements.h"

#include "base/json_writer.h"
#include "base/value.h"
#include "record/fields.h"

namespace parley {
namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE IF NOT EXISTS judgement (number INTEGER PRIMARY KEY, forecast TEXT NOT NULL, state TEXT NOT NULL, evidence TEXT, note TEXT, "by" TEXT NOT NULL,
  day TEXT NOT NULL, recorded TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS stated_forecast (id TEXT PRIMARY KEY, day TEXT NOT NULL, json TEXT NOT NULL, recorded TEXT NOT NULL) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS "judgement_no_UPDATE" BEFORE UPDATE ON judgement BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: add a later judgement'); END;
CREATE TRIGGER IF NOT EXISTS "judgement_no_DELETE" BEFORE DELETE ON judgement BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: add a later judgement'); END;
CREATE TRIGGER IF NOT EXISTS "stated_forecast_no_UPDATE" BEFORE UPDATE ON stated_forecast BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: what was stated stays'); END;
CREATE TRIGGER IF NOT EXISTS "stated_forecast_no_DELETE" BEFORE DELETE ON stated_forecast BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: what was stated stays'); END;
)sql";

std::string list_json(const std::vector<std::string>& texts) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  for (const std::string& t : texts) json.text(t);
  json.end_array();
  return out;
}

Result<bool> has_table(const Database& database, const std::string& name) {
  return TRY(database.number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '" + name + "'")) > 0;
}

Error broken(const Database& database, const std::string& what) {
  return {ErrorCode::ledger_broken, what, database.path()};
}

}  // namespace

Status prepare_judgements(const Database& database) {
  if (TRY(has_table(database, "judgement")) && TRY(has_table(database, "stated_forecast"))) return {};
  return database.execute(kTables);
}

Status add_judgements(const Database& database, const std::vector<Judgement>& judgements, const std::string& recorded) {
  Transaction transaction = TRY(Transaction::begin(database));
  TRY_VOID(prepare_judgements(database));
  for (const Judgement& j : judgements) {
    Statement* s = TRY(database.cached(
        R"(INSERT INTO judgement (forecast, state, evidence, note, "by", day, recorded) VALUES (?, ?, ?, ?, ?, ?, ?))"));
    s->text(j.forecast).text(name_of(j.state)).text(list_json(j.evidence)).text_or_null(j.note).text(j.by);
    s->text(j.day.iso()).text(recorded);
    TRY_VOID(s->run());
  }
  return transaction.commit();
}

Status add_stated(const Database& database, const StatedForecast& stated, const std::string& recorded) {
  Transaction transaction = TRY(Transaction::begin(database));
  TRY_VOID(prepare_judgements(database));
  Statement* s = TRY(database.cached("INSERT OR IGNORE INTO stated_forecast VALUES (?, ?, ?, ?)"));
  s->text(stated.forecast.id).text(stated.day.iso()).text(to_json(stated.forecast)).text(recorded);
  TRY_VOID(s->run());
  return transaction.commit();
}

Result<std::vector<Judgement>> load_judgements(const Database& database, const std::string& day) {
  std::vector<Judgement> out;
  if (!TRY(has_table(database, "judgement"))) return out;
  Statement s = TRY(database.prepare(
      R"(SELECT forecast, state, evidence, note, "by", day FROM judgement WHERE ?1 = '' OR day <= ?1 ORDER BY number)"));
  s.text(day);
  while (TRY(s.step())) {
    auto state = parse_name<ForecastState>(s.text_at(1));
    auto when = parse_date(s.text_at(5));
    auto evidence = parse_json(s.text_at(2));
    if (!state || !when || !evidence) return tl::unexpected(broken(database, "a judgement cannot be read"));
    Judgement& j = out.emplace_back();
    j.forecast = std::string(s.text_at(0));
    j.state = *state;
    for (const Value& id : evidence->list) j.evidence.push_back(id.text);
    j.note = std::string(s.text_at(3));
    j.by = std::string(s.text_at(4));
    j.day = *when;
  }
  return out;
}

Result<std::vector<StatedForecast>> load_stated(const Database& database, const std::string& day) {
  std::vector<StatedForecast> out;
  if (!TRY(has_table(database, "stated_forecast"))) return out;
  Statement s =
      TRY(database.prepare("SELECT day, json FROM stated_forecast WHERE ?1 = '' OR day <= ?1 ORDER BY day, id"));
  s.text(day);
  while (TRY(s.step())) {
    auto when = parse_date(s.text_at(0));
    auto object = parse_json(s.text_at(1));
    if (!when || !object) return tl::unexpected(broken(database, "a stated forecast cannot be read"));
    auto forecast = from_json<Forecast>(*object);
    if (!forecast) return tl::unexpected(broken(database, "a stated forecast cannot be read"));
    out.push_back({std::move(*forecast), *when});
  }
  return out;
}

}  // namespace parley
