// What an analyst put right by hand in the evidence of explanations: one more append-only table of the ledger.
//
// A correction never changes what was read: it stands beside it, under the analyst's name. A later one on the same
// evidence stands above it, and one that withdraws lets what was read stand again; all stay to be seen.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/json_writer.h"
#include "ledger/sqlite.h"
#include "record/enums.h"

namespace parley {

/// How a piece of evidence bears on a hypothesis, as an analyst sees it.
enum class Bearing : std::uint8_t { consistent, inconsistent, neutral, withdrawn };

template <>
struct EnumNames<Bearing> {
  static constexpr std::array<std::string_view, 4> names = {"consistent", "inconsistent", "neutral", "withdrawn"};
};

struct Correction {
  std::string explanation;  // id
  std::string evidence;     // id of a claim or event
  Bearing bearing = Bearing::neutral;
  std::string note;  // why, in words
  std::string by;    // the analyst
  Date day;          // as known on
};

/// Makes the table where an older ledger lacks it.
Status prepare_corrections(const Database& database);

/// Adds corrections in their order; `recorded` is the time of recording.
Status add_corrections(const Database& database, const std::vector<Correction>& corrections,
                       const std::string& recorded);

/// What was corrected by the day (empty: ever), oldest first; nothing if the ledger has no such table.
Result<std::vector<Correction>> load_corrections(const Database& database, const std::string& day);

/// One as an object, without the time of recording; `kind` first.
std::string correction_json(const Correction& correction);

}  // namespace parley
