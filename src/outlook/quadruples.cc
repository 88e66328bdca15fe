// See quadruples.h.
#include "outlook/quadruples.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <numeric>
#include <optional>

#include "base/file.h"
#include "base/text.h"

namespace parley {
namespace {

constexpr std::uint32_t kLargest = 1U << 20U;
constexpr std::uint32_t kMostTypes = 512;  // rules are counted for each two of them

/// The next number of a line, which moves past it.
template <class T>
std::optional<T> next_number(std::string_view& line) {
  while (!line.empty() && is_ascii_space(line.front())) line.remove_prefix(1);
  T value{};
  auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
  bool whole = end == line.data() + line.size() || is_ascii_space(*end);
  if (error != std::errc() || !whole) return std::nullopt;
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  return value;
}

Result<std::vector<Quadruple>> read_part(const std::string& path) {
  std::string bytes = TRY(read_file(path));
  std::vector<Quadruple> out;
  std::size_t number = 0;
  for (std::string_view line : split(bytes, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    auto source = next_number<std::uint32_t>(line);
    auto type = next_number<std::uint32_t>(line);
    auto target = next_number<std::uint32_t>(line);
    auto time = next_number<std::int32_t>(line);
    bool sound = source && type && target && time && *source < kLargest && *target < kLargest && *type < kMostTypes;
    if (!sound)
      return fail(ErrorCode::bad_input,
                  "a line needs four numbers: source and target below a million, type below 512, time",
                  path + ":" + std::to_string(number));
    out.push_back({*source, *type, *target, *time});
  }
  return out;
}

/// Names by number; lines that are none are passed over.
std::vector<std::string> read_names(const std::string& path) {
  auto bytes = read_file(path);
  std::vector<std::string> names;
  if (!bytes) return names;
  for (std::string_view line : split(*bytes, '\n')) {
    std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    std::string_view rest = line.substr(tab + 1);
    auto number = next_number<std::uint32_t>(rest);
    if (!number || *number >= kLargest) continue;
    if (names.size() <= *number) names.resize(*number + 1);
    names[*number] = std::string(line.substr(0, tab));
  }
  return names;
}

std::uint32_t stated_actors(const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes) return 0;
  std::string_view text = *bytes;
  auto number = next_number<std::uint32_t>(text);
  return number && *number <= kLargest ? *number : 0;
}

/// Times become days from the first one on; the unit is the greatest that divides all distances.
void count_days(QuadrupleSet& set) {
  std::int32_t first = set.known.front().day;
  for (const Quadruple& q : set.known) first = std::min(first, q.day);
  std::int64_t unit = 0;
  for (auto* part : {&set.known, &set.queries})
    for (const Quadruple& q : *part) unit = std::gcd(unit, std::int64_t{q.day} - first);
  for (auto* part : {&set.known, &set.queries})
    for (Quadruple& q : *part)
      q.day = static_cast<std::int32_t>((std::int64_t{q.day} - first) / std::max<std::int64_t>(1, unit));
}

}  // namespace

Result<QuadrupleSet> read_quadruples(const std::string& folder, Split split) {
  QuadrupleSet set;
  set.known = TRY(read_part(folder + "/train.txt"));
  if (split == Split::test)
    for (const Quadruple& q : TRY(read_part(folder + "/valid.txt"))) set.known.push_back(q);
  std::string path = folder + (split == Split::test ? "/test.txt" : "/valid.txt");
  set.queries = TRY(read_part(path));
  if (set.known.empty()) return fail(ErrorCode::bad_input, "no events", folder + "/train.txt");
  if (set.queries.empty()) return fail(ErrorCode::bad_input, "no queries", path);
  std::stable_sort(set.known.begin(), set.known.end(),
                   [](const Quadruple& a, const Quadruple& b) { return a.day < b.day; });
  for (const Quadruple& q : set.queries)
    if (q.day <= set.known.back().day)
      return fail(ErrorCode::bad_input, "a query's day does not come after the last known day", path);
  count_days(set);
  set.names = read_names(folder + "/entity2id.txt");
  set.actors = std::max(stated_actors(folder + "/stat.txt"), static_cast<std::uint32_t>(set.names.size()));
  for (const auto* part : {&set.known, &set.queries})
    for (const Quadruple& q : *part) {
      set.actors = std::max({set.actors, q.source + 1, q.target + 1});
      set.types = std::max(set.types, q.type + 1);
    }
  return set;
}

}  // namespace parley
