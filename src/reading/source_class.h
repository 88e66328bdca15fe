// What kind of source makes a claim (named, role, group, media, document, none), who it is, and why it has no name.
#pragma once

#include "reading/claim_spans.h"

namespace parley {

/// Fills source, source_class, actors, anonymity_reason and the source's field span.
void describe_source(const ClaimScene& scene, const Cue& cue, const ClaimSpans& spans, Claim& claim);

/// True where the noun phrase cannot be somebody who speaks ("the talks", "it" of the weather).
bool cannot_speak(const ClaimScene& scene, const ClaimSpans& spans);

/// The class of a mention's kind; what pronouns point back to decides for them.
SourceClass class_of_mention(const ClaimScene& scene, std::size_t mention);

}  // namespace parley
