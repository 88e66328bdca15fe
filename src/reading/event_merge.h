// One act, however often a report tells it: in the headline, the lead, a caption, and again later on.
#pragma once

#include <vector>

#include "reading/reading.h"

namespace parley {

/// An event as one sentence tells it.
struct EventMention {
  Event event;                           // its trigger spans are those of this mention
  std::string lemma;                     // of the word that names the act: of "held talks" the noun's
  bool said = true;                      // the text says how the act stands, and does not only mention it
  bool points_back = false;              // "those talks": how they stand now is how the act stands
  BlockRole role = BlockRole::headline;  // of the block it stands in
};

/// The acts, in the order in which the text first names them. Mentions with the same type and word, sides that agree
/// and the same day are one act, unless both say how it stands, they differ, and the later one does not point back. Its
/// words are those of the fullest mention, in the body where there is one; `spans` lists the triggers of all.
std::vector<Event> merge_mentions(std::vector<EventMention> mentions);

}  // namespace parley
