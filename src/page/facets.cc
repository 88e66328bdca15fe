// See facets.h.
#include "page/facets.h"

#include <algorithm>
#include <set>

namespace parley {
namespace {

constexpr std::size_t kMostMonths = 120;

template <class Name>
void write_counts(JsonWriter& json, std::string_view key,
                  const std::unordered_map<std::string_view, std::size_t>& counts, std::size_t most, bool by_value,
                  Name&& name) {
  std::vector<std::pair<std::string_view, std::size_t>> order(counts.begin(), counts.end());
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return by_value ? a.first > b.first : std::pair(b.second, a.first) < std::pair(a.second, b.first);
  });
  if (order.size() > most) order.resize(most);
  json.key(key), json.begin_array();
  for (const auto& [value, n] : order) {
    json.begin_object();
    json.key("value"), json.text(value);
    json.key("name"), json.text(name(value));
    json.key("count"), json.integer(static_cast<std::int64_t>(n));
    json.end_object();
  }
  json.end_array();
}

}  // namespace

Facets::Facets(const RecordColumns& columns)
    : columns_(columns),
      states_(columns.states.size()),
      actors_(columns.codes.size()),
      outlets_(columns.outlets.size()),
      months_(columns.months.size()) {}

void Facets::count(const KindColumns& kind, std::size_t k) {
  for (std::uint32_t state : kind.states[k])
    if (state != kNoNumber) ++states_[state];
  for (std::uint32_t code : kind.codes.of(k)) ++actors_[code];
  count_report(kind.report[k]);
}

void Facets::count_report(std::uint32_t report) {
  if (report == kNoNumber) return;
  if (const std::uint32_t outlet = columns_.report.outlet[report]; outlet != kNoNumber) ++outlets_[outlet];
  if (const std::uint32_t month = columns_.report.month[report]; month != kNoNumber) ++months_[month];
}

void Facets::count_apart(const std::vector<std::string_view>& states, const ActorLists& sides, std::uint32_t report) {
  for (std::string_view s : states) ++more_states_[std::string(s)];
  std::set<std::string> codes;
  for (const auto* side : sides)
    for (const ActorRef& a : *side) codes.insert(a.code);
  for (const std::string& code : codes) ++more_actors_[code];
  count_report(report);
}

Facets::Counts Facets::named(const Numbering& words, const std::vector<std::size_t>& counts, const Apart& more) {
  Counts out;
  for (std::uint32_t k = 0; k < counts.size(); ++k)
    if (counts[k] > 0) out[words.word(k)] += counts[k];
  for (const auto& [word, count] : more) out[word] += count;
  return out;
}

void Facets::write(JsonWriter& json, const Lexicon& lexicon, std::size_t most) const {
  const auto itself = [](std::string_view value) { return std::string(value); };
  write_counts(json, "kind", kinds_, most, false, itself);
  write_counts(json, "status", named(columns_.states, states_, more_states_), 30, false, itself);
  write_counts(json, "actor", named(columns_.codes, actors_, more_actors_), most, false,
               [&](std::string_view code) { return lexicon.name_of_code(code); });
  write_counts(json, "outlet", named(columns_.outlets, outlets_, {}), most, false, itself);
  write_counts(json, "month", named(columns_.months, months_, {}), kMostMonths, true, itself);
}

}  // namespace parley
