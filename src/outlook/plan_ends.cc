// See plan_ends.h.
#include "outlook/plan_ends.h"

#include <algorithm>

#include "base/text.h"
#include "outlook/plan_cases.h"

namespace parley {
namespace {

constexpr int kNear = 10;  // days between plans that may still be the same, told less exactly
constexpr int kNo = -1;    // does not fit

std::optional<Date> last_told(const Meeting& m) {
  return m.history.empty() ? std::nullopt : parse_date(m.history.back().reported);
}

bool told_in(const Meeting& m, const std::string& report) {
  return std::any_of(m.history.begin(), m.history.end(), [&](const MeetingStep& s) { return s.report == report; });
}

bool includes(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

int gap_between(const DateRange& a, const DateRange& b) {
  if (a.overlaps(b)) return 0;
  return a.earliest < b.earliest ? b.earliest.days - a.latest.days + 1 : a.earliest.days - b.latest.days + 1;
}

bool has_noun(const std::string& name, const EncounterNouns& nouns) {
  const std::string lower = lower_ascii(squeeze(name));
  const auto words = split(lower, ' ');
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return nouns.contains(std::string(w)); });
}

std::optional<DateRange> days_planned(const Meeting& m) {
  auto a = parse_date(m.planned.earliest);
  auto b = parse_date(m.planned.latest);
  if (!a || !b || *a >= *b) return std::nullopt;
  return DateRange{*a, *b};
}

}  // namespace

std::vector<std::string> codes_in(const std::vector<ActorRef>& actors) {
  std::vector<std::string> out;
  for (const ActorRef& a : actors)
    if (!a.code.empty() && a.code != "UNK") out.push_back(a.code);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string join_codes(const std::vector<std::string>& codes) { return join(codes, ","); }

PlanState state_of_days(const DateRange& planned, bool by, Date on) {
  if (planned.latest <= on) return PlanState::missed;
  return by || planned.length() <= kDayPlan ? PlanState::set : PlanState::wide;
}

std::optional<PlanState> plan_state(const Meeting& m, Date on) {
  const auto told = last_told(m);
  const auto planned = days_planned(m);
  // what is told as taking place on a day that is not known yet is still a plan
  const bool over = m.status == EventStatus::happened || m.status == EventStatus::ongoing;
  if (!told || (over && (!planned || planned->earliest < on))) return std::nullopt;
  const bool off = m.status == EventStatus::cancelled || (is_off(m.status) && (!planned || planned->latest <= on));
  if (off) return told->plus_days(kLateDays) > on ? std::optional(PlanState::off) : std::nullopt;
  if (!planned) return told->plus_days(kUndatedDays) > on ? std::optional(PlanState::undated) : std::nullopt;
  const PlanState state = state_of_days(*planned, false, on);
  if (state == PlanState::missed && planned->latest.plus_days(kLateDays) <= on) return std::nullopt;
  return state;
}

PlanNode node_of_meeting(const Meeting& m, Date on, const EncounterNouns& nouns) {
  PlanNode n;
  n.id = m.id;
  n.name = name_of_meeting(has_noun(m.name, nouns) ? m.name : std::string(), m.level);
  n.parties = codes_in(m.parties);
  n.level = m.level;
  const bool ahead = m.status == EventStatus::happened || m.status == EventStatus::ongoing;  // see plan_state
  n.status = ahead ? EventStatus::scheduled : m.status;
  n.state = plan_state(m, on).value_or(PlanState::undated);
  n.planned = n.state == PlanState::off ? std::nullopt : days_planned(m);
  n.since = last_told(m).value_or(on);
  n.slips = m.slips;
  if (!m.history.empty()) n.quote = squeeze(m.history.back().quote), n.report = m.history.back().report;
  return n;
}

const Meeting* EndFinder::find(const PlanEnd& end, const PlanLink& link, const Meeting* other,
                               const std::vector<std::string>& codes) const {
  const Meeting* best = nullptr;
  std::pair<int, std::string> best_score{kNo, ""};
  for (const Meeting& m : meetings_) {
    if (&m == other || m.history.empty()) continue;
    const std::pair<int, std::string> now{score(m, end, link, other, codes), m.history.back().reported};
    if (now.first > kNo && now > best_score) best = &m, best_score = now;
  }
  return best;
}

int EndFinder::score(const Meeting& m, const PlanEnd& end, const PlanLink& link, const Meeting* other,
                     const std::vector<std::string>& codes) const {
  const std::vector<std::string> parties = codes_in(m.parties);
  std::vector<std::string> wanted = end.codes.size() >= 2 ? end.codes : codes;
  if (wanted.size() < 2 && end.codes.size() == 1) wanted = end.codes;
  if (wanted.empty() && !told_in(m, link.report) && !company_told_in(parties, link.report)) return kNo;
  const bool whole = includes(parties, wanted);
  const bool part = !parties.empty() && includes(wanted, parties) && told_in(m, link.report);
  if (!whole && !part) return kNo;
  if (m.history.front().reported > link.told.plus_days(kLateDays).iso()) return kNo;  // of a later plan
  if (const auto held = days_held(m); held && held->earliest < on_ && held->earliest < link.told) return kNo;
  int out = told_in(m, link.report) ? 4 : 0;
  const bool levels = !end.level.empty() && !m.level.empty();
  if (end.preparatory) {
    if (other != nullptr && !m.level.empty() && m.level == other->level) return kNo;
    const auto days = days_planned(m);
    const auto due = other != nullptr ? days_planned(*other) : std::nullopt;
    if (days && due && days->earliest >= due->latest) return kNo;
  } else if (levels && end.level != m.level) {
    return kNo;
  }
  if (levels && end.level == m.level) out += 3;
  if (!end.ordinal.empty() && !m.ordinal.empty() && end.ordinal != m.ordinal) return kNo;
  if (!end.ordinal.empty() && end.ordinal == m.ordinal) out += 2;
  // "a second summit" of nobody named: the one that earlier reports followed, not a new one of this report alone
  const bool followed = m.history.front().report != link.report;
  if (wanted.empty() && levels && !end.ordinal.empty() && end.ordinal == m.ordinal && followed) out += 5;
  const int days = score_of_days(m, end);
  return days == kNo ? kNo : out + days;
}

bool EndFinder::company_told_in(const std::vector<std::string>& parties, const std::string& report) const {
  return std::any_of(meetings_.begin(), meetings_.end(),
                     [&](const Meeting& m) { return told_in(m, report) && codes_in(m.parties) == parties; });
}

int EndFinder::score_of_days(const Meeting& m, const PlanEnd& end) const {
  if (!end.window) return 0;
  int out = 0;
  bool any = false;
  for (const MeetingStep& s : m.history) {
    auto a = parse_date(s.earliest);
    auto b = parse_date(s.latest);
    if (!a || !b || *a >= *b) continue;
    any = true;
    if (end.by ? *a < end.window->latest : gap_between({*a, *b}, *end.window) <= kNear) out = 3;
  }
  return any && out == 0 ? kNo : out;
}

}  // namespace parley
