// See plan_draws.h.
#include "outlook/plan_draws.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/hash.h"
#include "base/random.h"

namespace parley {
namespace {

constexpr std::size_t kPathsShown = 5;
constexpr double kLeastShown = 0.005;  // share of the draws
constexpr std::int32_t kOwn = -1;
constexpr double kFall = 30;  // days of delay that a meeting which falls through weighs as much as, for the order alone

/// Roughly normal, mean 0, variance 1: twelve uniform numbers (Irwin and Hall), so that no library's logarithm counts.
double normal(Random& random) {
  double sum = -6;
  for (int k = 0; k < 12; ++k) sum += random.uniform();
  return sum;
}

/// One node's own day, draw by draw.
class OwnDay {
 public:
  OwnDay(const PlanNode& node, const PlanNetwork& network, int shift)
      : n_(node), on_(network.on), until_(network.until), shift_(shift) {
    const auto& d = node.odds.delays;
    if (node.planned) elapsed_ = std::max(0, on_.days - (node.planned->latest.days - 1) - 1);
    const auto behind = std::upper_bound(d.begin(), d.end(), elapsed_);
    first_delay_ = static_cast<std::size_t>(behind - d.begin());
  }

  /// The chances of one world.
  void enter_world(Random& random) {
    const double z = normal(random);
    kept_ = n_.odds.kept.at(z);
    late_ = n_.odds.late.at(normal(random));
    held_ = n_.held.at(z);
    if (n_.state == PlanState::missed) late_ = remaining(late_);
  }

  [[nodiscard]] std::int32_t draw(Random& random) const {
    const float chance = random.uniform();
    const float place = random.uniform();
    const std::int32_t day = own_day(chance, place, random.uniform());
    return day == kNever || day + shift_ >= until_.days ? kNever : day + shift_;
  }

 private:
  /// Chance of coming late, given that it has not come in the days since its plan's last one.
  [[nodiscard]] double remaining(double late) const {
    const double all = static_cast<double>(n_.odds.delays.size());
    const double left = (all - static_cast<double>(first_delay_)) / all;
    return late * left / (1 - late * (1 - left));
  }

  [[nodiscard]] std::int32_t late_day(float place) const {
    const auto& d = n_.odds.delays;
    if (first_delay_ >= d.size()) return kNever;
    const auto k = first_delay_ + static_cast<std::size_t>(place * static_cast<float>(d.size() - first_delay_));
    return n_.planned->latest.days - 1 + d[std::min(k, d.size() - 1)];
  }

  [[nodiscard]] static std::int32_t within(std::int32_t first, std::int32_t end, float place) {
    return first + std::min(end - first - 1, static_cast<std::int32_t>(place * static_cast<float>(end - first)));
  }

  [[nodiscard]] std::int32_t own_day(float chance, float place, float second) const {
    switch (n_.state) {
      case PlanState::set:
      case PlanState::wide:
        if (chance < kept_) return within(std::max(on_, n_.planned->earliest).days, n_.planned->latest.days, place);
        return second < late_ ? late_day(place) : kNever;
      case PlanState::missed:
        return second < late_ ? late_day(place) : kNever;
      case PlanState::off:
        return waiting(chance, place, kLateDays);
      case PlanState::undated:
        return waiting(chance, place, kUndatedDays);
      case PlanState::step: {
        const std::int32_t end = n_.planned ? n_.planned->latest.days : on_.days + kLateDays;
        const std::int32_t first = n_.planned ? std::max(on_, n_.planned->earliest).days : on_.days;
        return chance < held_ && first < end ? within(first, end, place) : kNever;
      }
    }
    return kNever;
  }

  /// Somewhere within so many days of when it was told; the days that have passed without it are taken out.
  [[nodiscard]] std::int32_t waiting(float chance, float place, int most) const {
    const int gone = std::clamp(on_.days - n_.since.days, 0, most - 1);
    const double left = static_cast<double>(most - gone) / most;
    const double now = held_ * left / (1 - held_ * (1 - left));
    return chance < now ? within(on_.days, on_.days + most - gone, place) : kNever;
  }

  const PlanNode& n_;
  Date on_, until_;
  int shift_;
  int elapsed_ = 0;
  std::size_t first_delay_ = 0;
  double kept_ = 0, late_ = 0, held_ = 0;
};

/// All draws of the nodes that hang together.
struct Draws {
  std::vector<std::size_t> nodes;                   // of the network, in its order
  std::vector<std::vector<std::int32_t>> own, day;  // by place in `nodes`, then draw
  std::vector<std::vector<std::int32_t>> decided;   // position of the edge that decides; kOwn
};

void draw_own(const PlanNetwork& network, std::size_t node, int shift, const DrawOptions& o,
              std::vector<std::int32_t>& out) {
  const std::uint64_t of_node = fnv1a(network.nodes[node].id, o.seed * 0x9E3779B97F4A7C15ULL + 1);
  const std::size_t in_world = (o.draws + kWorlds - 1) / kWorlds;
  OwnDay own(network.nodes[node], network, shift);
  out.resize(in_world * kWorlds);
  Random random(of_node);
  for (std::size_t w = 0; w < kWorlds; ++w) {
    own.enter_world(random);
    for (std::size_t k = 0; k < in_world; ++k) out[w * in_world + k] = own.draw(random);
  }
}

Draws draw_group(const PlanNetwork& network, const std::vector<std::size_t>& group, std::size_t slipped, int shift,
                 const DrawOptions& o) {
  Draws out;
  out.nodes = group;
  std::map<std::size_t, std::size_t> place;
  for (std::size_t k = 0; k < group.size(); ++k) place[group[k]] = k;
  out.own.resize(group.size()), out.day.resize(group.size()), out.decided.resize(group.size());
  for (std::size_t k = 0; k < group.size(); ++k) {
    draw_own(network, group[k], group[k] == slipped ? shift : 0, o, out.own[k]);
    out.day[k] = out.own[k];
    out.decided[k].assign(out.day[k].size(), kOwn);
    for (std::size_t e = 0; e < network.edges.size(); ++e) {
      const PlanEdge& edge = network.edges[e];
      if (edge.second != group[k]) continue;
      const auto& first = out.day[place.at(edge.first)];
      for (std::size_t d = 0; d < first.size(); ++d) {
        std::int32_t& day = out.day[k][d];
        std::int32_t moved = day;
        if (edge.kind == LinkKind::stops) {
          if (first[d] <= day) moved = kNever;
        } else if (first[d] != kNever) {
          moved = std::max(day, std::min(first[d] + edge.lead, kNever));
        } else if (edge.kind == LinkKind::needs) {
          moved = kNever;
        }
        if (moved >= network.until.days) moved = kNever;
        if (moved == day) continue;
        day = moved;
        out.decided[k][d] = static_cast<std::int32_t>(e);
      }
    }
  }
  return out;
}

/// Nodes that hang together, each group in the network's order.
std::vector<std::vector<std::size_t>> groups_of(const PlanNetwork& network) {
  std::vector<std::size_t> root(network.nodes.size());
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&](std::size_t k) {
    while (root[k] != k) k = root[k];
    return k;
  };
  for (const PlanEdge& e : network.edges) root[find(e.second)] = find(e.first);
  std::map<std::size_t, std::vector<std::size_t>> groups;
  for (std::size_t k = 0; k < root.size(); ++k) groups[find(k)].push_back(k);
  std::vector<std::vector<std::size_t>> out;
  for (auto& [r, nodes] : groups) out.push_back(std::move(nodes));
  return out;
}

std::int32_t last_plan_day(const PlanNetwork& network, const PlanNode& n) {
  return n.planned && n.state != PlanState::missed ? std::min(n.planned->latest, network.until).days
                                                   : network.until.days;
}

double share_before(const std::vector<std::int32_t>& days, std::int32_t end) {
  const auto hits = std::count_if(days.begin(), days.end(), [&](std::int32_t d) { return d < end; });
  return static_cast<double>(hits) / static_cast<double>(days.size());
}

DayDistribution distribution(const PlanNetwork& network, const PlanNode& n, const std::vector<std::int32_t>& day,
                             const std::vector<std::int32_t>& own) {
  DayDistribution out;
  const std::int32_t end = last_plan_day(network, n);
  out.by_plan = share_before(day, end);
  out.alone = share_before(own, end);
  out.never = 1 - share_before(day, network.until.days);
  std::vector<double> worlds;
  const std::size_t in_world = day.size() / kWorlds;
  for (std::size_t w = 0; w < kWorlds; ++w) {
    const auto begin = day.begin() + static_cast<std::ptrdiff_t>(w * in_world);
    const auto hits =
        std::count_if(begin, begin + static_cast<std::ptrdiff_t>(in_world), [&](std::int32_t d) { return d < end; });
    worlds.push_back(static_cast<double>(hits) / static_cast<double>(in_world));
  }
  std::sort(worlds.begin(), worlds.end());
  out.low = worlds[kWorlds / 10];
  out.high = worlds[kWorlds - 1 - kWorlds / 10];
  std::vector<std::int32_t> sorted = day;
  std::sort(sorted.begin(), sorted.end());
  const auto at = [&](double share) -> std::optional<Date> {
    const std::int32_t d = sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
    return d == kNever ? std::nullopt : std::optional(Date{d});
  };
  out.day_10 = at(0.1), out.day_50 = at(0.5), out.day_90 = at(0.9);
  out.weeks.assign(static_cast<std::size_t>((network.until.days - network.on.days + 6) / 7), 0);
  for (std::int32_t d : day)
    if (d != kNever)
      out.weeks[static_cast<std::size_t>(std::max(0, d - network.on.days) / 7)] += 1 / static_cast<double>(day.size());
  return out;
}

void weigh_edges(const PlanNetwork& network, const Draws& draws, PlanDraws& out) {
  for (std::size_t k = 0; k < draws.nodes.size(); ++k)
    for (std::size_t d = 0; d < draws.day[k].size(); ++d) {
      const std::int32_t e = draws.decided[k][d];
      if (e == kOwn) continue;
      EdgeEffect& effect = out.edges[static_cast<std::size_t>(e)];
      if (draws.day[k][d] == kNever) {
        effect.prevents += 1;
      } else {
        effect.decides += 1;
        effect.days += draws.day[k][d] - draws.own[k][d];
      }
    }
  const double n = static_cast<double>(draws.day.front().size());
  for (std::size_t e = 0; e < network.edges.size(); ++e) {
    if (!std::binary_search(draws.nodes.begin(), draws.nodes.end(), network.edges[e].second)) continue;
    EdgeEffect& effect = out.edges[e];
    if (effect.decides > 0) effect.days /= effect.decides;
    effect.decides /= n;
    effect.prevents /= n;
  }
}

/// For the meetings that nothing waits for: the chains that decided their days.
void trace_paths(const PlanNetwork& network, const Draws& draws, PlanDraws& out) {
  std::map<std::size_t, std::size_t> place;
  for (std::size_t k = 0; k < draws.nodes.size(); ++k) place[draws.nodes[k]] = k;
  std::map<std::vector<std::size_t>, DelayPath> paths;
  for (std::size_t k = 0; k < draws.nodes.size(); ++k) {
    const std::size_t node = draws.nodes[k];
    const auto waits = [&](const PlanEdge& e) { return e.first == node; };
    if (std::any_of(network.edges.begin(), network.edges.end(), waits)) continue;
    for (std::size_t d = 0; d < draws.day[k].size(); ++d) {
      std::vector<std::size_t> chain{node};
      for (std::size_t at = k; draws.decided[at][d] != kOwn;) {
        at = place.at(network.edges[static_cast<std::size_t>(draws.decided[at][d])].first);
        chain.push_back(draws.nodes[at]);
      }
      if (chain.size() < 2) continue;
      std::reverse(chain.begin(), chain.end());
      DelayPath& path = paths[chain];
      if (draws.day[k][d] == kNever) {
        path.prevents += 1;
      } else {
        path.decides += 1;
        path.days += draws.day[k][d] - draws.own[k][d];
      }
    }
  }
  const double n = static_cast<double>(draws.day.front().size());
  for (auto& [chain, path] : paths) {
    path.nodes = chain;
    if (path.decides > 0) path.days /= path.decides;
    path.decides /= n, path.prevents /= n;
    if (path.decides + path.prevents < kLeastShown) continue;
    out.paths.push_back(std::move(path));
  }
}

std::vector<std::size_t> behind(const PlanNetwork& network, std::size_t node) {
  std::vector<char> reached(network.nodes.size(), 0);
  reached[node] = 1;
  for (const PlanEdge& e : network.edges)  // by second node: whatever goes before has been seen
    if (reached[e.first] != 0) reached[e.second] = 1;
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < reached.size(); ++k)
    if (k != node && reached[k] != 0) out.push_back(k);
  return out;
}

}  // namespace

PlanDraws draw_plan(const PlanNetwork& network, const DrawOptions& options) {
  PlanDraws out;
  out.draws = (options.draws + kWorlds - 1) / kWorlds * kWorlds;
  out.nodes.resize(network.nodes.size());
  out.edges.resize(network.edges.size());
  for (const auto& group : groups_of(network)) {
    const Draws draws = draw_group(network, group, network.nodes.size(), 0, options);
    for (std::size_t k = 0; k < group.size(); ++k)
      out.nodes[group[k]] = distribution(network, network.nodes[group[k]], draws.day[k], draws.own[k]);
    weigh_edges(network, draws, out);
    trace_paths(network, draws, out);
  }
  std::stable_sort(out.paths.begin(), out.paths.end(), [](const DelayPath& a, const DelayPath& b) {
    return a.decides * a.days + a.prevents * kFall > b.decides * b.days + b.prevents * kFall;
  });
  out.paths.resize(std::min(out.paths.size(), kPathsShown));
  return out;
}

PlanSlip slip_plan(const PlanNetwork& network, std::size_t node, int days, const DrawOptions& options) {
  PlanSlip out{node, days, {}};
  const std::vector<std::size_t> waiting = behind(network, node);
  for (const auto& group : groups_of(network)) {
    if (!std::binary_search(group.begin(), group.end(), node)) continue;
    const Draws before = draw_group(network, group, node, 0, options);
    const Draws after = draw_group(network, group, node, days, options);
    for (std::size_t k = 0; k < group.size(); ++k) {
      if (!std::binary_search(waiting.begin(), waiting.end(), group[k])) continue;
      const PlanNode& n = network.nodes[group[k]];
      const DayDistribution a = distribution(network, n, before.day[k], before.own[k]);
      const DayDistribution b = distribution(network, n, after.day[k], after.own[k]);
      out.effects.push_back({group[k], a.by_plan, b.by_plan, a.never, b.never, a.day_50, b.day_50});
    }
  }
  return out;
}

std::vector<PlanSlip> usual_slips(const PlanNetwork& network, const DrawOptions& options) {
  std::vector<PlanSlip> out;
  for (std::size_t k = 0; k < network.nodes.size(); ++k) {
    const auto waits = [&](const PlanEdge& e) { return e.first == k; };
    if (std::none_of(network.edges.begin(), network.edges.end(), waits)) continue;
    const auto& delays = network.nodes[k].odds.delays;
    out.push_back(slip_plan(network, k, delays.empty() ? 14 : delays[delays.size() / 2], options));
  }
  return out;
}

}  // namespace parley
