// Meetings: encounters that a report names, each with its parties, level, place, planned date and the chain of its
// changes.
//
// A mention is a noun phrase whose head names an encounter (codebook/meetings.toml). Mentions of the same encounter are
// put together within the report: the same level, parties that agree, and no sign that a second one is meant ("second
// summit", another fixed date while both stand). Each mention that says how the encounter stands adds a step to its
// history.
#pragma once

#include <memory>
#include <vector>

#include "reading/reading.h"
#include "reading/status.h"

namespace parley {

struct MeetingRules {
  struct Level {
    std::string name;
    std::vector<std::string> words;
  };
  std::unordered_set<std::string> nouns, weak, not_after, verbs;
  std::vector<Level> levels;
  std::vector<std::string> both_sides, conditions, prepositions, place_prepositions;
  StatusRules status;

  static Result<std::shared_ptr<const MeetingRules>> load(const std::string& codebook_dir);
};

/// Meetings of a report, in order of their first mention.
std::vector<Meeting> find_meetings(const Context& context);

}  // namespace parley
