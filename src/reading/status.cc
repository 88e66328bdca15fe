// See status.h.
#include "reading/status.h"

#include <algorithm>

#include "base/file.h"
#include "base/value.h"

namespace parley {
namespace {

Status load_table(const Value& section, const std::string& file, std::unordered_map<std::string, EventStatus>& table) {
  for (const auto& [status, words] : section.table) {
    auto s = parse_name<EventStatus>(status);
    if (!s)
      return fail(ErrorCode::bad_codebook, "'" + status + "' is no status", file + ":" + std::to_string(words.line));
    for (const Value& w : words.list) table.try_emplace(w.text, *s);
  }
  return {};
}

constexpr std::uint32_t kNear = 12;  // words between a verb and the noun that is its object

bool is_complement(const VerbGroup& v) { return v.form == VerbForm::infinitive || v.form == VerbForm::gerund; }

/// Does a particle make another verb of it: "call off"?
bool has_particle(const Document& d, const VerbGroup& v) {
  for (std::uint32_t i = v.head + 1; i < std::min<std::size_t>(v.head + 6, d.tokens.size()); ++i)
    if (d.tokens[i].deprel == Deprel::compound_prt && d.tokens[i].head == static_cast<std::int32_t>(v.head))
      return true;
  return false;
}

/// Does the sentence of the verb ask?
bool is_question(const Document& d, const VerbGroup& v) {
  TokenRange s = d.sentences[v.sentence].tokens;
  for (std::uint32_t i = s.last; i-- > s.first && d.tokens[i].pos == Pos::punct;)
    if (d.tokens[i].lower == "?") return true;
  return false;
}

}  // namespace

Result<StatusRules> StatusRules::load(const std::string& codebook_dir) {
  StatusRules r;
  std::string file = codebook_dir + "/status.toml";
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  for (const auto& [modal, status] : root.at("modal").table) {
    auto s = parse_name<EventStatus>(status.text);
    if (!s)
      return fail(ErrorCode::bad_codebook, "'" + status.text + "' is no status",
                  file + ":" + std::to_string(status.line));
    r.modal_[modal] = *s;
  }
  TRY_VOID(load_table(root.at("governor"), file, r.governor_));
  TRY_VOID(load_table(root.at("adjective"), file, r.adjective_));
  TRY_VOID(load_table(root.at("noun_verb"), file, r.noun_verb_));
  TRY_VOID(load_table(root.at("noun_modifier"), file, r.noun_modifier_));
  TRY_VOID(load_table(root.at("noun_governor"), file, r.noun_governor_));
  for (const Table* table : {&r.governor_, &r.noun_verb_})
    for (const auto& [entry, status] : *table)
      if (auto space = entry.find(' '); space != std::string::npos) r.two_words_.insert(entry.substr(0, space));
  const Value& words = root.at("words");
  for (auto& w : words.texts("conditional")) r.conditional_.insert(w);
  for (auto& w : words.texts("awaiting")) r.awaiting_.insert(w);
  for (auto& w : words.texts("awaiting_in_text")) r.awaiting_in_text_.insert(w);
  for (auto& w : words.texts("scheduled_by_date")) r.by_date_.insert(w);
  for (auto& w : words.texts("stative")) r.stative_.insert(w);
  for (auto& w : words.texts("unable")) r.unable_.insert(w);
  for (auto& w : words.texts("hedge_adverb")) r.hedge_adverb_.insert(w);
  for (auto& w : words.texts("hedge_before_that")) r.hedge_before_that_.insert(w);
  for (auto& w : words.texts("none")) r.none_.insert(w);
  for (auto& w : words.texts("answers_deed")) r.answers_deed_.insert(w);
  for (auto& w : words.texts("denies")) r.denies_.insert(w);
  for (auto& w : words.texts("achieved")) r.achieved_.insert(w);
  for (auto& w : words.texts("adjunct")) r.adjunct_.insert(w);
  for (auto& w : words.texts("without")) r.without_.insert(w);
  for (auto& w : words.texts("topic")) r.topic_.insert(w);
  for (auto& w : words.texts("topic_verb")) r.topic_verbs_.insert(w);
  for (auto& w : words.texts("demonstrative")) r.demonstrative_.insert(w);
  return r;
}

/// The verb with a particle or preposition behind it first ("call off", also "called the talks off"), then alone.
std::optional<EventStatus> StatusRules::lookup_verb(const Table& table, const Document& d, const VerbGroup& v) const {
  const std::string& lemma = d.tokens[v.head].lemma;
  const bool of_two = two_words_.contains(lemma);
  for (std::uint32_t i = v.head + 1;
       of_two && i < std::min<std::size_t>(v.head + 6, d.tokens.size()) && i <= v.clause.last; ++i) {
    if (i >= d.tokens.size()) break;
    if (auto it = table.find(lemma + ' ' + d.tokens[i].lower); it != table.end()) return it->second;
  }
  auto it = table.find(lemma);
  return it == table.end() || has_particle(d, v) ? std::nullopt : std::optional(it->second);
}

/// "will probably", "there is a chance that … will".
bool StatusRules::hedged(const Document& d, const VerbGroup& v) const {
  for (std::uint32_t i = v.tokens.first; i < v.tokens.last; ++i)
    if (hedge_adverb_.contains(d.tokens[i].lower)) return true;
  std::uint32_t opener = v.clause.first;
  return v.introduced_by == "that" && opener > 0 && hedge_before_that_.contains(d.tokens[opener - 1].lemma);
}

/// The noun whose complement an infinitive or gerund is: "plans to meet", "no intention of meeting". Nothing is planned
/// where there is "no" such thing, or where nobody has it.
std::optional<EventStatus> StatusRules::from_noun(const Document& d, const VerbGroup& v) const {
  std::uint32_t end = v.tokens.first;
  if (v.form == VerbForm::gerund && end > 0 && d.tokens[end - 1].lower == "of") --end;
  auto before = d.phrases_in({d.sentences[v.sentence].tokens.first, end});
  if (before.empty() || before.back().tokens.last != end) return std::nullopt;
  const NounPhrase& np = before.back();
  if (none_.contains(d.tokens[np.tokens.first].lower) || unable_.contains(d.tokens[np.head].lower))
    return EventStatus::negated;
  auto governor = noun_governor_.find(d.tokens[np.head].lemma);
  auto adjective = adjective_.find(d.tokens[np.head].lower);
  if (governor == noun_governor_.end() && adjective == adjective_.end()) return std::nullopt;
  std::uint32_t near =
      std::max(d.sentences[v.sentence].tokens.first, np.tokens.first - std::min(np.tokens.first, kNear));
  for (const VerbGroup& g : d.verbs_in({near, np.tokens.first}))
    if (g.object >= 0 && &d.phrases[static_cast<std::size_t>(g.object)] == &np &&
        of_verb(d, static_cast<std::uint32_t>(&g - d.verbs.data()), nullptr) == EventStatus::negated)
      return EventStatus::negated;
  return adjective != adjective_.end() ? adjective->second : governor->second;
}

/// A noun farther above the infinitive: "a deadline for Chile to leave", "a deadline set by Peru for Chile to leave".
std::optional<EventStatus> StatusRules::from_noun_above(const Document& d, const VerbGroup& v) const {
  if (v.form != VerbForm::infinitive) return std::nullopt;
  const Token* own = &d.tokens[v.head];
  if (own->deprel != Deprel::acl && v.governor >= 0)
    own = &d.tokens[d.verbs[static_cast<std::size_t>(v.governor)].head];
  if (own->deprel != Deprel::acl || own->head < 0) return std::nullopt;
  auto it = noun_governor_.find(d.tokens[static_cast<std::uint32_t>(own->head)].lemma);
  return it == noun_governor_.end() ? std::nullopt : std::optional(it->second);
}

/// "Asked that Peru release the ship", "its demand that they leave": a clause in the subjunctive, or in the present
/// tense, behind a word that proposes.
bool StatusRules::is_asked_for(const Document& d, const VerbGroup& v) const {
  if (v.form != VerbForm::finite || v.introduced_by != "that" || !v.modal.empty() || v.past || v.perfect) return false;
  const Token& own = d.tokens[v.head];
  if (own.tag == "VBZ" || (own.tag != "VB" && (own.lemma == "be" || own.lemma == "have"))) return false;
  std::uint32_t opener = v.clause.first;
  auto noun = opener > 0 ? noun_governor_.find(d.tokens[opener - 1].lemma) : noun_governor_.end();
  if (noun != noun_governor_.end()) return noun->second == EventStatus::proposed;
  return v.governor >= 0 && lookup_verb(governor_, d, d.verbs[static_cast<std::size_t>(v.governor)]) ==
                                std::optional(EventStatus::proposed);
}

std::optional<EventStatus> StatusRules::from_governor(const Document& d, const VerbGroup& v) const {
  if (auto noun = from_noun(d, v)) return noun;
  // An adjective right before the infinitive: "likely to", "unable to", "has yet to".
  for (std::uint32_t i = v.tokens.first; i-- > 0 && v.tokens.first - i <= 3;) {
    const std::string& w = d.tokens[i].lower;
    if (unable_.contains(w)) return EventStatus::negated;
    if (auto it = adjective_.find(w); it != adjective_.end()) return it->second;
    if (d.tokens[i].pos == Pos::verb || d.tokens[i].pos == Pos::aux) break;
  }
  if (auto noun = from_noun_above(d, v)) return noun;
  if (v.governor < 0) return std::nullopt;
  const VerbGroup& g = d.verbs[static_cast<std::size_t>(v.governor)];
  const Token& head = d.tokens[g.head];
  if (head.lemma == "be" && v.form == VerbForm::infinitive && g.tokens.last == v.tokens.first)
    return EventStatus::scheduled;  // "is to meet"
  auto status = lookup_verb(governor_, d, g);
  if (!status) return std::nullopt;
  if (g.negated) return *status == EventStatus::negated ? EventStatus::happened : EventStatus::negated;
  return status;
}

/// "The first leader to visit": what the infinitive tells took place.
bool StatusRules::is_achieved(const Document& d, const VerbGroup& v) const {
  if (v.form != VerbForm::infinitive || v.tokens.first == 0) return false;
  auto before = d.phrases_in({d.sentences[v.sentence].tokens.first, v.tokens.first});
  if (before.empty() || before.back().tokens.last != v.tokens.first) return false;
  for (std::size_t k = before.size(); k-- > 0;) {  // "the first leader of Chile to visit": back over "of"
    for (std::uint32_t i = before[k].tokens.first; i < before[k].head; ++i)
      if (achieved_.contains(d.tokens[i].lower)) return true;
    std::uint32_t of = before[k].tokens.first - 1;
    if (k == 0 || before[k - 1].tokens.last != of || d.tokens[of].lower != "of") break;
  }
  return false;
}

/// The finite verb that governs it, over other complements; nullptr if there is none.
const VerbGroup* StatusRules::finite_above(const Document& d, const VerbGroup& v) {
  const VerbGroup* g = &v;
  for (int steps = 0; steps < 6 && g->governor >= 0; ++steps) {
    g = &d.verbs[static_cast<std::size_t>(g->governor)];
    if (g->form == VerbForm::finite) return g;
  }
  return nullptr;
}

/// Does a conditional clause hang on the verb: "it will resume talks if …", "said it would strike unless …"?
bool StatusRules::has_condition(const Document& d, const VerbGroup& v) const {
  for (const VerbGroup& k : d.verbs_in(d.sentences[v.sentence].tokens)) {
    std::int32_t above = conditional_.contains(k.introduced_by) ? d.tokens[k.head].head : -1;
    if (above >= 0 && d.tokens[k.head].deprel == Deprel::cop) above = d.tokens[static_cast<std::uint32_t>(above)].head;
    if (above >= 0 &&
        (static_cast<std::uint32_t>(above) == v.head || v.tokens.contains(static_cast<std::uint32_t>(above))))
      return true;
  }
  return false;
}

/// "Criticized Chile for [allegedly] bombing Peru": an act that was done, since it is answered.
bool StatusRules::is_answered_deed(const Document& d, const VerbGroup& v) const {
  if (v.form != VerbForm::gerund || v.governor < 0) return false;
  std::uint32_t at = v.tokens.first;
  while (at > 0 && d.tokens[at - 1].pos == Pos::adv) --at;
  if (at == 0 || d.tokens[at - 1].lower != "for") return false;
  const VerbGroup& answer = d.verbs[static_cast<std::size_t>(v.governor)];
  const Token& head = d.tokens[answer.head];
  return answers_deed_.contains(head.lemma) || (answer.passive && answers_deed_.contains(head.lower));
}

/// Of an infinitive or gerund: what the words that govern it say, else how their own act stands.
EventStatus StatusRules::of_complement(const Document& d, const VerbGroup& v) const {
  if (is_achieved(d, v) || is_answered_deed(d, v)) return EventStatus::happened;
  if (v.form == VerbForm::gerund && v.tokens.first > 0) {
    const std::string& before = d.tokens[v.tokens.first - 1].lower;
    if (without_.contains(before)) return EventStatus::negated;
    if (adjunct_.contains(before))
      if (const VerbGroup* main = finite_above(d, v))
        return of_verb(d, static_cast<std::uint32_t>(main - d.verbs.data()), nullptr);
  }
  auto said = from_governor(d, v);
  if (said && *said != EventStatus::happened) return *said;
  if (v.governor >= 0) {
    EventStatus above = of_verb(d, static_cast<std::uint32_t>(v.governor), nullptr);
    if (above != EventStatus::happened && above != EventStatus::ongoing) return above;
    if (said || v.form == VerbForm::gerund) return above;
    return EventStatus::scheduled;
  }
  bool headline = v.form == VerbForm::infinitive && v.subject >= 0 &&
                  d.phrases[static_cast<std::size_t>(v.subject)].tokens.last <= v.tokens.first;
  return headline ? EventStatus::scheduled : EventStatus::happened;  // "Trump and Kim to meet in June"
}

/// "Provided that Peru withdraws".
bool StatusRules::is_provided_that(const Document& d, const VerbGroup& v) const {
  return v.introduced_by == "that" && v.clause.first > d.sentences[v.sentence].tokens.first &&
         conditional_.contains(d.tokens[v.clause.first - 1].lower);
}

EventStatus StatusRules::of_verb(const Document& d, std::uint32_t verb, const Timex* time) const {
  const VerbGroup& v = d.verbs[verb];
  if (v.negated) return EventStatus::negated;
  if (conditional_.contains(v.introduced_by) || is_provided_that(d, v)) return EventStatus::hypothetical;
  bool finite = v.form == VerbForm::finite;
  if (finite && v.governor >= 0 && denies_.contains(d.tokens[d.verbs[static_cast<std::size_t>(v.governor)].head].lemma))
    return EventStatus::negated;
  if (finite && is_question(d, v)) return EventStatus::hypothetical;
  if (!v.modal.empty()) {
    auto it = modal_.find(v.modal);
    if (v.perfect && v.modal != "will") return EventStatus::hypothetical;  // "may have attacked"
    if (has_condition(d, v)) return EventStatus::hypothetical;
    if (hedged(d, v)) return EventStatus::predicted;
    if (by_date_.contains(v.modal) && time != nullptr && names_days(*time)) return EventStatus::scheduled;
    if (it != modal_.end()) return it->second;
    return EventStatus::hypothetical;
  }
  if (is_complement(v)) return of_complement(d, v);
  if (is_asked_for(d, v)) return EventStatus::proposed;
  bool present = finite && !v.past && !v.perfect;
  bool headline = d.sentences[v.sentence].role == BlockRole::headline;
  if (present && (awaiting_.contains(v.introduced_by) || (!headline && awaiting_in_text_.contains(v.introduced_by))))
    return EventStatus::hypothetical;
  if (present && stative_.contains(d.tokens[v.head].lemma)) return EventStatus::ongoing;
  bool ahead = time != nullptr && time->side > 0 && !headline;
  if (present && ahead) return EventStatus::scheduled;  // "They meet Monday", "is leaving on Monday"
  return v.progressive ? EventStatus::ongoing : EventStatus::happened;
}

bool StatusRules::is_topic(const Document& d, const VerbGroup& v, EventType type) const {
  const Token& first = d.tokens[v.tokens.first];
  if (v.form == VerbForm::gerund)
    return v.tokens.first > 0 && first.pos == Pos::verb && topic_.contains(d.tokens[v.tokens.first - 1].lower) &&
           !is_answered_deed(d, v);
  if (v.form != VerbForm::infinitive) return false;
  if (type == EventType::consult) return topic_verbs_.contains(d.tokens[v.head].lemma);
  Deprel relation = d.tokens[v.head].deprel;
  return (relation == Deprel::advcl || relation == Deprel::acl) && !from_governor(d, v);
}

std::optional<EventStatus> StatusRules::of_noun_under(const Document& d, std::uint32_t verb, const Timex* time) const {
  const VerbGroup& v = d.verbs[verb];
  auto said = lookup_verb(noun_verb_, d, v);
  if (!said && d.tokens[v.head].lemma == "be")  // "a summit is likely"
    for (std::uint32_t i = v.tokens.last; i < std::min<std::size_t>(v.tokens.last + 3, d.tokens.size()); ++i)
      if (auto it = adjective_.find(d.tokens[i].lower);
          it != adjective_.end() && d.tokens[i].pos != Pos::noun && it->second != EventStatus::hypothetical)
        return v.negated ? EventStatus::predicted : it->second;
  if (!said) return std::nullopt;
  EventStatus own = of_verb(d, verb, time);
  bool carried_out = *said == EventStatus::happened || *said == EventStatus::ongoing;
  if (carried_out) {
    if (own == EventStatus::happened && *said == EventStatus::ongoing) return EventStatus::ongoing;
    return own;
  }
  if (own == EventStatus::negated) {
    if (*said == EventStatus::negated) return EventStatus::hypothetical;  // "has not ruled out talks"
    bool stands = *said == EventStatus::cancelled || *said == EventStatus::postponed;
    return stands ? EventStatus::scheduled : EventStatus::negated;  // "has not canceled the talks", "seeks no war"
  }
  if (own == EventStatus::hypothetical || own == EventStatus::predicted)
    return *said == EventStatus::scheduled                                      ? own
           : *said == EventStatus::postponed || *said == EventStatus::cancelled ? *said
                                                                                : EventStatus::predicted;
  return said;
}

std::optional<EventStatus> StatusRules::of_modifiers(const Document& d, std::uint32_t first, std::uint32_t head) const {
  if (none_.contains(d.tokens[first].lower)) return EventStatus::negated;  // "no third summit"
  for (std::uint32_t i = head; i-- > first;)
    if (auto it = noun_modifier_.find(d.tokens[i].lower); it != noun_modifier_.end()) return it->second;
  return std::nullopt;
}

std::optional<EventStatus> StatusRules::of_head_noun(const Document& d, const NounPhrase& phrase) const {
  auto p = static_cast<std::size_t>(&phrase - d.phrases.data());
  if (p == 0 || phrase.tokens.first == 0) return std::nullopt;
  const NounPhrase& above = d.phrases[p - 1];
  const Token& between = d.tokens[phrase.tokens.first - 1];
  if (above.tokens.last + 1 != phrase.tokens.first || (between.lower != "of" && between.lower != "for"))
    return std::nullopt;
  auto it = noun_governor_.find(d.tokens[above.head].lemma);
  if (it == noun_governor_.end()) return std::nullopt;
  bool none = of_modifiers(d, above.tokens.first, above.head) == EventStatus::negated;
  return none ? EventStatus::negated : it->second;
}

int StatusRules::certainty(EventStatus status) {
  switch (status) {
    case EventStatus::happened:
    case EventStatus::ongoing:
      return 3;
    case EventStatus::scheduled:
      return 2;
    case EventStatus::predicted:
    case EventStatus::proposed:
      return 1;
    case EventStatus::hypothetical:
    case EventStatus::postponed:
      return 0;
    case EventStatus::cancelled:
    case EventStatus::negated:
      return -3;
  }
  return 0;
}

}  // namespace parley
