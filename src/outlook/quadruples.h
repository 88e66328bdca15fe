// The benchmark form of an event history: numbered quadruples (source, type, target, time) in train, valid and test.
//
// Files of the folder: train.txt, valid.txt, test.txt with lines "source type target time [more]", white space between
// numbers; stat.txt, whose first number is that of actors, or entity2id.txt with "name<TAB>number". Times are evenly
// spaced counts (days, or hours of days); they are turned into days from the first on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace parley {

struct Quadruple {
  std::uint32_t source = 0;
  std::uint32_t type = 0;
  std::uint32_t target = 0;
  std::int32_t day = 0;

  friend bool operator==(const Quadruple&, const Quadruple&) = default;
};

enum class Split { valid, test };

struct QuadrupleSet {
  std::vector<Quadruple> known;    // before the split, by day
  std::vector<Quadruple> queries;  // the split, in the order of its file
  std::uint32_t actors = 0;
  std::uint32_t types = 0;
  std::vector<std::string> names;  // of actors; empty where the folder has none
};

/// Reads what may be known for a split, and the split itself: for `valid`, train.txt and valid.txt; for `test`, all
/// three. Errors: not_found, unreadable; bad_input (with file and line) where four numbers are missing, a number is
/// negative, an actor's 2^20 or more, a type's 512 or more, the split has no line, or its first day does not come after
/// the last known one.
Result<QuadrupleSet> read_quadruples(const std::string& folder, Split split);

}  // namespace parley
