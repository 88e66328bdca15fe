// See partners.h.
#include "outlook/partners.h"

#include <algorithm>
#include <numeric>

namespace parley {
namespace {

constexpr float kWeakest = 0.05F;  // ties below it are forgotten: one event half a year ago

}  // namespace

Partners::Partners(std::span<const Tie> ties, std::uint32_t actors) : start_(actors + 1), all_(actors) {
  for (const Tie& t : ties)
    if (t.strength >= kWeakest) ++start_[t.a + 1], ++start_[t.b + 1];
  std::partial_sum(start_.begin(), start_.end(), start_.begin());
  others_.resize(start_.back());
  std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
  for (const Tie& t : ties) {
    if (t.strength < kWeakest) continue;
    others_[next[t.a]++] = {t.b, t.strength};
    others_[next[t.b]++] = {t.a, t.strength};
    all_[t.a] += t.strength, all_[t.b] += t.strength;
  }
}

std::vector<CommonPartners> Partners::common(std::span<const Tie> asked) const {
  // The side with more partners is spread out once for all its pairs; of the other side each partner is looked up.
  const auto hub_of = [&](const Tie& t) { return count(t.a) >= count(t.b) ? t.a : t.b; };
  std::vector<std::uint32_t> order(asked.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t x, std::uint32_t y) { return hub_of(asked[x]) < hub_of(asked[y]); });
  std::vector<CommonPartners> out(asked.size());
  std::vector<float> strength(all_.size());
  for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
    const std::uint32_t hub = hub_of(asked[order[from]]);
    for (const Other& o : of(hub)) strength[o.actor] = o.strength;
    for (; to < order.size() && hub_of(asked[order[to]]) == hub; ++to) {
      const Tie& t = asked[order[to]];
      for (const Other& o : of(t.a == hub ? t.b : t.a)) {
        const float both = std::min(o.strength, strength[o.actor]);
        out[order[to]].strength += both;
        out[order[to]].rare += both / (1 + all_[o.actor]);
      }
    }
    for (const Other& o : of(hub)) strength[o.actor] = 0;
  }
  return out;
}

}  // namespace parley
