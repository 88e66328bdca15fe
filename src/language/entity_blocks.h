// A text cut into sentences of bounded length and blocks of bounded size, seen word by word: what training and decoding
// share, so that a model is used on just what it was taught on.
#pragma once

#include <functional>

#include "language/entities.h"
#include "language/entity_memory.h"

namespace parley {

/// A sentence, or a piece of one that is too long: its words' views and the index of its first word in the text.
struct ViewedSentence {
  std::uint32_t first = 0;
  std::span<WordView> views;
};

/// Calls `visit` for every sentence of the text in order, memory of its block included.
void for_each_sentence(const EntityText& text, const EntityLexicon& lexicon,
                       const std::function<void(const ViewedSentence&)>& visit);

}  // namespace parley
