// See ledger.h.
#include "ledger/ledger.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/hash.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "intake/html.h"
#include "ledger/cells.h"
#include "ledger/contradictions.h"
#include "ledger/copies.h"
#include "ledger/copy_index.h"
#include "ledger/grounds.h"
#include "ledger/meetings.h"
#include "ledger/schema.h"
#include "record/fields.h"

namespace parley {
namespace {

template <class F>
std::string table_of() {
  return std::is_same_v<F, Meeting> ? "meeting_mention" : std::string(F::kKind);
}

template <class F>
std::string insert_sql(const std::string& table, const std::vector<std::string>& more) {
  auto columns = columns_of<F>();
  std::string marks;
  for (std::size_t i = 0; i < columns.size() + more.size(); ++i) marks += i == 0 ? "?" : ", ?";
  std::string names = name_list(columns);
  for (const std::string& m : more) names += ", \"" + m + '"';
  return "INSERT OR IGNORE INTO \"" + table + "\" (" + names + ") VALUES (" + marks + ")";
}

std::string blocks_json(const std::vector<Block>& blocks, std::string_view text) {
  CodePointIndex index(text);
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  for (const Block& b : blocks) {
    json.begin_array();
    json.integer(index.at(b.span.begin)), json.integer(index.at(b.span.end));
    json.text(name_of(b.role));
    json.end_array();
  }
  json.end_array();
  return out;
}

std::string blob_of(const std::vector<std::uint64_t>& set) {
  return {reinterpret_cast<const char*>(set.data()), set.size() * sizeof(std::uint64_t)};
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
  template <class F>
  Result<std::vector<F>> load(const std::string& where, const std::string& parameter) const;
  Status load_copies(Record& record) const;
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
  Statement* s = TRY(db->cached("INSERT INTO search (kind, id, words) VALUES (?, ?, ?)"));
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
  std::vector<std::uint64_t> set = shingles(news_words(r.text, r.blocks));
  std::string reported = reported_day(r);
  s->text(r.text).text(blocks_json(r.blocks, r.text)).text(reported).text(recorded).blob(blob_of(set));
  TRY_VOID(s->run());
  if (db->changes() == 0) return false;
  TRY_VOID(index("report", r.id, r.title + '\n' + article_text(r)));
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

// ---- loading
// --------------------------------------------------------------------------------------------------------------

/// In the order of reported, then id. Sorted here: the rows come in the order of their ids, and for SQLite to sort rows
/// that wide takes several times as long as to read them.
template <class F>
Result<std::vector<F>> Ledger::Impl::load(const std::string& where, const std::string& parameter) const {
  std::string table;
  if constexpr (std::is_same_v<F, Report>) {
    table = "report";
  } else {
    table = table_of<F>();
  }
  const auto columns = columns_of<F>();
  Statement s = TRY(db->prepare("SELECT " + name_list(columns) + ", reported FROM \"" + table + "\" WHERE " + where +
                                " ORDER BY id"));
  if (!parameter.empty()) s.text(parameter);
  std::deque<F> rows;  // where they are: a vector would move them each time it grows
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_day;
  while (TRY(s.step())) {
    const std::string_view day = s.text_at(static_cast<int>(columns.size()));
    auto it = by_day.find(day);
    if (it == by_day.end()) it = by_day.try_emplace(std::string(day)).first;
    it->second.push_back(static_cast<std::uint32_t>(rows.size()));
    rows.push_back(TRY(from_row<F>(s)));
  }
  std::vector<F> out;
  out.reserve(rows.size());
  for (const auto& [day, numbers] : by_day)
    for (std::uint32_t n : numbers) out.push_back(std::move(rows[n]));
  return out;
}

namespace {

/// Days of the reports, by id.
using ReportDays = std::unordered_map<std::string, std::string>;

Result<ReportDays> days_of_reports(const Database& db) {
  ReportDays days;
  Statement s = TRY(db.prepare("SELECT id, reported FROM report"));
  while (TRY(s.step())) days.emplace(s.text_at(0), s.text_at(1));
  return days;
}

void set_days(std::vector<Meeting>& mentions, const ReportDays& days) {
  for (Meeting& m : mentions)
    for (MeetingStep& step : m.history)
      if (auto it = days.find(step.report); it != days.end()) step.reported = it->second;
}

/// By day and id.
void sort_reports(std::vector<Report>& reports) {
  std::vector<std::pair<std::string, std::size_t>> order;
  for (std::size_t k = 0; k < reports.size(); ++k) order.emplace_back(reported_day(reports[k]), k);
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return std::tie(a.first, reports[a.second].id) < std::tie(b.first, reports[b.second].id);
  });
  std::vector<Report> out;
  out.reserve(reports.size());
  for (const auto& [day, k] : order) out.push_back(std::move(reports[k]));
  reports = std::move(out);
}

}  // namespace

Status Ledger::Impl::load_copies(Record& record) const {
  std::unordered_map<std::string_view, Report*> known;
  for (Report& r : record.reports) known[r.id] = &r;
  Statement s = TRY(db->prepare("SELECT report, of, relation, overlap FROM copy ORDER BY report, of"));
  while (TRY(s.step())) {
    auto later = known.find(s.text_at(0));
    if (later == known.end() || !known.contains(s.text_at(1))) continue;
    CopyRelation relation{std::string(s.text_at(1)), std::string(s.text_at(2)), s.real_at(3)};
    auto& list = relation.relation == "reversed" ? later->second->reverses : later->second->copies_of;
    list.push_back(std::move(relation));
  }
  return {};
}

Result<Record> Ledger::record(AsOf as_of) const {
  Transaction view = TRY(Transaction::begin_reading(*impl_->db));
  Record out;
  std::string where = as_of.day ? "reported <= ?" : "1";
  std::string day = as_of.day ? as_of.day->iso() : std::string();
  out.reports = TRY(impl_->load<Report>(where, day));
  sort_reports(out.reports);
  Status status;
  for_each_kind(out.findings, [&](auto& list) {
    using F = typename std::decay_t<decltype(list)>::value_type;
    if (!status) return;
    auto loaded = impl_->load<F>(where, day);
    if (loaded) {
      list = std::move(*loaded);
    } else {
      status = tl::unexpected(loaded.error());
    }
  });
  if (!status) return tl::unexpected(status.error());
  TRY_VOID(impl_->load_copies(out));
  set_days(out.findings.meetings, TRY(days_of_reports(*impl_->db)));
  out.findings.meetings = merge_meetings(out.findings.meetings);
  tie_evidence(out.reports, out.findings);
  out.contradictions = find_contradictions(out.findings.meetings, out.findings.claims);
  out.judgements = TRY(load_judgements(*impl_->db, day));
  out.stated = TRY(load_stated(*impl_->db, day));
  out.corrections = TRY(load_corrections(*impl_->db, day));
  return out;
}

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
  std::vector<Meeting> mentions = TRY(load<Meeting>("party_key = ?", key.empty() ? std::string() : key));
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
