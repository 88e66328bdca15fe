// How good are the odds of meetings without a day? Walks over a benchmark folder: every stated intent to meet, and
// every refusal or break, is asked "will the two meet within H days?" by what was over before that day.
//
//   bench_outlook_schedules DIR CODEBOOK
//
// DIR as for bench_outlook_hazard, train.txt and valid.txt together. A case is an event whose relation's name says an
// intent ("express intent to meet"), a refusal or a break; it was held if the two met (in one place, on a visit, in
// negotiations) within 180 days, or 90 after a refusal. A pair gives one case of a kind a window. Asked in the order of
// days by a model of the cases that were over (schedule_odds.h), by the constant share of those so far, and by the
// prior alone; scored from the first day on which a hundred cases were over. Calibration error: mean of |stated - came
// true| over ten bins.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "outlook/quadruples.h"
#include "outlook/schedule_odds.h"
#include "relations.h"

using namespace parley;

namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

std::vector<UndatedCase> cases_of(const std::vector<Quadruple>& events, const std::set<std::uint32_t>& asked,
                                  const std::map<Pair, std::vector<int>>& met, int days, int last, bool off) {
  std::vector<UndatedCase> out;
  std::map<Pair, int> before;
  for (const Quadruple& q : events) {
    const Pair pair = std::minmax(q.source, q.target);
    if (!asked.contains(q.type) || q.day + days > last || q.source == q.target) continue;
    auto [it, fresh] = before.try_emplace(pair, q.day);
    if (!fresh && q.day - it->second < days) continue;
    it->second = q.day;
    UndatedCase c{"", "", std::to_string(pair.first) + "," + std::to_string(pair.second), off, Date{q.day}, {}};
    if (auto list = met.find(pair); list != met.end())
      if (auto next = std::upper_bound(list->second.begin(), list->second.end(), q.day);
          next != list->second.end() && *next < q.day + days)
        c.held = *next - q.day;
    out.push_back(std::move(c));
  }
  return out;
}

struct Sums {
  double brier = 0;
  double stated[10] = {}, came[10] = {}, n[10] = {};
  void add(double p, bool hit) {
    brier += (p - hit) * (p - hit);
    const int bin = std::min(9, static_cast<int>(p * 10));
    stated[bin] += p, came[bin] += hit, n[bin] += 1;
  }
  [[nodiscard]] double error(double all) const {
    double sum = 0;
    for (int b = 0; b < 10; ++b) sum += std::fabs(stated[b] - came[b]);
    return sum / all;
  }
};

void walk(const char* name, const std::vector<UndatedCase>& cases, int days, bool off, const SchedulePrior& prior) {
  Sums learned, constant, alone;
  double n = 0, hits = 0, inside = 0;
  for (std::size_t k = 0, over = 0; k < cases.size(); ++k) {
    const std::size_t was = over;
    while (over < k && cases[over].told.days + days <= cases[k].told.days) ++over;
    static PlanCases known;
    if (k == 0) known.undated.clear();
    for (std::size_t c = was; c < over; ++c) known.undated.push_back(cases[c]), hits += cases[c].held.has_value();
    if (over < 100) continue;
    const ScheduleModel model(prior, known);
    const Odds odds = off ? model.off("", cases[k].pair) : model.undated("", cases[k].pair);
    const bool hit = cases[k].held.has_value();
    learned.add(odds.chance, hit);
    constant.add(hits / static_cast<double>(over), hit);
    alone.add(off ? prior.off_held : prior.undated_held, hit);
    inside += hit, n += 1;
  }
  if (n == 0) {
    std::printf("%-10s %zu cases: too few to walk over\n", name, cases.size());
    return;
  }
  const double base = constant.brier / n;
  std::printf(
      "%-10s n %5.0f  held %5.1f %%  Brier learned %.4f (skill %+.3f, error %.3f)  constant %.4f (error %.3f)  prior "
      "%.4f (skill %+.3f, error %.3f)\n",
      name, n, 100 * inside / n, learned.brier / n, 1 - learned.brier / n / base, learned.error(n), base,
      constant.error(n), alone.brier / n, 1 - alone.brier / n / base, alone.error(n));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: bench_outlook_schedules DIR CODEBOOK\n");
    return 2;
  }
  auto set = read_quadruples(argv[1], Split::valid);
  auto prior = SchedulePrior::load(argv[2]);
  if (!set || !prior) {
    std::fprintf(stderr, "%s\n", (set ? prior.error() : set.error()).text().c_str());
    return 3;
  }
  std::vector<Quadruple> events = set->known;
  events.insert(events.end(), set->queries.begin(), set->queries.end());
  std::stable_sort(events.begin(), events.end(), [](const Quadruple& a, const Quadruple& b) { return a.day < b.day; });
  const auto encounters = relations_named(
      argv[1], {"meet at a 'third'", "meet at a third", "host a visit", "make a visit", "engage in negotiation"});
  std::map<Pair, std::vector<int>> met;
  for (const Quadruple& q : events)
    if (encounters.contains(q.type)) met[std::minmax(q.source, q.target)].push_back(q.day);
  const int last = events.empty() ? 0 : events.back().day + 1;
  for (int days : {60, 90, 180})
    walk(("intent " + std::to_string(days)).c_str(),
         cases_of(events, relations_named(argv[1], {"express intent to meet"}), met, days, last, false), days, false,
         *prior);
  walk(
      "refusal 90",
      cases_of(events, relations_named(argv[1], {"reject proposal to meet", "halt negotiations"}), met, 90, last, true),
      90, true, *prior);
  return 0;
}
