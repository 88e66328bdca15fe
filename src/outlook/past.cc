// See past.h.
#include "outlook/past.h"

#include <algorithm>

#include "outlook/elementary.h"

namespace parley {
namespace {

constexpr float kSlowDays = 60;
constexpr float kMiddleDays = 15;
constexpr float kFastDays = 4;

std::uint32_t groups_in(const std::vector<std::uint32_t>& group) {
  std::uint32_t n = 0;
  for (std::uint32_t g : group)
    if (g != Past::kNoGroup) n = std::max(n, g + 1);
  return n;
}

void count(Trace& trace, std::int32_t day, const Decay& decay) {
  const Decay::Factors& f = decay.over(day - trace.last);
  trace.slow = trace.slow * f.slow + 1;
  trace.middle = trace.middle * f.middle + 1;
  trace.fast = trace.fast * f.fast + 1;
  trace.last = day;
  if (trace.count != 0xFFFF) ++trace.count;
}

}  // namespace

Decay::Decay() {
  for (std::size_t d = 0; d < table_.size(); ++d) {
    auto days = static_cast<float>(d);
    table_[d] = {exp_of(-days / kSlowDays), exp_of(-days / kMiddleDays), exp_of(-days / kFastDays)};
  }
}

void TraceLists::add(std::uint32_t owner, std::uint32_t other, std::uint32_t type, std::int32_t day,
                     const Decay& decay) {
  std::vector<Trace>& list = lists_[owner];
  std::uint32_t at = index_.find_or_add(key(owner, other, type), static_cast<std::uint32_t>(list.size()));
  if (at == list.size()) list.push_back({other, static_cast<std::uint16_t>(type), 0, day, 0, 0, 0});
  count(list[at], day, decay);
}

const Trace* TraceLists::find(std::uint32_t owner, std::uint32_t other, std::uint32_t type) const {
  std::uint32_t at = index_.find(key(owner, other, type));
  return at == FlatIndex::kNone ? nullptr : &lists_[owner][at];
}

Past::Past(std::uint32_t actors, std::uint32_t types, std::vector<std::uint32_t> group)
    : types_(types),
      group_(std::move(group)),
      by_actor_(actors),
      by_pair_(actors),
      by_type_(std::size_t{2} * types),
      by_group_(std::size_t{groups_in(group_)} * 2 * types),
      actor_to_group_(actors),
      group_to_group_(groups_in(group_)),
      activity_(actors) {}

void Past::add(std::span<const Quadruple> events) {
  for (const Quadruple& q : events) {
    add_directed(q.source, q.type, q.target, q.day);
    add_directed(q.target, q.type + types_, q.source, q.day);
  }
}

void Past::add_directed(std::uint32_t source, std::uint32_t type, std::uint32_t target, std::int32_t day) {
  by_actor_.add(source, target, type, day, decay_);
  by_pair_.add(source, target, 0, day, decay_);
  by_type_.add(type, target, 0, day, decay_);
  count(activity_[target], day, decay_);
  std::uint32_t from = group_[source];
  std::uint32_t to = group_[target];
  if (from != kNoGroup) by_group_.add(group_owner(from, type), target, 0, day, decay_);
  if (to != kNoGroup) actor_to_group_.add(source, to, type, day, decay_);
  if (from != kNoGroup && to != kNoGroup) group_to_group_.add(from, to, type, day, decay_);
}

}  // namespace parley
