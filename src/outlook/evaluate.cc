// See evaluate.h.
#include "outlook/evaluate.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "outlook/actor_groups.h"

namespace parley {
namespace {

constexpr std::size_t kListed = 100;

void append_number(std::string& out, std::uint64_t value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

std::string list_of(const std::vector<RankedActor>& ranked) {
  std::string out;
  char digits[64];
  for (const RankedActor& r : ranked) {
    out += out.empty() ? '\t' : ' ';
    append_number(out, r.actor);
    out += ':';
    out.append(digits, std::to_chars(digits, digits + sizeof digits, r.score, std::chars_format::fixed, 5).ptr);
  }
  return out;
}

/// Lists of one day's queries, each asked once and written for every line that asks it.
class Answers {
 public:
  Answers(Ranker& ranker, std::uint32_t types, std::vector<std::string>& lines)
      : ranker_(ranker), types_(types), lines_(lines) {}

  /// `lines` index `queries`; all are of one day.
  void write(const std::vector<Quadruple>& queries, std::span<const std::uint32_t> lines) {
    struct Asked {
      Query query;
      std::uint32_t line;
    };
    std::vector<Asked> asked;
    for (std::uint32_t line : lines) {
      const Quadruple& q = queries[line];
      asked.push_back({{q.source, q.type, q.day}, line});
      asked.push_back({{q.target, q.type + types_, q.day}, line});
    }
    auto key = [](const Asked& a) { return std::tuple(a.query.source, a.query.type, a.line); };
    std::sort(asked.begin(), asked.end(), [&](const Asked& a, const Asked& b) { return key(a) < key(b); });
    std::string list;
    const Query* last = nullptr;
    for (const Asked& a : asked) {
      if (last == nullptr || last->source != a.query.source || last->type != a.query.type)
        list = list_of(ranker_.rank(a.query, kListed));
      last = &a.query;
      bool of_source = a.query.type >= types_;
      std::string& out = lines_[std::size_t{2} * a.line + (of_source ? 1 : 0)];
      append_number(out, a.line);
      out += of_source ? "\ts" : "\to";
      out += list;
      out += '\n';
    }
  }

 private:
  Ranker& ranker_;
  std::uint32_t types_;
  std::vector<std::string>& lines_;
};

}  // namespace

RankerOptions shipped_ranker(HistoryMode history) {
  RankerOptions options;
  options.history = history;
  return options;
}

Result<std::string> predict_split(const std::string& folder, const EvaluateOptions& options, const Tell& tell) {
  QuadrupleSet set = TRY(read_quadruples(folder, options.split));
  Ranker ranker(set.actors, set.types, group_actors(set.actors, set.names, set.known), options.ranker);
  ranker.train(set.known, tell);
  std::vector<std::uint32_t> order(set.queries.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return set.queries[a].day < set.queries[b].day; });
  std::vector<std::string> lines(2 * order.size());
  Answers answers(ranker, set.types, lines);
  for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
    std::vector<Quadruple> day;
    for (; to < order.size() && set.queries[order[to]].day == set.queries[order[from]].day; ++to)
      day.push_back(set.queries[order[to]]);
    answers.write(set.queries, std::span(order).subspan(from, to - from));
    if (options.ranker.history == HistoryMode::running) ranker.advance(day);
    bool another_tenth = to * 10 / order.size() != from * 10 / order.size();
    if (tell && another_tenth) tell(std::to_string(to) + " of " + std::to_string(order.size()) + " events asked for");
  }
  std::string out;
  for (std::string& line : lines) {
    out += line;
    line = {};
  }
  return out;
}

}  // namespace parley
