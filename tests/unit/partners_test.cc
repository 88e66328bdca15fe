// Common partners: counted by hand, and against a slow twin.
#include "outlook/partners.h"

#include <gtest/gtest.h>

#include <map>

#include "base/random.h"

namespace parley {
namespace {

TEST(Partners, TheWeakerTieOfEachCommonPartnerCounts) {
  const std::vector<Tie> ties = {{0, 1, 5}, {0, 2, 3}, {1, 2, 1}, {0, 3, 0.5F}, {1, 3, 2}, {3, 4, 4}, {1, 4, 0.01F}};
  const Partners partners(ties, 5);
  EXPECT_EQ(partners.count(1), 3U) << "what is all but forgotten does not count";
  const auto common = partners.common(std::vector<Tie>{{0, 1, 5}, {2, 4, 0}, {1, 4, 0}});
  ASSERT_EQ(common.size(), 3U);
  EXPECT_FLOAT_EQ(common[0].strength, 1.5F) << "actors 2 and 3";
  EXPECT_FLOAT_EQ(common[0].rare, 1.0F / (1 + 4) + 0.5F / (1 + 6.5F));
  EXPECT_EQ(common[1].strength, 0);
  EXPECT_FLOAT_EQ(common[2].strength, 2) << "actor 3";
  EXPECT_TRUE(Partners({}, 0).common({}).empty());
}

TEST(Partners, AsASlowTwinCountsThem) {
  Random random(5);
  constexpr std::uint32_t kActors = 30;
  std::map<std::pair<std::uint32_t, std::uint32_t>, float> all;
  for (int k = 0; k < 120; ++k) {
    const std::uint32_t a = random.below(kActors), b = random.below(kActors);
    if (a < b) all[{a, b}] = 0.1F + 5 * random.uniform();
  }
  std::vector<Tie> ties;
  for (const auto& [pair, strength] : all) ties.push_back({pair.first, pair.second, strength});
  const auto tie = [&](std::uint32_t a, std::uint32_t b) {
    auto it = all.find(std::minmax(a, b));
    return it == all.end() ? 0 : it->second;
  };
  const auto common = Partners(ties, kActors).common(ties);
  for (std::size_t k = 0; k < ties.size(); ++k) {
    float expected = 0;
    for (std::uint32_t c = 0; c < kActors; ++c) expected += std::min(tie(ties[k].a, c), tie(ties[k].b, c));
    EXPECT_NEAR(common[k].strength, expected, 1e-4) << k;
  }
}

}  // namespace
}  // namespace parley
