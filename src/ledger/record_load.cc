// See record_load.h.
#include "ledger/record_load.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/parallel.h"
#include "ledger/cells.h"
#include "ledger/contradictions.h"
#include "ledger/grounds.h"
#include "ledger/meetings.h"
#include "ledger/readers.h"
#include "ledger/schema.h"

namespace parley {
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

/// Puts what stands at order[k] to place k, where all of it is: there may be gigabytes. Leaves `order` in order.
template <class F>
void put_in_order(std::vector<F>& list, std::vector<std::uint32_t>& order) {
  for (std::uint32_t k = 0; k < order.size(); ++k) {
    if (order[k] == k) continue;
    F first = std::move(list[k]);
    std::uint32_t at = k;
    for (std::uint32_t from; (from = std::exchange(order[at], at)) != k; at = from) list[at] = std::move(list[from]);
    list[at] = std::move(first);
  }
}

/// By day and id.
void sort_reports(std::vector<Report>& reports) {
  std::vector<std::string> days;
  std::vector<std::uint32_t> order;
  for (const Report& r : reports) {
    order.push_back(static_cast<std::uint32_t>(days.size()));
    days.push_back(reported_day(r));
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(days[a], reports[a].id) < std::tie(days[b], reports[b].id);
  });
  put_in_order(reports, order);
}

Status load_copies(const Database& db, std::vector<Report>& reports) {
  std::unordered_map<std::string_view, Report*> known;
  for (Report& r : reports) known[r.id] = &r;
  Statement s = TRY(db.prepare("SELECT report, of, relation, overlap FROM copy ORDER BY report, of"));
  while (TRY(s.step())) {
    auto later = known.find(s.text_at(0));
    if (later == known.end() || !known.contains(s.text_at(1))) continue;
    CopyRelation relation{std::string(s.text_at(1)), std::string(s.text_at(2)), s.real_at(3)};
    auto& list = relation.relation == "reversed" ? later->second->reverses : later->second->copies_of;
    list.push_back(std::move(relation));
  }
  return {};
}

/// How many rows there are to read: each report and finding has one in the index of words.
std::size_t rows_of(const Database& db) {
  return static_cast<std::size_t>(db.number("SELECT max(id) FROM search_docsize").value_or(0));
}

/// The same of one kind; 0 where an older ledger does not tell.
std::size_t rows_of(const Database& db, std::string_view kind) {
  const std::string sql = "SELECT count(*) FROM search_row WHERE kind = '" + std::string(kind) + "'";
  return static_cast<std::size_t>(db.number(sql).value_or(0));
}

}  // namespace

/// Sorted here: the rows come in the order of their ids, and for SQLite to sort rows that wide takes several times as
/// long as to read them.
template <class F>
Result<std::vector<F>> load_rows(const Database& db, const std::string& where, const std::string& parameter,
                                 std::atomic<std::size_t>* read, std::size_t expected) {
  const auto columns = columns_of<F>();
  Statement s = TRY(db.prepare("SELECT " + name_list(columns) + ", reported FROM \"" + table_of<F>() + "\" WHERE " +
                               where + " ORDER BY id"));
  if (where.find('?') != std::string::npos) s.text(parameter);
  std::vector<F> rows;
  rows.reserve(expected);
  std::unordered_map<std::string, std::size_t> days;
  std::vector<std::pair<std::string_view, std::vector<std::uint32_t>>> by_day;
  std::string day;
  while (TRY(s.step())) {
    day = s.text_at(static_cast<int>(columns.size()));
    const auto [it, fresh] = days.try_emplace(day, by_day.size());
    if (fresh) by_day.emplace_back(it->first, std::vector<std::uint32_t>());
    by_day[it->second].second.push_back(static_cast<std::uint32_t>(rows.size()));
    TRY_VOID(read_row(s, rows.emplace_back()));
    if (read != nullptr) ++*read;
  }
  std::sort(by_day.begin(), by_day.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::uint32_t> order;
  order.reserve(rows.size());
  for (const auto& [reported, numbers] : by_day) order.insert(order.end(), numbers.begin(), numbers.end());
  put_in_order(rows, order);
  return rows;
}

namespace {

using Work = std::vector<std::function<Status(const Database&)>>;

/// What stands in tables of its own, by the day (empty: all).
Status load_rest(const Database& db, const std::string& day, Record& out, ReportDays& days) {
  days = TRY(days_of_reports(db));
  out.judgements = TRY(load_judgements(db, day));
  out.stated = TRY(load_stated(db, day));
  out.corrections = TRY(load_corrections(db, day));
  return {};
}

/// What follows from rows that are all there.
void put_together(Record& record, const ReportDays& days) {
  set_days(record.findings.meetings, days);
  in_parallel(2, threads_here(), [&](std::size_t k) {
    if (k == 0) tie_evidence(record.reports, record.findings);
    if (k == 1) {
      record.findings.meetings = merge_meetings(record.findings.meetings);
      record.contradictions = find_contradictions(record.findings.meetings, record.findings.claims);
    }
  });
}

/// Those reports that are known on the day, without what they have to do with later ones. They are in order of days.
std::vector<Report> earlier_reports(const std::vector<Report>& all, const std::string& day) {
  const auto end =
      std::partition_point(all.begin(), all.end(), [&](const Report& r) { return reported_day(r) <= day; });
  std::vector<Report> out(all.begin(), end);
  std::unordered_set<std::string_view> known;
  for (const Report& r : out) known.insert(r.id);
  const auto later = [&](const CopyRelation& c) { return !known.contains(c.report); };
  for (Report& r : out) std::erase_if(r.copies_of, later), std::erase_if(r.reverses, later);
  return out;
}

}  // namespace

Result<Record> load_record(const Database& database, AsOf as_of, LoadProgress* progress) {
  Readers readers = TRY(Readers::open(database, threads_here()));
  if (progress != nullptr) progress->all = rows_of(database);
  std::atomic<std::size_t>* read = progress == nullptr ? nullptr : &progress->read;
  Record out;
  ReportDays days;
  const std::string where = as_of.day ? "reported <= ?" : "1";
  const std::string day = as_of.day ? as_of.day->iso() : std::string();
  Work work;
  work.emplace_back([&](const Database& db) -> Status {
    out.reports = TRY(load_rows<Report>(db, where, day, read, rows_of(db, "report")));
    sort_reports(out.reports);
    TRY_VOID(load_copies(db, out.reports));
    if (progress != nullptr && progress->on_reports) progress->on_reports(out.reports);
    return {};
  });
  if (progress != nullptr && progress->on_reports) {  // somebody waits for them: nothing else beside
    TRY_VOID(readers.run(work));
    work.clear();
  }
  for_each_kind(out.findings, [&](auto& list) {  // the longest come first
    using F = typename std::decay_t<decltype(list)>::value_type;
    work.emplace_back([&](const Database& db) -> Status {
      list = TRY(load_rows<F>(db, where, day, read, rows_of(db, F::kKind)));
      return {};
    });
  });
  work.emplace_back([&](const Database& db) { return load_rest(db, day, out, days); });
  TRY_VOID(readers.run(work));
  put_together(out, days);
  return out;
}

Result<Record> earlier_record(const Database& database, const Record& whole, Date on) {
  Readers readers = TRY(Readers::open(database, threads_here()));
  const std::string day = on.iso();
  Record out;
  ReportDays days;
  out.reports = earlier_reports(whole.reports, day);
  std::unordered_set<std::string_view> known;
  for (const Report& r : out.reports) known.insert(r.id);
  Work work;
  work.emplace_back([&](const Database& db) -> Status {
    TRY_VOID(load_rest(db, day, out, days));
    out.findings.meetings = TRY(load_rows<Meeting>(db, "reported <= ?", day));
    return {};
  });
  const auto take = [&](const auto& from, auto& to) {  // they are in the order of their reports' days
    work.emplace_back([&](const Database&) -> Status {
      const auto end =
          std::partition_point(from.begin(), from.end(), [&](const Finding& f) { return known.contains(f.report); });
      to.assign(from.begin(), end);
      return {};
    });
  };
  const Findings& all = whole.findings;
  take(all.events, out.findings.events), take(all.claims, out.findings.claims);
  take(all.forecasts, out.findings.forecasts), take(all.demands, out.findings.demands);
  take(all.explanations, out.findings.explanations), take(all.commitments, out.findings.commitments);
  TRY_VOID(readers.run(work));
  for (Forecast& f : out.findings.forecasts) f.state = ForecastState::open, f.resolved_by.clear();
  put_together(out, days);
  return out;
}

#define PARLEY_LOAD(F)                                                                                  \
  template Result<std::vector<F>> load_rows<F>(const Database&, const std::string&, const std::string&, \
                                               std::atomic<std::size_t>*, std::size_t);
PARLEY_LOAD(Report)
PARLEY_LOAD(Event)
PARLEY_LOAD(Meeting)
PARLEY_LOAD(Claim)
PARLEY_LOAD(Forecast)
PARLEY_LOAD(Demand)
PARLEY_LOAD(Explanation)
PARLEY_LOAD(Commitment)
#undef PARLEY_LOAD

}  // namespace parley
