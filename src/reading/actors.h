// From mentions to the actor lists of the record: the helpers that every kind of finding needs.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reading/reading.h"

namespace parley {

/// Id of an actor in the ledger: by code and canonical name.
std::string content_actor_id(const std::string& code, const std::string& name);

/// The actor of a mention, name as written (the mention's longest form).
ActorRef actor_of(const Document& document, const Mention& mention);

/// Actors named inside a token range (places left out), in order, each code and name once. Coordinations give several.
std::vector<ActorRef> actors_in(const Document& document, TokenRange range);

/// Actors of a noun phrase and of what is coordinated with it or modifies it ("the leaders of North and South Korea",
/// "U.S. and South Korean officials"). Empty if it names none; pronouns are resolved.
std::vector<ActorRef> actors_of_phrase(const Document& document, std::int32_t phrase);

/// Does the phrase say where the one before it is posted: "the U.S. envoy to Iraq", "Norway's embassy in Chile"?
bool is_posting(const Document& document, std::size_t phrase);

/// The clause without the "that" that opens it, as it is quoted.
TokenRange without_that(const Document& document, TokenRange clause);

/// The time expressions that begin inside the range, in order.
std::span<const Timex> times_in(const Context& context, TokenRange range);

/// The time expression that belongs to the tokens: inside the range, nearest to `anchor`. Nothing if there is none.
const Timex* time_in(const Context& context, TokenRange range, std::uint32_t anchor);

/// A time expression in the form that findings carry.
TimeRef time_ref(const Context& context, const Timex& timex);

}  // namespace parley
