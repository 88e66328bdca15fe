// What a statement does (says, predicts, demands, accuses, …) and how sure its source is of it.
//
// The cue fixes the stance where it can ("accused", "promised"); a plain "said" leaves it to the content: "should"
// demands, a future of one's own side promises or threatens, another's is a prediction, "is inadequate" evaluates.
// Certainty is on the FactBank scale (Saurí and Pustejovsky 2009): 3 certain, 2 probable, 1 possible, 0 open, negative
// for what is not so.
#pragma once

#include "reading/claim_spans.h"

namespace parley {

Stance stance_of(const ClaimScene& scene, const Cue& cue, const ClaimSpans& spans, const std::vector<ActorRef>& source);
int certainty_of(const ClaimScene& scene, TokenRange content, Stance stance);
/// The first hedge inside the range that speaks of its main statement; nothing if there is none.
const Hedge* hedge_in(const ClaimScene& scene, TokenRange content);

}  // namespace parley
