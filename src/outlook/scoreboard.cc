// See scoreboard.h.
#include "outlook/scoreboard.h"

#include <algorithm>
#include <map>

#include "outlook/pool.h"

namespace parley {
namespace {

constexpr std::size_t kCompared = 5;
constexpr std::size_t kFolds = 5;  // of questions, for an exponent that has not seen its question

/// Forecasts of one group.
struct Group {
  std::vector<Judged> judged;
  std::vector<double> crps;
  std::size_t stated = 0, open = 0, voided = 0;

  void add(const ResolvedForecast& f) {
    ++stated;
    if (f.state == ForecastState::void_ || f.state == ForecastState::condition_not_met) ++voided;
    if (auto j = judged_of(f)) judged.push_back(*j);
    auto days = f.date ? crps_days(*f.date) : std::nullopt;
    if (days) crps.push_back(*days);
    if (f.state == ForecastState::open && !days) ++open;
  }

  [[nodiscard]] ScoreRow row(std::string by, std::string name, double clip) const {
    ScoreRow out{std::move(by), std::move(name), stated, open, voided, score_all(judged, clip), crps.size(), 0};
    for (double days : crps) out.crps += days / static_cast<double>(crps.size());
    return out;
  }
};

using Groups = std::map<std::string, Group>;

void add_rows(const Groups& groups, const char* by, double clip, std::vector<ScoreRow>& out) {
  std::vector<ScoreRow> rows;
  for (const auto& [name, group] : groups) rows.push_back(group.row(by, name, clip));
  std::stable_sort(rows.begin(), rows.end(), [](const ScoreRow& a, const ScoreRow& b) {
    return std::pair(a.scores.n, a.stated) > std::pair(b.scores.n, b.stated);
  });
  out.insert(out.end(), rows.begin(), rows.end());
}

/// The last probability that each forecaster stated on each question, by question.
struct Answer {
  std::string day;
  double probability = 0;
};
struct Question {
  std::map<std::string, Answer> answers;
  bool came = false;
};

std::map<std::string, Question> questions_of(const std::vector<ResolvedForecast>& forecasts) {
  std::map<std::string, Question> out;
  for (const ResolvedForecast& f : forecasts) {
    auto j = judged_of(f);
    if (!j || f.question.empty() || f.forecaster.empty()) continue;
    Question& q = out[f.question];
    q.came = j->came;
    auto [it, fresh] = q.answers.try_emplace(f.forecaster, Answer{f.day, j->probability});
    if (!fresh && it->second.day <= f.day) it->second = {f.day, j->probability};
  }
  return out;
}

std::vector<Comparison> compare(const std::map<std::string, Question>& questions, const std::vector<std::string>& names,
                                const BootstrapOptions& options) {
  std::vector<Comparison> out;
  for (std::size_t a = 0; a < names.size(); ++a)
    for (std::size_t b = a + 1; b < names.size(); ++b) {
      std::vector<double> differences;
      for (const auto& [key, q] : questions) {
        auto first = q.answers.find(names[a]);
        auto second = q.answers.find(names[b]);
        if (first == q.answers.end() || second == q.answers.end()) continue;
        differences.push_back(brier_of({first->second.probability, q.came}) -
                              brier_of({second->second.probability, q.came}));
      }
      out.push_back({names[a], names[b], bootstrap_mean(differences, options)});
    }
  return out;
}

std::vector<PooledQuestion> pooled_questions(const std::map<std::string, Question>& questions) {
  std::vector<PooledQuestion> out;
  for (const auto& [key, q] : questions) {
    if (q.answers.size() < 2) continue;
    PooledQuestion& p = out.emplace_back();
    p.came = q.came;
    for (const auto& [name, answer] : q.answers) p.probabilities.push_back(answer.probability);
  }
  return out;
}

/// Exponents by fold: each is fitted without the questions of its own fold.
std::vector<double> fold_exponents(const std::vector<PooledQuestion>& questions) {
  std::vector<double> out;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<PooledQuestion> others;
    for (std::size_t k = 0; k < questions.size(); ++k)
      if (k % kFolds != fold) others.push_back(questions[k]);
    out.push_back(fit_exponent(others));
  }
  return out;
}

void add_pools(const std::vector<PooledQuestion>& questions, const ScoreboardOptions& options, Scoreboard& board) {
  if (questions.empty()) return;
  std::map<std::string, Group> pools;
  const auto add = [&](const char* name, double p, bool came) {
    Group& g = pools[name];
    ++g.stated;
    g.judged.push_back({p, came});
  };
  const std::vector<double> exponents = options.extremise ? fold_exponents(questions) : std::vector<double>(kFolds, 1);
  if (options.extremise) board.exponent = fit_exponent(questions);
  for (std::size_t k = 0; k < questions.size(); ++k) {
    const PooledQuestion& q = questions[k];
    for (double p : q.probabilities) add("its members", p, q.came);
    add("median", pool_median(q.probabilities), q.came);
    add("geometric mean of odds", pool_odds(q.probabilities), q.came);
    if (options.extremise)
      add("geometric mean of odds, extremised", pool_odds(q.probabilities, exponents[k % kFolds]), q.came);
  }
  for (const auto& [name, group] : pools) board.rows.push_back(group.row("pool", name, options.clip));
}

std::vector<std::string> most_active(const std::vector<ScoreRow>& rows) {
  std::vector<std::string> out;
  for (const ScoreRow& r : rows)
    if (r.by == "forecaster" && !r.name.empty() && !r.too_few() && out.size() < kCompared) out.push_back(r.name);
  return out;
}

}  // namespace

std::optional<Judged> judged_of(const ResolvedForecast& f) {
  const bool settled = f.state == ForecastState::yes || f.state == ForecastState::no;
  if (!settled || !f.probability) return std::nullopt;
  return Judged{*f.probability, f.state == ForecastState::yes, f.status_quo};
}

Scoreboard make_scoreboard(std::vector<ResolvedForecast> forecasts, const ScoreboardOptions& options) {
  Scoreboard board;
  board.copies = merge_stories(forecasts);
  Group all;
  Groups forecasters, outlets, classes;
  for (const ResolvedForecast& f : forecasts) {
    all.add(f);
    forecasters[f.forecaster].add(f);
    if (!f.outlet.empty()) outlets[f.outlet].add(f);
    if (!f.source_class.empty()) classes[f.source_class].add(f);
  }
  board.all = all.row("all", "all", options.clip);
  board.judged = std::move(all.judged);
  add_rows(forecasters, "forecaster", options.clip, board.rows);
  add_rows(outlets, "outlet", options.clip, board.rows);
  add_rows(classes, "class", options.clip, board.rows);
  const auto questions = questions_of(forecasts);
  const auto names = options.compare.empty() ? most_active(board.rows) : options.compare;
  board.comparisons = compare(questions, names, options.bootstrap);
  add_pools(pooled_questions(questions), options, board);
  return board;
}

}  // namespace parley
