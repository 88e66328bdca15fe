// Reports that repeat others: a wire story that several outlets print, whole, cut, extended or rewritten.
//
// Method: shingles of four words; MinHash (Broder 1997) with 48 bands of two minima finds candidates that share as
// little as a fifth (Jaccard), since a story cut to 40 % shares no more; the texts of candidates are laid side by side
// (alignment.h), and how much of each stands in the other says what the later is to the earlier
// (docs/decisions/0018-copies.md). Neighbours: copy_index.h (which reports are compared), reversal.h (updates that turn
// the news round).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/intake.h"
#include "ledger/alignment.h"
#include "record/report.h"

namespace parley {

/// Hashes of the words of a report's news blocks, in order: lower case, without marks.
std::vector<std::uint32_t> news_words(std::string_view text, const std::vector<Block>& blocks);

/// Hashes of the words of a line.
std::vector<std::uint32_t> words_of_line(std::string_view line);

/// Hashes of the shingles of four words, sorted, each once.
std::vector<std::uint32_t> shingles(const std::vector<std::uint32_t>& words);

/// Keys under which similar sets meet: two that share a fifth with probability .86, a third with .99; and one under
/// which equal sets meet. None for an empty set.
std::vector<std::int64_t> copy_keys(const std::vector<std::uint32_t>& shingles);

/// Number of shingles in both of two sorted sets.
std::size_t count_shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

/// Shingles as the ledger keeps them, and back; older ledgers hold 64 bits of each.
std::string fingerprint_of(const std::vector<std::uint32_t>& shingles);
std::vector<std::uint32_t> shingles_in(std::string_view fingerprint);

/// What the later text is to the earlier one, of which it holds what `alignment` says: copy, cut, extended, updated,
/// quotes-from. Nothing if they share too little. `same_page`: both were fetched from one address.
std::optional<CopyRelation> copy_relation(const Alignment& alignment, bool same_page);

}  // namespace parley
