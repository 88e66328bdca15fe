// Where a report names an encounter, and what its clause says of it. meetings.cc puts mentions of the same encounter
// together.
//
// A mention is a noun phrase whose head names an encounter ("the high-level talks"), or a verb that tells one between
// named sides ("Trump will meet Kim in Singapore"). Nouns, verbs and levels are in codebook/meetings.toml.
#pragma once

#include "reading/meeting_parties.h"

namespace parley {

struct MeetingMention {
  TokenRange words;        // the noun phrase, or the verb with its object
  std::uint32_t head = 0;  // noun or verb
  std::uint32_t sentence = 0;
  std::string level, ordinal;
  std::vector<ActorRef> parties;
  std::string place;
  EventStatus status = EventStatus::happened;
  bool said = false;  // the clause says how it stands
  const Timex* time = nullptr;
  std::vector<ActorRef> by;
  TokenRange clause;
  std::vector<std::string> conditions;
  bool background = false;  // told in the past perfect: it was so before what the report tells ("had been scheduled")
  bool definite = false;    // "the talks", "those talks"
  bool indefinite = false;  // "a trip"
  bool summary = false;     // in a headline, deck or caption, which say again what the body says
  bool is_verb = false;
  bool delegates = false;  // a verb whose subject acts for sides that it leaves open: "six powers will meet"
  bool continues = false;  // the same words as the mention before, under another verb
};

/// Mentions in text order, those of headlines, decks and captions last: they say again what the text tells in order.
std::vector<MeetingMention> find_meeting_mentions(const Context& context);

}  // namespace parley
