// Acts within a state: whose people they are about, where the text does not say.
#pragma once

#include <vector>

#include "reading/reading.h"

namespace parley {

/// Gives events that have one side of a known state the other side at home, as PLOVER's coders do. People, bodies and
/// armed groups of no stated country belong to that state ("Egypt jailed lawyers": CIV:EGY), its unnamed officials act
/// for it. Where neither the sentence nor the report names another side ("Sudan outlawed …") it is the state's own
/// people; the event says so by "+home" at the end of its rule and by lower confidence. Acts of organisations stay as
/// they are.
void settle_at_home(const Context& context, std::vector<Event>& events);

}  // namespace parley
