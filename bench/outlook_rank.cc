// How well and how fast is the counterpart ranked on a benchmark folder? MRR and Hits with the time-aware filter.
//
//   bench_outlook_rank DIR [valid|test] [running|frozen]
//
// Rank = 1 + others with a higher score + half of those with the same; other true answers of the same query and day are
// left out; an answer that is not among the hundred listed has rank number of actors / 2. An event told twice on a day
// counts once, which the figures of parley outlook evaluate's lines do not do. Times are of this process alone.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>

#include "outlook/actor_groups.h"
#include "outlook/evaluate.h"

using namespace parley;

namespace {

struct Score {
  double reciprocal = 0, first = 0, three = 0, ten = 0, answers = 0;
};

void add_ranks(const std::vector<RankedActor>& list, const AskedQuery& asked, double actors, Score& score) {
  auto is_answer = [&](std::uint32_t a) { return std::binary_search(asked.answers.begin(), asked.answers.end(), a); };
  for (std::uint32_t answer : asked.answers) {
    auto own = std::find_if(list.begin(), list.end(), [&](const RankedActor& r) { return r.actor == answer; });
    double rank = own == list.end() ? actors / 2 : 1;
    for (const RankedActor& r : list) {
      if (own == list.end() || is_answer(r.actor)) continue;
      rank += r.score > own->score ? 1 : r.score == own->score ? 0.5 : 0;
    }
    score.reciprocal += 1 / rank;
    score.first += rank <= 1 ? 1 : 0;
    score.three += rank <= 3 ? 1 : 0;
    score.ten += rank <= 10 ? 1 : 0;
    score.answers += 1;
  }
}

double since(std::clock_t start) { return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  auto given = [&](const char* word) {
    return std::any_of(argv + 2, argv + argc, [&](const char* a) { return std::strcmp(a, word) == 0; });
  };
  const Split split = given("test") ? Split::test : Split::valid;
  const HistoryMode mode = given("frozen") ? HistoryMode::frozen : HistoryMode::running;
  std::clock_t start = std::clock();
  auto set = read_quadruples(argv[1], split);
  if (!set) {
    std::fprintf(stderr, "%s\n", set.error().text().c_str());
    return 3;
  }
  Ranker ranker(set->actors, set->types, group_actors(set->actors, set->names, set->known), shipped_ranker(mode));
  ranker.train(set->known);
  double trained = since(start);
  std::vector<Quadruple> events = set->queries;
  std::stable_sort(events.begin(), events.end(), [](const Quadruple& a, const Quadruple& b) { return a.day < b.day; });
  Score score;
  std::vector<double> micros;
  for (std::size_t from = 0, to = 0; from < events.size(); from = to) {
    while (to < events.size() && events[to].day == events[from].day) ++to;
    std::span<const Quadruple> day(&events[from], to - from);
    for (const AskedQuery& asked : queries_of(day, set->types)) {
      auto before = std::chrono::steady_clock::now();
      std::vector<RankedActor> list = ranker.rank(asked.query, 100);
      micros.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - before).count());
      add_ranks(list, asked, set->actors, score);
    }
    if (mode == HistoryMode::running) ranker.advance(day);
  }
  std::sort(micros.begin(), micros.end());
  auto percent = [&](double n) { return 100 * n / score.answers; };
  std::printf(
      "MRR %.2f, Hits@1 %.2f, @3 %.2f, @10 %.2f; trained in %.1f, with all queries %.1f CPU s; a query %.0f us, p99 "
      "%.0f us\n",
      percent(score.reciprocal), percent(score.first), percent(score.three), percent(score.ten), trained, since(start),
      micros[micros.size() / 2], micros[micros.size() * 99 / 100]);
  return 0;
}
