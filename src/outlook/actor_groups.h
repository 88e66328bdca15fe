// What an actor belongs to, mostly its state: the level to which the ranker backs off for actors that never met.
//
// A name tells it ("Police (Ghana)", "CIV:GHA"), or the name is itself such a group ("Ghana"); else the group with
// which the actor had most of its known events, if there are at least eight of them and half are with that one group.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "outlook/quadruples.h"

namespace parley {

/// A group's number for each actor, Past::kNoGroup for none. `names` may be empty; then nobody has a group. Only groups
/// of two or more actors count, and of these about the thousand largest.
std::vector<std::uint32_t> group_actors(std::uint32_t actors, const std::vector<std::string>& names,
                                        std::span<const Quadruple> known);

}  // namespace parley
