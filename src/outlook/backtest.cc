// See backtest.h.
#include "outlook/backtest.h"

#include <algorithm>
#include <cmath>

namespace parley {
namespace {

constexpr std::string_view kBaseRate = "base rate";

using Asked = std::vector<PairView>;

std::vector<double> by_hazard(const PairHistory& h, std::int32_t origin, std::int32_t days, const Asked& asked) {
  Hazard hazard;
  hazard.train(h.pairs, h.actors, h.first, origin);
  std::vector<double> out;
  for (const PairView& v : asked) out.push_back(hazard.curve(v).within(days));
  return out;
}

/// Share of hits among the same kind of question at earlier origins, each followed to its end before this origin.
std::vector<double> by_base_rate(const PairHistory& h, std::int32_t origin, std::int32_t days, const Asked& asked) {
  double hits = 0.5, total = 1;
  for (std::int32_t o = origin - days; o > h.first + days; o -= days)
    for (const PairView& v : views_on(h.pairs, h.actors, o, origin)) {
      total += 1;
      hits += v.next > 0 && v.next <= days ? 1 : 0;
    }
  return std::vector<double>(asked.size(), hits / total);
}

std::vector<double> by_poisson(const PairHistory& h, std::int32_t origin, std::int32_t days, const Asked& asked) {
  std::vector<double> out;
  for (const PairView& v : asked) {
    const double age = std::max(1, origin - h.pairs[v.pair].target.front());
    out.push_back(1 - std::exp(-static_cast<double>(v.events) / age * days));
  }
  return out;
}

std::vector<double> by_no_change(const PairHistory&, std::int32_t, std::int32_t days, const Asked& asked) {
  std::vector<double> out;
  for (const PairView& v : asked) out.push_back(v.gap <= days ? 1 : 0);
  return out;
}

/// The same history up to the origin; behind it other days: those that had an event have none, each pair that has a
/// past acts on the origin's day and then every third one.
PairHistory with_another_future(const PairHistory& h, std::int32_t origin, std::int32_t days) {
  PairHistory out = h;
  for (PairDays& p : out.pairs) {
    std::erase_if(p.acts, [&](const PairAct& act) { return act.day >= origin; });
    for (std::int32_t d = origin; d < origin + days + 3; ++d) p.acts.push_back({d, d % 2 == 0, true});
    for (auto* list : {&p.target, &p.any}) {
      const std::vector<std::int32_t> old = *list;
      list->resize(static_cast<std::size_t>(std::lower_bound(list->begin(), list->end(), origin) - list->begin()));
      for (std::int32_t d = origin; d < origin + days + 3; ++d)
        if ((d - origin) % 3 == 0 && !std::binary_search(old.begin(), old.end(), d)) list->push_back(d);
    }
  }
  return out;
}

struct Walk {
  std::vector<std::vector<Judged>> judged;  // by method
  std::vector<std::size_t> leaks;
};

void check_leaks(const PairHistory& history, const std::vector<BacktestMethod>& methods, std::int32_t origin,
                 const BacktestOptions& o, const Asked& asked, const std::vector<std::vector<double>>& answers,
                 Walk& walk) {
  const PairHistory other = with_another_future(history, origin, o.days);
  for (std::size_t m = 0; m < methods.size(); ++m) {
    const std::vector<double> again = methods[m].answer(other, origin, o.days, asked);
    for (std::size_t k = 0; k < asked.size(); ++k)
      walk.leaks[m] += k >= again.size() || again[k] != answers[m][k] ? 1 : 0;
  }
}

double calibration_error(const Scores& s) {
  double out = 0;
  for (const Bin& b : s.bins)
    if (b.came.total > 0) out += std::fabs(b.stated - b.came.value()) * b.came.total / static_cast<double>(s.n);
  return out;
}

std::vector<std::int32_t> origins_of(const BacktestOptions& o) {
  std::vector<std::int32_t> out;
  for (std::int32_t origin = o.from.days; origin + o.days <= o.until.days; origin += o.every) out.push_back(origin);
  return out;
}

bool is_checked(std::size_t origin, std::size_t origins, std::size_t checks) {
  for (std::size_t k = 0; k < checks; ++k)
    if (origin == k * origins / checks) return true;
  return false;
}

}  // namespace

std::vector<BacktestMethod> standard_methods() {
  return {{"hazard", by_hazard},
          {std::string(kBaseRate), by_base_rate},
          {"Poisson", by_poisson},
          {"no change", by_no_change}};
}

bool Backtest::leaked() const {
  return std::any_of(rows.begin(), rows.end(), [](const BacktestRow& r) { return r.leaks > 0; });
}

Result<Backtest> backtest(const PairHistory& history, const std::vector<BacktestMethod>& methods,
                          const BacktestOptions& o) {
  const std::vector<std::int32_t> origins = origins_of(o);
  if (origins.empty())
    return fail(ErrorCode::bad_usage, "no window of " + std::to_string(o.days) + " days fits between " + o.from.iso() +
                                          " and " + o.until.iso() + "; name earlier days with --from and --until");
  Walk walk{std::vector<std::vector<Judged>>(methods.size()), std::vector<std::size_t>(methods.size())};
  Backtest out;
  for (std::size_t at = 0; at < origins.size(); ++at) {
    const std::int32_t origin = origins[at];
    const Asked asked = views_on(history.pairs, history.actors, origin, origin);
    if (asked.empty()) continue;
    ++out.origins;
    const Asked followed = views_on(history.pairs, history.actors, origin, origin + o.days);
    std::vector<std::vector<double>> answers;
    for (const BacktestMethod& m : methods) answers.push_back(m.answer(history, origin, o.days, asked));
    for (std::size_t m = 0; m < methods.size(); ++m)
      for (std::size_t k = 0; k < asked.size() && k < answers[m].size(); ++k)
        walk.judged[m].push_back({answers[m][k], followed[k].next > 0 && followed[k].next <= o.days});
    if (!is_checked(at, origins.size(), o.leak_checks)) continue;
    ++out.leak_checks;
    check_leaks(history, methods, origin, o, asked, answers, walk);
  }
  if (out.origins == 0)
    return fail(ErrorCode::bad_input,
                "no pair did this on two days before " + Date{origins.back()}.iso() +
                    ": nothing to ask; name a later --from, another --type, or import more (parley outlook import)");
  double reference = 0;
  for (std::size_t m = 0; m < methods.size(); ++m) {
    const Scores scores = score_all(walk.judged[m], o.clip);
    if (methods[m].name == kBaseRate) reference = scores.brier;
    out.rows.push_back({methods[m].name, scores, calibration_error(scores), 0, walk.leaks[m]});
  }
  for (BacktestRow& r : out.rows) r.skill = reference > 0 ? 1 - r.scores.brier / reference : 0;
  return out;
}

}  // namespace parley
