// See stance.h.
#include "reading/stance.h"

#include <algorithm>

#include "reading/actors.h"

namespace parley {
namespace {

bool conditional(const ClaimScene& scene, TokenRange content) {
  content.last = std::min(content.last, scene.sentence_of(content.first).last);
  return scene.rules.conditions.in(scene.document, content);
}

/// "Would close its ports unless …".
bool otherwise(const ClaimScene& scene, TokenRange content) {
  const TokenRange sentence = scene.sentence_of(content.first);
  for (const VerbGroup& v : scene.document.verbs_in({content.first, std::min(content.last, sentence.last)}))
    if (one_of(scene.rules.otherwise, v.introduced_by)) return true;
  return false;
}

/// Do source and subject act for the same side?
bool own_side(const ClaimScene& scene, const VerbGroup& verb, const std::vector<ActorRef>& source) {
  if (verb.subject < 0) return false;
  const NounPhrase& subject = scene.document.phrases[static_cast<std::size_t>(verb.subject)];
  std::vector<ActorRef> actors = actors_in(scene.document, subject.tokens);
  if (actors.empty()) actors = actors_of_phrase(scene.document, verb.subject);
  for (const ActorRef& a : actors)
    for (const ActorRef& b : source)
      if ((a.code == b.code && a.code != "UNK") || (a.actor == b.actor && !a.actor.empty())) return true;
  const bool pronoun = scene.at(subject.head).pos == Pos::pron && subject.tokens.size() == 1;
  if (pronoun && actors.empty() && conditional(scene, {subject.head, verb.tokens.last + 12}))
    return true;  // "it will talk if …"
  const bool unknown = std::all_of(actors.begin(), actors.end(), [](const ActorRef& a) { return a.code == "UNK"; });
  return pronoun && unknown && (!actors.empty() || !one_of(scene.rules.never, scene.at(subject.head).lower));
}

bool judges(const ClaimScene& scene, const VerbGroup& verb, TokenRange content) {
  if (verb.past) return false;
  const bool be = scene.at(verb.head).lemma == "be";
  for (std::uint32_t t = verb.head + 1; t < content.last; ++t) {
    if (one_of(scene.rules.excess, scene.at(t).lower)) return true;
    if (be && t < verb.head + 6 && one_of(scene.rules.judgement, scene.at(t).lemma)) return true;
  }
  if (verb.subject >= 0 &&
      one_of(scene.rules.judgement,
             scene.at(scene.document.phrases[static_cast<std::size_t>(verb.subject)].head).lemma) &&
      !verb.passive)
    return true;
  if (scene.at(verb.head).lemma != "be" || verb.passive || verb.progressive) return false;
  for (std::uint32_t t = verb.tokens.last; t < std::min(content.last, verb.tokens.last + 4); ++t) {
    const Token& token = scene.at(t);
    if (token.pos == Pos::adj)
      return t + 1 >= content.last || scene.at(t + 1).pos != Pos::noun || scene.at(t + 1).pos == Pos::punct;
    const bool marks = token.pos == Pos::punct && scene.is_quote_mark(t);
    if (verb.negated && token.pos == Pos::noun) return true;  // "is not a threat"
    if (token.pos != Pos::adv && token.pos != Pos::part && token.pos != Pos::det && !marks) return false;
  }
  return false;
}

bool scheduled(const ClaimScene& scene, const VerbGroup& verb, TokenRange content) {
  if (!one_of(scene.rules.schedule_verbs, scene.at(verb.head).lemma)) return false;
  for (std::uint32_t t = content.first; t < content.last; ++t)
    if (scene.timex[t] >= 0) return true;
  return false;
}

bool shows(const ClaimScene& scene, Stance stance, TokenRange content) {
  const WordList* list = scene.rules.signs_of(stance);
  return list != nullptr && list->in(scene.document, content);
}

Stance of_future(const ClaimScene& scene, const VerbGroup& verb, TokenRange content,
                 const std::vector<ActorRef>& source, const Hedge& hedge) {
  if (hedge.before == Hedge::Before::clause) return Stance::says;
  if (!hedge.possible && scheduled(scene, verb, content)) return Stance::says;
  if (hedge.negative && !hedge.modal && scene.at(verb.head).lemma == "be") return Stance::evaluates;
  if (hedge.possible && shows(scene, Stance::offers, content) && own_side(scene, verb, source)) return Stance::offers;
  const bool acts = hedge.modal && !one_of(scene.rules.stative, scene.at(verb.head).lemma);
  if (acts && own_side(scene, verb, source)) {
    const bool threat = shows(scene, Stance::threatens, {verb.head, std::min(content.last, verb.head + 5)});
    if (conditional(scene, content))
      return threat || (!verb.negated && otherwise(scene, content)) ? Stance::threatens : Stance::offers;
    if (hedge.possible) return shows(scene, Stance::offers, content) ? Stance::offers : Stance::predicts;
    if (hedge.negative) return Stance::declines;
    return threat && !verb.negated ? Stance::threatens : Stance::promises;
  }
  return Stance::predicts;
}

/// The verb that carries the statement: not that of a relative clause or of a condition; "he feels that X has …" is
/// about X.
const VerbGroup& main_of(const ClaimScene& scene, TokenRange content, std::int32_t first) {
  std::int32_t v = first;
  for (int steps = 0; steps < 3; ++steps) {
    const VerbGroup& verb = scene.document.verbs[static_cast<std::size_t>(v)];
    const auto& cues = scene.cues[static_cast<std::size_t>(v)];
    const bool belief = !cues.empty() && cues.front()->belief && cues.front()->stance == Stance::believes;
    const bool pronoun = verb.subject >= 0 &&
                         scene.at(scene.document.phrases[static_cast<std::size_t>(verb.subject)].head).pos == Pos::pron;
    const bool relative = one_of(scene.rules.hypothetical, verb.introduced_by) ||
                          (one_of(scene.rules.relatives, verb.introduced_by) && verb.clause.first > content.first);
    // "say suspected rebels fired": a participle taken for a verb has its subject outside what is said
    const bool loose = verb.tokens.first == content.first && verb.tokens.size() == 1 && verb.subject >= 0;
    if (!relative && !loose && !(belief && pronoun)) return verb;
    const std::int32_t next = scene.finite_verb_in({verb.tokens.last, content.last});
    if (next < 0) break;
    v = next;
  }
  return scene.document.verbs[static_cast<std::size_t>(v)];
}

Stance by_content(const ClaimScene& scene, TokenRange content, const std::vector<ActorRef>& source) {
  const std::int32_t v = scene.finite_verb_in(content);
  if (v < 0) return Stance::says;
  const VerbGroup& verb = main_of(scene, content, v);
  const TokenRange main{content.first, std::min(content.last, std::max(verb.clause.last, verb.tokens.last))};
  const TokenRange near{content.first, std::min(content.last, verb.tokens.last + 4)};
  if (shows(scene, Stance::demands, near)) return Stance::demands;
  if (shows(scene, Stance::denies, main)) return Stance::denies;
  if (shows(scene, Stance::promises, near)) return Stance::promises;
  if (const Hedge* hedge = hedge_in(scene, near); hedge != nullptr)
    return of_future(scene, verb, content, source, *hedge);
  if (shows(scene, Stance::accuses, main) && !own_side(scene, verb, source)) return Stance::accuses;
  if (shows(scene, Stance::offers, near) && own_side(scene, verb, source)) return Stance::offers;
  if (judges(scene, verb, main)) return Stance::evaluates;
  if (shows(scene, Stance::explains, main)) return Stance::explains;
  return Stance::says;
}

}  // namespace

const Hedge* hedge_in(const ClaimScene& scene, TokenRange content) {
  const auto before = [](const HedgeMatch& m, std::uint32_t token) { return m.tokens.first < token; };
  auto it = std::lower_bound(scene.hedges.begin(), scene.hedges.end(), content.first, before);
  for (; it != scene.hedges.end() && it->tokens.last <= content.last; ++it) {
    const Hedge& hedge = scene.rules.hedges.hedges[it->hedge];
    const bool permitted = hedge.possible && it->tokens.last < scene.document.tokens.size() &&
                           scene.rules.permissions.at(scene.document, it->tokens.last, content.last).length > 0;
    if (hedge.before != Hedge::Before::noun && !permitted) return &hedge;
  }
  return nullptr;
}

Stance stance_of(const ClaimScene& scene, const Cue& cue, const ClaimSpans& spans,
                 const std::vector<ActorRef>& source) {
  const CueRule& rule = *cue.rule;
  const TokenRange content = spans.content.front();
  if (rule.object && cue.tokens.last > cue.head + 1)
    if (const auto it = scene.rules.expressed.find(scene.at(cue.tokens.last - 1).lemma);
        it != scene.rules.expressed.end())
      return it->second;
  if (rule.weak)  // "announced an offer": the noun says what it is
    if (const std::int32_t p = scene.places.phrase[content.first]; p >= 0) {
      const NounPhrase& phrase = scene.document.phrases[static_cast<std::size_t>(p)];
      const auto noun = scene.rules.nouns.longest(
          [&](std::uint32_t i) { return i == 0 ? std::string_view(scene.at(phrase.head).lemma) : std::string_view{}; });
      return noun.length > 0 ? scene.rules.rules[noun.payload].stance : rule.stance;
    }
  if (rule.refine) return by_content(scene, content, source);
  if (rule.insisting) {
    const Stance by = by_content(scene, content, source);
    const bool plain = cue.rule->name == rule.name && scene.at(cue.head).lemma == "insist";
    return plain && by != Stance::demands ? by : Stance::demands;
  }
  if (rule.warning) {
    const std::int32_t v = scene.finite_verb_in(content);
    if (v < 0) return scene.is(content.first, "of") ? Stance::predicts : Stance::threatens;
    const VerbGroup& verb = scene.document.verbs[static_cast<std::size_t>(v)];
    if (shows(scene, Stance::demands, {content.first, std::min(content.last, verb.tokens.last + 3)}))
      return Stance::demands;
    return own_side(scene, verb, source) ? Stance::threatens : Stance::predicts;
  }
  if (rule.belief) {
    const Stance by = by_content(scene, content, source);
    return by == Stance::accuses || by == Stance::demands || by == Stance::predicts ? by : rule.stance;
  }
  return rule.stance;
}

int certainty_of(const ClaimScene& scene, TokenRange content, Stance stance) {
  const std::int32_t v = scene.finite_verb_in(content);
  const bool negated = v >= 0 && scene.document.verbs[static_cast<std::size_t>(v)].negated;
  int certainty = negated ? -3 : 3;
  const std::uint32_t near =
      v >= 0 ? std::min(content.last, scene.document.verbs[static_cast<std::size_t>(v)].tokens.last + 4) : content.last;
  if (const Hedge* hedge = hedge_in(scene, {content.first, near}); hedge != nullptr) {
    if (hedge->negative)
      certainty = hedge->high <= 0.1 ? -3 : hedge->high <= 0.3 ? -2 : -1;
    else
      certainty = hedge->low >= 0.9 ? 3 : hedge->low >= 0.55 ? 2 : 1;
  } else if (v < 0 && (stance == Stance::demands || stance == Stance::offers || stance == Stance::threatens)) {
    certainty = 0;
  }
  if (stance == Stance::denies) certainty = -certainty;
  return certainty;
}

}  // namespace parley
