// How good are answers to questions in words? "Will X and Y meet before D?", made from a benchmark's valid days, asked
// in words, read, answered, and judged.
//
//   bench_outlook_ask HISTORY CODEBOOK MODELS FIRST-DAY [QUESTIONS] [SEED]
//
// HISTORY as imported from bench/benchmark_events.py. Questions are drawn (with their own seed) over pairs that met on
// two days or more before the day of asking; days of asking are spread over the first ten days from FIRST-DAY, D lies 5
// to 20 days later. Base rates are of the days before FIRST-DAY: each answer's own (same window), and one for all.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

#include "base/random.h"
#include "outlook/ask.h"
#include "outlook/score_text.h"

using namespace parley;

namespace {

constexpr std::int32_t kDaysOfAsking = 10, kShortest = 5, kLongest = 20;

struct Drawn {
  std::uint32_t a = 0, b = 0;
  std::int32_t days = 0;
  bool met = false;
};

std::string day_in_words(Date d) {
  static const char* const kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
  return std::to_string(d.day()) + " " + kMonths[d.month() - 1] + " " + std::to_string(d.year());
}

std::vector<Drawn> draw(const PairHistory& all, std::int32_t origin, std::size_t most, Random& random) {
  std::vector<PairView> views = views_on(all.pairs, all.actors, origin, origin + kLongest + 1);
  random.shuffle(views);
  std::vector<Drawn> out;
  for (const PairView& v : views) {
    if (out.size() == most) break;
    const PairDays& p = all.pairs[v.pair];
    const auto days = static_cast<std::int32_t>(kShortest + random.below(kLongest - kShortest + 1));
    out.push_back({p.a, p.b, days, v.next > 0 && v.next <= days});
  }
  return out;
}

double skill(const std::vector<Judged>& all, const std::vector<Judged>& reference) {
  return 1 - score_all(all).brier / score_all(reference).brier;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  auto data = OutlookData::load(argv[1], argv[2]);
  auto knowledge = load_knowledge(argv[2], argv[3]);
  auto first = parse_date(argv[4]);
  if (!data || !knowledge || !first) {
    std::fprintf(stderr, "%s\n", !data ? data.error().text().c_str() : "no codebook, models or day");
    return 3;
  }
  const auto questions = static_cast<std::size_t>(argc > 5 ? std::atoi(argv[5]) : 500);
  Random random(argc > 6 ? static_cast<std::uint64_t>(std::atoll(argv[6])) : 18);
  const std::vector<std::uint32_t> types = *data->type_list("CONSULT");
  const PairHistory all = pair_history(data->index(), data->actors(), types, data->known().latest.days);
  std::vector<Judged> judged, base;
  std::map<std::string, std::size_t> refused;
  std::size_t misread = 0;
  for (std::int32_t k = 0; k < kDaysOfAsking; ++k) {
    const Date on = first->plus_days(k);
    Asker asker(*data, *knowledge, nullptr, on);
    for (const Drawn& d : draw(all, on.days, questions / kDaysOfAsking, random)) {
      const OutlookWords words = data->words();
      const std::string text = "Will " + words.name(d.a) + " and " + words.name(d.b) + " meet before " +
                               day_in_words(on.plus_days(d.days)) + "?";
      auto question = asker.read(text);
      auto answer = question ? asker.answer(*question) : tl::unexpected(question.error());
      if (!answer) {
        if (refused[answer.error().message.substr(0, 60)]++ < 3)
          std::fprintf(stderr, "%s\n  %s\n", text.c_str(), answer.error().text().c_str());
        continue;
      }
      const auto& names = data->history().names().actors;
      const std::set<std::string> meant = {names[d.a], names[d.b]};
      std::set<std::string> read;
      for (const QuestionActor& a : question->actors) read.insert(a.code);
      const bool right =
          read == meant && question->type == "CONSULT" && question->window.latest == on.plus_days(d.days);
      if (!right && misread++ < 3)
        std::fprintf(stderr, "misread: %s\n  %s\n", text.c_str(), understood_text(*question).c_str());
      judged.push_back({answer->probability, d.met});
      const AlikeCases& b = answer->when.base;
      base.push_back({b.total > 0 ? b.hits / b.total : 0.5, d.met});
    }
  }
  std::size_t unanswered = 0;
  for (const auto& [why, n] : refused) unanswered += n;
  const Scores s = score_all(judged);
  std::vector<Judged> constant = base;
  double mean = 0;
  for (const Judged& j : base) mean += j.probability / static_cast<double>(base.size());
  for (Judged& j : constant) j.probability = mean;
  double error = 0;
  for (const Bin& b : s.bins)
    error += b.came.total > 0 ? std::abs(b.stated - b.came.value()) * b.came.total / static_cast<double>(s.n) : 0;
  std::printf(
      "%zu answered, %zu not, %zu misread; %.1f %% came true; Brier %.4f; skill %.3f over the base rate of the same "
      "window, %.3f over one base rate (%.3f); mean distance from calibration %.4f\n%s",
      s.n, unanswered, misread, 100 * s.base_rate, s.brier, skill(judged, base), skill(judged, constant), mean, error,
      calibration_text(s.bins).c_str());
  return 0;
}
