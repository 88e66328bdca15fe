// Near-duplicate reports: a wire story that several outlets print, whole, cut or extended.
//
// Method: MinHash over shingles of four words (Broder 1997) finds candidates; the overlap of the shingle sets decides.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/report.h"

namespace parley {

/// Hashes of the shingles of a report's news blocks, sorted, each once.
std::vector<std::uint64_t> shingles(const Report& report);

/// Keys under which similar sets meet with high probability (8 bands of 4 minima); none for fewer than 8 shingles.
std::vector<std::int64_t> bands(const std::vector<std::uint64_t>& shingles);

/// Relation of the later report to the earlier one; nothing if they share too little.
std::optional<CopyRelation> compare_shingles(const std::vector<std::uint64_t>& earlier,
                                             const std::vector<std::uint64_t>& later);

}  // namespace parley
