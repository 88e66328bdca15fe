// Where a claim's source and content stand, seen from its cue.
//
// After the cue ("X said [on Friday] (that) …"), before it ("…, X said", "…," said X), or around it; up to the point
// where the sentence turns to something else: another cue with the same subject, a comma and "while", the end of a
// quotation.
#pragma once

#include <optional>

#include "reading/claim_scene.h"

namespace parley {

/// Source and content of a verb's statement; nothing if the grammar of its rule is not met.
std::optional<ClaimSpans> spans_of_verb(const ClaimScene& scene, Cue& cue);
/// The same for a noun ("the offer to …"), a passive ("is believed to …") and a preposition ("according to …").
std::optional<ClaimSpans> spans_of_noun(const ClaimScene& scene, Cue& cue);
std::optional<ClaimSpans> spans_of_adjective(const ClaimScene& scene, Cue& cue);
std::optional<ClaimSpans> spans_of_impersonal(const ClaimScene& scene, Cue& cue);
std::optional<ClaimSpans> spans_of_preposition(const ClaimScene& scene, Cue& cue);

/// End of the words attributed when they start at `start`: a token, at most the end of its sentence.
std::uint32_t content_end(const ClaimScene& scene, const Cue& cue, std::uint32_t start);
/// The words without a relative clause after a comma ("…, which …"), which is the report's own.
TokenRange without_relative_aside(const ClaimScene& scene, TokenRange range);
/// The tokens inside quotation marks.
TokenRange inside_marks(const ClaimScene& scene, std::size_t quotation);

/// Who says it: the subject of a verb (of a passive the agent) with what belongs to it ("of …", apposition, relative
/// clause). `phrase` becomes its first noun phrase, or -1.
TokenRange subject_source(const ClaimScene& scene, std::size_t verb, std::int32_t& phrase);
/// The grammatical subject with what belongs to it; empty if there is none.
TokenRange grammatical_subject(const ClaimScene& scene, std::size_t verb);
/// The noun phrase at `token` as a source: what follows it up to `limit`, without times and asides.
TokenRange source_from(const ClaimScene& scene, std::uint32_t token, std::uint32_t limit);
/// The verb that quotes whom a gerund lets speak: "quoted" of "saying" in "the agency quoted the envoy as saying";
/// nullptr if none does.
const VerbGroup* quoting_verb(const ClaimScene& scene, const VerbGroup& verb);
/// End of the noun phrase at `token`.
std::uint32_t skip_end(const ClaimScene& scene, std::uint32_t token);

}  // namespace parley
