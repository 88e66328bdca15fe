// See meeting_mentions.h.
#include "reading/meeting_mentions.h"

#include <algorithm>

#include "base/text.h"
#include "reading/actors.h"
#include "reading/trigger_match.h"

namespace parley {
namespace {

class MentionFinder {
 public:
  explicit MentionFinder(const Context& c) : c_(c), d_(c.document), rules_(*c.knowledge.meetings) {}

  std::vector<MeetingMention> run() {
    std::vector<MeetingMention> found;
    for (std::uint32_t p = 0; p < d_.phrases.size(); ++p) {
      bool identity = !found.empty() && tells_what_it_is(p);
      if (names_meeting(p) && !is_counted(p)) of_phrase(p, found, identity ? Continues::yes : Continues::no);
      if (!found.empty() && refers_back(p, found.back())) of_phrase(p, found, Continues::yes);
    }
    for (std::uint32_t v = 0; v < d_.verbs.size(); ++v)
      if (auto m = of_verb(v)) found.push_back(std::move(*m));
    std::stable_sort(found.begin(), found.end(),
                     [](const MeetingMention& a, const MeetingMention& b) { return a.head < b.head; });
    for (MeetingMention& m : found) {
      BlockRole role = d_.sentences[m.sentence].role;
      m.summary = role == BlockRole::headline || role == BlockRole::deck || role == BlockRole::caption;
    }
    std::stable_partition(found.begin(), found.end(), [](const MeetingMention& m) { return !m.summary; });
    return found;
  }

 private:
  [[nodiscard]] const NounPhrase& phrase(std::uint32_t p) const { return d_.phrases[p]; }
  [[nodiscard]] const Token& at(std::uint32_t i) const { return d_.tokens[i]; }

  [[nodiscard]] bool names_meeting(std::uint32_t p) const {
    const NounPhrase& np = phrase(p);
    const Token& head = at(np.head);
    if (head.pos != Pos::noun && head.pos != Pos::propn) return false;
    bool known = rules_.nouns.contains(head.lower) || (rules_.nouns.contains(head.lemma) && head.lower != "talk");
    bool proper = head.pos == Pos::propn && head.capital && rules_.weak.contains(head.lower) &&
                  np.head > d_.sentences[np.sentence].tokens.first;
    if (!known || proper) return false;                                      // "the General Assembly"
    for (const Mention& m : d_.mentions_in({np.tokens.first, np.head + 1}))  // "the Supreme People's Assembly"
      if (m.kind != MentionKind::state && m.kind != MentionKind::person && m.head.contains(np.head)) return false;
    if (np.head > np.tokens.first && rules_.not_after.contains(at(np.head - 1).lower)) return false;
    return true;
  }

  /// Is the phrase what one before it counts: "talks" in "the third round of talks"?
  [[nodiscard]] bool is_counted(std::uint32_t p) const {
    const NounPhrase& np = phrase(p);
    return p > 0 && np.tokens.first > 0 && at(np.tokens.first - 1).lower == "of" &&
           phrase(p - 1).tokens.last + 1 == np.tokens.first && names_meeting(p - 1) && names_meeting(p);
  }

  // ---- what a mention says
  // --------------------------------------------------------------------------------------------------

  /// One mention for each verb that says how the encounter stands ("the talks, which had been set for Friday, were
  /// called off"), or one without.
  enum class Continues : bool { no, yes };
  void of_phrase(std::uint32_t p, std::vector<MeetingMention>& found, Continues continues = Continues::no) const {
    auto verbs = verbs_of(p);
    if (verbs.empty()) verbs.push_back(nullptr);
    for (const VerbGroup* verb : verbs) {
      MeetingMention m = of_phrase_under(p, verb);
      m.continues = continues == Continues::yes;
      if (m.continues && !m.said) continue;
      found.push_back(std::move(m));
      continues = Continues::yes;
    }
  }

  /// "It would be the third summit": the encounter named before, and not another.
  [[nodiscard]] bool tells_what_it_is(std::uint32_t p) const {
    for (const VerbGroup& v : d_.verbs_in(d_.sentences[phrase(p).sentence].tokens)) {
      if (v.object != static_cast<std::int32_t>(p) || at(v.head).lemma != "be" || v.subject < 0) continue;
      const NounPhrase& subject = phrase(static_cast<std::uint32_t>(v.subject));
      return at(subject.head).pos == Pos::pron || at(subject.head).pos == Pos::det;
    }
    return false;
  }

  /// "… but North Korea canceled them": a pronoun that is put off or called off, right after an encounter was named.
  [[nodiscard]] bool refers_back(std::uint32_t p, const MeetingMention& last) const {
    const NounPhrase& np = phrase(p);
    const std::string& word = at(np.head).lower;
    bool plural = rules_.plural_pronouns.contains(word);
    if ((!plural && !rules_.singular_pronouns.contains(word)) || np.sentence > last.sentence + 1) return false;
    if (plural != (at(last.head).tag == "NNS") || last.is_verb) return false;
    auto verbs = verbs_of(p);
    if (verbs.empty()) return false;
    const VerbGroup& v = *verbs.front();
    if (!v.passive && v.object != static_cast<std::int32_t>(p)) return false;
    auto status = rules_.status.of_noun_under(d_, static_cast<std::uint32_t>(verbs.front() - d_.verbs.data()), nullptr);
    return status == EventStatus::cancelled || status == EventStatus::postponed;
  }

  MeetingMention of_phrase_under(std::uint32_t p, const VerbGroup* verb) const {
    const NounPhrase& np = phrase(p);
    MeetingMention m;
    bool counts = p + 1 < d_.phrases.size() && is_counted(p + 1);
    m.words = counts ? TokenRange{np.tokens.first, phrase(p + 1).tokens.last} : np.tokens;
    m.head = np.head;
    m.sentence = np.sentence;
    m.level = level_of(m.words, np.sentence);
    m.definite = rules_.definite.contains(at(np.tokens.first).lower);
    m.indefinite = rules_.indefinite.contains(at(np.tokens.first).lower);
    for (std::uint32_t i = np.tokens.first; i < np.head; ++i)
      if (at(i).pos == Pos::adj && rules_.ordinals.contains(at(i).lower)) m.ordinal = at(i).lower;
    m.background = verb != nullptr && verb->perfect && verb->past;
    m.clause = verb != nullptr ? verb->clause : clause_of(np);
    m.parties = parties_of(p, verb);
    if (counts && m.parties.size() < 2) join_parties(m.parties, parties_of(p + 1, nullptr));
    if (m.level.empty() && between_leaders(m)) m.level = rules_.leaders_level;
    m.time = time_of(p, m.clause, verb);
    read_status(m, p, verb);
    if (m.time != nullptr && !dates_the_meeting(m)) m.time = nullptr;
    m.place = place_of(m);
    m.conditions = conditions_of(m);
    return m;
  }

  /// "Trump will meet Kim in Singapore on June 12": an encounter only between two sides that are named.
  std::optional<MeetingMention> of_verb(std::uint32_t index) const {
    const VerbGroup& v = d_.verbs[index];
    std::uint32_t last = verb_words(v);
    if (last == 0) return std::nullopt;
    MeetingMention m;
    m.is_verb = true;
    join_parties(m.parties, actors_of_phrase(d_, v.subject));
    join_parties(m.parties, actors_of_phrase(d_, v.object));
    join_parties(m.parties, after("with", {last, v.clause.last}));
    m.definite = v.subject >= 0 && m.parties.empty() && both_sides(static_cast<std::uint32_t>(v.subject));
    m.delegates =
        v.subject >= 0 && rules_.delegates.contains(at(phrase(static_cast<std::uint32_t>(v.subject)).head).lower);
    if (m.parties.size() < 2 && !m.definite && !m.delegates) return std::nullopt;
    bool object = v.object >= 0 && phrase(static_cast<std::uint32_t>(v.object)).tokens.first <= last + 1;
    m.words = {v.head, last};
    if (object) {
      const NounPhrase& np = phrase(static_cast<std::uint32_t>(v.object));
      m.words.last = np.tokens.last;
      for (const Mention& mention : d_.mentions_in(np.tokens)) m.words.last = std::max(m.words.last, mention.head.last);
    }
    m.head = v.head;
    m.sentence = v.sentence;
    m.clause = v.clause;
    m.level = level_of(m.words, v.sentence);
    if (m.level.empty() && v.subject >= 0)  // "the foreign ministers met"
      m.level = level_of(phrase(static_cast<std::uint32_t>(v.subject)).tokens, v.sentence);
    if (m.level.empty() && between_leaders(m)) m.level = rules_.leaders_level;
    m.time = time_in(c_, v.clause, v.head);
    if (m.time != nullptr && !names_days(*m.time)) m.time = nullptr;
    if (m.parties.size() < 2 && !m.definite && m.time == nullptr) return std::nullopt;
    m.status = rules_.status.of_verb(d_, index, m.time);
    m.said = true;
    m.place = place_of(m);
    m.conditions = conditions_of(m);
    return m;
  }

  /// "the two leaders", "both sides": those whom the report has named before.
  [[nodiscard]] bool both_sides(std::uint32_t p) const {
    return rules_.both_sides.contains(lower_ascii(d_.words(phrase(p).tokens)));
  }

  /// Behind the words of a verb that tells an encounter ("sit down"); 0 if the verb is none.
  [[nodiscard]] std::uint32_t verb_words(const VerbGroup& v) const {
    const std::string& lemma = at(v.head).lemma;
    if (rules_.verbs.contains(lemma)) return v.head + 1;
    bool particle = v.head + 1 < d_.tokens.size() && rules_.verbs.contains(lemma + ' ' + at(v.head + 1).lower);
    return particle ? v.head + 2 : 0;
  }

  /// Do leaders stand on two sides, on the day of the report? Then the encounter is a summit, whatever it is called.
  [[nodiscard]] bool between_leaders(const MeetingMention& mention) const {
    auto people = d_.mentions_in(d_.sentences[mention.sentence].tokens);
    std::size_t sides = 0;
    for (const ActorRef& a : mention.parties)
      sides += a.code.size() == 3 && std::any_of(people.begin(), people.end(), [&](const Mention& m) {
                 return (m.kind == MentionKind::person || m.kind == MentionKind::pronoun) && m.code == a.code &&
                        d_.words(m.tokens) == a.name && leads(m.name);
               });
    return sides >= 2;
  }
  [[nodiscard]] bool leads(const std::string& person) const {
    auto day = c_.report.published.range();
    const auto& offices = c_.knowledge.lexicon.offices(person);
    return std::any_of(offices.begin(), offices.end(), [&](const Office& o) {
      return rules_.leader_roles.contains(o.role) && (!day || !o.dates || o.dates->overlaps(*day));
    });
  }

  [[nodiscard]] std::string level_of(TokenRange words, std::uint32_t sentence) const {
    std::uint32_t end = std::min<std::uint32_t>(words.last + 6, d_.sentences[sentence].tokens.last);
    std::string inside = ' ' + lower_ascii(d_.words(words)) + ' ';
    std::string around = ' ' + lower_ascii(d_.words({words.first, end})) + ' ';
    for (const auto& level : rules_.levels)
      for (const std::string& w : level.words)
        if (inside.find(' ' + w + ' ') != std::string::npos) return level.name;
    for (const auto& level : rules_.levels)
      for (const std::string& w : level.words)
        if (w.ends_with('s') && around.find(' ' + w + ' ') != std::string::npos) return level.name;
    return {};
  }

  /// The verbs whose subject or object the phrase is, those of what was before ("had been scheduled") first; a verb
  /// that has it as its object alone, where there is one. Infinitives count where they are passive ("were to be held").
  [[nodiscard]] std::vector<const VerbGroup*> verbs_of(std::uint32_t p) const {
    std::vector<const VerbGroup*> subjects;
    for (const VerbGroup& v : d_.verbs_in(d_.sentences[phrase(p).sentence].tokens)) {
      if (reaches(v.object, p)) return {&v};
      bool own =
          v.subject == static_cast<std::int32_t>(p) && (v.form != VerbForm::infinitive || v.passive || v.governor < 0);
      if (own) subjects.push_back(&v);
    }
    auto before = [](const VerbGroup* v) { return v->perfect && v->past; };
    std::stable_partition(subjects.begin(), subjects.end(), before);
    return subjects;
  }

  /// Is the phrase the object, or what the object leads to: "the visit" in "called off the Secretary of State's visit",
  /// "the talks" in "canceled the third round of talks"?
  [[nodiscard]] bool reaches(std::int32_t object, std::uint32_t p) const {
    for (auto k = static_cast<std::uint32_t>(object); object >= 0 && k <= p; ++k) {
      if (k == p) return true;
      std::uint32_t end = phrase(k).tokens.last;
      bool of = k + 1 < d_.phrases.size() && at(end).lower == "of" &&
                (phrase(k + 1).possessive || rules_.nouns.contains(at(phrase(k).head).lemma));
      if ((!phrase(k).possessive && !of) || phrase(k + 1).tokens.first != end + 1) return false;
    }
    return false;
  }

  [[nodiscard]] TokenRange clause_of(const NounPhrase& np) const {
    TokenRange best = d_.sentences[np.sentence].tokens;
    for (const VerbGroup& v : d_.verbs_in(best))
      if (v.clause.contains(np.head) && v.clause.size() < best.size()) best = v.clause;
    return best;
  }

  /// Actors of the phrase right behind the first such preposition in the range.
  [[nodiscard]] std::vector<ActorRef> after(const std::string& preposition, TokenRange range) const {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (at(i).lower != preposition) continue;
      std::int32_t p = d_.phrase_at(i + 1);
      if (p < 0) continue;
      if (phrase(static_cast<std::uint32_t>(p)).mention < 0) p = phrase_of_name(d_, p);
      auto found = actors_of_phrase(d_, p);
      bool pair = preposition == "between" && found.size() < 2;
      return pair ? actors_in(d_, {i, std::min(i + 40, d_.sentences[d_.sentence_at(i)].tokens.last)}) : found;
    }
    return {};
  }

  /// Actors behind the preposition, in the clause or within 24 words; what follows another encounter is that one's.
  [[nodiscard]] std::vector<ActorRef> behind(const NounPhrase& np, const std::string& preposition,
                                             TokenRange clause) const {
    std::uint32_t end = std::min(std::max(clause.last, np.tokens.last), np.tokens.last + 24);
    return after(preposition, {np.tokens.last, next_encounter(np, end)});
  }

  /// Where the next phrase that names an encounter begins behind this one, at most `end`.
  [[nodiscard]] std::uint32_t next_encounter(const NounPhrase& np, std::uint32_t end) const {
    std::uint32_t first = np.tokens.last;
    if (first < end && at(first).lower == "of") ++first;  // "a second round of talks" is one
    const std::uint32_t own = first > np.tokens.last ? first : end;
    for (const NounPhrase& other : d_.phrases_in({first, end}))
      if (other.tokens.first != own && names_meeting(static_cast<std::uint32_t>(&other - d_.phrases.data())))
        return other.tokens.first;
    return end;
  }

  /// Parties inside the phrase. A capital or city right before the noun is where it is held: "the Hanoi summit".
  [[nodiscard]] std::vector<ActorRef> named_inside(const NounPhrase& np) const {
    TokenRange inside = np.tokens;
    for (const Mention& m : d_.mentions_in(np.tokens)) {
      bool pair = m.head.first > 0 && at(m.head.first - 1).lower == "-";  // "the Seoul-Tokyo talks"
      if (m.seat && m.head.last == np.head && !pair) inside.last = m.head.first;
    }
    std::vector<ActorRef> found = actors_in(d_, inside);
    for (const Mention& m : d_.mentions_in(inside))  // "their summit": the subject of the verb says whose
      if (m.kind == MentionKind::pronoun && rules_.plural_pronouns.contains(at(m.head.first).lower))
        std::erase_if(found, [&](const ActorRef& a) { return a.name == d_.words(m.tokens); });
    return found;
  }

  std::vector<ActorRef> parties_of(std::uint32_t p, const VerbGroup* verb) const {
    const NounPhrase& np = phrase(p);
    std::vector<ActorRef> parties = series_members(c_, np.tokens);
    if (!parties.empty()) return parties;
    join_parties(parties, named_inside(np));
    if (p > 0 && phrase(p - 1).possessive && phrase(p - 1).tokens.last + 1 == np.tokens.first)
      join_parties(parties, actors_of_phrase(d_, static_cast<std::int32_t>(p) - 1));
    join_parties(parties, behind(np, "between", d_.sentences[np.sentence].tokens));
    if (parties.size() < 2) {
      std::uint32_t next = np.tokens.last;
      for (const Timex& t : times_in(c_, {next, next + 1})) next = t.tokens.last;  // "talks Thursday with …"
      if (next < d_.tokens.size() && (at(next).lower == "with" || at(next).lower == "of" || at(next).lower == "to"))
        join_parties(parties, behind(np, at(next).lower, d_.sentences[np.sentence].tokens));
    }
    if (parties.size() < 2 && verb != nullptr && verb->object == static_cast<std::int32_t>(p)) {
      std::vector<ActorRef> subject = verb->passive ? std::vector<ActorRef>{} : actors_of_phrase(d_, verb->subject);
      join_parties(parties, behind(np, "with", verb->clause));
      join_parties(parties, subject);
    }
    bool of_members = parties.size() == 1 && parties[0].code.starts_with("IGO:") && !named_inside(np).empty();
    if (parties.size() == 1 && !of_members) {  // "Moon … in a summit with Trump": the subject of the clause around
      const VerbGroup* around = nullptr;
      for (const VerbGroup& v : d_.verbs_in({d_.sentences[np.sentence].tokens.first, np.tokens.first}))
        if (v.tokens.last <= np.tokens.first && v.clause.contains(np.head)) around = &v;
      if (around != nullptr && !around->passive) join_parties(parties, actors_of_phrase(d_, around->subject));
      if (around != nullptr && around->form == VerbForm::gerund)
        join_parties(parties, actors_in(d_, {d_.sentences[np.sentence].tokens.first < around->tokens.first
                                                 ? around->tokens.first - 1
                                                 : around->tokens.first,
                                             around->tokens.first}));
    }
    return parties;
  }

  /// The time that belongs to the phrase: inside it, right behind it, or in its clause, where the verb says how the
  /// encounter stands ("the talks will lead to a deal by June" dates the deal).
  [[nodiscard]] const Timex* time_of(std::uint32_t p, TokenRange clause, const VerbGroup* verb) const {
    const NounPhrase& np = phrase(p);
    TokenRange around{np.tokens.first, std::max(clause.last, np.tokens.last)};
    const Timex* inside = time_in(c_, np.tokens, np.head);
    if (inside != nullptr && names_days(*inside)) return inside;
    const Timex* t = time_in(c_, around, np.head);
    if (t == nullptr || !names_days(*t)) t = time_in(c_, clause, np.head);
    if (t == nullptr && verb != nullptr && verb->form == VerbForm::participle)
      t = time_in(c_, verb->clause, verb->head);  // "talks planned for December 3"
    bool own = t != nullptr && names_days(*t) && t->tokens.first < next_encounter(np, t->tokens.first + 1);
    if (!own || verb == nullptr || t->tokens.first < verb->tokens.first) return own ? t : nullptr;
    auto index = static_cast<std::uint32_t>(verb - d_.verbs.data());
    return rules_.status.of_noun_under(d_, index, t) ? t : nullptr;
  }

  void read_status(MeetingMention& m, std::uint32_t p, const VerbGroup* verb) const {
    const NounPhrase& np = phrase(p);
    bool dated = m.time != nullptr;
    auto modifier = rules_.status.of_modifiers(d_, np.tokens.first, np.head);
    if (auto above = rules_.status.of_head_noun(d_, np); above && modifier != EventStatus::negated) {
      m.status = *above;
      m.said = true;
      return;
    }
    if (verb != nullptr && modifier != EventStatus::negated) {
      auto index = static_cast<std::uint32_t>(verb - d_.verbs.data());
      if (auto s = rules_.status.of_noun_under(d_, index, m.time)) {
        m.status = *s;
        m.said = true;
        if (!verb->passive && verb->object == static_cast<std::int32_t>(p)) m.by = actors_of_phrase(d_, verb->subject);
        if (verb->passive && verb->agent >= 0) m.by = actors_of_phrase(d_, verb->agent);
        return;
      }
    }
    if (modifier) {
      m.status = *modifier;
      m.said = true;
    } else if (dated && (is_ahead(*m.time) || m.time->side < 0)) {
      m.status = is_ahead(*m.time) ? EventStatus::scheduled : EventStatus::happened;
      m.said = true;
    } else {
      m.status = EventStatus::happened;
    }
  }

  /// Is the time that of the meeting, and not that of the act ("on Friday called off the visit")?
  [[nodiscard]] bool dates_the_meeting(const MeetingMention& m) const {
    if (m.time->role == TimeRole::since) return false;
    if (m.words.contains(m.time->tokens.first)) return true;
    bool before = m.time->tokens.first < m.words.first;
    if (m.status == EventStatus::cancelled) return false;
    if (m.status == EventStatus::postponed)
      return m.time->role == TimeRole::until || m.time->role == TimeRole::by || is_ahead(*m.time);
    if (m.status == EventStatus::proposed || m.status == EventStatus::scheduled || m.status == EventStatus::predicted)
      return !before || is_ahead(*m.time);
    return true;
  }
  /// Does it lie ahead of the report, or run on beyond it?
  [[nodiscard]] bool is_ahead(const Timex& time) const {
    auto published = c_.report.published.range();
    return time.side > 0 || (time.range && published && time.range->latest > published->latest);
  }

  [[nodiscard]] std::string place_of(const MeetingMention& m) const {
    for (const Mention& mention : d_.mentions_in({std::max(m.head, 1U), std::max(m.clause.last, m.words.last)})) {
      bool place = mention.kind == MentionKind::place || (mention.kind == MentionKind::state && !mention.adjectival);
      if (place && rules_.stands_for_place(at(mention.tokens.first - 1).lower))
        return std::string(d_.words(mention.tokens));
    }
    return {};
  }

  /// Conditional clauses of the sentence that follow the phrase: "as long as …".
  [[nodiscard]] std::vector<std::string> conditions_of(const MeetingMention& m) const {
    std::vector<std::string> out;
    TokenRange s = d_.sentences[m.sentence].tokens;
    for (std::uint32_t i = m.words.last; i < s.last; ++i)
      for (const std::string& c : rules_.conditions) {
        auto words = split(c, ' ');
        bool all = i + words.size() < s.last;
        for (std::size_t k = 0; all && k < words.size(); ++k)
          all = at(i + static_cast<std::uint32_t>(k)).lower == words[k];
        if (!all) continue;
        std::uint32_t end = s.last;
        while (end > i && at(end - 1).pos == Pos::punct) --end;
        out.emplace_back(d_.words({i, end}));
        return out;
      }
    return out;
  }

  const Context& c_;
  const Document& d_;
  const MeetingRules& rules_;
};

}  // namespace

std::vector<MeetingMention> find_meeting_mentions(const Context& context) { return MentionFinder(context).run(); }

}  // namespace parley
