// See actor_groups.h.
#include "outlook/actor_groups.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "outlook/past.h"

namespace parley {
namespace {

constexpr std::uint32_t kLeastEvents = 8;
constexpr std::size_t kMostGroups = 1000;

std::string plain(std::string_view name) {
  std::string out(trim(name));
  std::replace(out.begin(), out.end(), '_', ' ');
  return lower_ascii(out);
}

/// What a name says of its bearer's group; empty if it says nothing.
std::string stated_group(std::string_view name) {
  name = trim(name);
  std::size_t open = name.rfind('(');
  if (name.ends_with(')') && open != std::string_view::npos && open > 0)
    return plain(name.substr(open + 1, name.size() - open - 2));
  std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? std::string() : plain(name.substr(colon + 1));
}

std::map<std::string, std::uint32_t> number_groups(const std::vector<std::string>& names) {
  std::map<std::string, std::uint32_t> members;
  for (const std::string& name : names)
    if (std::string g = stated_group(name); !g.empty()) ++members[g];
  for (const std::string& name : names)
    if (auto it = members.find(plain(name)); it != members.end()) ++it->second;
  // Of more than kMostGroups the largest; those as small as the first that is too many stay out.
  std::vector<std::uint32_t> sizes;
  for (const auto& [group, n] : members) sizes.push_back(n);
  std::sort(sizes.rbegin(), sizes.rend());
  const std::uint32_t least = sizes.size() > kMostGroups ? std::max(2U, sizes[kMostGroups] + 1) : 2;
  std::map<std::string, std::uint32_t> numbers;
  for (const auto& [group, n] : members)
    if (n >= least) numbers.emplace(group, static_cast<std::uint32_t>(numbers.size()));
  return numbers;
}

/// Groups of those whose names say nothing, by the company that they keep.
void group_by_company(std::vector<std::uint32_t>& group, std::span<const Quadruple> known) {
  std::vector<std::map<std::uint32_t, std::uint32_t>> met(group.size());
  std::vector<std::uint32_t> events(group.size());
  auto note = [&](std::uint32_t actor, std::uint32_t other) {
    if (group[actor] != Past::kNoGroup) return;
    ++events[actor];
    if (group[other] != Past::kNoGroup) ++met[actor][group[other]];
  };
  for (const Quadruple& q : known) note(q.source, q.target), note(q.target, q.source);
  for (std::size_t a = 0; a < group.size(); ++a)
    for (const auto& [g, n] : met[a])
      if (events[a] >= kLeastEvents && n * 2 >= events[a]) {
        group[a] = g;
        break;
      }
}

}  // namespace

std::vector<std::uint32_t> group_actors(std::uint32_t actors, const std::vector<std::string>& names,
                                        std::span<const Quadruple> known) {
  std::vector<std::uint32_t> group(actors, Past::kNoGroup);
  const std::map<std::string, std::uint32_t> numbers = number_groups(names);
  for (std::size_t a = 0; a < names.size() && a < group.size(); ++a) {
    auto it = numbers.find(stated_group(names[a]));
    if (it == numbers.end()) it = numbers.find(plain(names[a]));
    if (it != numbers.end()) group[a] = it->second;
  }
  group_by_company(group, known);
  return group;
}

}  // namespace parley
