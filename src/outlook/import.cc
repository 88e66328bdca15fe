// See import.h.
#include "outlook/import.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "ledger/stories.h"

namespace parley {
namespace {

constexpr std::size_t kShownPlaces = 3;

/// "UNITED STATES" → "United States", for files that write all names large.
std::string capitalised(std::string_view name) {
  std::string out(name);
  if (std::any_of(out.begin(), out.end(), is_ascii_lower) || out.size() <= 4) return out;
  for (std::size_t k = 1; k < out.size(); ++k)
    if (is_ascii_alpha(out[k - 1])) out[k] = to_ascii_lower(out[k]);
  return out;
}

/// The number in an id of the ledger, "eve-0123456789abcdef".
std::optional<std::uint64_t> number_in_id(std::string_view id) {
  std::size_t dash = id.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  std::uint64_t value = 0;
  auto [end, error] = std::from_chars(id.data() + dash + 1, id.data() + id.size(), value, 16);
  if (error != std::errc() || end != id.data() + id.size()) return std::nullopt;
  return value;
}

std::optional<Date> day_of(const Event& e, const std::map<std::string, Date>& reports) {
  auto from = parse_date(e.time.earliest);
  auto to = parse_date(e.time.latest);
  if (from && to && to->days - from->days <= 7) return from;
  auto it = reports.find(e.report);
  return it == reports.end() ? std::nullopt : std::optional(it->second);
}

}  // namespace

void ImportCount::skip(const std::string& reason, const std::string& place) {
  Skipped& s = skipped[reason];
  if (++s.rows <= kShownPlaces) s.places.push_back(place);
}

const std::string& ActorCodes::code(const std::string& name, const std::string& state, const std::string& sectors) {
  std::string key = name + '\t' + state + '\t' + sectors;
  auto it = known_.find(key);
  if (it == known_.end()) it = known_.emplace(std::move(key), find(name, state, sectors)).first;
  return it->second;
}

std::string ActorCodes::find(const std::string& name, const std::string& state, const std::string& sectors) const {
  std::string plain = name;
  std::replace(plain.begin(), plain.end(), '_', ' ');
  for (const std::string& form : {plain, capitalised(plain)})
    if (std::string code = form.empty() ? std::string() : lexicon_.code_of_name(form); !code.empty()) return code;
  std::string of = lexicon_.code_of_name(capitalised(state));
  if (of.empty()) return plain.empty() ? state : plain;
  return sectors.empty() || formats_.acts_for_state(sectors) ? of : "CIV:" + of;
}

Result<ImportCount> import_rows(std::string_view bytes, const std::string& path, const EventFormat& format,
                                const EventFormats& formats, ActorCodes& codes, HistoryWriter& writer) {
  RowImport import(path, format, formats, codes, writer);
  TRY_VOID(import.take(bytes));
  return import.finish();
}

Result<ImportCount> import_record(const Record& record, HistoryWriter& writer) {
  std::map<std::string, Date> reports;
  for (const Report& r : record.reports)
    if (auto range = r.published.range(); range && range->latest != kLastDate)
      reports[r.id] = range->latest.plus_days(-1);
  ImportCount count;
  const Stories stories(record);
  const std::vector<bool>& repeated = stories.repeated<Event>();
  for (const Event& e : record.findings.events) {
    if (repeated[count.rows++]) {
      count.skip("told again by a report that repeats another", e.id);
      continue;
    }
    if (e.by_rule.ends_with("+home")) {  // nobody named the other side
      count.skip("no two known sides", e.id);
      continue;
    }
    auto id = number_in_id(e.id);
    auto day = day_of(e, reports);
    if (e.status != EventStatus::happened && e.status != EventStatus::ongoing) {
      count.skip("did not happen: " + std::string(name_of(e.status)), e.id);
      continue;
    }
    if (!id || !day) {
      count.skip("no day", e.id);
      continue;
    }
    bool some = false;
    for (const ActorRef& s : e.source)
      for (const ActorRef& t : e.target) {
        if (s.code.empty() || t.code.empty() || s.code == "UNK" || t.code == "UNK" || s.code == t.code) continue;
        auto weight = static_cast<float>(std::clamp(e.confidence, 0.0, 1.0));
        auto added = TRY(writer.add({s.code, name_of(e.type), t.code, kLedgerOrigin, *day, weight, *id}));
        ++(added == HistoryWriter::Added::yes ? count.added : count.known_already);
        some = true;
      }
    if (!some) count.skip("no two known sides", e.id);
  }
  return count;
}

std::string import_text(const ImportCount& count) {
  std::string out = std::to_string(count.rows) + " rows: " + std::to_string(count.added) + " events added, " +
                    std::to_string(count.known_already) + " known already";
  std::size_t skipped = 0;
  for (const auto& [reason, s] : count.skipped) skipped += s.rows;
  out += ", " + std::to_string(skipped) + " rows passed over\n";
  for (const auto& [reason, s] : count.skipped) {
    out += "  " + std::to_string(s.rows) + "  " + reason + " (" + join(s.places, ", ");
    out += s.rows > s.places.size() ? ", …)\n" : ")\n";
  }
  return out;
}

}  // namespace parley
