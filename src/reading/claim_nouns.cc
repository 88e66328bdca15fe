// Attributions that no active verb makes: nouns, passives without a source, "according to". See claim_spans.h.
#include "reading/claim_spans.h"

namespace parley {
namespace {

/// The owner of the noun at `head`: a possessive or an actor inside its noun phrase.
TokenRange owner_of(const ClaimScene& scene, std::uint32_t head, std::int32_t& phrase) {
  const std::int32_t p = scene.places.phrase[head];
  if (p < 0) return {};
  const NounPhrase& own = scene.document.phrases[static_cast<std::size_t>(p)];
  for (std::uint32_t t = own.tokens.first; t < head; ++t) {
    const std::int32_t m = scene.places.mention[t];
    if (m >= 0 && scene.document.mentions[static_cast<std::size_t>(m)].kind != MentionKind::place) {
      const TokenRange mention = scene.document.mentions[static_cast<std::size_t>(m)].tokens;
      return {mention.first, std::min(mention.last, head)};
    }
    if (one_of(scene.rules.possessives, scene.at(t).lower)) return {t, t + 1};
  }
  if (p == 0) return {};
  const NounPhrase& left = scene.document.phrases[static_cast<std::size_t>(p) - 1];
  if (!left.possessive || left.tokens.last + 1 < own.tokens.first) return {};
  phrase = p - 1;
  return left.tokens;
}

/// Who "made a threat": the subject of a verb that adds nothing.
TokenRange light_subject(const ClaimScene& scene, std::uint32_t head, std::int32_t& phrase) {
  const TokenRange sentence = scene.sentence_of(head);
  for (std::uint32_t t = head; t-- > sentence.first && head - t < 6;) {
    const VerbGroup* verb = scene.verb_at(t);
    if (verb == nullptr) continue;
    if (!one_of(scene.rules.light_verbs, scene.at(verb->head).lemma) || verb->passive) return {};
    return subject_source(scene, *verb, phrase);
  }
  return {};
}

std::optional<TokenRange> complement_of(const ClaimScene& scene, const Cue& cue) {
  const std::uint32_t limit = scene.sentence_of(cue.head).last;
  std::uint32_t t = cue.tokens.last;
  if (t >= limit) return std::nullopt;
  if (cue.rule->copula) {
    const VerbGroup* verb = scene.verb_at(t);
    const bool be =
        verb != nullptr && verb->tokens.first == t && scene.at(verb->head).lemma == "be" && verb->tokens.last < limit;
    if (be && one_of(scene.rules.openers_dropped, scene.at(verb->tokens.last).lower)) t = verb->tokens.last;
  }
  const VerbGroup* verb = scene.verb_at(t);
  const bool infinitive = verb != nullptr && verb->tokens.first == t && verb->form == VerbForm::infinitive;
  if (cue.rule->clause && one_of(scene.rules.openers_dropped, scene.at(t).lower) && t + 2 < limit) {
    const std::int32_t finite = scene.finite_verb_in({t + 1, limit});
    const bool relative = scene.verb_from(t + 1, limit) >= 0;  // "the report that angered Sylvania"
    if (finite < 0 || relative) return std::nullopt;
    return TokenRange{t + 1, content_end(scene, cue, t + 1)};
  }
  bool allowed = cue.rule->infinitive && infinitive;
  for (const std::string& preposition : cue.rule->prepositions) allowed = allowed || scene.is(t, preposition);
  if (!allowed) return std::nullopt;
  return TokenRange{t, content_end(scene, cue, t)};
}

/// The noun phrase after a relational noun is a clause's subject: "a range of views that …" is left alone.
bool plain_subject(const ClaimScene& scene, const VerbGroup& verb, TokenRange& source) {
  if (verb.subject < 0) return false;
  source = scene.document.phrases[static_cast<std::size_t>(verb.subject)].tokens;
  return true;
}

}  // namespace

std::optional<ClaimSpans> spans_of_noun(const ClaimScene& scene, Cue& cue) {
  ClaimSpans spans;
  const auto content = complement_of(scene, cue);
  if (!content || content->size() < 2) return std::nullopt;
  spans.source = owner_of(scene, cue.head, spans.source_phrase);
  if (spans.source.empty()) spans.source = light_subject(scene, cue.head, spans.source_phrase);
  if (spans.source.empty() && cue.rule->document) {
    spans.source_phrase = scene.places.phrase[cue.head];
    spans.source = scene.document.phrases[static_cast<std::size_t>(spans.source_phrase)].tokens;
  }
  if (spans.source.empty() && !cue.rule->without_source) return std::nullopt;
  if (cue.rule->copula && scene.places.phrase[cue.head] >= 0)
    cue.tokens.first = scene.document.phrases[static_cast<std::size_t>(scene.places.phrase[cue.head])].tokens.first;
  spans.content.push_back(*content);
  return spans;
}

std::optional<ClaimSpans> spans_of_impersonal(const ClaimScene& scene, Cue& cue) {
  const VerbGroup& verb = scene.document.verbs[static_cast<std::size_t>(cue.verb)];
  if (!verb.passive || verb.agent >= 0 || one_of(scene.rules.hypothetical, verb.introduced_by)) return std::nullopt;
  const std::uint32_t limit = scene.sentence_of(cue.head).last;
  std::uint32_t t = cue.tokens.last;
  if (t >= limit) return std::nullopt;
  const VerbGroup* next = scene.verb_at(t);
  const bool infinitive = next != nullptr && next->tokens.first == t && next->form == VerbForm::infinitive;
  bool preposition = false;
  for (const std::string& p : cue.rule->prepositions) preposition = preposition || scene.is(t, p);
  ClaimSpans spans;
  TokenRange subject;
  const bool has_subject = plain_subject(scene, verb, subject);
  if (cue.rule->infinitive && infinitive) {
    cue.tokens.last = t + 1;
    spans.content.push_back({t + 1, content_end(scene, cue, t + 1)});
    return spans.content[0].empty() ? std::nullopt : std::optional(spans);
  }
  if (preposition) {
    cue.tokens.last = t + 1;
    spans.content.push_back({t + 1, content_end(scene, cue, t + 1)});
    return spans.content[0].empty() ? std::nullopt : std::optional(spans);
  }
  if (cue.rule->object && verb.form == VerbForm::participle && scene.places.phrase[t] >= 0) {  // "attacks blamed on X"
    if (verb.tokens.first == 0 || scene.places.phrase[verb.tokens.first - 1] < 0) return std::nullopt;
    const auto p = static_cast<std::size_t>(scene.places.phrase[verb.tokens.first - 1]);
    spans.content.push_back({scene.document.phrases[p].tokens.first, skip_end(scene, t)});
    return spans;
  }
  const bool impersonal = has_subject && scene.at(subject.first).pos == Pos::pron && subject.size() == 1;
  if (cue.rule->clause && impersonal && one_of(scene.rules.never, scene.at(subject.first).lower)) {
    const bool that = one_of(scene.rules.openers_dropped, scene.at(t).lower);
    const std::uint32_t start = that ? t + 1 : t;
    if (start >= limit || scene.finite_verb_in({start, limit}) < 0) return std::nullopt;
    cue.tokens.first = subject.first;
    spans.content.push_back({start, content_end(scene, cue, start)});
    return spans;
  }
  return std::nullopt;
}

std::uint32_t skip_end(const ClaimScene& scene, std::uint32_t token) {
  const std::int32_t p = scene.places.phrase[token];
  return p < 0 ? token + 1 : scene.document.phrases[static_cast<std::size_t>(p)].tokens.last;
}

std::optional<ClaimSpans> spans_of_preposition(const ClaimScene& scene, Cue& cue) {
  const TokenRange sentence = scene.sentence_of(cue.head);
  ClaimSpans spans;
  spans.source = source_from(scene, cue.tokens.last, sentence.last);
  if (spans.source.empty()) return std::nullopt;
  if (cue.tokens.first == sentence.first || scene.at(cue.tokens.first - 1).pos == Pos::cconj ||
      scene.at(cue.tokens.first - 1).pos == Pos::sconj) {
    std::uint32_t comma = spans.source.last;
    while (comma < sentence.last && !scene.is_comma(comma)) ++comma;
    if (comma + 2 >= sentence.last) return std::nullopt;
    spans.content.push_back({comma + 1, content_end(scene, cue, comma + 1)});
    return spans;
  }
  TokenRange before{sentence.first, cue.tokens.first};
  while (!before.empty() && scene.at(before.first).pos == Pos::cconj) ++before.first;
  before = scene.trimmed(before);
  if (before.empty() || scene.finite_verb_in(before) < 0) return std::nullopt;
  spans.content.push_back(before);
  if (spans.source.last + 3 < sentence.last && scene.is_comma(spans.source.last)) {  // "X, according to Y, did Z"
    const std::uint32_t start = spans.source.last + 1;
    if (scene.verb_from(start, sentence.last) >= 0) spans.content.push_back({start, content_end(scene, cue, start)});
  }
  return spans;
}

}  // namespace parley
