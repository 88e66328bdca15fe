// See ranker.h.
#include "outlook/ranker.h"

#include <algorithm>
#include <tuple>

namespace parley {
namespace {

constexpr std::int32_t kFrozenDays = 30;
constexpr int kLowRankPasses = 3;
constexpr double kQueriesPerEvent = 1.6;  // both ways round, less those with several answers

}  // namespace

std::vector<AskedQuery> queries_of(std::span<const Quadruple> day, std::uint32_t types) {
  std::vector<Quadruple> all;
  all.reserve(day.size() * 2);
  for (const Quadruple& q : day) {
    all.push_back(q);
    all.push_back({q.target, q.type + types, q.source, q.day});
  }
  auto key = [](const Quadruple& q) { return std::tuple(q.day, q.source, q.type, q.target); };
  std::sort(all.begin(), all.end(), [&](const Quadruple& a, const Quadruple& b) { return key(a) < key(b); });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::vector<AskedQuery> out;
  for (const Quadruple& q : all) {
    if (out.empty() || out.back().query.source != q.source || out.back().query.type != q.type ||
        out.back().query.day != q.day)
      out.push_back({{q.source, q.type, q.day}, {}});
    out.back().answers.push_back(q.target);
  }
  return out;
}

struct Ranker::State {
  State(std::uint32_t actors, std::uint32_t types_, std::vector<std::uint32_t> group, RankerOptions o)
      : options(o),
        types(types_),
        past(actors, types_, std::move(group)),
        rules(2 * types_),
        low_rank(actors, types_, o.seed + 1000),
        finder(past, rules, low_rank),
        random(o.seed),
        answer(actors) {}

  void walk(std::span<const Quadruple> known, const Tell& tell);
  void keep_example(const AskedQuery& asked);
  void count(const AskedQuery& asked);
  void join(std::span<const Quadruple> events, bool learn);
  [[nodiscard]] float share_kept(std::span<const Quadruple> known, std::int32_t warm) const;
  template <class F>
  void with_answers(const AskedQuery& asked, F&& f);

  RankerOptions options;
  std::uint32_t types;
  Past past;
  RuleCounts rules;
  LowRank low_rank;
  CandidateFinder finder;
  std::vector<RankNetwork> networks;
  std::vector<RankExample> examples;
  Random random;
  std::vector<char> answer;
  std::vector<float> rows;
  std::vector<float> scores;
};

/// Keeps what the candidates looked like; the answers come first, then the best others.
void Ranker::State::keep_example(const AskedQuery& asked) {
  finder.find(asked.query);
  RankExample example;
  finder.features(asked.query, rows, example.context);
  std::vector<float> ordered;
  for (bool wanted : {true, false})
    for (std::size_t c = 0; c < finder.ranked(); ++c) {
      bool is_answer = answer[finder.candidate(c).actor] != 0;
      if (is_answer != wanted || example.candidates >= std::max<std::size_t>(options.kept_candidates, 2)) continue;
      ordered.insert(ordered.end(), &rows[c * kFeatures], &rows[c * kFeatures] + kFeatures);
      ++example.candidates;
      if (wanted) ++example.answers;
    }
  if (example.answers == 0 || example.answers == example.candidates) return;
  example.type = asked.query.type;
  example.rows = pack_rows(ordered);
  examples.push_back(std::move(example));
}

void Ranker::State::count(const AskedQuery& asked) {
  const Query& q = asked.query;
  auto hit = [&](const Trace& e) { return answer[e.other] != 0; };
  for (const Trace& e : past.by_actor().of(q.source)) rules.count(q.type, e.type, band_of(e, q.day), hit(e));
  for (const Trace& e : past.by_pair().of(q.source)) rules.count(RuleFamily::pair, q.type, band_of(e, q.day), hit(e));
  for (const Trace& e : past.by_type().of(q.type)) rules.count(RuleFamily::type, q.type, band_of(e, q.day), hit(e));
  std::uint32_t group = past.group(q.source);
  if (group == Past::kNoGroup) return;
  for (const Trace& e : past.by_group().of(past.group_owner(group, q.type)))
    rules.count(RuleFamily::group, q.type, band_of(e, q.day), hit(e));
}

void Ranker::State::join(std::span<const Quadruple> events, bool learn) {
  if (events.empty()) return;
  past.add(events);
  if (learn) low_rank.learn(events, kLowRankPasses);
  finder.past_changed(events.back().day + 1);
}

/// Chance that a query is kept as an example, so that about as many are kept as wanted.
float Ranker::State::share_kept(std::span<const Quadruple> known, std::int32_t warm) const {
  auto later = std::count_if(known.begin(), known.end(), [&](const Quadruple& q) { return q.day >= warm; });
  double queries = static_cast<double>(later) * kQueriesPerEvent;
  return static_cast<float>(std::min(1.0, static_cast<double>(options.examples) / std::max(1.0, queries)));
}

template <class F>
void Ranker::State::with_answers(const AskedQuery& asked, F&& f) {
  for (std::uint32_t a : asked.answers) answer[a] = 1;
  f(asked);
  for (std::uint32_t a : asked.answers) answer[a] = 0;
}

void Ranker::State::walk(std::span<const Quadruple> known, const Tell& tell) {
  const std::int32_t first = known.front().day;
  const std::int32_t days = known.back().day - first + 1;
  const std::int32_t stride = options.history == HistoryMode::running ? 1 : kFrozenDays;
  const auto warm = first + static_cast<std::int32_t>(static_cast<float>(days) * options.warm_up);
  const float share = share_kept(known, warm);
  // The last block ends where the known days end.
  std::int32_t from = first - (stride - (days % stride == 0 ? stride : days % stride));
  auto begin = known.begin();
  for (int block = 0; from <= known.back().day; from += stride, ++block) {
    auto end = std::upper_bound(begin, known.end(), from + stride - 1,
                                [](std::int32_t d, const Quadruple& q) { return d < q.day; });
    std::vector<AskedQuery> asked = queries_of({begin, end}, types);
    for (const AskedQuery& a : asked)
      if (a.query.day >= warm && begin != known.begin() && random.uniform() < share)
        with_answers(a, [&](const AskedQuery& q) { keep_example(q); });
    for (const AskedQuery& a : asked) with_answers(a, [&](const AskedQuery& q) { count(q); });
    join({begin, end}, true);
    begin = end;
    if (tell && (stride > 1 || block % 30 == 0))
      tell("day " + std::to_string(from - first + stride) + " of " + std::to_string(days));
  }
}

Ranker::Ranker(std::uint32_t actors, std::uint32_t types, std::vector<std::uint32_t> group, RankerOptions options)
    : state_(std::make_unique<State>(actors, types, std::move(group), options)) {}
Ranker::Ranker(Ranker&&) noexcept = default;
Ranker& Ranker::operator=(Ranker&&) noexcept = default;
Ranker::~Ranker() = default;

void Ranker::train(std::span<const Quadruple> known, const Tell& tell) {
  State& s = *state_;
  if (known.empty()) return;
  s.walk(known, tell);
  s.rules.freeze();
  if (tell) tell(std::to_string(s.examples.size()) + " examples");
  for (int k = 0; k < s.options.networks; ++k) {
    std::uint64_t seed = s.options.seed + static_cast<std::uint64_t>(k);
    s.networks.emplace_back(2 * s.types, seed);
    s.networks.back().standardise(s.examples);
    s.networks.back().train(s.examples, {seed, s.options.passes, s.options.rate, 32});
    if (tell) tell("network " + std::to_string(k + 1) + " of " + std::to_string(s.options.networks));
  }
  s.examples = {};
}

void Ranker::advance(std::span<const Quadruple> events) { state_->join(events, false); }

std::vector<RankedActor> Ranker::rank(const Query& query, std::size_t most) {
  State& s = *state_;
  s.finder.find(query);
  std::array<float, kContext> context;
  s.finder.features(query, s.rows, context);
  s.scores.assign(s.finder.ranked(), 0);
  for (RankNetwork& n : s.networks) n.score(s.rows, context, query.type, s.scores);
  std::vector<RankedActor> out;
  for (std::size_t k = 0; k < s.scores.size(); ++k) out.push_back({s.finder.candidate(k).actor, s.scores[k]});
  std::sort(out.begin(), out.end(), [](const RankedActor& a, const RankedActor& b) {
    return a.score != b.score ? a.score > b.score : a.actor < b.actor;
  });
  if (out.size() > most) out.resize(most);
  // Those beyond the network's columns follow in the order of the quick score.
  float last = out.empty() ? 0 : out.back().score;
  for (std::size_t k = s.finder.ranked(); k < s.finder.listed() && out.size() < most; ++k)
    out.push_back({s.finder.candidate(k).actor, last -= 0.01F});
  return out;
}

}  // namespace parley
