// Ranks the missing actor of a query, having learned by walking forward through the known history.
//
// At each step of the walk the past ends at a day; the queries of the next day (running history) or of the next thirty
// (frozen history) are asked of it, rules are counted and examples kept, and only then do these days join the past. So
// the network sees in training what it will see later, gaps included. At the end rules and weights stay as they are;
// advance() lets later days join the past.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "outlook/candidates.h"
#include "outlook/rank_network.h"

namespace parley {

enum class HistoryMode { running, frozen };

struct RankerOptions {
  HistoryMode history = HistoryMode::running;
  std::size_t examples = 60000;  // at most, evenly drawn
  float warm_up = 0.35F;         // share of the days before the first example
  std::size_t kept_candidates = kColumns;
  int networks = 1;
  int passes = 2;
  float rate = 0.004F;
  std::uint64_t seed = 1;
};

struct RankedActor {
  std::uint32_t actor = 0;
  float score = 0;
};

using Tell = std::function<void(const std::string&)>;

class Ranker {
 public:
  Ranker(std::uint32_t actors, std::uint32_t types, std::vector<std::uint32_t> group, RankerOptions options);
  Ranker(Ranker&&) noexcept;
  Ranker& operator=(Ranker&&) noexcept;
  ~Ranker();

  /// Learns from the known events, ordered by day. To be called once.
  void train(std::span<const Quadruple> known, const Tell& tell = {});

  /// Lets events of later days join the past; weights and counts of rules stay.
  void advance(std::span<const Quadruple> events);

  /// Up to `most` actors for (source, directed type, ?, day), best first. `day` lies after the last day that is known.
  [[nodiscard]] std::vector<RankedActor> rank(const Query& query, std::size_t most);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The questions that events of a day ask: each (source, directed type) once, with all its answers, in a fixed order.
struct AskedQuery {
  Query query;
  std::vector<std::uint32_t> answers;  // ascending, each once
};
std::vector<AskedQuery> queries_of(std::span<const Quadruple> day, std::uint32_t types);

}  // namespace parley
