// The codebook as its author sees it: does every entry do what its example says, and what does a sentence set off?
//
// Both answers come from reading the texts as reports are read (read_report); trigger_match.h adds what almost fired.
#pragma once

#include <string>
#include <vector>

#include "reading/events.h"
#include "reading/reading.h"

namespace parley {

enum class EntryState : std::uint8_t {
  fires,     // an event of the entry's type, with the sides that `expect` names
  sides,     // the type is right, the sides are others
  silent,    // no event of its type
  shadowed,  // of its type, but another entry made it: this one may be dead
};

struct EntryCheck {
  const EventTrigger* entry = nullptr;
  EntryState state = EntryState::fires;
  std::string found;  // events of the example: "ACCUSE PRK>KOR (accuse:blame); …"
};

/// Reads the example of every entry of codebook/events/, in the order of the files.
std::vector<EntryCheck> check_entries(const Knowledge& knowledge);

/// Entries of the same words and part of speech whose object and complement constraints are the same as well, so that
/// the later one can never fire.
std::vector<std::pair<const EventTrigger*, const EventTrigger*>> duplicate_entries(const EventRules& rules);

/// Entries of the same words in several files: pairs whose constraints must tell them apart, one pair a word.
std::vector<std::pair<const EventTrigger*, const EventTrigger*>> overlapping_entries(const EventRules& rules);

/// An entry that a sentence set off, or almost.
struct EntryTrace {
  const EventTrigger* entry = nullptr;
  const Event* event = nullptr;  // into the Analysis; null if it did not fire
  std::string reason;            // why not, in words
};

/// The entries whose words stand in the text: those that fired first, each with its event, then the others.
std::vector<EntryTrace> explain(const Analysis& analysis, const Knowledge& knowledge);

/// "PRK,CHN>USA"
std::string sides_of(const Event& event);

}  // namespace parley
