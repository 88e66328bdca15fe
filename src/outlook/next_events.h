// What is next from one actor: which acts towards whom, within some days, how likely, and after which rules.
//
// A rule says: "B did r' to A (or A to B), last so many days ago and so often; then A does r to B within the next
// days". Rules are counted at origins that lie as far apart as the window is long, over all pairs with an event in the
// last half year: hits of total, for each r', direction, band of recency and frequency, and r. The rules that hold of a
// pair give one score (their chances joined as if independent, weaker ones damped), and the score is brought to a
// probability by what became of equal scores at the later origins, each scored with the counts of earlier ones only.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/random.h"
#include "outlook/history_index.h"
#include "outlook/past.h"

namespace parley {

/// A rule that speaks for an event.
struct RuleEvidence {
  std::uint32_t type = 0;
  bool by_source = true;                                               // the earlier act was the source's own
  std::int32_t gap = 0;                                                // days since its last time
  std::uint32_t times = 0;                                             // how often so far
  double hits = 0, total = 0;                                          // cases counted
  [[nodiscard]] double chance() const { return hits / (total + 10); }  // drawn towards nought where cases are few
};

struct NextEvent {
  std::uint32_t type = 0, target = 0;
  double probability = 0;
  double base = 0;                         // share of active pairs for which it came to pass
  std::vector<RuleEvidence> rules;         // strongest first, at most three
  std::vector<std::uint32_t> last_events;  // positions in the history, latest first, at most three
};

class NextEvents {
 public:
  /// Counts rules over the events before the day `on`; `days` is the window. Weighs nothing from `on` or later.
  NextEvents(const HistoryIndex& index, std::uint32_t actors, std::uint32_t types, Date on, std::int32_t days);

  /// All (type, target) for a source with which it had an event in the last half year, most likely first.
  [[nodiscard]] std::vector<NextEvent> rank(std::uint32_t source) const;
  [[nodiscard]] std::size_t origins() const { return origins_; }

 private:
  struct Outcomes;
  struct Scored {
    double score = 0;
    std::vector<RuleEvidence> rules;
  };
  struct Bin {
    double score = 0, hits = 0, total = 0;
  };
  void walk(std::int32_t first);
  void learn_scores(const Outcomes& outcomes, std::int32_t origin);
  void count(const Outcomes& outcomes, std::int32_t origin);
  void calibrate();
  [[nodiscard]] Scored score(std::span<const Trace> pair, std::uint32_t type, std::int32_t day, bool evidence) const;
  [[nodiscard]] double probability(double score) const;
  [[nodiscard]] std::size_t cell(std::uint32_t seen, std::uint32_t band) const;

  const HistoryIndex& index_;
  std::uint32_t types_;
  std::int32_t on_, days_;
  Past past_;
  std::size_t origins_ = 0;
  std::vector<float> total_;  // by cell
  std::vector<float> hits_;   // by cell and type
  std::vector<double> base_hits_;
  double base_total_ = 0;
  Random random_{1};
  std::vector<std::pair<float, bool>> scores_;
  std::vector<Bin> bins_;
};

}  // namespace parley
