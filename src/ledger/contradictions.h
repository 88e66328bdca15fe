// Reports that contradict each other: different days for one encounter, an act both told as done and as called off.
#pragma once

#include <vector>

#include "record/findings.h"

namespace parley {

/// Contradictions among merged meetings (whose steps name their reports) and claims. Precision before completeness.
std::vector<Contradiction> find_contradictions(const std::vector<Meeting>& meetings, const std::vector<Claim>& claims);

}  // namespace parley
