// See ledger.h.
#include "ledger/ledger.h"

#include <filesystem>
#include <map>

#include "base/hash.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "ledger/cells.h"
#include "ledger/copies.h"
#include "ledger/copy_index.h"
#include "ledger/meetings.h"
#include "ledger/record_load.h"
#include "ledger/schema.h"
#include "record/fields.h"

namespace parley {
namespace {

template <class F>
std::string insert_sql(const std::string& table, const std::vector<std::string>& more) {
  auto columns = columns_of<F>();
  std::string marks;
  for (std::size_t i = 0; i < columns.size() + more.size(); ++i) marks += i == 0 ? "?" : ", ?";
  std::string names = name_list(columns);
  for (const std::string& m : more) names += ", \"" + m + '"';
  return "INSERT OR IGNORE INTO \"" + table + "\" (" + names + ") VALUES (" + marks + ")";
}

/// [start, end, role] in code points. Boilerplate in a row, which is most of many pages, stands as one.
std::string blocks_json(const std::vector<Block>& blocks, std::string_view text) {
  CodePointIndex index(text);
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  for (std::size_t k = 0, end = 0; k < blocks.size(); k = end) {
    end = k + 1;
    if (blocks[k].role == BlockRole::boilerplate)
      while (end < blocks.size() && blocks[end].role == BlockRole::boilerplate) ++end;
    json.begin_array();
    json.integer(index.at(blocks[k].span.begin)), json.integer(index.at(blocks[end - 1].span.end));
    json.text(name_of(blocks[k].role));
    json.end_array();
  }
  json.end_array();
  return out;
}

/// What a report is found by: its title, and each block of its article on a line of its own (as the view search_words
/// puts them together).
std::string words_to_find(const Report& r) {
  std::string out = r.title;
  for (const Block& b : r.blocks)
    if (is_of_article(b.role)) out += '\n', out += slice(r.text, b.span);
  return out;
}

}  // namespace

struct Ledger::Impl {
  std::unique_ptr<Database> db;

  Result<bool> add_one(const Reading& reading, const std::string& recorded);
  template <class F>
  Status add_findings(const std::vector<F>& findings, const std::string& reported);
  Status index(std::string_view kind, const std::string& id, std::string_view words);
  Result<std::string> reported_on(const std::string& report);
  Status derive_meetings(const std::string& key);
};

Ledger::Ledger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;

Result<Ledger> Ledger::open(const std::string& path, Mode mode, int busy_timeout) {
  bool writable = mode == Mode::read_write;
  if (!writable && !std::filesystem::exists(path))
    return fail(ErrorCode::not_found,
                "no ledger here: read reports into one first (parley read PATH), or name another with --ledger", path);
  auto impl = std::make_unique<Impl>();
  impl->db =
      TRY(Database::open(path, writable ? Database::Access::read_write : Database::Access::read_only, busy_timeout));
  if (writable) {
    // A reader without write permission cannot create the shared-memory file of a WAL; writers set it once.
    TRY_VOID(
        impl->db->execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA "
                          "foreign_keys = OFF; PRAGMA temp_store = MEMORY; "
                          "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4096"));
  }
  TRY_VOID(prepare_schema(*impl->db, writable));
  return Ledger(std::move(impl));
}

Status Ledger::limit_pages(int pages) { return impl_->db->execute("PRAGMA max_page_count = " + std::to_string(pages)); }

Result<bool> Ledger::has_report(const std::string& id) const {
  Statement* s = TRY(impl_->db->cached("SELECT 1 FROM report WHERE id = ?"));
  s->text(id);
  bool found = TRY(s->step());
  s->reset();
  return found;
}

Result<std::size_t> Ledger::count_copies(const std::vector<std::string>& reports) const {
  std::size_t n = 0;
  for (const std::string& id : reports) {
    Statement* s = TRY(impl_->db->cached(
        "SELECT 1 FROM copy WHERE report = ? AND relation IN ('copy', 'cut', 'extended', 'updated')"));
    s->text(id);
    n += TRY(s->step()) ? 1 : 0;
    s->reset();
  }
  return n;
}

Result<std::string> Ledger::report_text(const std::string& id) const {
  Statement* s = TRY(impl_->db->cached("SELECT text FROM report WHERE id = ?"));
  s->text(id);
  if (!TRY(s->step())) return fail(ErrorCode::not_found, "no report of this id", id);
  std::string text(s->text_at(0));
  s->reset();
  return text;
}

// ---- adding
// ---------------------------------------------------------------------------------------------------------------

Status Ledger::Impl::index(std::string_view kind, const std::string& id, std::string_view words) {
  Statement* row = TRY(db->cached("INSERT INTO search_row (kind, id) VALUES (?, ?)"));
  row->text(kind).text(id);
  TRY_VOID(row->run());
  Statement* s = TRY(db->cached("INSERT INTO search (rowid, kind, id, words) VALUES (last_insert_rowid(), ?, ?, ?)"));
  s->text(kind).text(id).text(words);
  return s->run();
}

template <class F>
Status Ledger::Impl::add_findings(const std::vector<F>& findings, const std::string& reported) {
  std::vector<std::string> more{"reported"};
  if (std::is_same_v<F, Meeting>) more.emplace_back("party_key");
  Statement* s = TRY(db->cached(insert_sql<F>(table_of<F>(), more)));
  for (const F& finding : findings) {
    for (const Cell& c : cells_of(finding)) bind(*s, c);
    s->text(reported);
    if constexpr (std::is_same_v<F, Meeting>) {
      std::string key = party_key(finding.parties);
      s->text(key);
      Statement* dirty = TRY(db->cached("INSERT OR IGNORE INTO dirty VALUES ('parties', ?)"));
      dirty->text(key);
      TRY_VOID(dirty->run());
    }
    TRY_VOID(s->run());
    TRY_VOID(index(F::kKind, finding.id, finding.quote));
  }
  return {};
}

Result<bool> Ledger::Impl::add_one(const Reading& reading, const std::string& recorded) {
  const Report& r = reading.report;
  static const std::string kInsert =
      insert_sql<Report>("report", {"text", "blocks", "reported", "recorded", "fingerprint"});
  Statement* s = TRY(db->cached(kInsert));
  for (const Cell& c : cells_of(r)) bind(*s, c);
  const std::string fingerprint = fingerprint_of(shingles(news_words(r.text, r.blocks)));
  std::string reported = reported_day(r);
  s->text(r.text).text(blocks_json(r.blocks, r.text)).text(reported).text(recorded).blob(fingerprint);
  TRY_VOID(s->run());
  if (db->changes() == 0) return false;
  TRY_VOID(index("report", r.id, words_to_find(r)));
  Statement* dirty = TRY(db->cached("INSERT OR IGNORE INTO dirty VALUES ('report', ?)"));
  dirty->text(r.id);
  TRY_VOID(dirty->run());
  Status status;
  for_each_kind(reading.findings, [&](const auto& list) {
    if (status) status = add_findings(list, reported);
  });
  if (!status) return tl::unexpected(status.error());
  return true;
}

Result<std::vector<bool>> Ledger::add(const std::vector<const Reading*>& readings, const std::string& recorded) {
  Transaction transaction = TRY(Transaction::begin(*impl_->db));
  std::vector<bool> added;
  for (const Reading* r : readings) added.push_back(TRY(impl_->add_one(*r, recorded)));
  TRY_VOID(transaction.commit());
  return added;
}

Result<Record> Ledger::record(AsOf as_of, LoadProgress* progress) const {
  return load_record(*impl_->db, as_of, progress);
}

Result<Record> Ledger::earlier(const Record& whole, Date day) const { return earlier_record(*impl_->db, whole, day); }

Status Ledger::judge(const std::vector<Judgement>& judgements, const std::string& recorded) {
  return add_judgements(*impl_->db, judgements, recorded);
}

Status Ledger::keep(const StatedForecast& stated, const std::string& recorded) {
  return add_stated(*impl_->db, stated, recorded);
}

Status Ledger::correct(const std::vector<Correction>& corrections, const std::string& recorded) {
  return add_corrections(*impl_->db, corrections, recorded);
}

// ---- deriving
// -------------------------------------------------------------------------------------------------------------

Result<std::string> Ledger::Impl::reported_on(const std::string& report) {
  Statement* s = TRY(db->cached("SELECT reported FROM report WHERE id = ?"));
  s->text(report);
  std::string day;
  if (TRY(s->step())) day = std::string(s->text_at(0));
  s->reset();
  return day;
}

Status Ledger::Impl::derive_meetings(const std::string& key) {
  Statement* old_steps =
      TRY(db->cached("DELETE FROM meeting_step WHERE meeting IN (SELECT id FROM meeting WHERE parties = ?)"));
  old_steps->text(key);
  TRY_VOID(old_steps->run());
  Statement* old = TRY(db->cached("DELETE FROM meeting WHERE parties = ?"));
  old->text(key);
  TRY_VOID(old->run());
  std::vector<Meeting> mentions = TRY(load_rows<Meeting>(*db, "party_key = ?", key));
  std::map<std::string, std::string> days;  // of the reports; mentions are many, reports few
  for (Meeting& m : mentions)
    for (MeetingStep& step : m.history) {
      auto [day, fresh] = days.try_emplace(step.report);
      if (fresh) day->second = TRY(reported_on(step.report));
      step.reported = day->second;
    }
  for (const Meeting& m : merge_meetings(mentions)) {
    Statement* s = TRY(db->cached("INSERT OR REPLACE INTO meeting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    s->text(m.id)
        .text(key)
        .text(m.name)
        .text_or_null(m.level)
        .text_or_null(m.place)
        .text(name_of(m.status))
        .text_or_null(m.planned.when)
        .text_or_null(m.planned.value);
    s->integer(m.slips);
    if (m.slipped_days) {
      s->integer(*m.slipped_days);
    } else {
      s->null();
    }
    s->text(m.history.front().reported).text(m.history.back().reported).text(to_json(m));
    TRY_VOID(s->run());
    for (std::size_t n = 0; n < m.history.size(); ++n) {
      const MeetingStep& step = m.history[n];
      Statement* t = TRY(db->cached("INSERT OR REPLACE INTO meeting_step VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
      t->text(m.id)
          .integer(static_cast<std::int64_t>(n))
          .text(name_of(step.status))
          .text_or_null(step.planned)
          .text_or_null(step.value)
          .text(step.reported)
          .text(step.report)
          .text(step.quote);
      TRY_VOID(t->run());
    }
  }
  return {};
}

Status Ledger::derive(const CopyRules& rules) {
  CopyIndex copies(*impl_->db, rules);
  for (const char* kind : {"parties", "report"}) {
    for (;;) {
      Transaction transaction = TRY(Transaction::begin(*impl_->db));
      std::vector<std::string> keys;
      {
        Statement s = TRY(impl_->db->prepare("SELECT key FROM dirty WHERE kind = ? ORDER BY key LIMIT 500"));
        s.text(kind);
        while (TRY(s.step())) keys.emplace_back(s.text_at(0));
      }
      if (keys.empty()) break;
      for (const std::string& key : keys) {
        if (std::string_view(kind) == "parties") {
          TRY_VOID(impl_->derive_meetings(key));
        } else {
          TRY_VOID(copies.derive(key));
        }
        Statement* done = TRY(impl_->db->cached("DELETE FROM dirty WHERE kind = ? AND key = ?"));
        done->text(kind).text(key);
        TRY_VOID(done->run());
      }
      TRY_VOID(transaction.commit());
    }
  }
  return {};
}

}  // namespace parley
