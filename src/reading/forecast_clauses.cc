// See forecast_clauses.h.
#include "reading/forecast_clauses.h"

#include <algorithm>

#include "reading/claim_spans.h"
#include "reading/events.h"

namespace parley {
namespace {

const VerbGroup& verb_of(const ClaimScene& scene, std::int32_t v) {
  return scene.document.verbs[static_cast<std::size_t>(v)];
}

bool is_infinitive_at(const ClaimScene& scene, std::uint32_t token) {
  const VerbGroup* verb = scene.verb_at(token);
  return verb != nullptr && verb->form == VerbForm::infinitive;
}

/// Main verb of what the hedge is about.
std::int32_t main_verb(const ClaimScene& scene, const HedgeMatch& match) {
  const TokenRange sentence = scene.sentence_of(match.tokens.first);
  const std::uint32_t last = match.tokens.last - 1;
  const std::uint32_t reach = std::min(sentence.last, match.tokens.last + 4);
  for (std::uint32_t t = last; t < reach; ++t) {
    const std::int32_t v = scene.places.verb[t];
    if (v < 0) {
      if (t > last && scene.at(t).pos != Pos::adv) break;
      continue;
    }
    const bool done =
        verb_of(scene, v).tokens.last <= match.tokens.last && verb_of(scene, v).form != VerbForm::infinitive;
    if (!done || scene.at(verb_of(scene, v).head).lemma == "be") return v;
  }
  return -1;
}

/// The finite verb of the hedge's own clause: "is" of "is likely to", the modal's group.
std::int32_t carrier(const ClaimScene& scene, const HedgeMatch& match, std::int32_t main) {
  for (std::uint32_t t = match.tokens.first; t < match.tokens.last; ++t)
    if (scene.places.verb[t] >= 0) return scene.places.verb[t];
  const TokenRange sentence = scene.sentence_of(match.tokens.first);
  for (std::uint32_t t = match.tokens.first; t-- > sentence.first && match.tokens.first - t < 4;) {
    if (scene.places.verb[t] >= 0) return scene.places.verb[t];
    const Pos pos = scene.at(t).pos;
    if (pos != Pos::adv && pos != Pos::det && pos != Pos::adj) break;
  }
  return main;
}

/// Where the subject of a sentence's first clause begins: after "but", times, adverbs and "In return,".
std::uint32_t sentence_subject(const ClaimScene& scene, std::uint32_t first, std::uint32_t limit) {
  std::uint32_t t = first;
  if (scene.at(t).pos == Pos::adp || scene.at(t).pos == Pos::sconj || scene.at(t).pos == Pos::verb) {
    while (t < limit && !scene.is_comma(t)) ++t;
    if (t >= limit) return limit;
  }
  while (t < limit && (scene.at(t).pos == Pos::cconj || scene.at(t).pos == Pos::adv || scene.at(t).pos == Pos::punct ||
                       scene.timex[t] >= 0))
    ++t;
  return t;
}

/// First token of the clause: its subject with all that belongs to it.
std::uint32_t clause_start(const ClaimScene& scene, std::int32_t verb, std::uint32_t hedge, const Frame* frame) {
  if (frame != nullptr && frame->content.contains(hedge)) {
    const std::int32_t before = scene.finite_verb_in({frame->content.first, hedge});
    if (before < 0 || before == verb) return frame->content.first;
  }
  const TokenRange sentence = scene.sentence_of(hedge);
  if (verb < 0) return hedge;
  if (scene.finite_verb_in({sentence.first, verb_of(scene, verb).tokens.first}) < 0)
    if (const std::uint32_t start = sentence_subject(scene, sentence.first, hedge); start < hedge) return start;
  const VerbGroup& own = verb_of(scene, verb);
  const TokenRange subject = grammatical_subject(scene, static_cast<std::size_t>(verb));
  if (subject.empty() || subject.first > hedge) return std::max(sentence.first, std::min(own.clause.first, hedge));
  std::uint32_t start = subject.first;
  // "A and B are expected to": what is coordinated belongs to the subject
  while (start >= sentence.first + 2 && scene.at(start - 1).pos == Pos::cconj && scene.places.phrase[start - 2] >= 0 &&
         scene.finite_verb_in({sentence.first, start}) < 0)
    start = scene.document.phrases[static_cast<std::size_t>(scene.places.phrase[start - 2])].tokens.first;
  return start;
}

TokenRange range_from(const ClaimScene& scene, std::uint32_t start, std::uint32_t hedge_last, const Frame* frame) {
  static const CueRule kNoCue;
  Cue cue;
  cue.rule = &kNoCue;
  const std::uint32_t limit = scene.sentence_of(start).last;
  std::uint32_t end = hedge_last < limit ? content_end(scene, cue, hedge_last) : hedge_last;
  if (frame != nullptr && frame->content.contains(start) && frame->content.last > hedge_last)
    end = std::min(end, frame->content.last);
  return scene.trimmed({start, std::max(end, hedge_last)});
}

bool in_question(const ClaimScene& scene, std::uint32_t token) {
  const TokenRange sentence = scene.sentence_of(token);
  return !sentence.empty() && scene.is(sentence.last - 1, "?");
}

/// Does a day or a week stand after the verb?
bool dated(const ClaimScene& scene, const VerbGroup& verb, TokenRange range) {
  for (std::uint32_t t = verb.tokens.last; t < range.last; ++t) {
    if (scene.timex[t] < 0) continue;
    const Timex& time = scene.context.times[static_cast<std::size_t>(scene.timex[t])];
    if (time.role != TimeRole::at) continue;
    const bool point = time.type == TimexType::date || time.type == TimexType::time;
    if (time.range ? time.range->length() <= 8 : point) return true;
  }
  return false;
}

/// Announced rather than judged: a meeting "will be held on Friday"; in the report's own voice any dated act, and any
/// visit or round.
bool is_schedule(const ClaimScene& scene, const ForecastRules::Data& rules, const VerbGroup& verb, TokenRange range,
                 bool said) {
  const Token& head = scene.at(verb.head);
  bool meets = one_of(rules.schedule_verbs, head.lemma);
  if (verb.subject >= 0 && head.lemma == "be")
    meets = one_of(rules.schedule_nouns,
                   scene.at(scene.document.phrases[static_cast<std::size_t>(verb.subject)].head).lemma);
  const bool day = dated(scene, verb, range);
  return said ? meets && day : meets || day;
}

std::optional<HedgedClause> noun_clause(const ClaimScene& scene, const ForecastRules::Data& rules,
                                        const HedgeMatch& match) {
  const std::int32_t p = scene.places.phrase[match.tokens.first];
  if (p < 0) return std::nullopt;
  const NounPhrase& phrase = scene.document.phrases[static_cast<std::size_t>(p)];
  const std::string& lemma = scene.at(phrase.head).lemma;
  if (phrase.head < match.tokens.last ||
      (!one_of(rules.happenings, lemma) && !one_of(rules.happenings, scene.at(phrase.head).lower)))
    return std::nullopt;
  HedgedClause clause;
  clause.range = phrase.tokens;
  clause.hedge = match.tokens;
  clause.anchor = phrase.head;
  return clause;
}

/// Does a clause with "that" or a bare one follow the hedge? Then it is what is judged.
std::int32_t clause_after(const ClaimScene& scene, std::uint32_t token) {
  const TokenRange sentence = scene.sentence_of(token - 1);
  if (token >= sentence.last || scene.at(token).pos == Pos::punct) return -1;
  const std::int32_t v = scene.finite_verb_in({token, std::min(sentence.last, token + 25)});
  if (v < 0) return -1;
  for (std::uint32_t t = token; t < verb_of(scene, v).tokens.first; ++t)
    if (scene.is_comma(t) || scene.is_dash(t)) return -1;
  return v;
}

/// The parts that the rules below look at.
struct Setting {
  const Hedge& hedge;
  const HedgeMatch& match;
  const Frame* frame;
  std::int32_t own;         // finite verb of the hedge's own clause, or -1
  std::int32_t main;        // verb of what is forecast, or -1
  bool infinitive = false;  // main is an infinitive ("likely to …")
};

/// "X hopes (that) Y will …", "it is unlikely that …", "X expects Y to …".
std::optional<HedgedClause> clause_that_follows(const ClaimScene& scene, const Setting& s) {
  const std::uint32_t after = s.match.tokens.last;
  const bool tells = s.hedge.before == Hedge::Before::clause;
  const VerbGroup* own = s.own >= 0 ? &verb_of(scene, s.own) : nullptr;
  if (tells && (own == nullptr || own->form != VerbForm::finite || own->negated)) return std::nullopt;
  if (tells && scene.at(s.match.tokens.first).pos == Pos::noun) return std::nullopt;
  HedgedClause clause;
  clause.hedge = s.match.tokens;
  clause.verb = s.main;
  if (!s.infinitive) {
    clause.verb = clause_after(scene, after);
    const std::int32_t p = after < scene.document.tokens.size() ? scene.places.phrase[after] : -1;
    if (clause.verb < 0 && p >= 0) {  // "expects X to"
      const std::uint32_t past = scene.document.phrases[static_cast<std::size_t>(p)].tokens.last;
      if (past < scene.document.tokens.size() && is_infinitive_at(scene, past)) clause.verb = scene.places.verb[past];
    }
  }
  if (clause.verb < 0) return std::nullopt;
  const VerbGroup& verb = verb_of(scene, clause.verb);
  const bool past = verb.form == VerbForm::finite && (verb.past || verb.perfect) && verb.modal.empty();
  if (tells && past) return std::nullopt;
  clause.swallows = true;
  clause.anchor = verb.head;
  clause.range = range_from(scene, clause_start(scene, s.own, s.match.tokens.first, s.frame), after, s.frame);
  return clause;
}

/// May a modal make a forecast here: not of the past, not a permission, "would" only in what somebody said?
bool modal_counts(const ClaimScene& scene, const ForecastRules::Data& rules, const Setting& s) {
  const VerbGroup& verb = verb_of(scene, s.main);
  const std::uint32_t last = s.match.tokens.last;
  const bool copula = scene.at(verb.head).lemma == "be" && verb.head >= last - 1;
  if (verb.head < last && !copula) return false;
  if (verb.perfect || (verb.negated && !s.hedge.negative)) return false;
  if (s.hedge.possible && (verb.progressive || one_of(rules.present, scene.at(verb.head).lemma))) return false;
  if (s.hedge.possible && rules.permissions.at(scene.document, last, last + 2).length > 0) return false;
  const std::string& opener = verb_of(scene, s.own >= 0 ? s.own : s.main).introduced_by;
  // "the settlers who will be moved": a description, unless somebody says it
  if (s.frame == nullptr && !s.hedge.possible && one_of(scene.rules.relatives, opener)) return false;
  if (!s.hedge.reported) return true;
  const bool content_opener = s.frame != nullptr && s.frame->content.first + 2 > s.match.tokens.first;
  return s.frame != nullptr && !s.frame->source.empty() && (content_opener || !one_of(scene.rules.relatives, opener));
}

/// An adverb or adjective speaks of the future only with a modal or an infinitive, or as a judgement with "be".
bool judgement_counts(const ClaimScene& scene, const ForecastRules::Data& rules, const Setting& s) {
  const VerbGroup& verb = verb_of(scene, s.main);
  const VerbGroup& own = s.own >= 0 ? verb_of(scene, s.own) : verb;
  const bool copula = scene.at(own.head).lemma == "be" || !own.modal.empty();
  const bool future = s.infinitive || !verb.modal.empty() || copula || s.hedge.before == Hedge::Before::verb;
  const bool said = s.frame != nullptr && !s.frame->source.empty();
  if (said && copula && own.subject >= 0 &&  // "said a summit was unlikely": he said that it is
      one_of(rules.happenings, scene.at(scene.document.phrases[static_cast<std::size_t>(own.subject)].head).lower))
    return future;
  return future && !(own.past && !s.infinitive && verb.modal.empty());
}

/// "It is not very likely": a pronoun stands for what was forecast before.
bool is_anaphoric(const ClaimScene& scene, const Setting& s) {
  if (s.infinitive || s.hedge.modal || s.hedge.comparative || !verb_of(scene, s.main).modal.empty()) return false;
  const VerbGroup& own = verb_of(scene, s.own >= 0 ? s.own : s.main);
  if (own.subject < 0) return false;
  const NounPhrase& subject = scene.document.phrases[static_cast<std::size_t>(own.subject)];
  return subject.tokens.size() == 1 && scene.at(subject.head).pos == Pos::pron;
}

std::uint32_t start_of(const ClaimScene& scene, const Setting& s) {
  const std::uint32_t first = s.match.tokens.first;
  if (s.hedge.threat) return s.match.tokens.last - 1;
  const bool bare = s.infinitive && (s.own < 0 || s.own == s.main);  // "a tour likely to last"
  if (!bare) return clause_start(scene, s.infinitive && s.own >= 0 ? s.own : s.main, first, s.frame);
  const std::int32_t p = first > 0 ? scene.places.phrase[first - 1] : -1;
  return p >= 0 ? scene.document.phrases[static_cast<std::size_t>(p)].tokens.first : first;
}

/// A gerund, or a phrase whose head names an act: "close to leaving", "to a new deal".
bool deed_at(const ClaimScene& scene, std::uint32_t at) {
  if (at >= scene.document.tokens.size()) return false;
  if (scene.at(at).tag == "VBG") return true;
  const std::int32_t p = scene.places.phrase[at];
  if (p < 0) return false;
  const std::uint32_t head = scene.document.phrases[static_cast<std::size_t>(p)].head;
  return scene.context.knowledge.events->names_act(scene.at(head).lemma);
}

}  // namespace

std::optional<HedgedClause> clause_of(const ClaimScene& scene, const ForecastRules::Data& rules,
                                      const HedgeMatch& match, const Frame* frame) {
  const Hedge& hedge = rules.table.hedges[match.hedge];
  if (in_question(scene, match.tokens.first)) return std::nullopt;
  if (hedge.before == Hedge::Before::deed && !deed_at(scene, match.tokens.last)) return std::nullopt;
  if (hedge.before == Hedge::Before::noun) return noun_clause(scene, rules, match);
  Setting s{hedge, match, frame, -1, main_verb(scene, match)};
  s.own = carrier(scene, match, s.main);
  s.infinitive = s.main >= 0 && is_infinitive_at(scene, verb_of(scene, s.main).head);
  const bool that = match.tokens.last < scene.document.tokens.size() &&
                    one_of(scene.rules.openers_dropped, scene.at(match.tokens.last).lower);
  const bool ends_in_that = one_of(scene.rules.openers_dropped, scene.at(match.tokens.last - 1).lower);
  if (hedge.before == Hedge::Before::clause || that || ends_in_that) return clause_that_follows(scene, s);
  if (s.main < 0) s.main = s.own;
  if (s.main < 0) return std::nullopt;
  const VerbGroup& verb = verb_of(scene, s.main);
  const std::string& opener = verb_of(scene, s.own >= 0 ? s.own : s.main).introduced_by;
  if (one_of(scene.rules.hypothetical, opener) || one_of(scene.rules.hypothetical, verb.introduced_by))
    return std::nullopt;
  if (hedge.modal ? !modal_counts(scene, rules, s) : !judgement_counts(scene, rules, s)) return std::nullopt;
  HedgedClause clause;
  clause.hedge = match.tokens;
  clause.verb = s.main;
  clause.anaphoric = is_anaphoric(scene, s);
  clause.anchor = verb.head;
  clause.range = range_from(scene, start_of(scene, s), std::max(match.tokens.last, verb.tokens.last), frame);
  const bool plain = hedge.modal && !hedge.possible && !hedge.negative;
  if (plain && is_schedule(scene, rules, verb, clause.range, frame != nullptr && !frame->source.empty()))
    return std::nullopt;
  return clause;
}

std::vector<TokenRange> conditions_of(const ClaimScene& scene, const ForecastRules::Data& rules,
                                      const HedgedClause& clause, bool negative) {
  std::vector<TokenRange> found;
  const TokenRange sentence = scene.sentence_of(clause.anchor);
  std::uint32_t at = rules.conditions.find(scene.document, clause.range);
  if (at >= clause.range.last && negative) at = rules.missing.find(scene.document, clause.range);
  if (at < clause.range.last) {
    found.push_back(scene.trimmed({at, clause.range.last}));
    return found;
  }
  // "If the truce holds, the talks will …", "said that if the truce holds, …"
  std::uint32_t start = clause.range.first;
  for (std::uint32_t back = 0; back < 40 && start > sentence.first; ++back) {
    --start;
    if (rules.conditions.at(scene.document, start, sentence.last).length == 0) continue;
    std::uint32_t comma = start;
    while (comma < clause.range.first && !scene.is_comma(comma)) ++comma;
    if (comma < clause.range.first && comma + 2 >= clause.range.first) found.push_back({start, comma});
    break;
  }
  return found;
}

}  // namespace parley
