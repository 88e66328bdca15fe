// The pair classifier as second reader of the events that triggers found: where it agrees with the type, the event's
// confidence rises, where it does not, it falls. Types, actors and statuses stay as the trigger made them.
#pragma once

#include <vector>

#include "reading/pair_classifier.h"

namespace parley {

/// Confidence of an event of this type and status after the classifier's answer. The corpus that taught the classifier
/// has CONCEDE and RETREAT as one type, calls imposed sanctions COERCE, and calls what is agreed or planned AGREE,
/// whatever the act: an answer counts for the event where these habits explain the difference.
double voted_confidence(double confidence, EventType type, EventStatus status, const PairAnswer& answer);

/// Lets the classifier vote on each event whose source and target are both named in the sentence of its trigger.
void vote_on_events(const Context& context, std::vector<Event>& events);

}  // namespace parley
