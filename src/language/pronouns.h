// What a pronoun of the third person stands for: the mention before it that agrees and is nearest in mind.
#pragma once

#include "language/lexicon.h"

namespace parley {

/// The mention, among those found so far, that the pronoun at a token points back to; nullptr if there is none, or the
/// word is another pronoun. "he" and "she" by gender; "it" by who says so ("Kim said that it will …"), else the state,
/// organisation or group nearest in mind; "they" likewise, or people of whom there are several.
const Mention* antecedent_of(std::uint32_t pronoun, const Sentence& sentence, const Lexicon::Data& data,
                             const Document& document);

}  // namespace parley
