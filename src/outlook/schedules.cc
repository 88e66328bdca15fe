// See schedules.h.
#include "outlook/schedules.h"

#include <algorithm>
#include <map>

#include "ledger/meetings.h"

namespace parley {
namespace {

constexpr int kLongestPlan = 45;  // days; a longer plan ("next year") has no day to be kept

std::optional<DateRange> plan_of(const std::string& earliest, const std::string& latest) {
  auto a = parse_date(earliest);
  auto b = parse_date(latest);
  if (!a || !b || b->days - a->days > kLongestPlan) return std::nullopt;
  return DateRange{*a, *b};
}

bool is_plan(EventStatus s) {
  return s == EventStatus::scheduled || s == EventStatus::proposed || s == EventStatus::postponed;
}

bool is_off(EventStatus s) { return s == EventStatus::cancelled || s == EventStatus::postponed; }

/// The days on which it took place, if it did.
std::optional<DateRange> happened_on(const Meeting& m) {
  for (auto step = m.history.rbegin(); step != m.history.rend(); ++step)
    if (step->status == EventStatus::happened || step->status == EventStatus::ongoing) {
      auto day = plan_of(step->earliest, step->latest);
      if (!day) day = plan_of(m.planned.earliest, m.planned.latest);
      if (!day)
        if (auto told = parse_date(step->reported)) day = DateRange{*told, told->plus_days(1)};
      return day;
    }
  return std::nullopt;
}

void count(AlikeCases& cases, bool hit) {
  cases.total += 1;
  cases.hits += hit ? 1 : 0;
}

/// Days on which the parties met, by their key: a plan is kept where they met on its days, under whatever name.
using Encounters = std::map<std::string, std::vector<DateRange>>;

Encounters encounters_of(const std::vector<Meeting>& meetings) {
  Encounters out;
  for (const Meeting& m : meetings)
    if (auto held = happened_on(m)) out[party_key(m.parties)].push_back(*held);
  return out;
}

bool was_kept(const DateRange& plan, Date told, const std::vector<DateRange>& held) {
  return std::any_of(held.begin(), held.end(),
                     [&](const DateRange& h) { return h.overlaps(plan) && told <= h.earliest; });
}

void count_meeting(const Meeting& m, Date on, const Encounters& encounters, ScheduleCounts& out) {
  const auto held = happened_on(m);
  const auto met = encounters.find(party_key(m.parties));
  const std::vector<DateRange> days = met == encounters.end() ? std::vector<DateRange>() : met->second;
  bool slipped = false;
  std::optional<DateRange> first, last;
  for (const MeetingStep& s : m.history) {
    const auto plan = plan_of(s.earliest, s.latest);
    const auto told = parse_date(s.reported);
    const bool ahead = plan && told && *told < plan->latest;
    const bool plans = s.status == EventStatus::scheduled || s.status == EventStatus::proposed;
    if (plans && ahead && plan->latest <= on && (!last || !(*last == *plan))) {
      if (!first) first = plan;
      last = plan;
      AlikeCases& kind = slipped ? out.slipped : s.status == EventStatus::proposed ? out.proposed : out.set;
      count(kind, was_kept(*plan, *told, days));
    }
    const bool without_day = is_off(s.status) && !(s.status == EventStatus::postponed && plan);
    if (without_day && told && told->plus_days(kAfterOff) <= on)
      count(out.off, held && held->earliest >= *told && held->earliest < told->plus_days(kAfterOff));
    slipped = slipped || is_off(s.status);
  }
  if (first && held) out.slip_days.push_back(std::max(0, held->earliest.days - (first->latest.days - 1)));
}

bool is_of(const Meeting& m, const std::vector<std::string>& parties, const std::string& level) {
  if (!level.empty() && m.level != level) return false;
  return std::all_of(parties.begin(), parties.end(), [&](const std::string& code) {
    return std::any_of(m.parties.begin(), m.parties.end(), [&](const ActorRef& a) { return a.code == code; });
  });
}

}  // namespace

ScheduleCounts count_schedules(const std::vector<Meeting>& meetings, Date on) {
  ScheduleCounts out;
  const Encounters encounters = encounters_of(meetings);
  for (const Meeting& m : meetings) count_meeting(m, on, encounters, out);
  std::sort(out.slip_days.begin(), out.slip_days.end());
  return out;
}

AlikeCases ScheduleCounts::all() const {
  return {set.hits + proposed.hits + slipped.hits, set.total + proposed.total + slipped.total};
}

double ScheduleCounts::drawn(const AlikeCases& kind) const {
  const AlikeCases plans = all();
  const double share = (plans.hits + 1) / (plans.total + 2);
  return (kind.hits + 2 * share) / (kind.total + 2);
}

std::vector<Schedule> schedules_of(const std::vector<Meeting>& meetings, const std::vector<std::string>& parties,
                                   const std::string& level, Date on, DateRange window) {
  const ScheduleCounts counts = count_schedules(meetings, on);
  std::vector<Schedule> out;
  for (const Meeting& m : meetings) {
    if (m.history.empty() || !is_of(m, parties, level)) continue;
    Schedule s{&m, plan_of(m.planned.earliest, m.planned.latest), false, {}, counts.all(), 0};
    if (s.planned && s.planned->latest <= on) s.planned.reset();
    const bool open_plan = is_plan(m.status) && s.planned.has_value();
    s.off = !open_plan && is_off(m.status);
    const auto told = parse_date(m.history.back().reported);
    if (s.off && (!told || told->plus_days(kAfterOff) <= on)) continue;
    if (!open_plan && !s.off) continue;
    if (open_plan) {
      s.cases = m.slips > 0 ? counts.slipped : m.status == EventStatus::proposed ? counts.proposed : counts.set;
      s.chance = s.planned->latest <= window.latest && s.planned->latest > window.earliest ? counts.drawn(s.cases) : 0;
    } else {
      s.planned.reset();
      s.cases = counts.off;
      const double share = std::min(1.0, static_cast<double>(window.latest.days - on.days) / kAfterOff);
      s.chance = s.cases.total > 0 ? (s.cases.hits + 1) / (s.cases.total + 2) * share : 0;
    }
    out.push_back(s);
  }
  std::stable_sort(out.begin(), out.end(), [](const Schedule& a, const Schedule& b) {
    return std::pair(b.planned.has_value(), b.meeting->history.back().reported) <
           std::pair(a.planned.has_value(), a.meeting->history.back().reported);
  });
  return out;
}

}  // namespace parley
