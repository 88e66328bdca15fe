// How good are the hazards? Brier skill and calibration of "will the two meet within 7, 14, 28 days" on a benchmark
// folder.
//
//   bench_outlook_hazard DIR [PATTERN …]
//
// DIR as for parley outlook evaluate, with relation2id.txt; an event is a meeting if its relation's name holds one of
// the patterns (default: those below). Pairs are unordered and asked for if they met on two days or more before the
// origin. Trained on train.txt; origins are every third day of valid.txt that leaves the whole window inside it. The
// base rate is the share of hits among such pairs at the training origins whose window lies before the split.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <map>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "outlook/hazard.h"
#include "outlook/quadruples.h"
#include "relations.h"

using namespace parley;

namespace {

std::vector<PairDays> pair_days(const QuadrupleSet& set, const std::set<std::uint32_t>& wanted) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, PairDays> pairs;
  for (const auto* part : {&set.known, &set.queries})
    for (const Quadruple& q : *part) {
      if (q.source == q.target) continue;
      PairDays& p = pairs[std::minmax(q.source, q.target)];
      p.a = std::min(q.source, q.target);
      p.b = std::max(q.source, q.target);
      p.any.push_back(q.day);
      if (wanted.contains(q.type)) p.target.push_back(q.day);
      p.acts.push_back({q.day, q.source > q.target, wanted.contains(q.type)});
    }
  std::vector<PairDays> out;
  for (auto& [key, p] : pairs) {
    if (p.target.empty()) continue;
    for (auto* days : {&p.target, &p.any}) {
      std::sort(days->begin(), days->end());
      days->erase(std::unique(days->begin(), days->end()), days->end());
    }
    std::stable_sort(p.acts.begin(), p.acts.end(), [](const PairAct& x, const PairAct& y) { return x.day < y.day; });
    out.push_back(std::move(p));
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  auto set = read_quadruples(argv[1], Split::valid);
  if (!set) {
    std::fprintf(stderr, "%s\n", set.error().text().c_str());
    return 3;
  }
  std::vector<std::string> patterns(argv + 2, argv + argc);
  if (patterns.empty()) patterns = {"consult", "meet", "visit", "negotiat"};
  auto types = relations_named(argv[1], patterns);
  std::vector<PairDays> pairs = pair_days(*set, types);
  std::int32_t split_day = set->queries.front().day;
  std::int32_t end = 0;
  for (const Quadruple& q : set->queries) {
    split_day = std::min(split_day, q.day);
    end = std::max(end, q.day + 1);
  }
  std::clock_t start = std::clock();
  Hazard hazard;
  hazard.train(pairs, set->actors, 0, split_day);
  std::printf("%zu relations, %zu pairs; trained in %.1f CPU s\n", types.size(), pairs.size(),
              static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  for (std::int32_t days : {7, 14, 28}) {
    AlikeCases base = hazard.base(days);
    double rate = base.hits / base.total;
    double brier = 0, of_base = 0, hits = 0, n = 0;
    double told[10] = {}, came[10] = {};
    for (std::int32_t origin = split_day; origin + days <= end; origin += 3)
      for (const PairView& v : views_on(pairs, set->actors, origin, end)) {
        double p = hazard.curve(v).within(days);
        double y = v.next > 0 && v.next <= days ? 1 : 0;
        brier += (p - y) * (p - y);
        of_base += (rate - y) * (rate - y);
        auto bin = static_cast<std::size_t>(std::min(9.0, p * 10));
        told[bin] += p, came[bin] += y, hits += y, n += 1;
      }
    double ece = 0;
    for (int b = 0; b < 10; ++b) ece += std::fabs(told[b] - came[b]) / n;
    std::printf("%2d days: n %.0f, base rate %.4f, came true %.4f, Brier %.4f (base %.4f), skill %.3f, ECE %.4f\n",
                days, n, rate, hits / n, brier / n, of_base / n, 1 - brier / of_base, ece);
  }
  return 0;
}
