// Which meetings, told by different reports, are the same one; and its one history. Written down in
// docs/meeting_identity.md.
#pragma once

#include <string>
#include <vector>

#include "record/findings.h"

namespace parley {

/// The parties' codes, sorted, each once, joined by commas: "PRK,USA". Mentions with different keys are never the same
/// meeting.
std::string party_key(const std::vector<ActorRef>& parties);

/// Merges mentions of meetings of several reports; each step must carry the day of its report in `reported`. The result
/// does not depend on the order of the mentions. Ids are functions of parties, level and first step.
std::vector<Meeting> merge_meetings(const std::vector<Meeting>& mentions);

}  // namespace parley
