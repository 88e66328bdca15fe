// See event_sides.h.
#include "reading/event_sides.h"

#include <algorithm>

#include "reading/actors.h"
#include "reading/meeting_parties.h"
#include "reading/news_items.h"

namespace parley {
namespace {

using Kind = FrameSlot::Kind;

const std::vector<std::string> kUndergoing = {"@undergoing"};
const std::vector<std::string> kAnswering = {"@answering"};
const std::vector<std::string> kMeasuring = {"@measuring"};
const std::vector<std::string> kApart = {"@apart"};
constexpr std::string_view kVisit = "visit";  // a mode of PLOVER's CONSULT
constexpr std::uint32_t kFar = 40;            // words behind a verb in which its other side or place is looked for
constexpr std::uint32_t kReach = 9;           // words between a noun and the preposition that names its other side

bool share(const std::vector<ActorRef>& a, const std::vector<ActorRef>& b) {
  for (const ActorRef& x : a)
    for (const ActorRef& y : b)
      if (x.code == y.code && x.name == y.name) return true;
  return false;
}

/// Acts that are done to places as well: what is said is said to somebody.
bool reaches_places(EventType type) {
  using enum EventType;
  return type == assault || type == coerce || type == sanction || type == mobilize || type == retreat ||
         type == concede || type == aid;
}

bool share_code(const std::vector<ActorRef>& a, const std::vector<ActorRef>& b) {
  return std::any_of(a.begin(), a.end(), [&](const ActorRef& x) {
    return std::any_of(b.begin(), b.end(), [&](const ActorRef& y) { return x.code == y.code; });
  });
}

/// Both sides of a mutual act: of two coordinated actors one is source, one target.
void pair_up(Event& e, bool mutual) {
  if (share(e.source, e.target)) e.target.clear();
  if (!mutual) return;
  if (e.target.empty() && e.source.size() > 1) {
    e.target.assign(e.source.begin() + 1, e.source.end());
    e.source.resize(1);
  }
  if (e.source.empty() && e.target.size() > 1) {
    e.source.assign(e.target.begin(), e.target.begin() + 1);
    e.target.erase(e.target.begin());
  }
}

}  // namespace

bool is_political(const std::vector<ActorRef>& actors) {
  return std::any_of(actors.begin(), actors.end(), [](const ActorRef& a) { return a.code != "UNK"; });
}

SideFinder::SideFinder(const Context& context)
    : c_(context), d_(context.document), object_of_(d_.phrases.size(), -1), subject_of_(d_.phrases.size(), -1) {
  for (std::size_t v = 0; v < d_.verbs.size(); ++v) {
    auto mark = [&](std::int32_t p, std::vector<std::int32_t>& table) {
      if (p >= 0 && table[static_cast<std::size_t>(p)] < 0)
        table[static_cast<std::size_t>(p)] = static_cast<std::int32_t>(v);
    };
    mark(d_.verbs[v].object, object_of_);
    bool own = d_.verbs[v].form != VerbForm::infinitive && d_.verbs[v].form != VerbForm::gerund;
    if (own || d_.verbs[v].passive) mark(d_.verbs[v].subject, subject_of_);
  }
  for (std::size_t p = 1; p < d_.phrases.size(); ++p)
    if (object_of_[p] < 0 && subject_of_[p] < 0 && is_measured(p)) {  // it stands where its measure stands
      object_of_[p] = object_of_[p - 1];
      subject_of_[p] = subject_of_[p - 1];
    }
  count_sides();
}

bool SideFinder::is_measured(std::size_t p) const {
  if (p == 0 || p >= d_.phrases.size()) return false;
  const NounPhrase &measure = d_.phrases[p - 1], &np = d_.phrases[p];
  if (measure.sentence != np.sentence || measure.tokens.last + 1 != np.tokens.first) return false;
  const std::string& link = d_.tokens[measure.tokens.last].lower;
  return (link == "of" || link == "in") && c_.knowledge.events->classes.matches_any(kMeasuring, d_, measure.head);
}

void SideFinder::count_sides() {
  item_of_ = news_items(d_);
  std::vector<std::unordered_map<std::string_view, std::size_t>> counts;
  for (const Mention& m : d_.mentions) {
    std::uint32_t item = item_of_[d_.sentence_at(m.tokens.first)];
    if (item >= counts.size()) {
      counts.resize(item + 1);
      sides_.resize(item + 1);
    }
    if (acts_for_a_side(m) && ++counts[item][m.code] == 1) sides_[item].push_back(&m);
  }
  for (std::size_t item = 0; item < sides_.size(); ++item) {
    auto& of = counts[item];
    std::erase_if(sides_[item], [&](const Mention* m) { return of[m->code] < 2; });
    std::stable_sort(sides_[item].begin(), sides_[item].end(),
                     [&](const Mention* a, const Mention* b) { return of[a->code] > of[b->code]; });
  }
}

void SideFinder::of_verb(Event& e, const VerbGroup& g, const VerbHit& hit) const {
  const EventTrigger& t = *hit.trigger;
  e.source = fill(t.source, g, hit);
  e.target = fill(t.target, g, hit);
  if (e.target.empty() && (reaches_places(t.type) || t.mode == kVisit)) {
    std::int32_t object = g.passive && t.words.size() == 1 ? g.subject : hit.object >= 0 ? hit.object : g.object;
    e.target = places(t.target, object, {hit.last, std::min(hit.last + kFar, g.clause.last)});
  }
  // "Chile and Peru agreed to share news of Brazil": with each other
  std::uint32_t far = std::min(hit.last + kFar, d_.sentences[g.sentence].tokens.last);
  bool together = t.mutual && !t.complement.empty() && e.source.size() > 1 && after("with", {hit.last, far}).empty();
  if (together) e.target.clear();
  if (g.passive && g.agent < 0 && t.mutual && e.source.empty()) e.source = actors_of_phrase(d_, g.subject);
  pair_up(e, t.mutual);
}

void SideFinder::of_noun(Event& e, const EventTrigger& t, std::uint32_t p) const {
  if (e.source.empty()) e.source = fill(t.source, p);
  if (e.target.empty()) e.target = fill(t.target, p);
  std::uint32_t end = d_.phrases[p].tokens.last;
  if (e.target.empty() && (reaches_places(t.type) || t.mode == kVisit))
    e.target = places(t.target, -1, {end, std::min(end + kReach, d_.sentences[d_.phrases[p].sentence].tokens.last)});
  if (t.mutual) both_sides(e, p);
  pair_up(e, t.mutual);
  if (e.source.empty() && object_of_[p] >= 0) {
    bool undergone = is_undergone(t, p) || is_said_by_some(e, d_.phrases[p].head);
    std::vector<ActorRef> one = subject(verb(object_of_[p]));
    if (!undergone && !is_of_others(t, p)) e.source = std::move(one);
    bool of = is_answered(t, p) && end < d_.tokens.size() && d_.tokens[end].lower == "of";
    if (of && !share_code(e.target, one))
      e.source = std::exchange(e.target, {});  // "rejected the accusations of Chile"
    if (undergone && e.target.empty()) e.target = std::move(one);
  }
  pair_up(e, t.mutual);
  bool free = object_of_[p] < 0 && subject_of_[p] < 0 && !comes_from_others(d_.phrases[p]) &&
              !is_said_by_some(e, d_.phrases[p].head);
  if (!e.source.empty() || (t.mutual && e.target.empty()) || !free) return;
  const VerbGroup* around = clause_around(d_.phrases[p]);
  if (around != nullptr && is_utterance(t.type) && answers(*around)) return;  // "called the curbs a violation"
  std::vector<ActorRef> one = around != nullptr ? subject(*around) : std::vector<ActorRef>{};
  if (!share_code(one, e.target)) e.source = std::move(one);  // "makes good on a threat"; nobody attacks himself
}

bool SideFinder::is_of_others(const EventTrigger& t, std::uint32_t p) const {
  using enum EventType;
  if (is_answered(t, p)) return true;
  const bool visit = t.mode == kVisit;
  if (object_of_[p] < 0 || (!visit && !reaches_places(t.type))) return false;
  const EventRules& rules = *c_.knowledge.events;
  auto it = rules.verbs.find(d_.tokens[verb(object_of_[p]).head].lemma);
  if (it == rules.verbs.end()) return false;
  bool gives = t.type == retreat || t.type == concede || t.type == aid;  // asked of others; a war is sought for oneself
  const auto says = [&](std::uint32_t index, auto... types) { return ((rules.triggers[index].type == types) || ...); };
  const auto& entries = it->second;
  if (visit)  // "welcomed the visit", but "put off the visit" of one's own
    return std::any_of(entries.begin(), entries.end(), [&](auto k) { return says(k, accuse, protest, support); });
  return std::all_of(entries.begin(), entries.end(),
                     [&](auto k) { return says(k, accuse, protest, reject, support) || (gives && says(k, request)); });
}

bool SideFinder::is_undergone(const EventTrigger& t, std::uint32_t p) const {
  if (t.mutual || object_of_[p] < 0) return false;
  return c_.knowledge.events->classes.matches_any(kUndergoing, d_, verb(object_of_[p]).head) || is_answered(t, p);
}

/// "Called the ultimatum unhelpful", "rejected the accusations": words of others, said to the verb's subject.
bool SideFinder::is_answered(const EventTrigger& t, std::uint32_t p) const {
  return object_of_[p] >= 0 && is_utterance(t.type) && answers(verb(object_of_[p]));
}

bool SideFinder::answers(const VerbGroup& g) const {
  return c_.knowledge.events->classes.matches_any(kAnswering, d_, g.head);
}

/// "Yields to threats from abroad", "guards against an attack": acts of somebody else than the clause is about.
bool SideFinder::comes_from_others(const NounPhrase& np) const {
  auto is = [&](std::uint32_t i, std::string_view word) { return i < d_.tokens.size() && d_.tokens[i].lower == word; };
  bool before = np.tokens.first > 0 && is(np.tokens.first - 1, "against");
  return before || is(np.tokens.last, "from") || is(np.tokens.last, "by");
}

std::vector<ActorRef> SideFinder::subject(const VerbGroup& g) const { return who(g.passive ? g.agent : g.subject); }

/// Who is named by the phrase, or whose body or doing it is: "Abbas's office", "the Chilean decision"; but not by
/// "Chile's neighbours".
std::vector<ActorRef> SideFinder::who(std::int32_t p) const {
  if (p < 0) return {};
  auto found = actors_of_phrase(d_, p);
  if (std::vector<ActorRef> owners = other_owners(p); !owners.empty() && !found.empty()) {
    for (ActorRef& a : found)
      if (!share_code({a}, owners)) owners.push_back(std::move(a));
    return owners;
  }
  if (!found.empty() || c_.knowledge.events->classes.matches_any(kApart, d_, phrase(p).head)) return found;
  return inside(p);
}

/// "Russia and Turkey's foreign ministers": who is joined to the possessor of a plural.
std::vector<ActorRef> SideFinder::other_owners(std::int32_t p) const {
  if (p < 2 || d_.tokens[phrase(p).head].tag != "NNS" || !phrase(p - 1).possessive) return {};
  std::uint32_t end = phrase(p - 2).tokens.last;
  bool joined = d_.tokens[end].pos == Pos::cconj && phrase(p - 1).tokens.first == end + 1;
  bool possessed = phrase(p - 1).tokens.last + 1 == phrase(p).tokens.first;
  return joined && possessed ? actors_in(d_, phrase(p - 2).tokens) : std::vector<ActorRef>{};
}

std::vector<ActorRef> SideFinder::fill(const std::vector<FrameSlot>& slots, const VerbGroup& g,
                                       const VerbHit& hit) const {
  for (const FrameSlot& slot : slots) {
    std::vector<ActorRef> found;
    switch (slot.kind) {
      case Kind::subject:
        found = hit.trigger->pos == Pos::adj ? who(g.subject) : subject(g);
        break;
      case Kind::object:
        found = g.passive && hit.trigger->words.size() == 1
                    ? actors_of_phrase(d_, g.subject)
                    : actors_of_phrase(d_, hit.object >= 0 ? hit.object : g.object);
        break;
      case Kind::object_modifier:
      case Kind::modifier:
      case Kind::possessive:
        found = inside(hit.object);
        break;
      case Kind::complement_subject:
        found = complement_subject(g);
        break;
      case Kind::complement_object:
        found = complement_object(g);
        break;
      case Kind::preposition:
        found = after(slot.preposition, {hit.last, g.clause.last});
        break;
    }
    if (!found.empty()) return found;
  }
  return {};
}

/// The states of the places that the act is done to: "attacks on the Gaza Strip", "captured Kirkuk".
std::vector<ActorRef> SideFinder::places(const std::vector<FrameSlot>& slots, std::int32_t object,
                                         TokenRange behind) const {
  for (const FrameSlot& slot : slots) {
    std::int32_t p = slot.kind == Kind::object ? object : -1;
    for (std::uint32_t i = behind.first; slot.kind == Kind::preposition && p < 0 && i < behind.last; ++i)
      if (d_.tokens[i].lower == slot.preposition) p = phrase_from(d_, i + 1, behind.last, -1);
    if (p < 0) continue;
    for (const Mention& m : d_.mentions_in(phrase(p).tokens))
      if (m.kind == MentionKind::place && m.code.size() == 3 && m.code != "UNK") return {actor_of(d_, m)};
  }
  return {};
}

std::vector<ActorRef> SideFinder::fill(const std::vector<FrameSlot>& slots, std::uint32_t p) const {
  for (const FrameSlot& slot : slots) {
    std::vector<ActorRef> found;
    if (slot.kind == Kind::possessive || slot.kind == Kind::modifier || slot.kind == Kind::object_modifier)
      found = inside(static_cast<std::int32_t>(p));
    if (slot.kind == Kind::preposition) found = behind(p, slot.preposition);
    if (slot.kind == Kind::subject && object_of_[p] >= 0) found = subject(verb(object_of_[p]));
    if (slot.kind == Kind::object && subject_of_[p] >= 0) found = actors_of_phrase(d_, verb(subject_of_[p]).object);
    if (!found.empty()) return found;
  }
  return {};
}

/// Actors inside the phrase or possessing it: "US sanctions", "Pyongyang's offer".
std::vector<ActorRef> SideFinder::inside(std::int32_t p) const {
  if (p < 0) return {};
  auto found = actors_in(d_, phrase(p).tokens);
  bool possessed = p > 0 && phrase(p - 1).possessive && phrase(p - 1).tokens.last + 1 == phrase(p).tokens.first;
  if (found.empty() && possessed) found = actors_of_phrase(d_, p - 1);
  return found;
}

/// "Cyprus", "the Greek officials", but not "recognition of Cyprus".
bool SideFinder::is_actor_itself(const NounPhrase& np) const {
  return !c_.knowledge.events->names_act(d_.tokens[np.head].lemma);
}

/// The subject of the clause that depends on this verb: "demanded that Iran stop", "calls for the US to ease".
std::vector<ActorRef> SideFinder::complement_subject(const VerbGroup& g) const {
  auto index = static_cast<std::int32_t>(&g - d_.verbs.data());
  for (auto k = static_cast<std::size_t>(index) + 1; k < d_.verbs.size() && d_.verbs[k].sentence == g.sentence; ++k)
    if (d_.verbs[k].governor == index) {
      std::int32_t p = d_.verbs[k].subject;
      return p >= 0 && is_actor_itself(phrase(p)) ? who(p) : std::vector<ActorRef>{};
    }
  return {};
}

/// The object of the infinitive that depends on this verb: "vowed to crush the rebels".
std::vector<ActorRef> SideFinder::complement_object(const VerbGroup& g) const {
  auto index = static_cast<std::int32_t>(&g - d_.verbs.data());
  for (auto k = static_cast<std::size_t>(index) + 1; k < d_.verbs.size() && d_.verbs[k].sentence == g.sentence; ++k)
    if (d_.verbs[k].governor == index)
      return d_.verbs[k].object >= 0 ? who(d_.verbs[k].object) : after("against", d_.verbs[k].clause);
  return {};
}

/// Actors of the first phrase right behind such a preposition that names any.
std::vector<ActorRef> SideFinder::after(const std::string& preposition, TokenRange range) const {
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    if (d_.tokens[i].lower != preposition) continue;
    auto actors = actors_of_phrase(d_, phrase_from(d_, i + 1, range.last, -1));
    if (!actors.empty()) return actors;
  }
  return {};
}

/// The same within a few words behind a noun phrase, before the next verb or comma.
std::vector<ActorRef> SideFinder::behind(std::uint32_t p, const std::string& preposition) const {
  const NounPhrase& np = d_.phrases[p];
  std::uint32_t end = std::min(np.tokens.last + kReach, d_.sentences[np.sentence].tokens.last);
  for (std::uint32_t i = np.tokens.last; i < end; ++i)
    if (d_.tokens[i].pos == Pos::verb || d_.tokens[i].pos == Pos::aux || d_.tokens[i].lower == ",") end = i;
  return after(preposition, {np.tokens.last, end});
}

/// All actors around a mutual noun: inside it, possessing it, after "between", "with", "of", and the subject of its
/// verb.
void SideFinder::both_sides(Event& e, std::uint32_t p) const {
  auto join = [&](const std::vector<ActorRef>& more) {
    for (const ActorRef& a : more) {
      auto same = [&](const ActorRef& b) { return b.code == a.code; };
      bool known =
          std::any_of(e.source.begin(), e.source.end(), same) || std::any_of(e.target.begin(), e.target.end(), same);
      if (!known) (e.source.empty() ? e.source : e.target).push_back(a);
    }
  };
  auto between = behind(p, "between");
  if (auto members = series_members(c_, d_.phrases[p].tokens); !members.empty()) {
    e.source.clear();
    e.target.clear();
    return join(members);
  }
  if (between.size() > 1) {  // "the Hanoi summit between …": they, and not the place
    e.source.clear();
    e.target.clear();
  } else {
    join(inside(static_cast<std::int32_t>(p)));
  }
  join(between);
  for (const char* preposition : {"with", "of", "among"}) join(behind(p, preposition));
  std::int32_t v = object_of_[p] >= 0 ? object_of_[p] : subject_of_[p];
  if (v < 0) return;
  if (e.target.empty() && object_of_[p] >= 0) join(subject(verb(v)));
  if (e.target.empty()) join(after("with", verb(v).clause));
  if (e.target.empty()) join(after("between", verb(v).clause));
}

const VerbGroup* SideFinder::clause_around(const NounPhrase& np) const {
  const VerbGroup* innermost = nullptr;
  for (const VerbGroup& v : d_.verbs_in({d_.sentences[np.sentence].tokens.first, np.tokens.first}))
    if (v.clause.contains(np.head) && (innermost == nullptr || v.clause.size() <= innermost->clause.size()))
      innermost = &v;
  return innermost;
}

}  // namespace parley
