// The types of a set of event quadruples whose names hold one of the patterns, for the benchmarks.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"

namespace parley {

/// Numbers of relation2id.txt in `folder` whose names, in lower case and with spaces, hold a pattern; empty if it is
/// not there.
inline std::set<std::uint32_t> relations_named(const std::string& folder, const std::vector<std::string>& patterns) {
  std::set<std::uint32_t> out;
  auto bytes = read_file(folder + "/relation2id.txt");
  if (!bytes) return out;
  for (std::string_view line : split(*bytes, '\n')) {
    auto cells = split(trim(line), '\t');
    if (cells.size() < 2) continue;
    std::string name = lower_ascii(cells[0]);
    std::replace(name.begin(), name.end(), '_', ' ');
    for (const std::string& p : patterns)
      if (name.find(p) != std::string::npos)
        out.insert(static_cast<std::uint32_t>(std::stoul(std::string(cells.back()))));
  }
  return out;
}

}  // namespace parley
