// See facets.h.
#include "page/facets.h"

#include <algorithm>

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

void Facets::count_states(const std::vector<std::string_view>& states) {
  for (std::string_view s : states) ++states_[s];
}

void Facets::count_actors(const ActorLists& sides) {
  std::vector<std::string_view> seen;
  for (const auto* side : sides)
    for (const ActorRef& a : *side)
      if (std::find(seen.begin(), seen.end(), a.code) == seen.end()) {
        seen.emplace_back(a.code);
        ++actors_[a.code];
      }
}

void Facets::count_report(const Report* report, std::string_view day) {
  if (report != nullptr && !report->publisher.empty()) ++outlets_[report->publisher];
  if (day.size() >= 7) ++months_[day.substr(0, 7)];
}

void Facets::write(JsonWriter& json, const Lexicon& lexicon, std::size_t most) const {
  const auto itself = [](std::string_view value) { return std::string(value); };
  write_counts(json, "kind", kinds_, most, false, itself);
  write_counts(json, "status", states_, 30, false, itself);
  write_counts(json, "actor", actors_, most, false, [&](std::string_view code) { return lexicon.name_of_code(code); });
  write_counts(json, "outlet", outlets_, most, false, itself);
  write_counts(json, "month", months_, kMostMonths, true, itself);
}

}  // namespace parley
