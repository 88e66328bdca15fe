// See rule_counts.h.
#include "outlook/rule_counts.h"

namespace parley {
RuleCounts::RuleCounts(std::uint32_t directed_types) : types_(directed_types) {
  std::size_t rules = std::size_t{types_} * types_;
  fine_.resize(rules * kBands);
  coarse_.resize(rules * kGapBands);
  for (auto& family : families_) family.resize(std::size_t{types_} * kBands);
}

void RuleCounts::count(std::uint32_t asked, std::uint32_t seen, std::uint32_t band, bool hit) {
  Counts& fine = fine_[cell(asked, seen, band)];
  Counts& coarse = coarse_[(std::size_t{asked} * types_ + seen) * kGapBands + band / kFrequencyBands];
  fine.total += 1;
  coarse.total += 1;
  if (hit) fine.hits += 1, coarse.hits += 1;
}

void RuleCounts::count(RuleFamily family, std::uint32_t asked, std::uint32_t band, bool hit) {
  Counts& c = families_[static_cast<std::size_t>(family)][asked * kBands + band];
  c.total += 1;
  if (hit) c.hits += 1;
}

void RuleCounts::freeze() {
  std::vector<float> table(fine_.size());
  for (std::uint32_t a = 0; a < types_; ++a)
    for (std::uint32_t s = 0; s < types_; ++s)
      for (std::uint32_t b = 0; b < kBands; ++b) table[cell(a, s, b)] = counted(a, s, b);
  frozen_ = std::move(table);
  fine_ = {};
  coarse_ = {};
}

}  // namespace parley
