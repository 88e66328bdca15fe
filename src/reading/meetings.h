// Meetings: encounters that a report names, each with its parties, level, place, planned date and the chain of its
// changes.
//
// Mentions (meeting_mentions.h) of the same encounter are put together within the report: the same level, parties that
// agree, and no sign that a second one is meant ("second summit", another fixed date while both stand). Each mention
// that says how the encounter stands adds a step to its history.
#pragma once

#include <algorithm>
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
  std::unordered_set<std::string> nouns, weak, not_after, verbs, leader_roles, definite, indefinite, ordinals,
      both_sides, delegates, singular_pronouns, plural_pronouns;
  /// Talks that meet again and again in the same company: "the six-party talks".
  struct Series {
    std::vector<std::string> words;    // lower case, one of which stands in the phrase
    std::vector<std::string> members;  // codes
  };
  std::vector<Level> levels;
  std::vector<Series> series;
  std::string leaders_level;  // the level of an encounter between two such roles
  std::vector<std::string> conditions, place_prepositions;
  StatusRules status;

  /// Does a name behind this preposition say where, not who?
  [[nodiscard]] bool stands_for_place(const std::string& preposition) const {
    return std::find(place_prepositions.begin(), place_prepositions.end(), preposition) != place_prepositions.end();
  }

  static Result<std::shared_ptr<const MeetingRules>> load(const std::string& codebook_dir);
};

/// Does a step of this status change how the meeting stands? What is over stays over, and a mere expectation changes
/// nothing that is set, called off or over: it is a forecast about the meeting.
[[nodiscard]] bool overrides(EventStatus now, const MeetingStep& step);

/// Leaves in the history the steps that change something, and sets status and plan from them. An empty one stays so.
void settle_history(Meeting& meeting);

/// Sets `slips` (times it was put off, or called off and planned anew) and `slipped_days` (from the first planned day
/// to the last) from the history.
void count_slips(Meeting& meeting);

/// Meetings of a report, in order of their first mention.
std::vector<Meeting> find_meetings(const Context& context);

}  // namespace parley
