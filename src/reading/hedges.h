// Hedges: the words that say how likely something is, and where they stand in a report.
//
// codebook/hedges.toml gives each phrase its chance; here they are found, the longest at each place. Claims use them
// for certainty and stance, forecasts for their numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "reading/word_lists.h"
#include "record/document.h"

namespace parley {

struct Hedge {
  /// What stands after it; a deed is a gerund or a noun that names an act.
  enum class Before : std::uint8_t { verb, noun, clause, deed, any };
  std::string name;                     // its first phrase
  double low = 0, point = 0, high = 1;  // chance of the thing as stated without a negation
  std::string scale;
  Before before = Before::any;
  bool negative = false;     // the words say that it will not happen
  bool modal = false;        // will, would, may: part of the verb group
  bool reported = false;     // a forecast only inside what somebody said ("would")
  bool possible = false;     // may, might, could
  bool threat = false;       // "threatened to"
  bool comparative = false;  // "a higher possibility than before"
  std::vector<std::string> examples;
};

struct HedgeMatch {
  TokenRange tokens;
  std::uint32_t hedge = 0;  // index into HedgeTable::hedges
};

struct HedgeTable {
  std::vector<Hedge> hedges;
  WordList phrases;

  /// Reads codebook/hedges.toml. Error bad_codebook names the entry's line.
  static Result<HedgeTable> load(const Value& hedges_toml, const std::string& file);
  /// All hedges of the document in order; they do not overlap.
  [[nodiscard]] std::vector<HedgeMatch> find(const Document& document) const;
};

}  // namespace parley
