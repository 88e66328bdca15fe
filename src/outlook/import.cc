// See import.h.
#include "outlook/import.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "ledger/stories.h"

namespace parley {
namespace {

constexpr std::size_t kShownPlaces = 3;

void skip(ImportCount& count, const std::string& reason, const std::string& place) {
  ImportCount::Skipped& s = count.skipped[reason];
  if (++s.rows <= kShownPlaces) s.places.push_back(place);
}

std::optional<Date> day_of(std::string_view text) {
  text = trim(text);
  bool digits = text.size() == 8 && std::all_of(text.begin(), text.end(), is_ascii_digit);
  if (!digits) return parse_date(text);
  return parse_date(std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" +
                    std::string(text.substr(6, 2)));
}

template <class T>
std::optional<T> number_of(std::string_view text) {
  text = trim(text);
  T value{};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "UNITED STATES" → "United States", for files that write all names large.
std::string capitalised(std::string_view name) {
  std::string out(name);
  if (std::any_of(out.begin(), out.end(), is_ascii_lower) || out.size() <= 4) return out;
  for (std::size_t k = 1; k < out.size(); ++k)
    if (is_ascii_alpha(out[k - 1])) out[k] = to_ascii_lower(out[k]);
  return out;
}

class RowReader {
 public:
  RowReader(const std::string& path, const EventFormat& format, const EventFormats& formats, ActorCodes& codes,
            HistoryWriter& writer, EventColumns places)
      : path_(path), format_(format), formats_(formats), codes_(codes), writer_(writer), places_(places) {
    file_ = path.substr(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
    std::replace(file_.begin(), file_.end(), '\t', ' ');
    width_ = 0;
    for (std::size_t p : places_)
      if (p != kNoColumn) width_ = std::max(width_, p + 1);
  }

  void read(std::string_view line, std::size_t number, ImportCount& count) {
    ++count.rows;
    std::string problem = take(cut_row(line, format_.separator), number, count);
    if (!problem.empty()) skip(count, problem, path_ + ":" + std::to_string(number));
  }

 private:
  [[nodiscard]] std::string field(const std::vector<std::string>& cells, EventField f) const {
    std::size_t place = places_[static_cast<std::size_t>(f)];
    return place < cells.size() ? squeeze(cells[place]) : std::string();
  }

  [[nodiscard]] std::string type_of(const std::vector<std::string>& cells) const {
    std::string type = field(cells, EventField::type);
    for (char& c : type)
      if (is_ascii_lower(c)) c = static_cast<char>(c - 32);
    return type.empty() ? formats_.type_of_cameo(field(cells, EventField::cameo)) : type;
  }

  /// Adds a row's event; else the reason why not.
  std::string take(const std::vector<std::string>& cells, std::size_t line, ImportCount& count) {
    if (cells.size() < width_) return "fewer columns than the file's form needs";
    auto day = day_of(field(cells, EventField::day));
    if (!day) return "no day";
    std::string type = type_of(cells);
    if (type.empty()) return "no PLOVER type for CAMEO " + field(cells, EventField::cameo).substr(0, 2);
    std::string source_name = field(cells, EventField::source);
    std::string target_name = field(cells, EventField::target);
    std::string source_state = field(cells, EventField::source_state);
    std::string target_state = field(cells, EventField::target_state);
    if (source_name.empty() && source_state.empty()) return "no source";
    if (target_name.empty() && target_state.empty()) return "no target";
    std::string weight_text = field(cells, EventField::weight);
    std::optional<float> weight = weight_text.empty() ? 1.0F : number_of<float>(weight_text);
    if (!weight || !(*weight >= 0 && *weight <= 1)) return "a weight that is no number from 0 to 1";
    auto id = number_of<std::uint64_t>(field(cells, EventField::id));
    NamedEvent e;
    std::string source = codes_.code(source_name, source_state, field(cells, EventField::source_sector));
    std::string target = codes_.code(target_name, target_state, field(cells, EventField::target_sector));
    e.source = source;
    e.target = target;
    e.type = type;
    e.origin = id ? std::string_view(format_.name) : std::string_view(file_);
    e.day = *day;
    e.weight = *weight;
    e.id = id.value_or(line);
    auto added = writer_.add(e);
    if (!added) return added.error().message;
    ++(*added == HistoryWriter::Added::yes ? count.added : count.known_already);
    return {};
  }

  const std::string& path_;
  const EventFormat& format_;
  const EventFormats& formats_;
  ActorCodes& codes_;
  HistoryWriter& writer_;
  EventColumns places_;
  std::string file_;
  std::size_t width_;
};

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
  ImportCount count;
  if (trim(bytes).empty()) return count;
  auto places = place_columns(format, bytes.substr(0, bytes.find('\n')));
  if (!places) return fail(places.error().code, places.error().message, path + ":1");
  RowReader reader(path, format, formats, codes, writer, *places);
  std::size_t number = 0;
  while (!bytes.empty()) {
    std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if ((number == 1 && format.header) || trim(line).empty()) continue;
    reader.read(line, number, count);
  }
  return count;
}

Result<ImportCount> import_record(const Record& record, HistoryWriter& writer) {
  std::map<std::string, Date> reports;
  for (const Report& r : record.reports)
    if (auto range = r.published.range(); range && range->latest != kLastDate)
      reports[r.id] = range->latest.plus_days(-1);
  ImportCount count;
  const Stories stories(record);
  for (const Event& e : record.findings.events) {
    ++count.rows;
    if (stories.is_repeated(e.id)) {
      skip(count, "told again by a report that repeats another", e.id);
      continue;
    }
    if (e.by_rule.ends_with("+home")) {  // nobody named the other side
      skip(count, "no two known sides", e.id);
      continue;
    }
    auto id = number_in_id(e.id);
    auto day = day_of(e, reports);
    if (e.status != EventStatus::happened && e.status != EventStatus::ongoing) {
      skip(count, "did not happen: " + std::string(name_of(e.status)), e.id);
      continue;
    }
    if (!id || !day) {
      skip(count, "no day", e.id);
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
    if (!some) skip(count, "no two known sides", e.id);
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
