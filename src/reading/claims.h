// Claims: who says what, and how. One finding for each statement that a report attributes to a source.
//
//   cues (codebook/claims.toml: "said", "according to", "the offer to", "is believed to")
//     → claim_spans.h  where the source and the words attributed stand
//     → source_class.h what kind of source it is, and why it has no name
//     → stance.h       what the statement does (predicts, demands, accuses, …) and how sure it is
//     → quotations.h   quotations that go on without a cue, headlines with a colon
//
// A cue counts only where both its content and (unless the form has none) its source are found. Statements inside
// statements are claims of their own, with the outer source first in their chain.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reading/reading.h"

namespace parley {

/// Compiled codebook/claims.toml; see claim_rules.h.
struct ClaimRules {
  /// Error bad_codebook names file and line; not_found or unreadable the file.
  static Result<std::shared_ptr<const ClaimRules>> load(const std::string& codebook_dir);

  struct Data;
  std::shared_ptr<const Data> data;
};

/// Claims of a document, by place. Deterministic; time linear in the text for sentences of bounded length.
std::vector<Claim> find_claims(const Context& context);

}  // namespace parley
