// Who takes part in an encounter: lists of parties, and talks whose company is known (codebook/meetings.toml,
// [[series]]).
#pragma once

#include "reading/meetings.h"

namespace parley {

/// Adds those of `more` whose code is not in the list yet; media and actors without a code are no parties.
void join_parties(std::vector<ActorRef>& list, const std::vector<ActorRef>& more);

/// Of talks whose company is known ("the six-party talks"): the members that the report names, where there are two or
/// more; empty for any other phrase.
std::vector<ActorRef> series_members(const Context& context, TokenRange phrase);

}  // namespace parley
