// Who may be the answer to (source, type, ?, day), and what speaks for each: the features that the network weighs.
//
// Candidates are: whom the source met at all; whom this type of act mostly goes to or comes from; whom it goes to from
// the source's group; and the partners of the source's partners, for those who never met. A quick score from the
// counted rules picks the best of them (kColumns); only these get the full features. Nothing is kept between queries
// but lists that are made once a day.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "outlook/low_rank.h"
#include "outlook/past.h"
#include "outlook/rule_counts.h"

namespace parley {

constexpr std::size_t kFeatures = 44;
constexpr std::size_t kContext = 8;
constexpr std::size_t kColumns = 64;

struct Query {
  std::uint32_t source = 0;
  std::uint32_t type = 0;  // directed
  std::int32_t day = 0;
};

struct Candidate {
  std::uint32_t actor = 0;
  std::array<float, 3> best{};  // confidences of the strongest rules
  float sum = 0;                // of all confidences
  float pair = 0, popular = 0, grouped = 0, same = 0;
  float through = 0;  // by way of common partners
  float quick = 0;
  std::uint32_t kinds = 0;  // types of acts between the two
  const Trace *pair_trace = nullptr, *same_trace = nullptr, *inverse_trace = nullptr, *type_trace = nullptr,
              *group_trace = nullptr;
};

/// The best entries of lists, found once for each state of the past.
class Shortlists {
 public:
  Shortlists(std::size_t owners, std::size_t length) : length_(length), made_(owners), picks_(owners) {}
  std::span<const Trace> of(const TraceLists& lists, std::uint32_t owner, std::uint32_t version, std::int32_t day,
                            const Decay& decay);

 private:
  std::size_t length_;
  std::vector<std::uint32_t> made_;
  std::vector<std::vector<Trace>> picks_;
  std::vector<std::pair<float, std::uint32_t>> order_;
};

class CandidateFinder {
 public:
  CandidateFinder(const Past& past, const RuleCounts& rules, const LowRank& low_rank);

  /// To be called whenever the past has changed; `day` is the first that is not known.
  void past_changed(std::int32_t day);

  /// Finds the candidates and puts the best by the quick score in order: listed() of them, at most a hundred.
  void find(const Query& query);
  [[nodiscard]] std::size_t listed() const { return order_.size(); }
  [[nodiscard]] const Candidate& candidate(std::size_t k) const { return found_[order_[k].place]; }
  /// How many of these get features: at most kColumns.
  [[nodiscard]] std::size_t ranked() const { return ranked_; }

  /// Features of the best `ranked()` candidates, row by row, and the query's own numbers. After find().
  void features(const Query& query, std::vector<float>& rows, std::array<float, kContext>& context) const;

 private:
  Candidate& of(std::uint32_t actor);
  void by_rules(const Query& query);
  void by_popularity(const Query& query);
  void by_common_partners(const Query& query);
  void score_quickly();
  void find_traces(const Query& query) const;
  void row(const Query& query, std::size_t k, float* x) const;

  struct Totals {
    float same = 0, pair = 0, popular = 0, grouped = 0, to_groups = 0;
    float best_quick = 0, best_pair = 0, best_popular = 0;
  };

  const Past& past_;
  const RuleCounts& rules_;
  const LowRank& low_rank_;
  Shortlists types_, groups_, partners_;
  std::vector<std::uint32_t> place_;  // of an actor among the candidates
  struct Order {
    float quick;
    std::uint32_t actor, place;
  };
  std::vector<Candidate> found_;
  std::vector<Order> order_;
  std::size_t ranked_ = 0;
  std::uint32_t version_ = 0;
  std::int32_t day_ = 0;
  Totals totals_;
  LowRank::Row low_rank_query_{};
  std::vector<float> confidences_;  // of the source's traces
  // What features() needs beside the candidates.
  struct Traces {
    const Trace *type = nullptr, *to_group = nullptr, *groups = nullptr;
  };
  mutable std::array<Traces, kColumns> traces_;
};

}  // namespace parley
