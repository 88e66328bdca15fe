// Puts the nodes of a plan behind what they wait for, and breaks circles. See plan_network.h.
#include <algorithm>
#include <numeric>

#include "outlook/plan_network.h"

namespace parley {
namespace {

/// A circle of edges, as positions; empty where there is none.
class CircleFinder {
 public:
  explicit CircleFinder(const PlanNetwork& network) : n_(network), seen_(network.nodes.size(), kNew) {}

  std::vector<std::size_t> find() {
    for (std::size_t k = 0; k < n_.nodes.size(); ++k)
      if (seen_[k] == kNew && visit(k)) return circle_;
    return {};
  }

 private:
  static constexpr char kNew = 0, kOpen = 1, kDone = 2;

  /// Depth first without recursion: plans may be long chains.
  bool visit(std::size_t start) {
    struct Step {
      std::size_t node, next;
    };
    std::vector<Step> path{{start, 0}};
    std::vector<std::size_t> edges;
    seen_[start] = kOpen;
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next == n_.edges.size()) {
        seen_[step.node] = kDone;
        path.pop_back();
        if (!edges.empty()) edges.pop_back();
        continue;
      }
      const std::size_t e = step.next++;
      if (n_.edges[e].first != step.node) continue;
      const std::size_t to = n_.edges[e].second;
      if (seen_[to] == kOpen) {
        edges.push_back(e);
        std::size_t from = 0;
        while (n_.edges[edges[from]].first != to) ++from;
        circle_.assign(edges.begin() + static_cast<std::ptrdiff_t>(from), edges.end());
        return true;
      }
      if (seen_[to] == kNew) {
        seen_[to] = kOpen;
        edges.push_back(e);
        path.push_back({to, 0});
      }
    }
    return false;
  }

  const PlanNetwork& n_;
  std::vector<char> seen_;
  std::vector<std::size_t> circle_;
};

void break_circle(PlanNetwork& n, const std::vector<std::size_t>& circle) {
  const auto weaker = [&](std::size_t a, std::size_t b) {
    const PlanEdge &x = n.edges[a], &y = n.edges[b];
    return std::tuple(x.kind != LinkKind::leads, x.link.told, x.link.sentence) <
           std::tuple(y.kind != LinkKind::leads, y.link.told, y.link.sentence);
  };
  const std::size_t out = *std::min_element(circle.begin(), circle.end(), weaker);
  std::string names = n.nodes[n.edges[circle.front()].first].name;
  for (std::size_t e : circle) names += " -> " + n.nodes[n.edges[e].second].name;
  const PlanEdge& e = n.edges[out];
  n.notes.push_back("a circle: " + names + "; left out: " + n.nodes[e.second].name + " waits for " +
                    n.nodes[e.first].name + " (\"" + e.link.words + "\", told on " + e.link.told.iso() + ")");
  n.edges.erase(n.edges.begin() + static_cast<std::ptrdiff_t>(out));
}

/// Days by which the order of nodes that wait for nothing goes: their plan's, else far away.
std::int32_t first_day(const PlanNode& n) { return n.planned ? n.planned->earliest.days : kLastDate.days; }

}  // namespace

void put_in_order(PlanNetwork& n) {
  for (auto circle = CircleFinder(n).find(); !circle.empty(); circle = CircleFinder(n).find()) break_circle(n, circle);
  std::vector<std::size_t> waits(n.nodes.size(), 0), order;
  for (const PlanEdge& e : n.edges) ++waits[e.second];
  std::vector<std::size_t> ready;
  for (std::size_t k = 0; k < n.nodes.size(); ++k)
    if (waits[k] == 0) ready.push_back(k);
  const auto later = [&](std::size_t a, std::size_t b) {
    return std::tuple(first_day(n.nodes[a]), n.nodes[a].id) > std::tuple(first_day(n.nodes[b]), n.nodes[b].id);
  };
  while (!ready.empty()) {
    std::sort(ready.begin(), ready.end(), later);
    const std::size_t k = ready.back();
    ready.pop_back();
    order.push_back(k);
    for (const PlanEdge& e : n.edges)
      if (e.first == k && --waits[e.second] == 0) ready.push_back(e.second);
  }
  std::vector<std::size_t> place(n.nodes.size());
  std::vector<PlanNode> nodes;
  for (std::size_t k : order) {
    place[k] = nodes.size();
    nodes.push_back(std::move(n.nodes[k]));
  }
  n.nodes = std::move(nodes);
  for (PlanEdge& e : n.edges) e.first = place[e.first], e.second = place[e.second];
  std::stable_sort(n.edges.begin(), n.edges.end(), [](const PlanEdge& a, const PlanEdge& b) {
    return std::pair(a.second, a.first) < std::pair(b.second, b.first);
  });
}

}  // namespace parley
