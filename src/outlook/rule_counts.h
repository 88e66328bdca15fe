// Counted rules: how often did what was known come true again?
//
// A rule says: "A did r' to B, last so many days ago and so often; now A does r to somebody: it is B". For each (r, r',
// gap, frequency) two numbers are kept: how often it stood so when somebody was asked for, and how often B was an
// answer. Its confidence is hits of total, drawn towards the coarser rule (r, r', gap) where counts are few. Three
// further families leave out parts: any act between the two; B as partner of r to anybody; B as partner of r to A's
// group. Gaps and frequencies are cut into bands. After CountTRuCoLa (Gastinger, Meilicke, Stuckenschmidt 2025,
// arXiv 2509.09474) in its use of recency and frequency; the bands and the back-off are our own.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "outlook/past.h"

namespace parley {

constexpr std::uint32_t kGapBands = 14;
constexpr std::uint32_t kFrequencyBands = 5;
constexpr std::uint32_t kBands = kGapBands * kFrequencyBands;

/// By days since the last event, their band; a day more than the last is in the last.
inline constexpr std::array<std::uint8_t, 256> kGapTable = [] {
  constexpr std::array<std::int32_t, kGapBands - 1> kEnds = {1, 2, 3, 4, 6, 8, 11, 15, 22, 35, 60, 100, 180};
  std::array<std::uint8_t, 256> out{};
  for (std::size_t d = 0; d < out.size(); ++d)
    while (out[d] < kEnds.size() && static_cast<std::int32_t>(d) > kEnds[out[d]]) ++out[d];
  return out;
}();

/// Band of a number of days since the last event, 0 (yesterday) to 13 (over half a year).
inline std::uint32_t gap_band(std::int32_t days) {
  return kGapTable[static_cast<std::size_t>(std::clamp(days, 0, 255))];
}

/// Band of a decayed count, 0 (one event) to 4 (ten or more).
inline std::uint32_t frequency_band(float count) {
  return static_cast<std::uint32_t>(count >= 1.5F) + static_cast<std::uint32_t>(count >= 2.5F) +
         static_cast<std::uint32_t>(count >= 4.5F) + static_cast<std::uint32_t>(count >= 9.5F);
}

/// Cell of a trace within a rule: its gap at `day` and its frequency.
inline std::uint32_t band_of(const Trace& trace, std::int32_t day) {
  return gap_band(day - trace.last) * kFrequencyBands + frequency_band(trace.slow);
}

enum class RuleFamily : std::uint8_t { pair, type, group };
constexpr std::size_t kRuleFamilies = 3;

class RuleCounts {
 public:
  explicit RuleCounts(std::uint32_t directed_types);

  void count(std::uint32_t asked, std::uint32_t seen, std::uint32_t band, bool hit);
  void count(RuleFamily family, std::uint32_t asked, std::uint32_t band, bool hit);

  /// Chance that a trace of type `seen` names the answer when `asked` is asked for.
  [[nodiscard]] float confidence(std::uint32_t asked, std::uint32_t seen, std::uint32_t band) const {
    if (!frozen_.empty()) return frozen_[cell(asked, seen, band)];
    return counted(asked, seen, band);
  }
  [[nodiscard]] float confidence(RuleFamily family, std::uint32_t asked, std::uint32_t band) const {
    const Counts& c = families_[static_cast<std::size_t>(family)][asked * kBands + band];
    return c.hits / (c.total + kPrior);
  }
  /// Ends counting: confidences are written down once and the counts dropped.
  void freeze();

 private:
  struct Counts {
    float hits = 0, total = 0;
  };
  static constexpr float kPrior = 10;

  [[nodiscard]] std::size_t cell(std::uint32_t asked, std::uint32_t seen, std::uint32_t band) const {
    return (std::size_t{asked} * types_ + seen) * kBands + band;
  }
  [[nodiscard]] float counted(std::uint32_t asked, std::uint32_t seen, std::uint32_t band) const {
    const Counts& coarse = coarse_[(std::size_t{asked} * types_ + seen) * kGapBands + band / kFrequencyBands];
    const Counts& fine = fine_[cell(asked, seen, band)];
    return (fine.hits + kPrior * (coarse.hits / (coarse.total + kPrior))) / (fine.total + kPrior);
  }

  std::uint32_t types_;
  std::vector<Counts> fine_, coarse_;
  std::array<std::vector<Counts>, kRuleFamilies> families_;
  std::vector<float> frozen_;
};

}  // namespace parley
