// Whom the two sides of a pair have in common: those who did it with both lately.
//
// Two who never stopped meeting the same third party are likelier to meet again, more so where that third party meets
// few (Adamic and Adar 2003). Ties are decayed counts; of a tie that is all but forgotten nothing is kept.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace parley {

/// How much two actors did it with each other lately.
struct Tie {
  std::uint32_t a = 0, b = 0;
  float strength = 0;
};

struct CommonPartners {
  float strength = 0;  // of each common partner's two ties the weaker, summed
  float rare = 0;      // the same, each divided by one and all of that partner's ties
};

class Partners {
 public:
  /// Actors' numbers lie below `actors`; no two ties are of the same pair.
  Partners(std::span<const Tie> ties, std::uint32_t actors);

  /// With how many an actor has a tie that still counts.
  [[nodiscard]] std::uint32_t count(std::uint32_t actor) const { return start_[actor + 1] - start_[actor]; }
  /// Of each of the pairs asked about (of their strength nothing is needed), in their order.
  [[nodiscard]] std::vector<CommonPartners> common(std::span<const Tie> asked) const;

 private:
  struct Other {
    std::uint32_t actor = 0;
    float strength = 0;
  };
  [[nodiscard]] std::span<const Other> of(std::uint32_t actor) const {
    return {others_.data() + start_[actor], others_.data() + start_[actor + 1]};
  }

  std::vector<std::uint32_t> start_;  // by actor, where its others begin
  std::vector<Other> others_;
  std::vector<float> all_;  // by actor, the strength of all its ties
};

}  // namespace parley
