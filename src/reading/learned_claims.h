// The claim tagger's attributions as the claim reader wants them: with a cue of the codebook where one fits.
#pragma once

#include <vector>

#include "reading/claim_scene.h"
#include "reading/claim_tagger.h"

namespace parley {

struct LearnedClaim {
  Cue cue;
  ClaimSpans spans;
  std::int32_t margin = 0;  // Attribution::margin
};

/// All attributions of the scene's document, by the model of its knowledge; none if there is no model.
std::vector<LearnedClaim> learned_claims(const ClaimScene& scene);

}  // namespace parley
