// parley inspect events --pairs: the one relation that each sentence states from its source to its target.
#pragma once

#include <string>

#include "command.h"
#include "reading/pair_classifier.h"

namespace parley {

/// "id<TAB>TYPE<TAB>confidence" with its line end; the confidence to three digits.
std::string pair_line(const std::string& id, const PairAnswer& answer);

/// Reads lines of id, sentence, source, target (tabs, no header) from the options' files and prints pair_line for each.
int run_inspect_pairs(const CommandOptions& options);

}  // namespace parley
