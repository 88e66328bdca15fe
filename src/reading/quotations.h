// Statements without a verb of saying: quotations that go on after one, and headlines that name their source with a
// colon.
#pragma once

#include "reading/claim_spans.h"

namespace parley {

/// A statement whose source stands elsewhere.
struct SilentClaim {
  ClaimSpans spans;
  TokenRange cue;             // empty where nothing says it
  std::int32_t speaker = -1;  // index into the claims given: who goes on speaking
};

/// Quotations that none of the contents covers, each with the last quoted speaker before it in this or the previous
/// blocks. `contents` and `quoted` (was the claim a direct quotation or a speaker's statement) run in step, in text
/// order.
std::vector<SilentClaim> continued_quotations(const ClaimScene& scene, const std::vector<ClaimSpans>& claims);

/// "X: …" and "…: expert" in headlines.
std::vector<SilentClaim> headline_claims(const ClaimScene& scene);

}  // namespace parley
