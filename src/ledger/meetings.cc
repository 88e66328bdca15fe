// See meetings.h and docs/meeting_identity.md.
#include "ledger/meetings.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "base/hash.h"
#include "base/text.h"
#include "reading/actors.h"
#include "reading/meetings.h"

namespace parley {
namespace {

constexpr int kChainDays = 120;    // a cancelled meeting that is proposed again within this time is the same one
constexpr int kNearDays = 10;      // planned days this close are the same plan told less exactly
constexpr int kTalkedOfDays = 30;  // an encounter is spoken of without its date for about so long
constexpr int kExactDays = 7;      // a plan of at most a week names days

struct Chain {
  std::vector<const Meeting*> members;
  std::vector<MeetingStep> steps;
  std::vector<DateRange> told_of;  // of the steps that name days
  std::string level, ordinal;
  std::map<std::string, std::set<std::string>> people;  // actor ids by code
  std::optional<DateRange> planned;
  std::string planned_end;  // ISO
  EventStatus status = EventStatus::proposed;
  std::optional<Date> last_day;
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

std::string_view first_reported(const Meeting& m) {
  return m.history.empty() ? std::string_view() : std::string_view(m.history.front().reported);
}

/// The people who come to the encounter, as actors by the code of their side.
using People = std::map<std::string, std::set<std::string>>;

/// A mention, with what it is held against each chain by.
struct ToldMeeting {
  explicit ToldMeeting(const Meeting& meeting);

  const Meeting& m;
  People people;
  std::optional<DateRange> planned;
  std::optional<Date> told;  // first day
};

People people_of(const Meeting& m) {
  People people;
  for (const ActorRef& a : m.parties)
    for (const std::string& name : m.people)
      if (content_actor_id(a.code, name) == a.actor) people[a.code].insert(a.actor);
  return people;
}

ToldMeeting::ToldMeeting(const Meeting& meeting)
    : m(meeting),
      people(people_of(m)),
      planned(range_of(m.planned.earliest, m.planned.latest)),
      told(parse_date(first_reported(m))) {}

enum class Delegation : std::uint8_t { unknown, same, other };

/// Do the same people come for the sides of which both name someone?
Delegation delegation(const Chain& chain, const People& mine) {
  Delegation result = Delegation::unknown;
  for (const auto& [code, people] : mine) {
    auto it = chain.people.find(code);
    if (it == chain.people.end()) continue;
    auto known = [&](const std::string& p) { return it->second.contains(p); };
    if (std::none_of(people.begin(), people.end(), known)) return Delegation::other;
    result = Delegation::same;
  }
  return result;
}

/// Days from the chain's last step, or its planned days if those are later, to the first day on which `m` was told.
int days_since(const Chain& chain, const ToldMeeting& mention) {
  if (!mention.told || !chain.last_day) return 0;
  Date last = *chain.last_day;
  if (chain.planned) last = std::max(last, std::min(chain.planned->latest, *mention.told));
  return mention.told->days - last.days;
}

/// A mention without a date: the open or latest encounter of that level, or of those people.
bool undated_belongs(const Chain& chain, const ToldMeeting& mention, bool same_level, Delegation people) {
  const Meeting& m = mention.m;
  if (chain.status == EventStatus::happened)
    return m.status == EventStatus::happened && same_level && days_since(chain, mention) <= kTalkedOfDays;
  if (m.status == EventStatus::happened) return false;
  bool same_people = people == Delegation::same && chain.level.empty() && m.level.empty();
  return same_level || (same_people && days_since(chain, mention) <= kTalkedOfDays);
}

/// Does the mention belong to the chain? Level, ordinal and people that agree, and dates that agree or a plan that was
/// moved.
bool belongs(const Chain& chain, const ToldMeeting& mention) {
  const Meeting& m = mention.m;
  if (!chain.level.empty() && !m.level.empty() && chain.level != m.level) return false;
  if (!m.ordinal.empty() && !chain.ordinal.empty() && m.ordinal != chain.ordinal) return false;
  bool same_level = !chain.level.empty() && chain.level == m.level;
  bool same_ordinal = same_level && !m.ordinal.empty() && m.ordinal == chain.ordinal;
  Delegation people = delegation(chain, mention.people);
  if (people == Delegation::other && !same_ordinal) return false;
  if (same_ordinal && chain.status != EventStatus::happened) return true;
  const auto& planned = mention.planned;
  bool over = chain.status == EventStatus::happened && chain.planned && !first_reported(m).empty() &&
              chain.planned_end < first_reported(m) && m.status != EventStatus::happened;
  if (over) return planned && planned->overlaps(*chain.planned);  // what is planned after it is another one
  if (!planned || !chain.planned) return undated_belongs(chain, mention, same_level, people);
  auto agrees = [&](DateRange r) {  // without a common level only days agree, not months or years
    bool exact = r.length() <= kExactDays && planned->length() <= kExactDays;
    return (same_level || exact) && distance(r, *planned) <= (exact ? kNearDays : 0);
  };
  if (agrees(*chain.planned)) return true;
  if (std::any_of(chain.told_of.begin(), chain.told_of.end(), agrees)) return true;
  bool moved = chain.status != EventStatus::happened && planned->earliest >= chain.planned->earliest;
  bool soon = distance(*chain.planned, *planned) <= kChainDays;
  bool told_as_moved = chain.status == EventStatus::cancelled || chain.status == EventStatus::postponed ||
                       m.status == EventStatus::postponed || m.history.size() > 1;
  return moved && soon && told_as_moved && same_level;
}

bool is_off(EventStatus s) { return s == EventStatus::cancelled || s == EventStatus::postponed; }

/// Has one of the steps said the same already?
bool told(const std::vector<MeetingStep>& steps, const MeetingStep& s) {
  return std::any_of(steps.begin(), steps.end(), [&](const MeetingStep& t) {
    return t.status == s.status && (t.value == s.value || s.value.empty());
  });
}

void refresh(Chain& chain) {
  std::stable_sort(chain.steps.begin(), chain.steps.end(),
                   [](const MeetingStep& a, const MeetingStep& b) { return a.reported < b.reported; });
  std::vector<MeetingStep> steps;
  for (MeetingStep& s : chain.steps) {
    bool again = !steps.empty() && is_off(steps.back().status) && !s.value.empty() &&
                 s.status == EventStatus::scheduled && s.reported > steps.back().reported;
    if (again || !told(steps, s)) steps.push_back(s);
  }
  chain.steps = std::move(steps);
  if (chain.steps.empty()) return;
  Meeting whole;
  whole.history = std::move(chain.steps);
  settle_history(whole);
  chain.steps = std::move(whole.history);
  chain.status = whole.status;
  chain.planned = range_of(whole.planned.earliest, whole.planned.latest);
  chain.planned_end = chain.planned ? chain.planned->latest.iso() : "";
  chain.last_day = parse_date(chain.steps.back().reported);
  chain.told_of.clear();
  for (const MeetingStep& s : chain.steps)
    if (auto days = range_of(s.earliest, s.latest)) chain.told_of.push_back(*days);
}

void extend(Chain& chain, const ToldMeeting& mention) {
  const Meeting& m = mention.m;
  chain.members.push_back(&m);
  if (chain.level.empty()) chain.level = m.level;
  if (chain.ordinal.empty()) chain.ordinal = m.ordinal;
  for (const auto& [code, people] : mention.people) chain.people[code].insert(people.begin(), people.end());
  bool ends_off = !m.history.empty() && is_off(m.history.back().status);
  for (const MeetingStep& s : m.history)  // what was set before it was called off is old news by now
    if (!ends_off || is_off(s.status) || !told(chain.steps, s)) chain.steps.push_back(s);
  refresh(chain);
}

Meeting meeting_of(const Chain& chain, const std::string& key) {
  auto better = [](const Meeting* a,
                   const Meeting* b) {  // a noun phrase before a verb, a longer name before a short one
    auto rank = [](const Meeting* m) {
      bool noun = !m->by_rule.starts_with("meetings/verb:");
      return std::tuple(noun, m->name.size() < 80 ? m->name.size() : 0, m->name);
    };
    return rank(a) < rank(b);
  };
  const Meeting* best = *std::max_element(chain.members.begin(), chain.members.end(), better);
  Meeting out = *chain.members.front();
  out.name = best->name;
  out.level = chain.level;
  out.ordinal = chain.ordinal;
  out.history = chain.steps;
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
  settle_history(out);
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
    const ToldMeeting mention(m);
    Chain* found = nullptr;  // the latest chain that fits; one that is counted alike ("the second summit") goes first
    for (Chain& c : list) {
      bool counted = found != nullptr && !m.ordinal.empty() && found->ordinal == m.ordinal && c.ordinal != m.ordinal;
      if (!counted && belongs(c, mention)) found = &c;
    }
    if (found == nullptr) found = &list.emplace_back();
    extend(*found, mention);
  }
  std::vector<Meeting> out;
  for (const auto& [key, list] : chains)
    for (const Chain& c : list) out.push_back(meeting_of(c, key));
  return out;
}

}  // namespace parley
