// Which sentences tell the same story: a broadcast or a digest tells several, one after the other.
//
// A sentence opens another item where it and the next name sides, but none that the item before named; an item whose
// sides come up again goes on. What a report leaves open ("the other side", "the talks") is looked for in its own item.
#pragma once

#include <vector>

#include "reading/reading.h"

namespace parley {

/// Does the mention name somebody who acts for a state, an organisation or a group?
bool acts_for_a_side(const Mention& mention);

/// The number of the item that each sentence belongs to, from 0. Linear in the text but for the number of items.
std::vector<std::uint32_t> news_items(const Document& document);

}  // namespace parley
