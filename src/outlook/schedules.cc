// See schedules.h.
#include "outlook/schedules.h"

#include <algorithm>

#include "base/text.h"
#include "ledger/meetings.h"
#include "outlook/plan_cases.h"

namespace parley {
namespace {

bool is_plan(EventStatus s) { return is_firm(s) || s == EventStatus::proposed; }

bool is_of(const Meeting& m, const std::vector<std::string>& parties, const std::string& level) {
  if (!level.empty() && m.level != level) return false;
  return std::all_of(parties.begin(), parties.end(), [&](const std::string& code) {
    return std::any_of(m.parties.begin(), m.parties.end(), [&](const ActorRef& a) { return a.code == code; });
  });
}

AlikeCases all_plans(const PlanCases& cases) {
  AlikeCases out;
  for (const PlanCase& c : cases.plans) out.total += 1, out.hits += c.kept ? 1 : 0;
  return out;
}

void take(Schedule& s, const Odds& odds) {
  s.cases = odds.counted;
  s.kept = odds.chance;
  s.weight = odds.weight;
}

}  // namespace

std::vector<Schedule> schedules_of(const std::vector<Meeting>& meetings, const ScheduleModel& model,
                                   const std::vector<std::string>& parties, const std::string& level, Date on,
                                   DateRange window) {
  const AlikeCases all = all_plans(model.cases());
  std::vector<Schedule> out;
  for (const Meeting& m : meetings) {
    if (m.history.empty() || !is_of(m, parties, level)) continue;
    Schedule s{&m, days_of_plan(m.planned.earliest, m.planned.latest), {}, 0, false, {}, all, 0, 0, 0};
    const bool over = s.planned && s.planned->latest <= on;
    if (over && is_plan(m.status) && s.planned->latest.plus_days(kLateDays) > on) s.passed = s.planned;
    if (over) s.planned.reset();
    const bool open_plan = is_plan(m.status) && s.planned.has_value();
    s.off = !open_plan && !s.passed && is_off(m.status);
    const auto told = parse_date(m.history.back().reported);
    if (s.off && (!told || told->plus_days(kLateDays) <= on)) continue;
    if (!open_plan && !s.off && !s.passed) continue;
    const std::string pair = party_key(m.parties);
    if (open_plan) {
      const ScheduleOdds odds =
          model.of({m.level, pair, is_firm(m.status), m.slips, std::max(0, s.planned->earliest.days - on.days)});
      take(s, odds.kept);
      s.chance = odds.within(*s.planned, window, on);
    } else if (s.passed) {
      const ScheduleOdds odds = model.of({m.level, pair, is_firm(m.status), m.slips, 0});
      take(s, odds.kept);
      const Unheard unheard = odds.unheard(*s.passed, window, on);
      s.held = unheard.kept;
      s.chance = unheard.coming;
    } else {
      s.planned.reset();
      take(s, model.off(m.level, pair));
      const double share = std::min(1.0, static_cast<double>(window.latest.days - on.days) / kLateDays);
      s.chance = s.kept * share;
    }
    out.push_back(s);
  }
  std::stable_sort(out.begin(), out.end(), [](const Schedule& a, const Schedule& b) {
    return std::pair(a.planned.has_value(), a.meeting->history.back().reported) >
           std::pair(b.planned.has_value(), b.meeting->history.back().reported);
  });
  return out;
}

Odds newly_set(const ScheduleModel& model, const std::vector<std::string>& parties, const std::string& level,
               int notice) {
  std::vector<std::string> codes = parties;
  std::sort(codes.begin(), codes.end());
  return model.of({level, join(codes, ","), true, 0, notice}).kept;
}

std::vector<int> days_late(const PlanCases& cases) {
  std::vector<int> out;
  for (const PlanCase& c : cases.plans)
    if (c.kept || c.late) out.push_back(c.kept ? 0 : *c.late);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace parley
