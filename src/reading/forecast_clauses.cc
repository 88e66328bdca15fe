// See forecast_clauses.h.
#include "reading/forecast_clauses.h"

#include <algorithm>

#include "reading/claim_spans.h"

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
    if (scene.at(t).pos != Pos::adv) break;
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
  std::int32_t phrase = -1;
  VerbGroup as_active = verb_of(scene, verb);
  as_active.passive = false;
  if (as_active.subject < 0) return std::max(sentence.first, std::min(as_active.clause.first, hedge));
  const TokenRange subject = subject_source(scene, as_active, phrase);
  if (subject.empty() || subject.first > hedge)
    return std::max(sentence.first, std::min(as_active.clause.first, hedge));
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

}  // namespace

std::optional<HedgedClause> clause_of(const ClaimScene& scene, const ForecastRules::Data& rules,
                                      const HedgeMatch& match, const Frame* frame) {
  const Hedge& hedge = rules.table.hedges[match.hedge];
  if (in_question(scene, match.tokens.first)) return std::nullopt;
  if (hedge.before == Hedge::Before::noun) return noun_clause(scene, rules, match);
  HedgedClause clause;
  clause.hedge = match.tokens;
  clause.verb = main_verb(scene, match);
  const std::int32_t own = carrier(scene, match, clause.verb);
  const bool that = match.tokens.last < scene.sentence_of(match.tokens.first).last &&
                    one_of(scene.rules.openers_dropped, scene.at(match.tokens.last).lower);
  const bool ends_in_that = one_of(scene.rules.openers_dropped, scene.at(match.tokens.last - 1).lower);
  const bool infinitive_after = clause.verb >= 0 && is_infinitive_at(scene, verb_of(scene, clause.verb).head);
  if (hedge.before == Hedge::Before::clause || that || ends_in_that) {
    const std::int32_t inner = clause_after(scene, match.tokens.last);
    if (inner < 0 && !infinitive_after) {
      const std::int32_t p =
          match.tokens.last < scene.document.tokens.size() ? scene.places.phrase[match.tokens.last] : -1;
      const std::uint32_t past = p < 0 ? 0 : scene.document.phrases[static_cast<std::size_t>(p)].tokens.last;
      if (p < 0 || past >= scene.document.tokens.size() || !is_infinitive_at(scene, past))
        return std::nullopt;  // "expects X to"
      clause.verb = scene.places.verb[past];
    } else if (inner >= 0 && !infinitive_after) {
      clause.verb = inner;
    }
    const VerbGroup* tells = own >= 0 ? &verb_of(scene, own) : nullptr;
    if (hedge.before == Hedge::Before::clause && scene.at(match.tokens.first).pos == Pos::noun) return std::nullopt;
    if (hedge.before == Hedge::Before::clause &&
        (tells == nullptr || tells->form != VerbForm::finite || tells->negated))
      return std::nullopt;
    if (hedge.before == Hedge::Before::clause && verb_of(scene, clause.verb).form == VerbForm::finite &&
        (verb_of(scene, clause.verb).past || verb_of(scene, clause.verb).perfect) &&
        verb_of(scene, clause.verb).modal.empty())
      return std::nullopt;
    clause.swallows = true;
    clause.anchor = verb_of(scene, clause.verb).head;
    clause.range = range_from(scene, clause_start(scene, own, match.tokens.first, frame), match.tokens.last, frame);
    return clause;
  }
  if (clause.verb < 0 && own < 0) return std::nullopt;
  if (clause.verb < 0) clause.verb = own;
  const VerbGroup& verb = verb_of(scene, clause.verb);
  const VerbGroup& tells = own >= 0 ? verb_of(scene, own) : verb;
  const bool hypothetical =
      one_of(scene.rules.hypothetical, tells.introduced_by) || one_of(scene.rules.hypothetical, verb.introduced_by);
  if (hypothetical) return std::nullopt;
  if (hedge.modal) {
    if (verb.head < match.tokens.last && !(scene.at(verb.head).lemma == "be" && verb.head >= match.tokens.last - 1))
      return std::nullopt;
    if (verb.perfect || (verb.negated && !hedge.negative)) return std::nullopt;
    if (hedge.possible && (verb.progressive || one_of(rules.present, scene.at(verb.head).lemma)))
      return std::nullopt;  // "may be hiding"
    const bool relative = one_of(scene.rules.relatives, tells.introduced_by) &&
                          !(frame != nullptr && frame->content.first > match.tokens.first - 2);
    if (hedge.reported && (frame == nullptr || frame->source.empty() || relative)) return std::nullopt;
    if (hedge.possible && rules.permissions.at(scene.document, match.tokens.last, match.tokens.last + 2).length > 0)
      return std::nullopt;
  } else {
    // An adverb or adjective speaks of the future only with a modal or an infinitive, or as a judgement with "be".
    const bool copula = scene.at(tells.head).lemma == "be" || !tells.modal.empty();
    const bool future = infinitive_after || !verb.modal.empty() || copula || hedge.before == Hedge::Before::verb;
    if (!future || (tells.past && !infinitive_after && verb.modal.empty())) return std::nullopt;
    const bool judged = infinitive_after || !verb.modal.empty();
    if (!judged && tells.subject >= 0 && !hedge.comparative) {
      const NounPhrase& subject = scene.document.phrases[static_cast<std::size_t>(tells.subject)];
      clause.anaphoric = subject.tokens.size() == 1 && scene.at(subject.head).pos == Pos::pron;
    }
  }
  clause.anchor = verb.head;
  const std::int32_t starter = infinitive_after && own >= 0 ? own : clause.verb;
  const bool bare =
      hedge.before != Hedge::Before::clause && infinitive_after && (own < 0 || own == clause.verb || hedge.threat);
  std::uint32_t start;
  if (hedge.threat)
    start = match.tokens.last - 1;
  else if (bare) {  // "a tour likely to last"
    const std::int32_t p = match.tokens.first > 0 ? scene.places.phrase[match.tokens.first - 1] : -1;
    start = p >= 0 ? scene.document.phrases[static_cast<std::size_t>(p)].tokens.first : match.tokens.first;
  } else
    start = clause_start(scene, starter, match.tokens.first, frame);
  clause.range = range_from(scene, start, std::max(match.tokens.last, verb.tokens.last), frame);
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
  // "If the truce holds, the talks will …"
  if (rules.conditions.at(scene.document, sentence.first, sentence.last).length == 0) return found;
  for (std::uint32_t t = sentence.first + 1; t <= clause.range.first && t < sentence.last; ++t)
    if (scene.is_comma(t)) {
      found.push_back({sentence.first, t});
      break;
    }
  return found;
}

}  // namespace parley
