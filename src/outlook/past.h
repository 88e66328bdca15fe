// What is known on a day, as the ranker sees it: who did what to whom, how often, how lately.
//
// Every event counts twice, from its source (type r) and, turned round, from its target (type r + number of types), so
// that "who acts" and "who is acted on" are one question. A Trace sums the events of one kind between two parties:
// number, last day, and counts that decay over 60, 15 and 4 days. Four families of lists hold them: by actor (each type
// and partner), by pair (any type), by type (who is met at all), and by group and type. A group is what an actor
// belongs to, mostly its state (actor_groups.h). Days come in order; nothing here looks at a later day.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/flat_index.h"
#include "outlook/quadruples.h"

namespace parley {

struct Trace {
  std::uint32_t other = 0;
  std::uint16_t type = 0;
  std::uint16_t count = 0;               // stops at its largest
  std::int32_t last = 0;                 // day
  float slow = 0, middle = 0, fast = 0;  // as of `last`
};

/// Factors by which counts decay over a number of days.
class Decay {
 public:
  Decay();
  struct Factors {
    float slow, middle, fast;
  };
  [[nodiscard]] const Factors& over(std::int32_t days) const {
    return table_[static_cast<std::size_t>(days) < table_.size() ? static_cast<std::size_t>(days) : table_.size() - 1];
  }

 private:
  std::array<Factors, 1024> table_;
};

/// Lists of traces, one list an owner, and the way from (owner, other, type) to a trace.
class TraceLists {
 public:
  explicit TraceLists(std::size_t owners) : lists_(owners) {}

  void add(std::uint32_t owner, std::uint32_t other, std::uint32_t type, std::int32_t day, const Decay& decay);
  [[nodiscard]] std::span<const Trace> of(std::uint32_t owner) const { return lists_[owner]; }
  [[nodiscard]] std::size_t owners() const { return lists_.size(); }
  /// Nothing where the two never met in this way.
  [[nodiscard]] const Trace* find(std::uint32_t owner, std::uint32_t other, std::uint32_t type) const;
  /// Asks for the memory that find() looks at first.
  void prefetch(std::uint32_t owner, std::uint32_t other, std::uint32_t type) const {
    index_.prefetch(key(owner, other, type));
  }

 private:
  // Actors and groups stay below 2^24, directed types below 2^14, owners below 2^26.
  static std::uint64_t key(std::uint32_t owner, std::uint32_t other, std::uint32_t type) {
    return (std::uint64_t{owner} << 38U) ^ (std::uint64_t{other} << 14U) ^ type;
  }
  std::vector<std::vector<Trace>> lists_;
  FlatIndex index_;
};

class Past {
 public:
  /// `group` gives each actor's group, kNoGroup for none; groups are numbered from 0.
  static constexpr std::uint32_t kNoGroup = 0xFFFFFFFF;
  Past(std::uint32_t actors, std::uint32_t types, std::vector<std::uint32_t> group);

  /// Takes in the events of one day (or of several, in order).
  void add(std::span<const Quadruple> events);

  [[nodiscard]] std::uint32_t actors() const { return static_cast<std::uint32_t>(activity_.size()); }
  [[nodiscard]] std::uint32_t directed_types() const { return 2 * types_; }
  [[nodiscard]] std::uint32_t inverse(std::uint32_t type) const {
    return type < types_ ? type + types_ : type - types_;
  }
  [[nodiscard]] std::uint32_t group(std::uint32_t actor) const { return group_[actor]; }
  [[nodiscard]] const Decay& decay() const { return decay_; }

  [[nodiscard]] const TraceLists& by_actor() const { return by_actor_; }              // types
  [[nodiscard]] const TraceLists& by_pair() const { return by_pair_; }                // type 0
  [[nodiscard]] const TraceLists& by_type() const { return by_type_; }                // owner: directed type
  [[nodiscard]] const TraceLists& by_group() const { return by_group_; }              // owner: group * types + type
  [[nodiscard]] const TraceLists& actor_to_group() const { return actor_to_group_; }  // other: group
  [[nodiscard]] const TraceLists& group_to_group() const { return group_to_group_; }  // owner, other: groups
  [[nodiscard]] const Trace& activity(std::uint32_t actor) const { return activity_[actor]; }
  [[nodiscard]] std::size_t group_owners() const { return by_group_.owners(); }
  [[nodiscard]] std::uint32_t group_owner(std::uint32_t group, std::uint32_t type) const {
    return group * directed_types() + type;
  }

 private:
  void add_directed(std::uint32_t source, std::uint32_t type, std::uint32_t target, std::int32_t day);

  std::uint32_t types_;
  std::vector<std::uint32_t> group_;
  Decay decay_;
  TraceLists by_actor_, by_pair_, by_type_, by_group_, actor_to_group_, group_to_group_;
  std::vector<Trace> activity_;
};

}  // namespace parley
