// See meetings.h and docs/meeting_identity.md.
#include "ledger/meetings.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "base/text.h"

namespace parley {
namespace {

constexpr int kChainDays = 120;  // a cancelled meeting that is proposed again within this time is the same one
constexpr int kNearDays = 10;    // planned days this close are the same plan told less exactly

struct Chain {
  std::vector<const Meeting*> members;
  std::vector<MeetingStep> steps;
  std::string level, ordinal;
  std::optional<DateRange> planned;
  EventStatus status = EventStatus::proposed;
  std::string last_day;
};

std::optional<DateRange> range_of(const std::string& earliest, const std::string& latest) {
  auto a = parse_date(earliest);
  auto b = parse_date(latest);
  if (!a || !b) return std::nullopt;
  return DateRange{*a, *b};
}

int distance(DateRange a, DateRange b) {
  if (a.overlaps(b)) return 0;
  return a.earliest < b.earliest ? b.earliest.days - a.latest.days + 1 : a.earliest.days - b.latest.days + 1;
}

std::string first_reported(const Meeting& m) { return m.history.empty() ? std::string() : m.history.front().reported; }

bool is_open(EventStatus s) {
  return s == EventStatus::cancelled || s == EventStatus::postponed || s == EventStatus::proposed ||
         s == EventStatus::predicted || s == EventStatus::scheduled;
}

/// Does the mention belong to the chain? Same or unknown level, and dates that agree or a plan that was moved.
bool belongs(const Chain& chain, const Meeting& m) {
  if (!chain.level.empty() && !m.level.empty() && chain.level != m.level) return false;
  if (!m.ordinal.empty() && !chain.ordinal.empty() && m.ordinal != chain.ordinal) return false;
  auto planned = range_of(m.planned.earliest, m.planned.latest);
  bool over = chain.status == EventStatus::happened && chain.planned && !first_reported(m).empty() &&
              chain.planned->latest.iso() < first_reported(m) && m.status != EventStatus::happened;
  if (over) return planned && planned->overlaps(*chain.planned);  // what is planned after it is another one
  if (!planned || !chain.planned)
    return !chain.level.empty() && chain.level == m.level && is_open(chain.status) && m.status != EventStatus::happened;
  if (distance(*chain.planned, *planned) <= kNearDays) return true;
  for (const MeetingStep& s : chain.steps)
    if (auto r = range_of(s.earliest, s.latest); r && r->overlaps(*planned)) return true;
  bool moved = is_open(chain.status) && planned->earliest >= chain.planned->earliest;
  bool soon = distance(*chain.planned, *planned) <= kChainDays;
  bool told_as_moved = chain.status == EventStatus::cancelled || chain.status == EventStatus::postponed ||
                       m.status == EventStatus::postponed || m.history.size() > 1;
  return moved && soon && told_as_moved && !chain.level.empty() && chain.level == m.level;
}

void refresh(Chain& chain) {
  std::stable_sort(chain.steps.begin(), chain.steps.end(),
                   [](const MeetingStep& a, const MeetingStep& b) { return a.reported < b.reported; });
  std::vector<MeetingStep> steps;
  for (MeetingStep& s : chain.steps) {
    bool told = false;
    for (const MeetingStep& t : steps) told = told || (t.status == s.status && (t.value == s.value || s.value.empty()));
    if (!told) steps.push_back(s);
  }
  chain.steps = std::move(steps);
  if (chain.steps.empty()) return;
  chain.status = chain.steps.back().status;
  for (const MeetingStep& s : chain.steps) {
    auto r = range_of(s.earliest, s.latest);
    if (r && (s.status != EventStatus::cancelled || !chain.planned)) chain.planned = r;
    if (s.status == EventStatus::happened) chain.status = EventStatus::happened;
  }
  chain.last_day = chain.steps.back().reported;
}

void extend(Chain& chain, const Meeting& m) {
  chain.members.push_back(&m);
  if (chain.level.empty()) chain.level = m.level;
  if (chain.ordinal.empty()) chain.ordinal = m.ordinal;
  chain.steps.insert(chain.steps.end(), m.history.begin(), m.history.end());
  refresh(chain);
}

void count_slips(Meeting& m) {
  bool off = false;
  std::optional<Date> first, last;
  for (const MeetingStep& s : m.history) {
    bool again = off && s.status != EventStatus::cancelled && s.status != EventStatus::postponed &&
                 s.status != EventStatus::negated;
    m.slips += s.status == EventStatus::postponed || again;
    off = s.status == EventStatus::cancelled || (off && !again && s.status != EventStatus::postponed);
    if (auto day = parse_date(s.earliest); day && s.status != EventStatus::cancelled) {
      if (!first) first = day;
      last = day;
    }
  }
  if (first && last && m.slips > 0) m.slipped_days = last->days - first->days;
}

Meeting meeting_of(const Chain& chain, const std::string& key) {
  const Meeting* best = chain.members.front();
  for (const Meeting* m : chain.members)
    if (std::tuple(m->name.size(), m->name) > std::tuple(best->name.size(), best->name) && m->name.size() < 80)
      best = m;
  Meeting out = *chain.members.front();
  out.name = best->name;
  out.level = chain.level;
  out.history = chain.steps;
  out.status = chain.status;
  out.slips = 0;
  out.slipped_days.reset();
  std::set<std::string> people, conditions;
  std::map<std::string, ActorRef> parties;
  for (const Meeting* m : chain.members) {
    people.insert(m->people.begin(), m->people.end());
    conditions.insert(m->conditions.begin(), m->conditions.end());
    if (out.place.empty()) out.place = m->place;
    for (const ActorRef& a : m->parties) parties.try_emplace(a.code, a);
  }
  out.people.assign(people.begin(), people.end());
  out.conditions.assign(conditions.begin(), conditions.end());
  out.parties.clear();
  for (const auto& [code, actor] : parties) out.parties.push_back(actor);
  for (const MeetingStep& s : chain.steps)
    if (!s.value.empty() && (s.status != EventStatus::cancelled || out.planned.value.empty()))
      out.planned = {s.planned, s.value, {}, s.earliest, s.latest};
  count_slips(out);
  const MeetingStep& first = chain.steps.front();
  out.id = content_id("mee", key + '|' + out.level + '|' + first.value + '|' + first.report + '|' + first.quote);
  return out;
}

}  // namespace

std::string party_key(const std::vector<ActorRef>& parties) {
  std::set<std::string> codes;
  for (const ActorRef& a : parties)
    if (a.code != "UNK") codes.insert(a.code);
  return join({codes.begin(), codes.end()}, ",");
}

std::vector<Meeting> merge_meetings(std::vector<Meeting> mentions) {
  std::erase_if(mentions, [](const Meeting& m) { return m.history.empty(); });
  std::sort(mentions.begin(), mentions.end(), [](const Meeting& a, const Meeting& b) {
    return std::tuple(first_reported(a), a.report, a.start, a.id) <
           std::tuple(first_reported(b), b.report, b.start, b.id);
  });
  std::map<std::string, std::vector<Chain>> chains;
  for (const Meeting& m : mentions) {
    auto& list = chains[party_key(m.parties)];
    Chain* found = nullptr;
    for (Chain& c : list)
      if (belongs(c, m)) found = &c;  // the latest chain that fits
    if (found == nullptr) found = &list.emplace_back();
    extend(*found, m);
  }
  std::vector<Meeting> out;
  for (const auto& [key, list] : chains)
    for (const Chain& c : list) out.push_back(meeting_of(c, key));
  return out;
}

}  // namespace parley
