// Loading codebook/time.toml and codebook/calendar.toml. See rules.h.
#include "time/rules.h"

#include <filesystem>

#include "base/file.h"
#include "base/text.h"

namespace parley {
namespace {

std::vector<std::string> words_of(const std::string& phrase) {
  std::vector<std::string> words;
  for (std::string_view w : split(phrase, ' '))
    if (!w.empty()) words.push_back(lower_ascii(w));
  return words;
}

void load_numbers(const Value& section, TimeRules::Data::Numbers& out) {
  for (const auto& [word, value] : section.table) out[word] = static_cast<int>(value.integer);
}
void load_texts(const Value& section, std::unordered_map<std::string, std::string>& out) {
  for (const auto& [word, value] : section.table) out[word] = value.text;
}
void load_set(const Value& section, std::string_view key, std::unordered_set<std::string>& out) {
  for (auto& w : section.texts(key)) out.insert(w);
}

Status load_roles(const Value& section, const std::string& file, TimeRules::Data& d) {
  for (const auto& [role, words] : section.table) {
    std::optional<TimeRole> r;
    for (int k = 0; k <= static_cast<int>(TimeRole::every); ++k)
      if (name_of(static_cast<TimeRole>(k)) == role) r = static_cast<TimeRole>(k);
    if (!r)
      return fail(ErrorCode::bad_codebook, "'" + role + "' is no role of a time",
                  file + ":" + std::to_string(words.line));
    for (const Value& w : words.list) d.roles[w.text] = *r;
  }
  return {};
}

Status load_calendar(const std::string& file, TimeRules::Data& d) {
  if (!std::filesystem::exists(file)) return {};
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  for (const Value& v : root.at("occasion").list) {
    Occasion o{v.str("name"), v.str("kind"), v.texts("of"), {}};
    for (const std::string& value : v.texts("dates")) {
      auto range = bounds_of(value);
      if (!range)
        return fail(ErrorCode::bad_codebook, "'" + value + "' is no date", file + ":" + std::to_string(v.line));
      o.dates.push_back(*range);
    }
    auto index = static_cast<std::uint32_t>(d.occasion_list.size());
    d.occasions.add(words_of(o.name), index);
    for (const std::string& alias : v.texts("aliases")) d.occasions.add(words_of(alias), index);
    d.occasion_list.push_back(std::move(o));
  }
  return {};
}

}  // namespace

TimeRules::TimeRules() : data_(std::make_unique<Data>()) {}
TimeRules::~TimeRules() = default;
TimeRules::TimeRules(TimeRules&&) noexcept = default;
TimeRules& TimeRules::operator=(TimeRules&&) noexcept = default;

Result<TimeRules> TimeRules::load(const std::string& codebook_dir) {
  TimeRules rules;
  Data& d = *rules.data_;
  std::string file = codebook_dir + "/time.toml";
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  load_numbers(root.at("months"), d.months);
  load_numbers(root.at("weekdays"), d.weekdays);
  load_numbers(root.at("numbers"), d.numbers);
  load_numbers(root.at("fixed"), d.fixed);
  load_set(root.at("needs_day"), "words", d.months_need_day);
  load_set(root.at("needs_day"), "after", d.months_after);
  load_texts(root.at("units"), d.units);
  load_texts(root.at("seasons"), d.seasons);
  load_texts(root.at("dayparts"), d.dayparts);
  for (const auto& [part, words] : root.at("parts").table)
    for (const Value& w : words.list) d.parts[w.text] = part;
  const Value& shift = root.at("shift");
  for (auto& w : shift.texts("previous")) d.shift[w] = -1;
  for (auto& w : shift.texts("this")) d.shift[w] = 0;
  for (auto& w : shift.texts("next")) d.shift[w] = 1;
  load_set(shift, "every", d.every);
  for (const auto& [value, phrases] : root.at("references").table) {
    for (const Value& p : phrases.list)
      d.references.add(words_of(p.text), static_cast<std::uint32_t>(d.reference_values.size()));
    d.reference_values.push_back(value);
  }
  TRY_VOID(load_roles(root.at("role"), file, d));
  load_set(root.at("direction"), "future", d.future);
  for (const auto& [part, bounds] : root.at("part_bounds").table)
    if (bounds.list.size() == 2) d.part_bounds[part] = {bounds.list[0].real, bounds.list[1].real};
  const Value& evidence = root.at("evidence");
  d.occasion_days = static_cast<int>(evidence.whole("occasion_days", 100));
  d.photo_days = static_cast<int>(evidence.whole("photo_days", 45));
  d.weight_year = evidence.number("weight_year", .7);
  d.weight_occasion = evidence.number("weight_occasion", .6);
  d.weight_office = evidence.number("weight_office", .5);
  load_set(evidence, "recent", d.recent);
  load_set(evidence, "former", d.former);
  if (d.months.empty() || d.units.empty()) return fail(ErrorCode::bad_codebook, "no [months] or no [units]", file);
  TRY_VOID(load_calendar(codebook_dir + "/calendar.toml", d));
  return rules;
}

}  // namespace parley
