// See events.h.
#include "reading/events.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "reading/actors.h"
#include "reading/event_merge.h"
#include "reading/event_sides.h"
#include "reading/meetings.h"

namespace parley {
namespace {

constexpr std::uint32_t kTimeReach = 16;  // words from a noun to the day that is its own
const std::vector<std::string> kAgreement = {"@agreement"};
const std::vector<std::string> kSaying = {"@saying"};
constexpr std::uint32_t kNear = 30;         // words on either side of a trigger in which its actors are named
constexpr std::uint32_t kTriggerReach = 6;  // words from a verb to the object that names its act

bool is_dated(const Timex* time) { return time != nullptr && names_days(*time); }

/// Types of acts that only somebody does: a thing as subject ("the deal requires …") tells none.
bool needs_agent(EventType type) {
  using enum EventType;
  return type == agree || type == consult || type == support || type == request || type == accuse || type == reject ||
         type == threaten;
}

/// Types whose verbs take another act as object without being one beside it: "ease sanctions", "end the war".
bool undoes(EventType type) { return type == EventType::concede || type == EventType::retreat; }

class EventFinder {
 public:
  explicit EventFinder(const Context& c)
      : c_(c), d_(c.document), rules_(*c.knowledge.events), matcher_(d_, rules_), sides_(c) {}

  std::vector<Event> run() {
    for (std::uint32_t v = 0; v < d_.verbs.size(); ++v) verb(v);
    for (const VerbGroup& g : d_.verbs) modal(g);
    for (std::uint32_t p = 0; p < d_.phrases.size(); ++p) noun(p);
    std::stable_sort(mentions_.begin(), mentions_.end(), [](const EventMention& a, const EventMention& b) {
      return a.event.spans[0].span < b.event.spans[0].span;
    });
    return merge_mentions(std::move(mentions_));
  }

 private:
  [[nodiscard]] const NounPhrase& phrase(std::int32_t p) const { return d_.phrases[static_cast<std::size_t>(p)]; }

  // ---- verbs

  void verb(std::uint32_t v) {
    VerbHit best;
    for (const VerbHit& hit : matcher_.on_verb(v))
      if (hit.lacks == VerbHit::Lacks::nothing && hit.score > best.score) best = hit;
    if (best.trigger != nullptr) tell_verb(v, best);
  }

  void tell_verb(std::uint32_t v, const VerbHit& hit) {
    const VerbGroup& g = d_.verbs[v];
    const EventTrigger& t = *hit.trigger;
    EventMention m = start(t, d_.tokens[g.head].lemma);
    sides_.of_verb(m.event, g, hit);
    drop_self(m.event, g.head);
    if (lacks_side(m.event, t)) return;
    const std::int32_t object = what_is_done(hit.object);
    auto [noun, begin] = consume_object(t, object, m.event.source);
    if (rules_.status.is_topic(d_, g, t.type)) return;  // "talks on ending the embargo": spoken of, both
    if (needs_agent(t.type) && m.event.source.empty() && has_thing_as_subject(g) && !is_of_delegates(g)) return;
    const Timex* time = time_of(g);
    m.event.status = is_uttered_for(t.type, g) ? rules_.status.of_verb(d_, static_cast<std::uint32_t>(g.governor), time)
                                               : rules_.status.of_verb(d_, v, time);
    set_time(m.event, time);
    TokenRange trigger{g.head, std::max(hit.last, g.head) + 1};
    if (noun != nullptr) absorb_object(m, *noun, begin, static_cast<std::uint32_t>(object), trigger);
    if (hit.object >= 0 && !g.negated && is_no(phrase(hit.object))) m.event.status = EventStatus::negated;
    bool of_act = (hit.object >= 0 && names_encounter(static_cast<std::uint32_t>(hit.object))) ||
                  (t.type == EventType::consult && is_of_delegates(g));
    finish(std::move(m), trigger, g.clause, g.head, of_act);
  }

  /// "Oslo said that Chile must leave": who says so asks it of the other side.
  void modal(const VerbGroup& g) {
    auto it = rules_.modals.find(g.modal);
    if (it == rules_.modals.end() || g.governor < 0 || g.passive) return;
    const VerbGroup& above = d_.verbs[static_cast<std::size_t>(g.governor)];
    if (!rules_.classes.matches_any(kSaying, d_, above.head)) return;
    EventMention m = start(rules_.triggers[it->second], g.modal);
    m.event.source = sides_.subject(above);
    m.event.target = sides_.subject(g);
    drop_self(m.event, g.head);
    if (!is_political(m.event.source) || !is_political(m.event.target)) return;
    m.event.status = rules_.status.of_verb(d_, static_cast<std::uint32_t>(g.governor), nullptr);
    m.said = true;
    finish(std::move(m), g.tokens, g.clause, g.head);
  }

  /// "held no talks", "give no support": the article negates what the verb says.
  [[nodiscard]] bool is_no(const NounPhrase& object) const {
    return rules_.status.of_modifiers(d_, object.tokens.first, object.head) == EventStatus::negated;
  }
  [[nodiscard]] bool names_encounter(std::uint32_t p) const {
    const EventTrigger* noun = noun_trigger(p).first;
    return noun != nullptr && noun->type == EventType::consult;
  }

  /// "Met with the rebels to urge them to leave": what somebody says is said when the act is done that it is the
  /// purpose of.
  [[nodiscard]] bool is_uttered_for(EventType type, const VerbGroup& g) const {
    using enum EventType;
    const Token* head = &d_.tokens[g.head];
    if (head->deprel == Deprel::conj && head->head >= 0) head = &d_.tokens[static_cast<std::uint32_t>(head->head)];
    bool said = is_utterance(type) && type != reject;
    if (!said || g.form != VerbForm::infinitive || g.governor < 0 || head->deprel != Deprel::advcl) return false;
    return rules_.status.of_verb(d_, static_cast<std::uint32_t>(g.governor), nullptr) == EventStatus::happened;
  }

  /// "Six powers will meet": whoever they are, they act for sides.
  [[nodiscard]] bool is_of_delegates(const VerbGroup& g) const {
    return g.subject >= 0 && c_.knowledge.meetings->delegates.contains(d_.tokens[phrase(g.subject).head].lower);
  }

  /// "The issue requires …", "the deal gives …": a subject that is no actor, and stands for none.
  [[nodiscard]] bool has_thing_as_subject(const VerbGroup& g) const {
    if (g.passive || g.subject < 0) return false;
    const NounPhrase& s = phrase(g.subject);
    std::uint32_t end = s.tokens.last;
    while (end < g.tokens.first && d_.tokens[end].lower != ",") ++end;
    return d_.mentions_in({s.tokens.first, end}).empty() && d_.tokens[s.head].pos == Pos::noun;
  }

  /// Does the text leave a side open without which the words tell no act: "speak" with nobody?
  static bool lacks_side(const Event& e, const EventTrigger& t) {
    return (t.needs_source && e.source.empty()) || (t.needs_target && e.target.empty());
  }

  /// Of a measure what it measures: of "a series of warnings" the warnings.
  [[nodiscard]] std::int32_t what_is_done(std::int32_t object) const {
    if (object < 0 || !sides_.is_measured(static_cast<std::size_t>(object) + 1)) return object;
    return noun_trigger(static_cast<std::uint32_t>(object)).first == nullptr ? object + 1 : object;
  }

  /// An act that is the object of its own verb is one act with it: "held talks", "imposed sanctions", "the talks were
  /// held"; so is what a verb undoes: "eased sanctions". Any other act is told beside it: "called off the talks". The
  /// noun's trigger and where it begins, where it is not told by itself.
  std::pair<const EventTrigger*, std::uint32_t> consume_object(const EventTrigger& t, std::int32_t object,
                                                               const std::vector<ActorRef>& source) {
    if (object < 0) return {};
    auto p = static_cast<std::uint32_t>(object);
    auto [noun, begin] = noun_trigger(p);
    if (noun == nullptr || (noun->type != t.type && !undoes(t.type))) return {};
    if (noun->type == t.type && !noun->mutual && is_of_others(*noun, p, source)) return {};
    consumed_.insert(p);
    return {noun, begin};
  }

  /// "Chile accepted a Norwegian proposal": the noun's act is somebody else's.
  [[nodiscard]] bool is_of_others(const EventTrigger& noun, std::uint32_t p,
                                  const std::vector<ActorRef>& source) const {
    Event own;
    sides_.of_noun(own, noun, p);
    return is_political(own.source) && std::none_of(own.source.begin(), own.source.end(), [&](const ActorRef& a) {
             return std::any_of(source.begin(), source.end(), [&](const ActorRef& b) { return a.code == b.code; });
           });
  }

  /// The event's words reach over a noun near by; of the same type it adds its sides and its word.
  void absorb_object(EventMention& m, const EventTrigger& noun, std::uint32_t begin, std::uint32_t p,
                     TokenRange& trigger) {
    std::uint32_t head = d_.phrases[p].head;
    bool near = head >= trigger.last && head < trigger.last + kTriggerReach;
    if (near) trigger.last = head + 1;
    if (noun.type != m.event.type) return;
    if (!near) m.event.spans.push_back({"trigger", d_.span_of({begin, head + 1})});
    m.lemma = d_.tokens[head].lemma;
    if (m.event.source.empty() || m.event.target.empty()) sides_.of_noun(m.event, noun, p);
  }

  EventMention start(const EventTrigger& t, const std::string& lemma) const {
    EventMention m;
    m.lemma = lemma;
    m.event.type = t.type;
    m.event.mode = t.mode;
    m.event.cameo = t.cameo;
    m.event.intensity = t.intensity;
    m.event.by_rule = "events/" + t.id;
    return m;
  }

  // ---- nouns

  /// The trigger that ends in the phrase's head, and where it begins; none inside a time ("the end of the month").
  [[nodiscard]] std::pair<const EventTrigger*, std::uint32_t> noun_trigger(std::uint32_t p) const {
    const NounPhrase& np = d_.phrases[p];
    for (const Timex& t : times_in(c_, d_.sentences[np.sentence].tokens))
      if (t.tokens.contains(np.head)) return {};
    auto found = matcher_.on_noun(p);
    bool no_encounter = found.first != nullptr && found.first->type == EventType::consult && found.second == np.head &&
                        (tells_press(np) || counts_others(p));
    return no_encounter ? std::pair<const EventTrigger*, std::uint32_t>{} : found;
  }

  /// "A round of sanctions": what is counted is no encounter.
  [[nodiscard]] bool counts_others(std::uint32_t p) const {
    const NounPhrase& np = d_.phrases[p];
    bool of = np.tokens.last < d_.tokens.size() && d_.tokens[np.tokens.last].lower == "of" &&
              p + 1 < d_.phrases.size() && d_.phrases[p + 1].tokens.first == np.tokens.last + 1;
    if (!of || !c_.knowledge.meetings->weak.contains(d_.tokens[np.head].lemma)) return false;
    const EventTrigger* counted = matcher_.on_noun(p + 1).first;
    return counted != nullptr && counted->type != EventType::consult;
  }

  /// "A news conference", but not one "with" another side.
  [[nodiscard]] bool tells_press(const NounPhrase& np) const {
    bool with = np.tokens.last < d_.tokens.size() && d_.tokens[np.tokens.last].lower == "with";
    return !with && np.head > np.tokens.first &&
           c_.knowledge.meetings->not_after.contains(d_.tokens[np.head - 1].lower);
  }

  void noun(std::uint32_t p) {
    auto [trigger, begin] = noun_trigger(p);
    if (trigger != nullptr && !consumed_.contains(p)) tell_noun(p, *trigger, begin);
  }

  /// "Poses a threat", "a day's warning": words that name no act here.
  [[nodiscard]] bool is_figure_of_speech(std::uint32_t p, const EventTrigger& t) const {
    std::int32_t verb = sides_.verb_with_object(p);
    if (verb >= 0 && std::find(t.not_verb.begin(), t.not_verb.end(),
                               d_.tokens[d_.verbs[static_cast<std::size_t>(verb)].head].lemma) != t.not_verb.end())
      return true;
    if (t.type != EventType::threaten || p == 0 || !d_.phrases[p - 1].possessive) return false;
    const auto times = times_in(c_, d_.phrases[p - 1].tokens);
    return std::any_of(times.begin(), times.end(), [](const Timex& time) { return time.type == TimexType::duration; });
  }

  void tell_noun(std::uint32_t p, const EventTrigger& t, std::uint32_t begin) {
    if (is_figure_of_speech(p, t)) return;
    const NounPhrase& np = d_.phrases[p];
    EventMention m = start(t, d_.tokens[np.head].lemma);
    Event& e = m.event;
    sides_.of_noun(e, t, p);
    bool theirs = e.source.empty() && sides_.is_of_others(t, p);
    if (theirs) e.by_rule += kOfOthers;
    bool alone = t.mutual || t.own || theirs || sides_.is_undergone(t, p);
    if ((e.source.empty() && (e.target.empty() || !alone)) || lacks_side(e, t)) return;
    std::int32_t verb = sides_.verb_with_object(p) >= 0 ? sides_.verb_with_object(p) : sides_.verb_with_subject(p);
    TokenRange clause = verb >= 0 ? d_.verbs[static_cast<std::size_t>(verb)].clause : d_.sentences[np.sentence].tokens;
    const Timex* time = time_in(c_, clause, np.head);
    auto status = noun_status(p, t, verb, time);
    if (t.needs_status && !status) return;
    e.status = status ? *status : mentioned_status(np, t.type);
    set_time(e, time);
    m.said = status.has_value();
    m.points_back = rules_.status.points_back(d_, np);
    if (sides_.verb_with_subject(p) >= 0) {  // "the talks will resume": both words name it
      const VerbGroup& g = d_.verbs[static_cast<std::size_t>(verb)];
      if (rules_.status.carries_out(d_, g)) e.spans.push_back({"trigger", d_.span_of({g.head, g.head + 1})});
    }
    finish(std::move(m), {begin, np.head + 1}, clause, np.head);
  }

  /// How the act of a noun stands; nothing if the text only mentions it.
  std::optional<EventStatus> noun_status(std::uint32_t p, const EventTrigger& t, std::int32_t verb,
                                         const Timex* time) const {
    const NounPhrase& np = d_.phrases[p];
    auto modifier = rules_.status.of_modifiers(d_, np.tokens.first, np.head);
    if (modifier == EventStatus::negated) return modifier;  // "no talks are planned"
    if (auto above = rules_.status.of_head_noun(d_, np)) return above;
    if (verb >= 0) {
      const VerbGroup& g = d_.verbs[static_cast<std::size_t>(verb)];
      bool governs = sides_.verb_with_object(p) == verb || g.passive || g.object < 0;
      auto under = governs ? rules_.status.of_noun_under(d_, static_cast<std::uint32_t>(verb), time) : std::nullopt;
      bool uttered = under && !rules_.status.carries_out(d_, g) &&
                     is_uttered(t.type, np.head, g, *under);                           // not "may make an offer"
      bool past = modifier == EventStatus::happened && under == EventStatus::negated;  // "rejected the recent raid"
      if (under) return uttered || past ? EventStatus::happened : *under;
    }
    if (modifier) return modifier;
    const VerbGroup* infinitive = purpose_before(np);
    bool answers = infinitive != nullptr && is_utterance(t.type) && !rules_.status.carries_out(d_, *infinitive);
    if (infinitive != nullptr && !answers && !comments(*infinitive))  // not "to worry about threats"
      return rules_.status.of_verb(d_, static_cast<std::uint32_t>(infinitive - d_.verbs.data()), time);
    if (!is_dated(time)) return std::nullopt;
    if (time->side > 0) return EventStatus::scheduled;
    bool own = time->tokens.first >= np.tokens.first && time->tokens.first < np.tokens.last + kTimeReach;
    return own && time->side < 0 ? std::optional(EventStatus::happened)
                                 : std::nullopt;  // "the summit … in January 2019"
  }

  /// Does the verb tell what somebody makes of an act that took place: "protest a raid", "condemn"?
  [[nodiscard]] bool comments(const VerbGroup& g) const {
    using enum EventType;
    auto it = rules_.verbs.find(d_.tokens[g.head].lemma);
    return it != rules_.verbs.end() && std::any_of(it->second.begin(), it->second.end(), [&](std::uint32_t index) {
             EventType type = rules_.triggers[index].type;
             return type == protest || type == accuse;
           });
  }

  /// A request that is rejected, an offer that is discussed or announced has been made.
  [[nodiscard]] bool is_uttered(EventType type, std::uint32_t noun, const VerbGroup& g, EventStatus under) const {
    using enum EventStatus;
    if (type == EventType::agree) {
      bool answered = (under == negated || under == hypothetical) && !g.negated;
      return under == scheduled || (answered && !rules_.classes.matches_any(kAgreement, d_, noun));
    }
    return is_utterance(type) &&
           (under == negated || under == hypothetical || under == predicted || under == scheduled);
  }

  /// How an act stands that is only mentioned: with no article in a clause about what is to be, it is to be as well
  /// ("wants it to take steps toward disarmament").
  [[nodiscard]] EventStatus mentioned_status(const NounPhrase& np, EventType type) const {
    auto p = static_cast<std::size_t>(&np - d_.phrases.data());
    bool possessed = p > 0 && d_.phrases[p - 1].possessive && d_.phrases[p - 1].tokens.last + 1 == np.tokens.first;
    const Token& first = d_.tokens[np.tokens.first];
    const VerbGroup* around = sides_.clause_around(np);
    if (possessed || first.pos == Pos::det || first.tag == "PRP$" || around == nullptr) return EventStatus::happened;
    EventStatus status = rules_.status.of_verb(d_, static_cast<std::uint32_t>(around - d_.verbs.data()), nullptr);
    bool carried_out = status == EventStatus::ongoing || status == EventStatus::negated || is_utterance(type);
    return carried_out ? EventStatus::happened : status;
  }

  /// The infinitive whose object or complement the phrase is.
  [[nodiscard]] const VerbGroup* purpose_before(const NounPhrase& np) const {
    for (const VerbGroup& g : d_.verbs_in(d_.sentences[np.sentence].tokens))
      if (g.form == VerbForm::infinitive && g.object >= 0 && phrase(g.object).head == np.head) return &g;
    return nullptr;
  }

  // ---- both

  /// In its clause; behind a participle, gerund or infinitive also the time that the tree gives to the whole sentence
  /// ("a truce agreed by the sides in 2002").
  [[nodiscard]] const Timex* time_of(const VerbGroup& g) const {
    const Timex* time = time_in(c_, g.clause, g.head);
    if (time != nullptr || g.form == VerbForm::finite) return time;
    std::uint32_t end = g.clause.last;
    bool preposition = end < d_.tokens.size() && d_.tokens[end].pos == Pos::adp;
    for (const Timex& t : times_in(c_, {end, d_.sentences[g.sentence].tokens.last}))
      if (t.range && t.tokens.first == end + (preposition ? 1 : 0)) return &t;
    return nullptr;
  }

  /// The time of the act; one that it cannot be ("agreed to meet next week") belongs to another act.
  void set_time(Event& e, const Timex* time) const {
    using enum EventStatus;
    if (time == nullptr) return;
    bool done = e.status == happened;
    bool ahead = e.status == scheduled || e.status == predicted;
    if ((done && time->side > 0) || (ahead && time->side < 0)) return;
    e.time = time_ref(c_, *time);
  }

  /// Nobody acts on himself between sides; but a side may act on one of its own who is named beside it ("Kenya charged
  /// Raila Odinga").
  void drop_self(Event& e, std::uint32_t head) const {
    std::erase_if(e.target, [&](const ActorRef& t) {
      return t.code != "UNK" && std::any_of(e.source.begin(), e.source.end(), [&](const ActorRef& s) {
               return s.code == t.code && (s.actor == t.actor || !is_person(t, head));
             });
    });
  }

  /// Is the actor a person whom the text names near by?
  [[nodiscard]] bool is_person(const ActorRef& a, std::uint32_t head) const {
    const auto near = d_.mentions_in({head > kNear ? head - kNear : 0, head + kNear});
    return std::any_of(near.begin(), near.end(), [&](const Mention& m) {
      return m.kind == MentionKind::person && !m.possessive && m.code == a.code && d_.words(m.tokens) == a.name;
    });
  }

  /// `of_act`: the act is done to an encounter that the text names ("the talks were recessed"); then no side is needed.
  void finish(EventMention m, TokenRange trigger, TokenRange clause, std::uint32_t head, bool of_act = false) {
    Event& e = m.event;
    drop_self(e, head);
    if (!is_political(e.source) && !is_political(e.target) && !of_act) return;
    e.trigger = std::string(d_.words(trigger));
    e.span = cover(d_.span_of(without_that(d_, clause)), d_.span_of(trigger));
    e.spans.insert(e.spans.begin(), {"trigger", d_.span_of(trigger)});
    e.certainty = StatusRules::certainty(e.status);
    e.confidence = 0.7;
    e.place = place_in({trigger.first, std::max(clause.last, trigger.last)});
    if (!is_of_unnamed(e) && sides_.is_said_by_some(e, head)) e.by_rule += kOfOthers;
    if (!is_of_unnamed(e)) sides_.fill_other_side(e, head);
    m.role = d_.sentences[d_.sentence_at(head)].role;
    mentions_.push_back(std::move(m));
  }

  /// The first place or state behind a preposition that says where, in the clause behind the trigger.
  [[nodiscard]] std::string place_in(TokenRange range) const {
    for (const Mention& m : d_.mentions_in({range.first + 1, range.last})) {
      bool place = m.kind == MentionKind::place || (m.kind == MentionKind::state && !m.adjectival);
      if (place && c_.knowledge.meetings->stands_for_place(d_.tokens[m.tokens.first - 1].lower))
        return std::string(d_.words(m.tokens));
    }
    return {};
  }

  const Context& c_;
  const Document& d_;
  const EventRules& rules_;
  TriggerMatcher matcher_;
  SideFinder sides_;
  std::set<std::uint32_t> consumed_;  // phrases whose act a verb has told
  std::vector<EventMention> mentions_;
};

}  // namespace

std::vector<Event> find_events(const Context& context) { return EventFinder(context).run(); }

}  // namespace parley
