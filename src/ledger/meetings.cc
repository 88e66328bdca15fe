// See meetings.h and docs/meeting_identity.md.
#include "ledger/meetings.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "base/hash.h"
#include "base/parallel.h"
#include "base/text.h"
#include "reading/actors.h"
#include "reading/meetings.h"

namespace parley {
namespace {

constexpr int kChainDays = 120;    // a cancelled meeting that is proposed again within this time is the same one
constexpr int kNearDays = 10;      // planned days this close are the same plan told less exactly
constexpr int kTalkedOfDays = 30;  // an encounter is spoken of without its date for about so long
constexpr int kExactDays = 7;      // a plan of at most a week names days

/// Words as numbers, so that chains are compared without touching text; 0: not said.
class WordNumbers {
 public:
  std::uint32_t of(std::string_view word) {
    return word.empty() ? 0 : numbers_.try_emplace(word, static_cast<std::uint32_t>(numbers_.size() + 1)).first->second;
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

/// The people who come to the encounter: the code of their side, and the actor. Sorted, each once.
using People = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

struct Chain {
  std::vector<const Meeting*> members;
  std::vector<MeetingStep> steps;
  bool settled = true;             // told again from the start, the same steps would be left
  std::vector<DateRange> told_of;  // of the steps that name days
  std::uint32_t level = 0, ordinal = 0;
  People people;
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

/// A mention, with what it is held against each chain by.
struct ToldMeeting {
  ToldMeeting(const Meeting& meeting, WordNumbers& words);

  const Meeting& m;
  std::uint32_t level, ordinal;
  People people;
  std::optional<DateRange> planned;
  std::optional<Date> told;  // first day
};

void sort_people(People& people) {
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
}

People people_of(const Meeting& m, WordNumbers& words) {
  People people;
  for (const ActorRef& a : m.parties)
    for (const std::string& name : m.people)
      if (content_actor_id(a.code, name) == a.actor) people.emplace_back(words.of(a.code), words.of(a.actor));
  sort_people(people);
  return people;
}

ToldMeeting::ToldMeeting(const Meeting& meeting, WordNumbers& words)
    : m(meeting),
      level(words.of(m.level)),
      ordinal(words.of(m.ordinal)),
      people(people_of(m, words)),
      planned(range_of(m.planned.earliest, m.planned.latest)),
      told(parse_date(first_reported(m))) {}

enum class Delegation : std::uint8_t { unknown, same, other };

/// Do the same people come for the sides of which both name someone?
Delegation delegation(const People& known, const People& mine) {
  Delegation result = Delegation::unknown;
  for (auto side = mine.begin(); side != mine.end();) {
    const std::uint32_t code = side->first;
    const auto of_side = [&](const auto& person) { return person.first == code; };
    const auto end = std::find_if_not(side, mine.end(), of_side);
    if (std::any_of(known.begin(), known.end(), of_side)) {
      if (std::none_of(side, end, [&](const auto& p) { return std::binary_search(known.begin(), known.end(), p); }))
        return Delegation::other;
      result = Delegation::same;
    }
    side = end;
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
  bool same_people = people == Delegation::same && chain.level == 0 && mention.level == 0;
  return same_level || (same_people && days_since(chain, mention) <= kTalkedOfDays);
}

/// Does the mention belong to the chain? Level, ordinal and people that agree, and dates that agree or a plan that was
/// moved.
bool belongs(const Chain& chain, const ToldMeeting& mention) {
  const Meeting& m = mention.m;
  if (chain.level != 0 && mention.level != 0 && chain.level != mention.level) return false;
  if (mention.ordinal != 0 && chain.ordinal != 0 && mention.ordinal != chain.ordinal) return false;
  bool same_level = chain.level != 0 && chain.level == mention.level;
  bool same_ordinal = same_level && mention.ordinal != 0 && mention.ordinal == chain.ordinal;
  Delegation people = delegation(chain.people, mention.people);
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

using Steps = std::span<const MeetingStep>;

/// Has one of the steps said the same already?
bool told(Steps steps, const MeetingStep& s) {
  return std::any_of(steps.begin(), steps.end(), [&](const MeetingStep& t) {
    return t.status == s.status && (t.value == s.value || s.value.empty());
  });
}

/// Is it set anew after it was called off or put off?
bool set_again(Steps steps, const MeetingStep& s) {
  return !steps.empty() && is_off(steps.back().status) && !s.value.empty() && s.status == EventStatus::scheduled &&
         s.reported > steps.back().reported;
}

void refresh(Chain& chain) {
  const std::size_t all = chain.steps.size();
  std::stable_sort(chain.steps.begin(), chain.steps.end(),
                   [](const MeetingStep& a, const MeetingStep& b) { return a.reported < b.reported; });
  std::vector<MeetingStep> steps;
  for (MeetingStep& s : chain.steps)
    if (set_again(steps, s) || !told(steps, s)) steps.push_back(std::move(s));
  chain.steps = std::move(steps);
  if (chain.steps.empty()) return;
  Meeting whole;
  whole.history = std::move(chain.steps);
  settle_history(whole);
  chain.steps = std::move(whole.history);
  chain.settled = chain.steps.size() == all;
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
  if (chain.level == 0) chain.level = mention.level;
  if (chain.ordinal == 0) chain.ordinal = mention.ordinal;
  chain.people.insert(chain.people.end(), mention.people.begin(), mention.people.end());
  sort_people(chain.people);
  const std::size_t before = chain.steps.size();
  bool ends_off = !m.history.empty() && is_off(m.history.back().status);
  for (const MeetingStep& s : m.history)  // what was set before it was called off is old news by now
    if (!ends_off || is_off(s.status) || !told(chain.steps, s)) chain.steps.push_back(s);
  const Steps old = Steps(chain.steps).first(before), added = Steps(chain.steps).subspan(before);
  const bool later = std::all_of(added.begin(), added.end(), [&](const MeetingStep& s) {
    return old.empty() || s.reported >= old.back().reported;
  });
  const bool was_settled = chain.settled && later && before > 0;
  const bool old_news = was_settled && std::all_of(added.begin(), added.end(), [&](const MeetingStep& s) {
                          return told(old, s) && !set_again(old, s);
                        });
  if (old_news) return chain.steps.resize(before);
  refresh(chain);
  // What comes later changes nothing of what stood: if nothing of it was left, all is as it was.
  if (was_settled && chain.steps.size() == before) chain.settled = true;
}

Meeting meeting_of(const Chain& chain, const std::string& key) {
  auto better = [](const Meeting* a,
                   const Meeting* b) {  // a noun phrase before a verb, a longer name before a short one
    auto rank = [](const Meeting* m) {
      bool noun = !m->by_rule.starts_with("meetings/verb:");
      return std::tuple(noun, m->name.size() < 80 ? m->name.size() : 0, std::string_view(m->name));
    };
    return rank(a) < rank(b);
  };
  const Meeting* best = *std::max_element(chain.members.begin(), chain.members.end(), better);
  Meeting out = *chain.members.front();
  out.name = best->name;
  out.level.clear(), out.ordinal.clear();
  out.history = chain.steps;
  std::set<std::string> people, conditions;
  std::map<std::string, ActorRef> parties;
  for (const Meeting* m : chain.members) {
    people.insert(m->people.begin(), m->people.end());
    conditions.insert(m->conditions.begin(), m->conditions.end());
    if (out.level.empty()) out.level = m->level;
    if (out.ordinal.empty()) out.ordinal = m->ordinal;
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

/// The latest chain that fits; one that is counted alike ("the second summit") goes first.
Chain* chain_of(std::vector<Chain>& chains, const ToldMeeting& mention) {
  Chain* latest = nullptr;
  for (auto c = chains.rbegin(); c != chains.rend(); ++c) {
    const bool counted = mention.ordinal != 0 && c->ordinal == mention.ordinal;
    if ((latest != nullptr && !counted) || !belongs(*c, mention)) continue;
    if (counted || mention.ordinal == 0) return &*c;
    latest = &*c;
  }
  return latest;
}

/// The meetings of the same parties.
std::vector<Meeting> merge(const std::string& key, std::vector<const Meeting*>& mentions) {
  std::sort(mentions.begin(), mentions.end(), [](const Meeting* a, const Meeting* b) {
    return std::tuple(first_reported(*a), std::string_view(a->report), a->start, std::string_view(a->id)) <
           std::tuple(first_reported(*b), std::string_view(b->report), b->start, std::string_view(b->id));
  });
  WordNumbers words;
  std::vector<Chain> chains;
  for (const Meeting* m : mentions) {
    const ToldMeeting mention(*m, words);
    Chain* found = chain_of(chains, mention);
    extend(found != nullptr ? *found : chains.emplace_back(), mention);
  }
  std::vector<Meeting> out;
  for (const Chain& c : chains) out.push_back(meeting_of(c, key));
  return out;
}

}  // namespace

std::string party_key(const std::vector<ActorRef>& parties) {
  std::set<std::string> codes;
  for (const ActorRef& a : parties)
    if (a.code != "UNK") codes.insert(a.code);
  return join({codes.begin(), codes.end()}, ",");
}

std::vector<Meeting> merge_meetings(const std::vector<Meeting>& mentions) {
  std::map<std::string, std::vector<const Meeting*>> by_parties;
  for (const Meeting& m : mentions)
    if (!m.history.empty()) by_parties[party_key(m.parties)].push_back(&m);
  std::vector<std::pair<const std::string*, std::vector<const Meeting*>*>> keys;
  for (auto& [key, list] : by_parties) keys.emplace_back(&key, &list);
  std::vector<std::vector<Meeting>> merged(keys.size());
  in_parallel(keys.size(), threads_here(), [&](std::size_t k) { merged[k] = merge(*keys[k].first, *keys[k].second); });
  std::vector<Meeting> out;
  for (auto& list : merged) std::move(list.begin(), list.end(), std::back_inserter(out));
  return out;
}

}  // namespace parley
