// See plan_cases.h.
#include "outlook/plan_cases.h"

#include <algorithm>
#include <map>

#include "ledger/meetings.h"

namespace parley {
namespace {

bool looks_ahead(EventStatus s) { return is_firm(s) || s == EventStatus::proposed || s == EventStatus::predicted; }

/// Days on which the parties met, by their key, and at what level.
struct Encounter {
  DateRange days;
  std::string level;
};
using DaysMet = std::map<std::string, std::vector<Encounter>>;

DaysMet days_met(const std::vector<Meeting>& meetings) {
  DaysMet out;
  for (const Meeting& m : meetings) {
    if (auto held = days_held(m)) out[party_key(m.parties)].push_back({*held, m.level});
    for (const MeetingStep& s : m.history)  // reports may differ on the day: each of them counts
      if (auto held = days_of_plan(s.earliest, s.latest);
          held && (s.status == EventStatus::happened || s.status == EventStatus::ongoing))
        out[party_key(m.parties)].push_back({*held, m.level});
  }
  for (auto& [key, days] : out)
    std::sort(days.begin(), days.end(),
              [](const Encounter& a, const Encounter& b) { return a.days.earliest < b.days.earliest; });
  return out;
}

class CaseFinder {
 public:
  CaseFinder(const std::vector<Meeting>& meetings, Date on) : met_(days_met(meetings)), on_(on) {}

  void add(const Meeting& m, PlanCases& out) const {
    const std::string key = party_key(m.parties);
    auto it = met_.find(key);
    static const std::vector<Encounter> kNever;
    const std::vector<Encounter>& met = it == met_.end() ? kNever : it->second;
    std::optional<DateRange> last;
    int slips = 0;
    for (std::size_t k = 0; k < m.history.size(); ++k) {
      const MeetingStep& s = m.history[k];
      const auto told = parse_date(s.reported);
      const auto plan = days_of_plan(s.earliest, s.latest);
      const bool moves = s.status == EventStatus::postponed;
      if (moves || (k > 0 && m.history[k - 1].status == EventStatus::cancelled && looks_ahead(s.status))) ++slips;
      if (!told || !looks_ahead(s.status)) {
        if (told && s.status == EventStatus::cancelled) add_undated(m, key, true, *told, out);
        continue;
      }
      if (!plan) {
        if (s.earliest.empty()) add_undated(m, key, moves, *told, out);
        continue;
      }
      if (*told >= plan->latest || plan->latest > on_ || (last && *last == *plan)) continue;
      last = plan;
      PlanCase c = case_of(m, key, s, *plan, *told, slips, met);
      if (c.kept || c.late || told_otherwise(m, k, *plan)) out.plans.push_back(std::move(c));
    }
  }

 private:
  /// Does a later step call the plan off or move it? Silence settles nothing: it may have been kept unreported.
  static bool told_otherwise(const Meeting& m, std::size_t step, const DateRange& plan) {
    return std::any_of(m.history.begin() + static_cast<std::ptrdiff_t>(step) + 1, m.history.end(),
                       [&](const MeetingStep& s) {
                         const auto moved = days_of_plan(s.earliest, s.latest);
                         return s.status == EventStatus::cancelled || s.status == EventStatus::postponed ||
                                (moved && !moved->overlaps(plan));
                       });
  }

  PlanCase case_of(const Meeting& m, const std::string& key, const MeetingStep& s, const DateRange& plan, Date told,
                   int slips, const std::vector<Encounter>& met) const {
    PlanCase c;
    c.meeting = m.id;
    c.standing = {m.level, key, is_firm(s.status), slips, std::max(0, plan.earliest.days - told.days)};
    c.planned = plan;
    c.told = told;
    for (const auto& [h, level] : met) {
      if (h.latest > on_ || h.earliest < told) continue;
      c.kept = c.kept || h.overlaps(plan);
      const int behind = h.earliest.days - (plan.latest.days - 1);
      const bool such = level.empty() || m.level.empty() || level == m.level;
      if (!c.late && such && behind > 0 && behind <= kLateDays) c.late = behind;
    }
    if (c.kept) c.late.reset();
    c.followed = plan.latest.plus_days(kLateDays) <= on_;
    return c;
  }

  void add_undated(const Meeting& m, const std::string& key, bool off, Date told, PlanCases& out) const {
    const int follow = off ? kLateDays : kUndatedDays;
    if (told.plus_days(follow) > on_) return;
    const bool again = !out.undated.empty() && out.undated.back().meeting == m.id && out.undated.back().off == off;
    if (again) return;
    UndatedCase c{m.id, m.level, key, off, told, {}};
    if (const auto held = days_held(m); held && held->earliest >= told && held->earliest < told.plus_days(follow))
      c.held = held->earliest.days - told.days;
    out.undated.push_back(std::move(c));
  }

  DaysMet met_;
  Date on_;
};

}  // namespace

std::optional<DateRange> days_of_plan(const std::string& earliest, const std::string& latest) {
  auto a = parse_date(earliest);
  auto b = parse_date(latest);
  if (!a || !b || b->days - a->days > kDayPlan) return std::nullopt;
  return DateRange{*a, *b};
}

std::optional<DateRange> days_held(const Meeting& m) {
  for (auto step = m.history.rbegin(); step != m.history.rend(); ++step)
    if (step->status == EventStatus::happened || step->status == EventStatus::ongoing) {
      auto day = days_of_plan(step->earliest, step->latest);
      if (!day) day = days_of_plan(m.planned.earliest, m.planned.latest);
      if (!day)
        if (auto told = parse_date(step->reported)) day = DateRange{*told, told->plus_days(1)};
      return day;
    }
  return std::nullopt;
}

PlanCases plan_cases(const std::vector<Meeting>& meetings, Date on) {
  PlanCases out;
  const CaseFinder finder(meetings, on);
  for (const Meeting& m : meetings) finder.add(m, out);
  return out;
}

}  // namespace parley
