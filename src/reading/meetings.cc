// See meetings.h.
#include "reading/meetings.h"

#include <algorithm>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "reading/actors.h"

namespace parley {
namespace {

/// One noun phrase that names an encounter, with what its clause says of it.
struct MeetingMention {
  std::uint32_t phrase = 0;
  std::string name, level, ordinal;
  std::vector<ActorRef> parties;
  std::string place;
  EventStatus status = EventStatus::happened;
  bool said = false;  // the clause says how it stands
  const Timex* time = nullptr;
  std::vector<ActorRef> by;
  TokenRange clause;
  std::vector<std::string> conditions;
  bool definite = false;
};

class MeetingFinder {
 public:
  explicit MeetingFinder(const Context& c) : c_(c), d_(c.document), rules_(*c.knowledge.meetings) {}

  std::vector<Meeting> run() {
    for (std::uint32_t p = 0; p < d_.phrases.size(); ++p)
      if (names_meeting(p)) mentions_.push_back(describe(p));
    // A headline says last what the text tells in order: it is placed last.
    std::stable_partition(mentions_.begin(), mentions_.end(), [&](const MeetingMention& m) {
      BlockRole role = d_.sentences[phrase(m.phrase).sentence].role;
      return role != BlockRole::headline && role != BlockRole::deck && role != BlockRole::caption;
    });
    borrow_parties();
    for (MeetingMention& m : mentions_) place_mention(m);
    for (Meeting& m : meetings_) close(m);
    return std::move(meetings_);
  }

 private:
  [[nodiscard]] const NounPhrase& phrase(std::uint32_t p) const { return d_.phrases[p]; }
  [[nodiscard]] const Token& at(std::uint32_t i) const { return d_.tokens[i]; }

  [[nodiscard]] bool names_meeting(std::uint32_t p) const {
    const NounPhrase& np = phrase(p);
    const Token& head = at(np.head);
    if (head.pos != Pos::noun && head.pos != Pos::propn) return false;
    bool known = rules_.nouns.contains(head.lower) || (rules_.nouns.contains(head.lemma) && head.lower != "talk");
    if (!known) return false;
    if (np.head > np.tokens.first && rules_.not_after.contains(at(np.head - 1).lower)) return false;
    return true;
  }

  // ---- what a mention says
  // --------------------------------------------------------------------------------------------------

  MeetingMention describe(std::uint32_t p) const {
    const NounPhrase& np = phrase(p);
    MeetingMention m;
    m.phrase = p;
    m.name = std::string(d_.words(np.tokens));
    m.level = level_of(np);
    m.definite = at(np.tokens.first).lower == "the" || at(np.tokens.first).lower == "those" ||
                 at(np.tokens.first).lower == "these";
    for (std::uint32_t i = np.tokens.first; i < np.head; ++i)
      if (at(i).pos == Pos::adj && is_ordinal(at(i).lower)) m.ordinal = at(i).lower;
    const VerbGroup* verb = verb_of(p);
    m.clause = verb != nullptr ? verb->clause : clause_of(np);
    m.parties = parties_of(p, verb);
    m.time = time_of(p, m.clause);
    read_status(m, verb);
    if (m.time != nullptr && !dates_the_meeting(m, np)) m.time = nullptr;
    m.place = place_of(p, m.clause);
    m.conditions = conditions_of(np);
    return m;
  }

  [[nodiscard]] static bool is_ordinal(const std::string& w) {
    return w == "first" || w == "second" || w == "third" || w == "fourth" || w == "fifth" || w == "sixth" ||
           w == "next" || w == "another" || w == "new";
  }

  [[nodiscard]] std::string level_of(const NounPhrase& np) const {
    std::uint32_t end = std::min<std::uint32_t>(np.tokens.last + 6, d_.sentences[np.sentence].tokens.last);
    std::string inside = ' ' + lower_ascii(d_.words(np.tokens)) + ' ';
    std::string around = ' ' + lower_ascii(d_.words({np.tokens.first, end})) + ' ';
    for (const auto& level : rules_.levels)
      for (const std::string& w : level.words)
        if (inside.find(' ' + w + ' ') != std::string::npos) return level.name;
    for (const auto& level : rules_.levels)
      for (const std::string& w : level.words)
        if (w.ends_with('s') && around.find(' ' + w + ' ') != std::string::npos) return level.name;
    return {};
  }

  /// The verb whose subject or object the phrase is; infinitives count ("to hold talks").
  [[nodiscard]] const VerbGroup* verb_of(std::uint32_t p) const {
    const VerbGroup* subject = nullptr;
    for (const VerbGroup& v : d_.verbs) {
      if (v.sentence != phrase(p).sentence) continue;
      if (v.object == static_cast<std::int32_t>(p)) return &v;
      bool own_subject =
          v.subject == static_cast<std::int32_t>(p) &&
          (subject == nullptr || (v.form == VerbForm::infinitive && v.head > subject->head && v.passive));
      if (own_subject) subject = &v;
    }
    return subject;
  }

  [[nodiscard]] TokenRange clause_of(const NounPhrase& np) const {
    TokenRange best = d_.sentences[np.sentence].tokens;
    for (const VerbGroup& v : d_.verbs)
      if (v.sentence == np.sentence && v.clause.contains(np.head) && v.clause.size() < best.size()) best = v.clause;
    return best;
  }

  static void join(std::vector<ActorRef>& list, const std::vector<ActorRef>& more) {
    for (const ActorRef& a : more) {
      bool known = a.code == "UNK" || a.code.starts_with("MED");
      for (const ActorRef& b : list) known = known || b.code == a.code;
      if (!known) list.push_back(a);
    }
  }

  [[nodiscard]] std::vector<ActorRef> behind(const NounPhrase& np, const std::string& preposition,
                                             TokenRange clause) const {
    std::uint32_t end = std::min(std::max(clause.last, np.tokens.last), np.tokens.last + 24);
    for (std::uint32_t i = np.tokens.last; i < end; ++i) {
      if (at(i).lower != preposition) continue;
      for (std::size_t k = 0; k < d_.phrases.size(); ++k)
        if (d_.phrases[k].tokens.first == i + 1) {
          auto found = actors_of_phrase(d_, static_cast<std::int32_t>(k));
          if (preposition == "between" && found.size() < 2)
            found = actors_in(d_, {i, std::min(i + 40, d_.sentences[np.sentence].tokens.last)});
          return found;
        }
    }
    return {};
  }

  std::vector<ActorRef> parties_of(std::uint32_t p, const VerbGroup* verb) const {
    const NounPhrase& np = phrase(p);
    std::vector<ActorRef> parties;
    join(parties, actors_in(d_, np.tokens));
    if (p > 0 && phrase(p - 1).possessive && phrase(p - 1).tokens.last + 1 == np.tokens.first)
      join(parties, actors_of_phrase(d_, static_cast<std::int32_t>(p) - 1));
    join(parties, behind(np, "between", clause_or_sentence(np)));
    if (parties.size() < 2) {
      std::uint32_t next = np.tokens.last;
      if (next < d_.tokens.size() && (at(next).lower == "with" || at(next).lower == "of" || at(next).lower == "to"))
        join(parties, behind(np, at(next).lower, clause_or_sentence(np)));
    }
    if (parties.size() < 2 && verb != nullptr && verb->object == static_cast<std::int32_t>(p)) {
      std::vector<ActorRef> subject = verb->passive ? std::vector<ActorRef>{} : actors_of_phrase(d_, verb->subject);
      join(parties, behind(np, "with", verb->clause));
      join(parties, subject);
    }
    if (parties.size() == 1) {  // "Moon … in a summit with Trump": the subject of the clause around
      const VerbGroup* around = nullptr;
      for (const VerbGroup& v : d_.verbs)
        if (v.sentence == np.sentence && v.tokens.last <= np.tokens.first && v.clause.contains(np.head)) around = &v;
      if (around != nullptr && !around->passive) join(parties, actors_of_phrase(d_, around->subject));
      if (around != nullptr && around->form == VerbForm::gerund)
        join(parties,
             actors_in(d_, {d_.sentences[np.sentence].tokens.first < around->tokens.first ? around->tokens.first - 1
                                                                                          : around->tokens.first,
                            around->tokens.first}));
    }
    return parties;
  }
  [[nodiscard]] TokenRange clause_or_sentence(const NounPhrase& np) const { return d_.sentences[np.sentence].tokens; }

  /// The time that belongs to the phrase: inside it, right behind it, or in its clause.
  [[nodiscard]] const Timex* time_of(std::uint32_t p, TokenRange clause) const {
    const NounPhrase& np = phrase(p);
    TokenRange around{np.tokens.first, std::max(clause.last, np.tokens.last)};
    const Timex* inside = time_in(c_, np.tokens, np.head);
    if (inside != nullptr && inside->range) return inside;
    const Timex* t = time_in(c_, around, np.head);
    if (t == nullptr || !t->range) t = time_in(c_, clause, np.head);
    return t != nullptr && t->range ? t : nullptr;
  }

  void read_status(MeetingMention& m, const VerbGroup* verb) const {
    const NounPhrase& np = phrase(m.phrase);
    bool dated = m.time != nullptr;
    if (verb != nullptr) {
      auto index = static_cast<std::uint32_t>(verb - d_.verbs.data());
      if (auto s = rules_.status.of_noun_under(d_, index, dated)) {
        m.status = *s;
        m.said = true;
        if (!verb->passive && verb->object == static_cast<std::int32_t>(m.phrase))
          m.by = actors_of_phrase(d_, verb->subject);
        if (verb->passive && verb->agent >= 0) m.by = actors_of_phrase(d_, verb->agent);
        return;
      }
    }
    if (auto s = rules_.status.of_modifiers(d_, np.tokens.first, np.head)) {
      m.status = *s;
      m.said = true;
    } else if (dated && c_.report.published.range()) {
      m.status =
          m.time->range->latest > c_.report.published.range()->latest ? EventStatus::scheduled : EventStatus::happened;
      m.said = true;
    } else {
      m.status = EventStatus::happened;
    }
  }

  /// Is the time that of the meeting, and not that of the act ("on Friday called off the visit")?
  [[nodiscard]] bool dates_the_meeting(const MeetingMention& m, const NounPhrase& np) const {
    if (np.tokens.contains(m.time->tokens.first)) return true;
    bool before = m.time->tokens.first < np.tokens.first;
    if (m.status == EventStatus::cancelled) return false;
    if (m.status == EventStatus::postponed)
      return m.time->role == TimeRole::until || m.time->role == TimeRole::by ||
             (m.time->range->latest > latest_known());
    if (m.status == EventStatus::proposed || m.status == EventStatus::scheduled || m.status == EventStatus::predicted)
      return !before || m.time->range->latest > latest_known();
    return true;
  }
  [[nodiscard]] Date latest_known() const {
    auto published = c_.report.published.range();
    return published ? published->latest : kFirstDate;
  }

  [[nodiscard]] std::string place_of(std::uint32_t p, TokenRange clause) const {
    const NounPhrase& np = phrase(p);
    for (const Mention& mention : d_.mentions) {
      if (mention.tokens.first < np.head || mention.tokens.first == 0) continue;
      if (mention.tokens.first >= std::max(clause.last, np.tokens.last)) break;
      bool place = mention.kind == MentionKind::place || mention.kind == MentionKind::state;
      if (place && std::find(rules_.place_prepositions.begin(), rules_.place_prepositions.end(),
                             at(mention.tokens.first - 1).lower) != rules_.place_prepositions.end())
        return std::string(d_.words(mention.tokens));
    }
    return {};
  }

  /// Conditional clauses of the sentence that follow the phrase: "as long as …".
  [[nodiscard]] std::vector<std::string> conditions_of(const NounPhrase& np) const {
    std::vector<std::string> out;
    TokenRange s = d_.sentences[np.sentence].tokens;
    for (std::uint32_t i = np.tokens.last; i < s.last; ++i)
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

  // ---- which mentions are the same encounter
  // ---------------------------------------------------------------------------------

  static std::set<std::string> codes(const std::vector<ActorRef>& actors) {
    std::set<std::string> out;
    for (const ActorRef& a : actors) out.insert(a.code);
    return out;
  }

  /// A mention without two parties takes them from the nearest mention of the same level, or from the pair that the
  /// report names most.
  void borrow_parties() {
    for (std::size_t k = 0; k < mentions_.size(); ++k) {
      MeetingMention& m = mentions_[k];
      if (codes(m.parties).size() >= 2) continue;
      for (std::size_t j = k; j-- > 0;) {
        const MeetingMention& other = mentions_[j];
        auto mine = codes(m.parties);
        auto theirs = codes(other.parties);
        bool includes = std::includes(theirs.begin(), theirs.end(), mine.begin(), mine.end());
        if (theirs.size() >= 2 && includes && (m.level.empty() || m.level == other.level)) {
          m.parties = other.parties;
          break;
        }
      }
    }
    for (MeetingMention& m : mentions_) {
      if (codes(m.parties).size() >= 2 || !m.said) continue;
      auto pair = main_pair(m);
      if (!pair.empty()) join(m.parties, pair);
    }
  }

  /// The two states that the sentence, or else the report, names most, if they include the mention's own party.
  [[nodiscard]] std::vector<ActorRef> main_pair(const MeetingMention& m) const {
    auto in_sentence = actors_in(d_, d_.sentences[phrase(m.phrase).sentence].tokens);
    std::vector<ActorRef> states;
    for (const ActorRef& a : in_sentence)
      if (a.code.size() == 3 && a.code != "UNK") join(states, {a});
    return states.size() == 2 ? states : std::vector<ActorRef>{};
  }

  [[nodiscard]] static std::string head_word(const Document& d, const NounPhrase& np) {
    return d.tokens[np.head].lemma;
  }

  [[nodiscard]] bool same(const Meeting& meeting, const MeetingMention& m) const {
    auto a = codes(meeting.parties);
    auto b = codes(m.parties);
    std::vector<std::string> common;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
    bool parties =
        a.empty() || b.empty() ||
        (common.size() * 2 >= std::max(a.size(), b.size()) && (common.size() >= 2 || a.size() < 2 || b.size() < 2));
    if (!parties) return false;
    if (!meeting.level.empty() && !m.level.empty() && meeting.level != m.level) return false;
    if (meeting.level.empty() != m.level.empty() && !m.definite) return false;
    const std::string& first_ordinal = ordinals_[static_cast<std::size_t>(&meeting - meetings_.data())];
    if (!m.ordinal.empty() && m.ordinal != first_ordinal) return false;
    bool over = meeting.status == EventStatus::happened && meeting.planned.earliest != "";
    if (m.time == nullptr || !m.time->range || meeting.planned.earliest.empty())
      return !over || m.definite || m.status == EventStatus::happened;
    auto planned = DateRange{*parse_date(meeting.planned.earliest), *parse_date(meeting.planned.latest)};
    if (planned.overlaps(*m.time->range)) return true;
    // Another date: the same encounter only if this one was moved, or called off and is proposed again.
    bool moved = meeting.status == EventStatus::cancelled || meeting.status == EventStatus::postponed ||
                 m.status == EventStatus::postponed || m.status == EventStatus::cancelled ||
                 (meeting.status == EventStatus::proposed && m.status != EventStatus::happened) ||
                 (m.status == EventStatus::predicted && meeting.status != EventStatus::happened);
    return moved && (m.time->range->earliest >= planned.earliest || meeting.status == EventStatus::postponed);
  }

  void place_mention(MeetingMention& m) {
    bool weak =
        rules_.weak.contains(at(phrase(m.phrase).head).lemma) || rules_.weak.contains(at(phrase(m.phrase).head).lower);
    for (std::size_t k = meetings_.size(); k-- > 0;)
      if (same(meetings_[k], m)) return extend(meetings_[k], m);
    if (m.parties.empty()) return;
    if (weak && (codes(m.parties).size() < 2 || !m.said)) return;
    if (!m.said && !m.definite && codes(m.parties).size() < 2) return;
    Meeting meeting;
    meeting.name = m.name;
    meeting.level = m.level;
    meeting.ordinal = m.ordinal;
    meeting.span = d_.span_of(m.clause);
    meeting.span = cover(meeting.span, d_.span_of(phrase(m.phrase).tokens));
    meeting.spans.push_back({"name", d_.span_of(phrase(m.phrase).tokens)});
    meeting.by_rule = "meetings/" + head_word(d_, phrase(m.phrase));
    meeting.confidence = m.said ? 0.7 : 0.5;
    meeting.status = m.status;
    meetings_.push_back(std::move(meeting));
    ordinals_.push_back(m.ordinal);
    extend(meetings_.back(), m);
  }

  void extend(Meeting& meeting, const MeetingMention& m) {
    join(meeting.parties, m.parties);
    if (meeting.level.empty()) meeting.level = m.level;
    if (meeting.place.empty()) meeting.place = m.place;
    for (const std::string& c : m.conditions)
      if (std::find(meeting.conditions.begin(), meeting.conditions.end(), c) == meeting.conditions.end())
        meeting.conditions.push_back(c);
    for (const ActorRef& a : m.parties)
      for (const Mention& mention : d_.mentions)
        if (mention.kind == MentionKind::person && d_.words(mention.tokens) == a.name &&
            std::find(meeting.people.begin(), meeting.people.end(), mention.name) == meeting.people.end())
          meeting.people.push_back(mention.name);
    if (!m.said) return;
    bool nothing_new = m.status == EventStatus::negated || m.status == EventStatus::hypothetical;
    if (nothing_new && !meeting.history.empty()) return;
    MeetingStep step;
    step.status = m.status;
    step.by = m.by;
    step.span = cover(d_.span_of(m.clause), d_.span_of(phrase(m.phrase).tokens));
    if (m.time != nullptr) {
      TimeRef t = time_ref(c_, *m.time);
      step.planned = t.when;
      step.value = t.value;
      step.earliest = t.earliest;
      step.latest = t.latest;
    }
    // A date behind the act of calling off is the date of the meeting only if it lies ahead of the report or was set.
    meeting.history.push_back(std::move(step));
    const MeetingStep& last = meeting.history.back();
    meeting.status = last.status;
    bool dated = !last.value.empty() && last.status != EventStatus::cancelled;
    if (dated || (meeting.planned.value.empty() && !last.value.empty())) {
      meeting.planned = {last.planned, last.value, m.time != nullptr ? m.time->mod : std::string(), last.earliest,
                         last.latest};
    }
  }

  // ---- the whole
  // ------------------------------------------------------------------------------------------------------------

  void close(Meeting& m) const {
    std::vector<MeetingStep> steps;
    for (MeetingStep& s : m.history) {
      bool same_as_last =
          !steps.empty() && steps.back().status == s.status && (s.value.empty() || steps.back().value == s.value);
      if (same_as_last) continue;
      steps.push_back(std::move(s));
    }
    m.history = std::move(steps);
    bool off = false;
    std::optional<Date> first, last;
    for (const MeetingStep& s : m.history) {
      bool moved = s.status == EventStatus::postponed;
      bool again = off && (s.status == EventStatus::scheduled || s.status == EventStatus::proposed ||
                           s.status == EventStatus::happened || s.status == EventStatus::predicted);
      m.slips += moved || again;
      off = s.status == EventStatus::cancelled || (off && !again);
      if (auto day = parse_date(s.earliest)) {
        if (!first) first = day;
        last = day;
      }
    }
    if (first && last && m.slips > 0) m.slipped_days = last->days - first->days;
  }

  const Context& c_;
  const Document& d_;
  const MeetingRules& rules_;
  std::vector<MeetingMention> mentions_;
  std::vector<Meeting> meetings_;
  std::vector<std::string> ordinals_;
};

}  // namespace

Result<std::shared_ptr<const MeetingRules>> MeetingRules::load(const std::string& codebook_dir) {
  auto r = std::make_shared<MeetingRules>();
  std::string file = codebook_dir + "/meetings.toml";
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  auto fill = [&](std::string_view key, std::unordered_set<std::string>& set) {
    for (auto& w : root.texts(key)) set.insert(w);
  };
  fill("nouns", r->nouns);
  fill("weak", r->weak);
  fill("not_after", r->not_after);
  fill("verbs", r->verbs);
  for (const Value& level : root.at("level").list) r->levels.push_back({level.str("name"), level.texts("words")});
  const Value& words = root.at("words");
  r->both_sides = words.texts("both_sides");
  r->conditions = words.texts("conditions");
  r->prepositions = words.texts("prepositions");
  r->place_prepositions = words.texts("place_prepositions");
  r->status = TRY(StatusRules::load(codebook_dir));
  return std::shared_ptr<const MeetingRules>(r);
}

std::vector<Meeting> find_meetings(const Context& context) { return MeetingFinder(context).run(); }

}  // namespace parley
