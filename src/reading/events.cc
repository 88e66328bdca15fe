// See events.h.
#include "reading/events.h"

#include <algorithm>
#include <set>

#include "reading/actors.h"

namespace parley {
namespace {

constexpr std::uint32_t kParticleReach = 7;  // words between a verb and its particle: "called the planned talks off"

class EventFinder {
 public:
  explicit EventFinder(const Context& c) : c_(c), d_(c.document), rules_(*c.knowledge.events) {
    index();
    count_sides();
  }

  std::vector<Event> run() {
    for (std::uint32_t v = 0; v < d_.verbs.size(); ++v) verb(v);
    for (std::uint32_t p = 0; p < d_.phrases.size(); ++p) noun(p);
    merge();
    return std::move(events_);
  }

 private:
  /// Which verb has a phrase as its object, and which as its subject.
  void index() {
    object_of_.assign(d_.phrases.size(), -1);
    subject_of_.assign(d_.phrases.size(), -1);
    for (std::size_t v = 0; v < d_.verbs.size(); ++v) {
      auto mark = [&](std::int32_t p, std::vector<std::int32_t>& table) {
        if (p >= 0 && table[static_cast<std::size_t>(p)] < 0)
          table[static_cast<std::size_t>(p)] = static_cast<std::int32_t>(v);
      };
      mark(d_.verbs[v].object, object_of_);
      if (d_.verbs[v].form != VerbForm::infinitive && d_.verbs[v].form != VerbForm::gerund)
        mark(d_.verbs[v].subject, subject_of_);
    }
  }

  /// First mentions of the sides that the report names more than once, the most named first.
  void count_sides() {
    std::unordered_map<std::string_view, std::size_t> counts;
    for (const Mention& m : d_.mentions)
      if (acts_for_a_side(m) && ++counts[m.code] == 1) sides_.push_back(&m);
    std::erase_if(sides_, [&](const Mention* m) { return counts[m->code] < 2; });
    std::stable_sort(sides_.begin(), sides_.end(),
                     [&](const Mention* a, const Mention* b) { return counts[a->code] > counts[b->code]; });
  }

  [[nodiscard]] const NounPhrase& phrase(std::int32_t p) const { return d_.phrases[static_cast<std::size_t>(p)]; }

  // ---- verbs
  // --------------------------------------------------------------------------------------------------------------

  struct Hit {
    const EventTrigger* trigger = nullptr;
    int score = 0;
    std::uint32_t last = 0;  // last token of the trigger's words
    std::int32_t object = -1;
  };

  void verb(std::uint32_t v) {
    const VerbGroup& g = d_.verbs[v];
    auto it = rules_.verbs.find(d_.tokens[g.head].lemma);
    if (it == rules_.verbs.end()) return;
    Hit best;
    for (std::uint32_t index : it->second) {
      Hit hit = match(v, rules_.triggers[index]);
      if (hit.trigger != nullptr && hit.score > best.score) best = hit;
    }
    if (best.trigger != nullptr) emit_verb(v, best);
  }

  /// The remaining words of a trigger after the verb: right behind it, or behind its object. 0 if they are not there.
  [[nodiscard]] std::uint32_t find_rest(const VerbGroup& g, const EventTrigger& t) const {
    if (t.words.size() == 1) return g.head;
    std::uint32_t end = std::min<std::uint32_t>(
        g.clause.last, g.head + 1 + kParticleReach + static_cast<std::uint32_t>(t.words.size()));
    for (std::uint32_t i = g.head + 1; i + t.words.size() - 1 <= end; ++i) {
      bool all = true;
      for (std::size_t k = 1; k < t.words.size(); ++k) {
        const Token& token = d_.tokens[i + k - 1];
        all = all && (token.lemma == t.words[k] || token.lower == t.words[k]);
      }
      if (all) return i + static_cast<std::uint32_t>(t.words.size()) - 2;
      const Token& between = d_.tokens[i];
      if (between.pos == Pos::verb || between.lower == "," || between.pos == Pos::sconj) break;
    }
    return 0;
  }

  Hit match(std::uint32_t v, const EventTrigger& t) const {
    const VerbGroup& g = d_.verbs[v];
    if (t.pos == Pos::adj) return {};
    Hit hit;
    hit.last = find_rest(g, t);
    if (hit.last == 0 && t.words.size() > 1) return {};
    hit.object = g.passive ? g.subject : g.object;
    if (hit.object < 0 || (t.words.size() > 1 && phrase(hit.object).tokens.first > g.head + 1))
      hit.object = phrase_from(hit.last + 1, g.clause.last, hit.object);
    if (hit.object < 0 &&
        !t.object.empty())  // "withdrew from the treaty": a kind of object may stand behind a preposition
      hit.object = phrase_from(hit.last + 2, g.clause.last, -1);
    int score = 10 + 10 * static_cast<int>(t.words.size());
    if (!t.object.empty()) {
      if (hit.object < 0 || !object_fits(t.object, hit.object)) return {};
      score += 15;
    }
    if (!t.not_object.empty() && hit.object >= 0 && object_fits(t.not_object, hit.object)) return {};
    if (!t.complement.empty()) {
      if (!has_complement(v, hit.last, t.complement)) return {};
      score += 5;
    }
    hit.trigger = &t;
    hit.score = score;
    return hit;
  }

  [[nodiscard]] std::int32_t phrase_from(std::uint32_t token, std::uint32_t end, std::int32_t fallback) const {
    auto it = std::lower_bound(d_.phrases.begin(), d_.phrases.end(), token,
                               [](const NounPhrase& p, std::uint32_t t) { return p.tokens.first < t; });
    bool next = it != d_.phrases.end() && it->tokens.first < end &&
                (it->tokens.first <= token || (it->tokens.first == token + 1 && d_.tokens[token].pos == Pos::adv));
    if (next) return static_cast<std::int32_t>(it - d_.phrases.begin());
    return fallback;
  }

  /// Does the object's head, or a noun inside it or after its "of", belong to one of the patterns?
  [[nodiscard]] bool object_fits(const std::vector<std::string>& patterns, std::int32_t object) const {
    const NounPhrase& p = phrase(object);
    if (rules_.classes.matches_any(patterns, d_, p.head)) return true;
    auto next = static_cast<std::size_t>(object) + 1;
    bool of = p.tokens.last < d_.tokens.size() && d_.tokens[p.tokens.last].lower == "of";
    bool joined = p.tokens.last < d_.tokens.size() && d_.tokens[p.tokens.last].pos == Pos::cconj;
    return (of || joined || p.possessive) && next < d_.phrases.size() &&
           d_.phrases[next].tokens.first == p.tokens.last + 1 &&
           rules_.classes.matches_any(patterns, d_, d_.phrases[next].head);
  }

  [[nodiscard]] bool has_complement(std::uint32_t v, std::uint32_t last, const std::string& kind) const {
    for (std::size_t k = v + 1; k < d_.verbs.size() && d_.verbs[k].sentence == d_.verbs[v].sentence && k < v + 3; ++k) {
      const VerbGroup& g = d_.verbs[k];
      if (g.governor != static_cast<std::int32_t>(v)) continue;
      if (kind == "to" && g.form == VerbForm::infinitive && d_.tokens[g.tokens.first].tag == "TO") return true;
      if (kind == "ing" && g.form == VerbForm::gerund) return true;
      if (kind == "that" && g.form == VerbForm::finite) return true;
    }
    return kind == "that" && last + 1 < d_.tokens.size() && d_.tokens[last + 1].lower == "that";
  }

  // ---- frames
  // ---------------------------------------------------------------------------------------------------------------

  [[nodiscard]] std::vector<ActorRef> after_preposition(const std::string& preposition, TokenRange range) const {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (d_.tokens[i].lower != preposition) continue;
      std::int32_t p = phrase_from(i + 1, range.last, -1);
      if (p < 0) continue;
      auto actors = actors_of_phrase(d_, p);
      if (!actors.empty()) return actors;
    }
    return {};
  }

  [[nodiscard]] std::vector<ActorRef> subject_actors(const VerbGroup& g) const {
    if (!g.passive) return actors_of_phrase(d_, g.subject);
    if (g.agent >= 0) return actors_of_phrase(d_, g.agent);
    return {};
  }

  std::vector<ActorRef> fill(const std::vector<FrameSlot>& slots, const VerbGroup& g, const Hit& hit) const {
    using Kind = FrameSlot::Kind;
    for (const FrameSlot& slot : slots) {
      std::vector<ActorRef> found;
      switch (slot.kind) {
        case Kind::subject:
          found = subject_actors(g);
          break;
        case Kind::object:
          found = g.passive && hit.trigger->words.size() == 1
                      ? actors_of_phrase(d_, g.subject)
                      : actors_of_phrase(d_, hit.object >= 0 ? hit.object : g.object);
          break;
        case Kind::object_modifier:
        case Kind::modifier:
        case Kind::possessive:
          found = around_object(hit.object);
          break;
        case Kind::complement_subject:
          found = complement_subject(g);
          break;
        case Kind::preposition:
          found = after_preposition(slot.preposition, {hit.last, g.clause.last});
          break;
      }
      if (!found.empty()) return found;
    }
    return {};
  }

  /// Actors inside the object phrase or possessing it: "US sanctions", "Pyongyang's offer".
  [[nodiscard]] std::vector<ActorRef> around_object(std::int32_t object) const {
    if (object < 0) return {};
    auto found = actors_in(d_, phrase(object).tokens);
    if (found.empty() && object > 0 && phrase(object - 1).possessive &&
        phrase(object - 1).tokens.last + 1 == phrase(object).tokens.first)
      found = actors_of_phrase(d_, object - 1);
    return found;
  }

  /// The subject of the clause that depends on this verb: "demanded that Iran stop", "calls for the US to ease".
  [[nodiscard]] std::vector<ActorRef> complement_subject(const VerbGroup& g) const {
    auto index = static_cast<std::int32_t>(&g - d_.verbs.data());
    for (auto k = static_cast<std::size_t>(index) + 1; k < d_.verbs.size() && d_.verbs[k].sentence == g.sentence; ++k)
      if (d_.verbs[k].governor == index) return actors_of_phrase(d_, d_.verbs[k].subject);
    return {};
  }

  static bool share(const std::vector<ActorRef>& a, const std::vector<ActorRef>& b) {
    for (const ActorRef& x : a)
      for (const ActorRef& y : b)
        if (x.code == y.code && x.name == y.name) return true;
    return false;
  }

  /// Both sides of a mutual act: two coordinated actors are source and target of each other.
  static void pair_up(Event& e, bool mutual) {
    if (share(e.source, e.target)) e.target.clear();
    if (mutual && e.target.empty() && e.source.size() > 1) {
      e.target.assign(e.source.begin() + 1, e.source.end());
      e.source.resize(1);
    }
    if (mutual && e.source.empty() && e.target.size() > 1) {
      e.source.assign(e.target.begin(), e.target.begin() + 1);
      e.target.erase(e.target.begin());
    }
  }

  void emit_verb(std::uint32_t v, const Hit& hit) {
    const VerbGroup& g = d_.verbs[v];
    const EventTrigger& t = *hit.trigger;
    Event e = start(t);
    e.source = fill(t.source, g, hit);
    e.target = fill(t.target, g, hit);
    if (g.passive && g.agent < 0 && t.mutual && e.source.empty()) e.source = actors_of_phrase(d_, g.subject);
    pair_up(e, t.mutual);
    const Timex* time = time_in(c_, g.clause, g.head);
    if (time != nullptr) e.time = time_ref(c_, *time);
    e.status = rules_.status.of_verb(d_, v, time != nullptr && time->range.has_value());
    // The object of a light verb belongs to the trigger: "held talks".
    std::uint32_t last = hit.last;
    bool light = !t.object.empty() && hit.object >= 0 && !g.passive && phrase(hit.object).head >= last &&
                 phrase(hit.object).head < last + 6 && t.type == EventType::consult;
    if (light) {
      last = phrase(hit.object).head;
      consumed_.insert(static_cast<std::uint32_t>(hit.object));
    }
    finish(std::move(e), {g.head, std::max(last, g.head) + 1}, g.clause, g.head);
  }

  Event start(const EventTrigger& t) const {
    Event e;
    e.type = t.type;
    e.mode = t.mode;
    e.cameo = t.cameo;
    e.intensity = t.intensity;
    e.by_rule = "events/" + t.id;
    return e;
  }

  // ---- nouns
  // --------------------------------------------------------------------------------------------------------------

  void noun(std::uint32_t p) {
    const NounPhrase& np = d_.phrases[p];
    if (consumed_.contains(p) || d_.tokens[np.head].pos == Pos::pron || d_.tokens[np.head].pos == Pos::propn) return;
    const EventTrigger* best = nullptr;
    std::uint32_t begin = np.head;
    for (std::uint32_t i = np.tokens.first; i <= np.head; ++i) {
      auto m = rules_.nouns.longest([&](std::uint32_t k) {
        return i + k <= np.head ? std::string_view(d_.tokens[i + k].lemma) : std::string_view();
      });
      if (m.length == 0 || i + m.length != np.head + 1) continue;
      best = &rules_.triggers[m.payload];
      begin = i;
      break;
    }
    if (best == nullptr) return;
    emit_noun(p, *best, begin);
  }

  void emit_noun(std::uint32_t p, const EventTrigger& t, std::uint32_t begin) {
    const NounPhrase& np = d_.phrases[p];
    Event e = start(t);
    e.source = noun_slots(t.source, p);
    e.target = noun_slots(t.target, p);
    std::int32_t verb = object_of_[p] >= 0 ? object_of_[p] : subject_of_[p];
    TokenRange clause = verb >= 0 ? d_.verbs[static_cast<std::size_t>(verb)].clause : d_.sentences[np.sentence].tokens;
    if (t.mutual) both_sides(e, p, verb);
    pair_up(e, t.mutual);
    if (e.source.empty() && object_of_[p] >= 0) e.source = subject_actors(d_.verbs[static_cast<std::size_t>(verb)]);
    pair_up(e, t.mutual);
    if (e.source.empty() && !t.mutual && verb < 0) e.source = around(np);
    const Timex* time = time_in(c_, clause, np.head);
    if (time != nullptr) e.time = time_ref(c_, *time);
    auto status = noun_status(p, verb, time);
    e.status = status.value_or(EventStatus::happened);
    if (e.source.empty() && e.target.empty()) return;
    if (!t.mutual && !t.own && e.source.empty()) return;
    finish(std::move(e), {begin, np.head + 1}, clause, np.head, status.has_value());
  }

  /// The subject of the innermost clause around a noun that no verb has as its subject or object: "makes good on a
  /// threat".
  [[nodiscard]] std::vector<ActorRef> around(const NounPhrase& np) const {
    const VerbGroup* innermost = nullptr;
    for (const VerbGroup& v : d_.verbs_in({d_.sentences[np.sentence].tokens.first, np.tokens.first}))
      if (v.clause.contains(np.head) && (innermost == nullptr || v.clause.size() <= innermost->clause.size()))
        innermost = &v;
    return innermost != nullptr ? subject_actors(*innermost) : std::vector<ActorRef>{};
  }

  /// All actors around a mutual noun: inside it, possessing it, after "between", "with", "of", and the subject of its
  /// verb.
  void both_sides(Event& e, std::uint32_t p, std::int32_t verb) const {
    auto join = [&](const std::vector<ActorRef>& more) {
      for (const ActorRef& a : more) {
        bool known = false;
        for (const ActorRef& b : e.source) known = known || b.code == a.code;
        for (const ActorRef& b : e.target) known = known || b.code == a.code;
        if (!known) (e.source.empty() ? e.source : e.target).push_back(a);
      }
    };
    join(around_object(static_cast<std::int32_t>(p)));
    for (const char* preposition : {"between", "with", "of", "among"}) join(behind(p, preposition));
    if (verb >= 0 && e.target.empty() && object_of_[p] >= 0)
      join(subject_actors(d_.verbs[static_cast<std::size_t>(verb)]));
    if (verb >= 0 && e.target.empty()) join(after_preposition("with", d_.verbs[static_cast<std::size_t>(verb)].clause));
    if (verb >= 0 && e.target.empty())
      join(after_preposition("between", d_.verbs[static_cast<std::size_t>(verb)].clause));
  }

  /// Actors of the phrase after a preposition that follows the noun phrase within a few words.
  [[nodiscard]] std::vector<ActorRef> behind(std::uint32_t p, const std::string& preposition) const {
    const NounPhrase& np = d_.phrases[p];
    std::uint32_t end = std::min(np.tokens.last + 9, d_.sentences[np.sentence].tokens.last);
    for (std::uint32_t i = np.tokens.last; i < end; ++i)
      if (d_.tokens[i].pos == Pos::verb || d_.tokens[i].pos == Pos::aux || d_.tokens[i].lower == ",") end = i;
    return after_preposition(preposition, {np.tokens.last, end});
  }

  std::vector<ActorRef> noun_slots(const std::vector<FrameSlot>& slots, std::uint32_t p) const {
    using Kind = FrameSlot::Kind;
    for (const FrameSlot& slot : slots) {
      std::vector<ActorRef> found;
      if (slot.kind == Kind::possessive || slot.kind == Kind::modifier || slot.kind == Kind::object_modifier)
        found = around_object(static_cast<std::int32_t>(p));
      if (slot.kind == Kind::preposition) found = behind(p, slot.preposition);
      if (slot.kind == Kind::subject && object_of_[p] >= 0)
        found = subject_actors(d_.verbs[static_cast<std::size_t>(object_of_[p])]);
      if (slot.kind == Kind::object && subject_of_[p] >= 0)
        found = actors_of_phrase(d_, d_.verbs[static_cast<std::size_t>(subject_of_[p])].object);
      if (!found.empty()) return found;
    }
    return {};
  }

  /// How the act of a noun stands; nothing if the text only mentions it.
  std::optional<EventStatus> noun_status(std::uint32_t p, std::int32_t verb, const Timex* time) const {
    const NounPhrase& np = d_.phrases[p];
    auto modifier = rules_.status.of_modifiers(d_, np.tokens.first, np.head);
    bool dated = time != nullptr && time->range.has_value();
    if (verb >= 0) {
      const VerbGroup& g = d_.verbs[static_cast<std::size_t>(verb)];
      bool governs = object_of_[p] == verb || g.passive || g.object < 0;
      auto under = governs ? rules_.status.of_noun_under(d_, static_cast<std::uint32_t>(verb), dated) : std::nullopt;
      if (under) return *under;
    }
    if (modifier) return *modifier;
    if (const VerbGroup* infinitive = purpose_before(np))
      return rules_.status.of_verb(d_, static_cast<std::uint32_t>(infinitive - d_.verbs.data()), dated);
    const auto& published = c_.report.published;
    if (dated && published.range() && time->range->earliest >= published.range()->latest) return EventStatus::scheduled;
    return std::nullopt;
  }

  /// The infinitive whose object or complement the phrase is.
  [[nodiscard]] const VerbGroup* purpose_before(const NounPhrase& np) const {
    for (const VerbGroup& g : d_.verbs_in(d_.sentences[np.sentence].tokens))
      if (g.form == VerbForm::infinitive && g.object >= 0 && phrase(g.object).head == np.head) return &g;
    return nullptr;
  }

  // ---- both
  // ---------------------------------------------------------------------------------------------------------------

  static bool political(const std::vector<ActorRef>& actors) {
    for (const ActorRef& a : actors)
      if (a.code != "UNK") return true;
    return false;
  }

  static bool acts_for_a_side(const Mention& m) {
    return m.kind != MentionKind::place && m.kind != MentionKind::pronoun && m.code != "UNK" &&
           !m.code.starts_with("CIV") && !m.code.starts_with("MED");
  }

  /// The other side of an act whose text names only one: the nearest other actor of the sentence, else the one that the
  /// report names most. A careful reader fills it in the same way; the event says so by its rule and lower confidence.
  [[nodiscard]] std::optional<ActorRef> counterpart(const std::vector<ActorRef>& side, std::uint32_t head) const {
    auto other = [&](const Mention& m) {
      if (!acts_for_a_side(m)) return false;
      for (const ActorRef& a : side)
        if (a.code == m.code) return false;
      return true;
    };
    const Mention* best = nullptr;
    std::uint32_t distance = 0;
    for (const Mention& m : d_.mentions_in(d_.sentences[d_.sentence_at(head)].tokens)) {
      if (!other(m)) continue;
      std::uint32_t away = m.head.first > head ? m.head.first - head : head - m.head.first;
      if (best != nullptr && away >= distance) continue;
      best = &m;
      distance = away;
    }
    if (best != nullptr) return actor_of(d_, *best);
    auto named = std::find_if(sides_.begin(), sides_.end(), [&](const Mention* m) { return other(*m); });
    return named != sides_.end() ? std::optional(actor_of(d_, **named)) : std::nullopt;
  }

  void fill_other_side(Event& e, std::uint32_t head) const {
    if (political(e.source) == political(e.target)) return;
    bool to_target = e.target.empty();
    if (!to_target && !e.source.empty()) return;
    auto other = counterpart(to_target ? e.source : e.target, head);
    if (!other) return;
    (to_target ? e.target : e.source).push_back(std::move(*other));
    e.by_rule += "+counterpart";
    e.confidence = 0.4;
  }

  /// `said`: the text says how the act stands, and does not only mention it.
  void finish(Event e, TokenRange trigger, TokenRange clause, std::uint32_t head, bool said = true) {
    std::erase_if(e.target, [&](const ActorRef& t) {  // nobody acts on himself between sides
      return t.code != "UNK" &&
             std::any_of(e.source.begin(), e.source.end(), [&](const ActorRef& s) { return s.code == t.code; });
    });
    if (!political(e.source) && !political(e.target)) return;
    e.trigger = std::string(d_.words(trigger));
    e.span = cover(d_.span_of(without_that(d_, clause)), d_.span_of(trigger));
    e.spans.push_back({"trigger", d_.span_of(trigger)});
    e.certainty = StatusRules::certainty(e.status);
    e.confidence = 0.7;
    fill_other_side(e, head);
    heads_.push_back(d_.tokens[head].lemma);
    said_.push_back(said);
    events_.push_back(std::move(e));
  }

  static std::string codes(const std::vector<ActorRef>& actors) {
    std::set<std::string> set;
    for (const ActorRef& a : actors) set.insert(a.code);
    std::string out;
    for (const auto& c : set) out += c + ',';
    return out;
  }

  /// Codes of both sides of an encounter, in any order.
  static std::string both(const Event& e) {
    std::vector<ActorRef> all = e.source;
    all.insert(all.end(), e.target.begin(), e.target.end());
    return codes(all);
  }

  /// An encounter that is only mentioned ("since the talks"), while the report tells of one of the same sides.
  [[nodiscard]] bool only_mentioned(std::size_t k, const std::set<std::string>& told) const {
    return !said_[k] && events_[k].type == EventType::consult && told.contains(both(events_[k]));
  }

  /// An act told twice (headline, lead, later mention) with the same parties and status is one event: the dated one
  /// stays.
  void merge() {
    std::set<std::string> told;
    for (std::size_t k = 0; k < events_.size(); ++k)
      if (said_[k] && events_[k].type == EventType::consult) told.insert(both(events_[k]));
    std::vector<Event> kept;
    std::unordered_map<std::string, std::size_t> seen;
    for (std::size_t k = 0; k < events_.size(); ++k) {
      Event& e = events_[k];
      if (only_mentioned(k, told)) continue;
      std::string a = codes(e.source);
      std::string b = codes(e.target);
      if (e.type == EventType::consult && b < a) std::swap(a, b);
      std::string key =
          heads_[k] + '|' + std::string(name_of(e.type)) + '|' + a + '|' + b + '|' + std::string(name_of(e.status));
      auto [it, fresh] = seen.try_emplace(key, kept.size());
      if (fresh) {
        kept.push_back(std::move(e));
        continue;
      }
      Event& first = kept[it->second];
      bool other_day = !first.time.value.empty() && !e.time.value.empty() && first.time.value != e.time.value;
      if (other_day)
        kept.push_back(std::move(e));
      else if (first.time.value.empty() && !e.time.value.empty())
        first.time = e.time;
    }
    std::stable_sort(kept.begin(), kept.end(),
                     [](const Event& x, const Event& y) { return x.spans[0].span < y.spans[0].span; });
    events_ = std::move(kept);
  }

  const Context& c_;
  const Document& d_;
  const EventRules& rules_;
  std::vector<std::int32_t> object_of_, subject_of_;
  std::vector<const Mention*> sides_;
  std::set<std::uint32_t> consumed_;
  std::vector<std::string> heads_;  // of events_, in order
  std::vector<bool> said_;          // likewise: see finish()
  std::vector<Event> events_;
};

}  // namespace

std::vector<Event> find_events(const Context& context) { return EventFinder(context).run(); }

}  // namespace parley
