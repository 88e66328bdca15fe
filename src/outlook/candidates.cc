// See candidates.h.
#include "outlook/candidates.h"

#include <algorithm>
#include <cmath>

#include "outlook/elementary.h"

namespace parley {
namespace {

constexpr std::size_t kPopular = 200;
constexpr std::size_t kGrouped = 100;
constexpr std::size_t kPartners = 12;
constexpr std::size_t kListed = 100;  // in order; more of them are never asked for
constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr float kNever = 400;  // days, for what never happened

constexpr std::size_t kChances = 17;
constexpr std::size_t kAmounts = 23;
static_assert(kChances + kAmounts + 4 == kFeatures);

/// A chance on a logarithmic scale of about -1.3 to 1.5.
float chance(float p) { return log_of(p + 1e-4F) * 0.3F + 1.5F; }
float amount(float x) { return log_plus_one(x); }

struct Now {
  float slow = 0, middle = 0, fast = 0, gap = kNever;
};

Now at_day(const Trace* trace, std::int32_t day, const Decay& decay) {
  if (trace == nullptr || trace->count == 0) return {};
  const Decay::Factors& f = decay.over(day - trace->last);
  return {trace->slow * f.slow, trace->middle * f.middle, trace->fast * f.fast,
          std::min(kNever, static_cast<float>(day - trace->last))};
}

void take_logarithms(float* x) {
  for (std::size_t k = 0; k < kChances; ++k) x[k] = chance(x[k]);
  for (std::size_t k = kChances; k < kChances + kAmounts; ++k) x[k] = amount(x[k]);
}

}  // namespace

std::span<const Trace> Shortlists::of(const TraceLists& lists, std::uint32_t owner, std::uint32_t version,
                                      std::int32_t day, const Decay& decay) {
  std::vector<Trace>& picks = picks_[owner];
  if (made_[owner] == version) return picks;
  made_[owner] = version;
  std::span<const Trace> all = lists.of(owner);
  order_.clear();
  for (std::size_t k = 0; k < all.size(); ++k) {
    const Decay::Factors& f = decay.over(day - all[k].last);
    order_.emplace_back(-(all[k].slow * f.slow + all[k].middle * f.middle), static_cast<std::uint32_t>(k));
  }
  auto n = static_cast<std::ptrdiff_t>(std::min(length_, order_.size()));
  if (order_.size() > length_) std::nth_element(order_.begin(), order_.begin() + n, order_.end());
  std::sort(order_.begin(), order_.begin() + n);
  picks.clear();
  for (auto it = order_.begin(); it != order_.begin() + n; ++it) picks.push_back(all[it->second]);
  return picks;
}

CandidateFinder::CandidateFinder(const Past& past, const RuleCounts& rules, const LowRank& low_rank)
    : past_(past),
      rules_(rules),
      low_rank_(low_rank),
      types_(past.directed_types(), kPopular),
      groups_(past.group_owners(), kGrouped),
      partners_(past.actors(), kPartners),
      place_(past.actors(), kNone) {}

void CandidateFinder::past_changed(std::int32_t day) {
  ++version_;
  day_ = day;
}

Candidate& CandidateFinder::of(std::uint32_t actor) {
  std::uint32_t& place = place_[actor];
  if (place == kNone) {
    place = static_cast<std::uint32_t>(found_.size());
    found_.emplace_back();
    found_.back().actor = actor;
  }
  return found_[place];
}

void CandidateFinder::find(const Query& query) {
  for (const Candidate& c : found_) place_[c.actor] = kNone;
  found_.clear();
  totals_ = {};
  by_rules(query);
  by_popularity(query);
  by_common_partners(query);
  score_quickly();
  order_.clear();
  for (std::size_t k = 0; k < found_.size(); ++k)
    order_.push_back({found_[k].quick, found_[k].actor, static_cast<std::uint32_t>(k)});
  auto better = [](const Order& a, const Order& b) {
    return a.quick != b.quick ? a.quick > b.quick : a.actor < b.actor;
  };
  const auto listed = static_cast<std::ptrdiff_t>(std::min(kListed, order_.size()));
  if (order_.size() > kListed) std::nth_element(order_.begin(), order_.begin() + listed, order_.end(), better);
  std::sort(order_.begin(), order_.begin() + listed, better);
  order_.resize(static_cast<std::size_t>(listed));
  ranked_ = std::min(kColumns, order_.size());
  low_rank_query_ = low_rank_.query(query.source, query.type);
}

void CandidateFinder::by_rules(const Query& query) {
  const std::uint32_t inverse = past_.inverse(query.type);
  const std::span<const Trace> known = past_.by_actor().of(query.source);
  // Looked up first, all in a row: each waits for memory, but they wait together.
  confidences_.resize(known.size());
  for (std::size_t k = 0; k < known.size(); ++k)
    confidences_[k] = rules_.confidence(query.type, known[k].type, band_of(known[k], query.day));
  for (std::size_t k = 0; k < known.size(); ++k) {
    const Trace& e = known[k];
    float confidence = confidences_[k];
    Candidate& c = of(e.other);
    if (e.type == query.type) {
      c.same = confidence;
      c.same_trace = &e;
      totals_.same += e.slow * past_.decay().over(query.day - e.last).slow;
    } else if (e.type == inverse) {
      c.inverse_trace = &e;
    }
    ++c.kinds;
    c.sum += confidence;
    for (float& best : c.best)
      if (confidence > best) std::swap(confidence, best);
  }
  for (const Trace& e : past_.by_pair().of(query.source)) {
    Candidate& c = of(e.other);
    c.pair = rules_.confidence(RuleFamily::pair, query.type, band_of(e, query.day));
    c.pair_trace = &e;
    totals_.pair += e.slow * past_.decay().over(query.day - e.last).slow;
    totals_.best_pair = std::max(totals_.best_pair, c.pair);
  }
}

void CandidateFinder::by_popularity(const Query& query) {
  for (const Trace& e : types_.of(past_.by_type(), query.type, version_, day_, past_.decay())) {
    Candidate& c = of(e.other);
    c.popular = rules_.confidence(RuleFamily::type, query.type, band_of(e, query.day));
    c.type_trace = &e;
    totals_.popular += e.slow * past_.decay().over(query.day - e.last).slow;
    totals_.best_popular = std::max(totals_.best_popular, c.popular);
  }
  std::uint32_t group = past_.group(query.source);
  if (group == Past::kNoGroup) return;
  std::uint32_t owner = past_.group_owner(group, query.type);
  for (const Trace& e : groups_.of(past_.by_group(), owner, version_, day_, past_.decay())) {
    Candidate& c = of(e.other);
    c.grouped = rules_.confidence(RuleFamily::group, query.type, band_of(e, query.day));
    c.group_trace = &e;
    totals_.grouped += e.slow * past_.decay().over(query.day - e.last).slow;
  }
}

void CandidateFinder::by_common_partners(const Query& query) {
  for (const Trace& near : partners_.of(past_.by_pair(), query.source, version_, day_, past_.decay())) {
    float weight = near.slow / (totals_.pair + 1);
    std::span<const Trace> beyond = partners_.of(past_.by_pair(), near.other, version_, day_, past_.decay());
    float all = 1;
    for (const Trace& far : beyond) all += far.slow;
    for (const Trace& far : beyond)
      if (far.other != query.source) of(far.other).through += weight * far.slow / all;
  }
}

void CandidateFinder::score_quickly() {
  for (Candidate& c : found_) {
    float rest = c.sum - c.best[0] - c.best[1] - c.best[2];
    float none = (1 - c.best[0]) * (1 - 0.8F * c.best[1]) * (1 - 0.64F * c.best[2]) / (1 + 0.4F * std::max(0.0F, rest));
    c.quick = 1 - none + 0.7F * c.pair + 0.5F * c.popular + 0.5F * c.grouped + 0.02F * c.through;
    totals_.best_quick = std::max(totals_.best_quick, c.quick);
  }
}

/// Looks up what candidate by candidate would each wait for memory: asked for at once, then read.
void CandidateFinder::find_traces(const Query& query) const {
  const std::uint32_t from = past_.group(query.source);
  for (bool ready : {false, true})
    for (std::size_t k = 0; k < ranked_; ++k) {
      const Candidate& c = candidate(k);
      Traces& t = traces_[k];
      const auto look = [&](const TraceLists& lists, std::uint32_t owner, std::uint32_t other, std::uint32_t type,
                            const Trace*& out) {
        if (!ready) return lists.prefetch(owner, other, type);
        out = lists.find(owner, other, type);
        __builtin_prefetch(out);
      };
      const std::uint32_t to = past_.group(c.actor);
      t = {c.type_trace, nullptr, nullptr};
      if (c.type_trace == nullptr) look(past_.by_type(), query.type, c.actor, 0, t.type);
      if (to != Past::kNoGroup) look(past_.actor_to_group(), query.source, to, query.type, t.to_group);
      if (to != Past::kNoGroup && from != Past::kNoGroup) look(past_.group_to_group(), from, to, query.type, t.groups);
      if (!ready) __builtin_prefetch(&past_.activity(c.actor));
    }
}

// Features are written raw, then all logarithms are taken at once (take_logarithms): those of chances first, of amounts
// next, what stays as it is last.
void CandidateFinder::row(const Query& query, std::size_t k, float* x) const {
  const Candidate& c = candidate(k);
  const Traces& found = traces_[k];
  const Decay& decay = past_.decay();
  const std::int32_t day = query.day;
  const std::uint32_t from = past_.group(query.source);
  const std::uint32_t to = past_.group(c.actor);
  const bool known = to != Past::kNoGroup;
  const bool both = known && from != Past::kNoGroup;
  Now pair = at_day(c.pair_trace, day, decay);
  Now same = at_day(c.same_trace, day, decay);
  Now inverse = at_day(c.inverse_trace, day, decay);
  Now type = at_day(found.type, day, decay);
  Now active = at_day(&past_.activity(c.actor), day, decay);
  Now grouped = at_day(c.group_trace, day, decay);
  Now to_group = at_day(found.to_group, day, decay);
  Now groups = at_day(found.groups, day, decay);
  auto put = [&x](auto... values) { ((*x++ = values), ...); };
  put(c.quick, c.best[0], c.best[1], c.best[2], c.sum, c.pair, c.popular, c.grouped, c.same, c.through);
  put(pair.slow / (totals_.pair + 0.5F), same.slow / (totals_.same + 0.2F), type.slow / (active.slow + 1));
  put(c.popular / (totals_.best_popular + 1e-6F), c.quick / (totals_.best_quick + 1e-6F));
  put(grouped.slow / (totals_.grouped + 0.5F), to_group.slow / (totals_.same + 0.5F));
  put(pair.slow, pair.middle, pair.fast, same.slow, same.middle, same.fast, inverse.slow, inverse.fast);
  put(type.slow, type.fast, active.slow, active.fast, grouped.slow, grouped.fast, to_group.slow, to_group.fast);
  put(groups.slow, pair.gap, same.gap, inverse.gap, type.gap, active.gap, static_cast<float>(c.kinds));
  put(low_rank_.score(low_rank_query_, c.actor) * 0.3F, c.pair_trace == nullptr ? 1.0F : 0.0F, known ? 1.0F : 0.0F);
  put(both && from == to ? 1.0F : 0.0F);
}

void CandidateFinder::features(const Query& query, std::vector<float>& rows,
                               std::array<float, kContext>& context) const {
  rows.resize(ranked_ * kFeatures);
  find_traces(query);
  for (std::size_t k = 0; k < ranked_; ++k) {
    row(query, k, &rows[k * kFeatures]);
    take_logarithms(&rows[k * kFeatures]);
  }
  Now active = at_day(&past_.activity(query.source), query.day, past_.decay());
  auto partners = static_cast<float>(past_.by_pair().of(query.source).size());
  auto popular = static_cast<float>(past_.by_type().of(query.type).size());
  context = {amount(totals_.same),       amount(totals_.pair),      amount(partners),           amount(popular) * 0.5F,
             chance(totals_.best_quick), chance(totals_.best_pair), amount(active.slow) * 0.5F, amount(active.fast)};
}

}  // namespace parley
