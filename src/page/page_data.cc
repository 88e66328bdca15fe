// See page_data.h.
#include "page/page_data.h"

#include <algorithm>
#include <filesystem>

#include "base/hash.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "ledger/cells.h"
#include "ledger/meetings.h"
#include "ledger/record_load.h"
#include "ledger/schema.h"

namespace parley {
namespace {

constexpr std::size_t kMostFindings = 1500000;  // of all days that are kept together
constexpr std::size_t kMostStates = 12;
constexpr int kBusyTimeout = 2000;  // milliseconds

/// Size and time of the files behind the ledger: differs where another program has written.
std::string stamp_of(const std::string& path) {
  std::string out;
  for (const char* suffix : {"", "-wal"}) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path + suffix, error);
    const auto time = std::filesystem::last_write_time(path + suffix, error).time_since_epoch().count();
    out += error ? "-" : std::to_string(size) + "." + std::to_string(time) + ".";
  }
  return out;
}

/// How much the ledger holds of what a record is made of. Its tables only grow, and what is derived from reports is
/// marked as due until it is there.
Result<std::string> basis_of(const Database& db) {
  std::string out;
  for (const char* table : {"report", "copy", "dirty", "judgement", "stated_forecast"}) {
    const std::string name(table);
    const bool there =
        TRY(db.number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '" + name + "'")) > 0;
    out += std::to_string(there ? TRY(db.number("SELECT count(*) FROM " + name)) : 0) + ' ';
  }
  return out;
}

}  // namespace

std::string search_query(const std::string& typed) {
  std::string out;
  const auto add = [&](std::string_view words, bool prefix) {
    std::string quoted;
    for (char c : words)
      if (c != '"' && c != '\0') quoted += c;
    if (trim(quoted).empty()) return;
    out += (out.empty() ? "\"" : " \"") + quoted + '"' + (prefix ? "*" : "");
  };
  for (std::size_t at = 0; at < typed.size();) {
    const bool phrase = typed[at] == '"';
    std::size_t end = typed.find(phrase ? '"' : ' ', at + (phrase ? 1 : 0));
    if (end == std::string::npos) end = typed.size();
    std::string_view part = std::string_view(typed).substr(at + (phrase ? 1 : 0), end - at - (phrase ? 1 : 0));
    const bool prefix = !phrase && part.size() > 1 && part.ends_with('*');
    add(prefix ? part.substr(0, part.size() - 1) : part, prefix);
    at = end + 1;
  }
  return out;
}

Result<const Database*> PageData::database() {
  if (!database_) {
    if (!std::filesystem::exists(path_))
      return fail(ErrorCode::not_found,
                  "there is no ledger yet: read reports into it (parley read PATH --ledger " + path_ + ")", path_);
    auto opened = TRY(Database::open(path_, Database::Access::read_only, kBusyTimeout));
    TRY_VOID(prepare_schema(*opened, false));
    database_ = std::move(opened);
  }
  return database_.get();
}

/// Forgets what was loaded if the ledger has changed since, but for corrections alone, which are read anew.
Status PageData::look() {
  const Database* db = TRY(database());
  const auto now = db->number("PRAGMA data_version");
  if (!now) {
    database_.reset();
    return tl::unexpected(now.error());
  }
  if (*now == seen_ && !version_.empty()) return {};
  seen_ = *now;
  version_ = content_id("v", stamp_of(path_) + std::to_string(seen_)).substr(2);
  const std::size_t corrected = corrections_.size();
  corrections_ = TRY(load_corrections(*db, ""));
  const std::string basis = TRY(basis_of(*db));
  const bool only_corrected = basis == basis_ && corrections_.size() != corrected;
  if (!only_corrected) states_.clear(), ++generation_;
  basis_ = basis;
  return {};
}

Result<std::string> PageData::version() {
  std::lock_guard lock(mutex_);
  if (database_ && !std::filesystem::exists(path_))
    database_.reset(), version_.clear(), states_.clear(), basis_.clear(), ++generation_;
  TRY_VOID(look());
  return version_;
}

PageData::~PageData() {
  if (ahead_.joinable()) ahead_.join();
}

SharedState PageData::kept(const std::string& on) {
  const auto it = std::find_if(states_.begin(), states_.end(), [&](const Kept& k) { return k.on == on; });
  if (it == states_.end()) return nullptr;
  states_.splice(states_.begin(), states_, it);
  return states_.front().state;
}

/// Forgets the days that were used longest ago, until the findings of those that are left and as many more are not too
/// many. All days stay: the others are made of them.
void PageData::make_room(std::size_t more) {
  std::size_t findings = more, days = 1;
  for (const Kept& k : states_) findings += k.on.empty() ? k.state->findings() : 0;
  for (auto it = states_.begin(); it != states_.end();) {
    if (!it->on.empty()) findings += it->state->findings(), ++days;
    it = !it->on.empty() && (findings > kMostFindings || days > kMostStates) ? states_.erase(it) : std::next(it);
  }
}

/// Without the lock: others go on meanwhile.
Result<SharedState> PageData::load(std::optional<Date> on, const SharedState& whole, LoadProgress& progress) {
  Ledger ledger = TRY(Ledger::open(path_, Ledger::Mode::read_only, kBusyTimeout));
  if (on && whole) return std::make_shared<const DayState>(TRY(ledger.earlier(whole->record(), *on)), on);
  return std::make_shared<const DayState>(TRY(ledger.record({on}, &progress)), on);
}

Result<SharedState> PageData::state(std::optional<Date> on) {
  std::unique_lock lock(mutex_);
  const std::string key = on ? on->iso() : "";
  for (;;) {
    TRY_VOID(look());
    if (SharedState there = kept(key)) return there;
    if (coming_.contains(key) || coming_.contains("")) {  // nothing is loaded twice; an earlier day is made of all
      changed_.wait(lock);
      continue;
    }
    const SharedState whole = on ? kept("") : nullptr;
    if (on) make_room(whole ? whole->findings() : 0);  // before more memory is taken
    const std::uint64_t generation = generation_;
    coming_.insert(key);
    auto progress = std::make_shared<LoadProgress>();
    if (!on) {
      progress_ = progress;
      progress->on_reports = [this](const std::vector<Report>& reports) {
        auto alone = std::make_shared<const DayState>(Record{reports, {}, {}, {}, {}, {}}, std::nullopt);
        std::lock_guard own(mutex_);
        reports_alone_ = std::move(alone);
        changed_.notify_all();
      };
    }
    lock.unlock();
    auto made = load(on, whole, *progress);
    lock.lock();
    coming_.erase(key);
    if (!on) reports_alone_.reset(), overtaken_ = false;
    changed_.notify_all();
    if (!made) return made;
    TRY_VOID(look());
    if (!on && generation != generation_) overtaken_ = true;
    if (generation == generation_) states_.push_front({key, *made});
    if (generation == generation_ || !whole) return made;  // else it may be of two states of the ledger
  }
}

bool PageData::is_worth_waiting_for() {
  std::lock_guard lock(mutex_);
  return look() && (overtaken_ || kept(""));
}

void PageData::read_ahead() {
  std::lock_guard lock(mutex_);
  if (reading_ahead_ || coming_.contains("") || !look() || kept("")) return;
  if (ahead_.joinable()) ahead_.join();
  reading_ahead_ = true;
  ahead_ = std::thread([this] {
    (void)state(std::nullopt);
    std::lock_guard own(mutex_);
    reading_ahead_ = false;
    changed_.notify_all();
  });
}

bool PageData::is_reading() {
  std::lock_guard lock(mutex_);
  return !coming_.empty();
}

HowFar PageData::how_far() {
  std::lock_guard lock(mutex_);
  return progress_ ? HowFar{progress_->read, progress_->all} : HowFar{};
}

SharedState PageData::reports_alone() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return reports_alone_ || (coming_.empty() && !reading_ahead_) || kept(""); });
  return reports_alone_;
}

Result<SharedState> PageData::with_hits(const SharedState& reports, const std::vector<SearchHit>& hits) {
  std::lock_guard lock(mutex_);
  const Database* db = TRY(database());
  Record out{reports->record().reports, {}, {}, {}, {}, {}};
  Status status;
  for_each_kind(out.findings, [&](auto& list) {
    using F = typename std::decay_t<decltype(list)>::value_type;
    if (std::is_same_v<F, Meeting>) return;
    std::string ids;
    JsonWriter json(ids);
    json.begin_array();
    for (const SearchHit& hit : hits)
      if (hit.kind == F::kKind) json.text(hit.id);
    json.end_array();
    auto rows = load_rows<F>(*db, "id IN (SELECT value FROM json_each(?))", ids);
    if (rows) list = std::move(*rows);
    if (!rows && status) status = tl::unexpected(rows.error());
  });
  if (!status) return tl::unexpected(status.error());
  return std::make_shared<const DayState>(std::move(out), std::nullopt);
}

Result<std::vector<Correction>> PageData::corrections(std::optional<Date> on) {
  std::lock_guard lock(mutex_);
  TRY_VOID(look());
  std::vector<Correction> out;
  for (const Correction& c : corrections_)
    if (!on || c.day <= *on) out.push_back(c);
  return out;
}

Result<StoredText> PageData::text_of(const std::string& report) {
  std::lock_guard lock(mutex_);
  const Database* db = TRY(database());
  Statement* s = TRY(db->cached("SELECT text, blocks FROM report WHERE id = ?"));
  s->text(report);
  if (!TRY(s->step())) return fail(ErrorCode::not_found, "the ledger has no report '" + report + "'");
  StoredText out{std::string(s->text_at(0)), std::string(s->text_at(1))};
  s->reset();
  if (out.blocks.empty()) out.blocks = "[]";
  return out;
}

Result<std::vector<Meeting>> PageData::mentions_in(const std::string& report, const std::vector<Meeting>& merged) {
  std::lock_guard lock(mutex_);
  const Database* db = TRY(database());
  std::set<std::string> keys;
  for (const Meeting& m : merged) keys.insert(party_key(m.parties));
  Statement* s = TRY(db->cached("SELECT " + name_list(columns_of<Meeting>()) +
                                " FROM meeting_mention WHERE report = ? ORDER BY party_key, id"));
  s->text(report);
  std::vector<Meeting> out;
  while (TRY(s->step())) {
    Meeting m = TRY(from_row<Meeting>(*s));
    if (keys.contains(party_key(m.parties))) out.push_back(std::move(m));
  }
  s->reset();
  return out;
}

Result<Meeting> PageData::mention(const std::string& id) {
  std::lock_guard lock(mutex_);
  const Database* db = TRY(database());
  Statement* s = TRY(db->cached("SELECT " + name_list(columns_of<Meeting>()) + " FROM meeting_mention WHERE id = ?"));
  s->text(id);
  if (!TRY(s->step())) return fail(ErrorCode::not_found, "the ledger has no finding '" + id + "'");
  auto out = from_row<Meeting>(*s);
  s->reset();
  return out;
}

Result<std::vector<SearchHit>> PageData::search(const std::string& words, std::size_t most) {
  const std::string query = search_query(words);
  if (query.empty()) return fail(ErrorCode::bad_usage, "the search has no word in it");
  std::lock_guard lock(mutex_);
  const Database* db = TRY(database());
  // Not from the index, which would put the words of each hit together. Older ledgers keep them there, and no rows.
  auto look = db->cached(
      "SELECT r.kind, r.id, r.number FROM search JOIN search_row r ON r.number = search.rowid WHERE search MATCH ? "
      "ORDER BY search.rowid DESC LIMIT ?");
  if (!look) look = db->cached("SELECT kind, id, rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?");
  Statement* s = TRY(look);
  s->text(query).integer(static_cast<std::int64_t>(most));
  std::vector<SearchHit> out;
  while (TRY(s->step())) out.push_back({std::string(s->text_at(0)), std::string(s->text_at(1)), s->integer_at(2)});
  s->reset();
  return out;
}

/// The words of a row are looked for again in a table of that row alone: in the whole index each look would pass over
/// all rows with the words before it (1.6 ms a row among 940,000 findings).
Result<std::string> PageData::snippet(const std::string& words, const SearchHit& hit) {
  std::lock_guard lock(mutex_);
  const Database* db = TRY(database());
  if (!one_) {
    one_ = TRY(Database::open(":memory:", Database::Access::read_write, kBusyTimeout));
    TRY_VOID(one_->execute("CREATE VIRTUAL TABLE one USING fts5(words, tokenize = 'unicode61')"));  // as table search
  }
  Statement* text = TRY(db->cached("SELECT words FROM search WHERE rowid = ?"));
  text->integer(hit.row);
  const bool there = TRY(text->step());
  Statement* put = TRY(one_->cached("INSERT OR REPLACE INTO one (rowid, words) VALUES (1, ?)"));
  put->text(there ? text->text_at(0) : std::string_view());
  TRY_VOID(put->run());
  text->reset();
  Statement* s =
      TRY(one_->cached("SELECT snippet(one, 0, char(2), char(3), '\xE2\x80\xA6', 28) FROM one WHERE one MATCH ?"));
  s->text(search_query(words));
  std::string out;
  if (TRY(s->step())) out = std::string(s->text_at(0));
  s->reset();
  return out;
}

}  // namespace parley
