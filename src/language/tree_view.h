// A dependency tree drawn with lines for a terminal.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "language/model.h"

namespace parley {

/// One line a word, in the order of the sentence; lines on the left run from each head to its dependents:
///
///     ┌─► The      DET    det
///   ┌─┴─► envoy    NOUN   nsubj
/// ──┴┬──  left     VERB   root
///
/// Very deep trees are drawn to a depth of 24, with the head's word named beyond.
std::string draw_tree(std::span<const std::string_view> words, std::span<const ParsedWord> parsed);

}  // namespace parley
