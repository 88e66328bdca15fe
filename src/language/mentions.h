// Mentions of actors: units of names.h put together, given codes, and linked within the report.
#pragma once

#include "language/names.h"

namespace parley {

/// Appends the mentions of one sentence. `memory` is read and extended: surnames, pronouns and "the regime" point back.
/// `names` are the entities of the whole document.
void find_mentions(std::uint32_t sentence, std::span<const Entity> names, const Lexicon::Data& data,
                   ReportMemory& memory, Document& document);

}  // namespace parley
