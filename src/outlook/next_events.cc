// See next_events.h.
#include "outlook/next_events.h"

#include <algorithm>

#include "outlook/rule_counts.h"

namespace parley {
namespace {

constexpr std::int32_t kActiveDays = 183;
constexpr std::int32_t kMostOrigins = 120;
constexpr std::size_t kMostScores = 400000;
constexpr std::size_t kBins = 40;
constexpr std::size_t kRules = 3;

/// Runs f(traces) over the traces of one actor, pair by pair, for pairs with an event in the last half year.
template <class F>
void for_each_pair(const Past& past, std::uint32_t actor, std::int32_t day, F&& f) {
  std::span<const Trace> all = past.by_actor().of(actor);
  std::vector<Trace> traces(all.begin(), all.end());
  std::stable_sort(traces.begin(), traces.end(), [](const Trace& a, const Trace& b) { return a.other < b.other; });
  for (std::size_t from = 0, to = 0; from < traces.size(); from = to) {
    std::int32_t last = traces[from].last;
    for (; to < traces.size() && traces[to].other == traces[from].other; ++to) last = std::max(last, traces[to].last);
    if (day - last <= kActiveDays) f(std::span<const Trace>(traces).subspan(from, to - from));
  }
}

}  // namespace

/// What came to pass in a window: types by directed pair.
struct NextEvents::Outcomes {
  FlatIndex index;
  std::vector<std::vector<std::uint16_t>> types;

  void add(std::uint32_t source, std::uint32_t target, std::uint16_t type) {
    std::uint32_t at = index.find_or_add(key(source, target), static_cast<std::uint32_t>(types.size()));
    if (at == types.size()) types.emplace_back();
    if (std::find(types[at].begin(), types[at].end(), type) == types[at].end()) types[at].push_back(type);
  }
  [[nodiscard]] std::span<const std::uint16_t> of(std::uint32_t source, std::uint32_t target) const {
    std::uint32_t at = index.find(key(source, target));
    return at == FlatIndex::kNone ? std::span<const std::uint16_t>() : types[at];
  }
  static std::uint64_t key(std::uint32_t source, std::uint32_t target) {
    return (std::uint64_t{source} << 32U) | target;
  }
};

NextEvents::NextEvents(const HistoryIndex& index, std::uint32_t actors, std::uint32_t types, Date on, std::int32_t days)
    : index_(index),
      types_(types),
      on_(on.days),
      days_(std::max(1, days)),
      past_(actors, types, std::vector<std::uint32_t>(actors, Past::kNoGroup)),
      total_(std::size_t{2} * types * kBands),
      hits_(std::size_t{2} * types * kBands * types),
      base_hits_(types) {
  if (index.size() == 0 || types == 0) return;
  walk(index.event(index.by_day().front()).day);
  calibrate();
}

std::size_t NextEvents::cell(std::uint32_t seen, std::uint32_t band) const { return std::size_t{seen} * kBands + band; }

void NextEvents::walk(std::int32_t first) {
  std::span<const std::uint32_t> order = index_.by_day();
  std::size_t at = 0;
  auto join = [&](std::int32_t before) {
    std::vector<Quadruple> events;
    for (; at < order.size() && index_.event(order[at]).day < before; ++at) {
      const HistoryEvent& e = index_.event(order[at]);
      if (e.source != e.target) events.push_back({e.source, e.type, e.target, e.day});
    }
    past_.add(events);
  };
  // The last window ends the day before `on`.
  std::int32_t windows = std::min(kMostOrigins, (on_ - first) / days_);
  join(on_ - windows * days_);
  for (std::int32_t w = windows; w > 0; --w) {
    std::int32_t origin = on_ - w * days_;
    std::size_t ahead = at;
    Outcomes outcomes;
    for (; ahead < order.size() && index_.event(order[ahead]).day < origin + days_; ++ahead) {
      const HistoryEvent& e = index_.event(order[ahead]);
      if (e.source != e.target) outcomes.add(e.source, e.target, e.type);
    }
    if (w * 2 <= windows) learn_scores(outcomes, origin);
    count(outcomes, origin);
    join(origin + days_);
    ++origins_;
  }
}

void NextEvents::count(const Outcomes& outcomes, std::int32_t origin) {
  for (std::uint32_t source = 0; source < past_.actors(); ++source)
    for_each_pair(past_, source, origin, [&](std::span<const Trace> pair) {
      std::span<const std::uint16_t> came = outcomes.of(source, pair.front().other);
      for (const Trace& e : pair) {
        std::size_t c = cell(e.type, band_of(e, origin));
        total_[c] += 1;
        for (std::uint16_t type : came) hits_[c * types_ + type] += 1;
      }
      base_total_ += 1;
      for (std::uint16_t type : came) base_hits_[type] += 1;
    });
}

void NextEvents::learn_scores(const Outcomes& outcomes, std::int32_t origin) {
  // An even part of the pairs, so that all origins come to no more than kMostScores.
  double wanted = static_cast<double>(kMostScores) / (types_ * std::max(1.0, base_total_ / 2));
  for (std::uint32_t source = 0; source < past_.actors(); ++source)
    for_each_pair(past_, source, origin, [&](std::span<const Trace> pair) {
      if (random_.uniform() >= wanted) return;
      std::span<const std::uint16_t> came = outcomes.of(source, pair.front().other);
      for (std::uint32_t type = 0; type < types_; ++type) {
        bool hit = std::find(came.begin(), came.end(), type) != came.end();
        scores_.emplace_back(static_cast<float>(score(pair, type, origin, false).score), hit);
      }
    });
}

NextEvents::Scored NextEvents::score(std::span<const Trace> pair, std::uint32_t type, std::int32_t day,
                                     bool evidence) const {
  std::vector<RuleEvidence> rules;
  for (const Trace& e : pair) {
    std::size_t c = cell(e.type, band_of(e, day));
    rules.push_back({e.type < types_ ? e.type : e.type - types_, e.type < types_, day - e.last, e.count,
                     hits_[c * types_ + type], total_[c]});
  }
  std::stable_sort(rules.begin(), rules.end(),
                   [](const RuleEvidence& a, const RuleEvidence& b) { return a.chance() > b.chance(); });
  Scored out;
  double none = 1;
  double damp = 1;
  for (const RuleEvidence& r : rules) {
    none *= 1 - damp * r.chance();
    damp *= 0.6;
  }
  out.score = 1 - none;
  if (evidence) {
    rules.resize(std::min(rules.size(), kRules));
    std::erase_if(rules, [](const RuleEvidence& r) { return r.hits == 0; });
    out.rules = std::move(rules);
  }
  return out;
}

/// Equal shares of the scores, each with its mean and what came true; chances are made to rise with the score by
/// pooling neighbours that fall (pool-adjacent-violators, Ayer et al. 1955).
void NextEvents::calibrate() {
  std::stable_sort(scores_.begin(), scores_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  // Most scores are near nought: bins grow finer towards the top, each half of what is left.
  for (std::size_t from = 0; from < scores_.size();) {
    std::size_t left = scores_.size() - from;
    std::size_t size = bins_.size() + 1 >= kBins || left < 20 ? left : (left + 1) / 2;
    Bin bin;
    for (std::size_t k = from; k < from + size; ++k) {
      bin.score += scores_[k].first;
      bin.hits += scores_[k].second ? 1 : 0;
    }
    bin.total = static_cast<double>(size);
    bin.score /= bin.total;
    bins_.push_back(bin);
    from += size;
    while (bins_.size() > 1 &&
           bins_.back().hits * bins_[bins_.size() - 2].total < bins_[bins_.size() - 2].hits * bins_.back().total) {
      Bin last = bins_.back();
      bins_.pop_back();
      Bin& b = bins_.back();
      b.score = (b.score * b.total + last.score * last.total) / (b.total + last.total);
      b.hits += last.hits;
      b.total += last.total;
    }
  }
  scores_ = {};
}

double NextEvents::probability(double score) const {
  auto rate = [](const Bin& b) { return (b.hits + 0.5) / (b.total + 1); };
  if (bins_.empty()) return score;
  if (score <= bins_.front().score) return rate(bins_.front()) * score / std::max(1e-12, bins_.front().score);
  for (std::size_t k = 1; k < bins_.size(); ++k) {
    const Bin& low = bins_[k - 1];
    const Bin& high = bins_[k];
    if (score > high.score) continue;
    double share = (score - low.score) / std::max(1e-12, high.score - low.score);
    return rate(low) + share * (rate(high) - rate(low));
  }
  return rate(bins_.back());
}

std::vector<NextEvent> NextEvents::rank(std::uint32_t source) const {
  std::vector<NextEvent> out;
  if (source >= past_.actors()) return out;
  for_each_pair(past_, source, on_, [&](std::span<const Trace> pair) {
    std::uint32_t target = pair.front().other;
    std::vector<std::uint32_t> last;
    std::span<const std::uint32_t> events = index_.of_pair(source, target);
    for (auto it = events.rbegin(); it != events.rend() && last.size() < kRules; ++it)
      if (index_.event(*it).day < on_) last.push_back(*it);
    for (std::uint32_t type = 0; type < types_; ++type) {
      Scored s = score(pair, type, on_, true);
      if (s.rules.empty()) continue;
      double base = base_hits_[type] / std::max(1.0, base_total_);
      out.push_back({type, target, probability(s.score), base, std::move(s.rules), last});
    }
  });
  std::stable_sort(out.begin(), out.end(),
                   [](const NextEvent& a, const NextEvent& b) { return a.probability > b.probability; });
  return out;
}

}  // namespace parley
