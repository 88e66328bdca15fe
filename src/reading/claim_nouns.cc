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
    return subject_source(scene, static_cast<std::size_t>(scene.places.verb[t]), phrase);
  }
  return {};
}

std::optional<TokenRange> complement_of(const ClaimScene& scene, const Cue& cue) {
  const std::uint32_t limit = scene.sentence_of(cue.head).last;
  std::uint32_t t = cue.tokens.last;
  if (t >= limit) return std::nullopt;
  if (cue.rule->copula) {  // "the prevailing view in the capital is that …"
    const std::int32_t v = scene.finite_verb_in({t, std::min(limit, t + 20)});
    if (v >= 0) {
      const VerbGroup& is = scene.document.verbs[static_cast<std::size_t>(v)];
      const bool be = scene.at(is.head).lemma == "be" && is.tokens.last < limit;
      if (be && one_of(scene.rules.openers_dropped, scene.at(is.tokens.last).lower)) t = is.tokens.last;
    }
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

/// Content of a passive; of one between commas ("the men, believed to be guards,") up to the second comma.
TokenRange part_of(const ClaimScene& scene, const Cue& cue, std::uint32_t start, bool aside) {
  TokenRange range = without_relative_aside(scene, {start, content_end(scene, cue, start)});
  for (std::uint32_t t = start; aside && t < range.last; ++t)
    if (scene.is_comma(t)) range.last = t;
  return range;
}

/// "attacks blamed on the rebels": the noun before and the one after.
std::optional<ClaimSpans> blamed_on(const ClaimScene& scene, const VerbGroup& verb, std::uint32_t after) {
  if (scene.places.phrase[after] < 0 || verb.tokens.first == 0 || scene.places.phrase[verb.tokens.first - 1] < 0)
    return std::nullopt;
  const auto p = static_cast<std::size_t>(scene.places.phrase[verb.tokens.first - 1]);
  ClaimSpans spans;
  spans.content.push_back({scene.document.phrases[p].tokens.first, skip_end(scene, after)});
  return spans;
}

/// The noun phrase after a relational noun is a clause's subject: "a range of views that …" is left alone.
bool plain_subject(const ClaimScene& scene, const VerbGroup& verb, TokenRange& source) {
  if (verb.subject < 0) return false;
  source = scene.document.phrases[static_cast<std::size_t>(verb.subject)].tokens;
  return true;
}

/// The comma that ends "According to X, a senior Y,": the first, or the second where an apposition stands between.
std::uint32_t comma_after_source(const ClaimScene& scene, std::uint32_t token, std::uint32_t limit) {
  std::uint32_t first = token;
  while (first < limit && !scene.is_comma(first)) ++first;
  std::uint32_t second = first + 1;
  while (second < limit && !scene.is_comma(second)) ++second;
  if (second >= limit || second - first > 12 || scene.finite_verb_in({first, second}) >= 0) return first;
  const std::int32_t m = scene.places.mention[first + 1];
  const bool role = m >= 0 && scene.document.mentions[static_cast<std::size_t>(m)].kind == MentionKind::role;
  const bool within = first > token && m >= 0 && m == scene.places.mention[first - 1];
  return role || within || scene.at(first + 1).pos == Pos::det ? second : first;
}

}  // namespace

/// An accusation in one word: "the alleged killings of …".
std::optional<ClaimSpans> spans_of_adjective(const ClaimScene& scene, Cue& cue) {
  const std::int32_t p = scene.places.phrase[cue.head];
  if (p < 0) return std::nullopt;
  std::uint32_t end = scene.document.phrases[static_cast<std::size_t>(p)].tokens.last;
  const std::uint32_t limit = scene.sentence_of(cue.head).last;
  while (end + 1 < limit && scene.at(end).pos == Pos::adp && scene.places.phrase[end + 1] >= 0 && scene.timex[end] < 0)
    end = skip_end(scene, end + 1);
  if (cue.tokens.last >= end) return std::nullopt;
  ClaimSpans spans;
  spans.content.push_back({cue.tokens.last, end});
  return spans;
}

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
  const std::uint32_t limit = scene.sentence_of(cue.head).last;
  const std::uint32_t t = cue.tokens.last;
  if (t >= limit || one_of(scene.rules.hypothetical, verb.introduced_by)) return std::nullopt;
  if (cue.rule->object && verb.tokens.size() == 1) return blamed_on(scene, verb, t);
  if (!verb.passive || verb.agent >= 0) return std::nullopt;
  const VerbGroup* next = scene.verb_at(t);
  const bool infinitive = next != nullptr && next->tokens.first == t && next->form == VerbForm::infinitive;
  bool preposition = false;
  for (const std::string& p : cue.rule->prepositions) preposition = preposition || scene.is(t, p);
  ClaimSpans spans;
  TokenRange subject;
  const bool aside = verb.tokens.size() == 1 && verb.tokens.first > 0 && scene.is_comma(verb.tokens.first - 1);
  const bool has_subject = plain_subject(scene, verb, subject);
  if (cue.rule->infinitive && infinitive) {
    cue.tokens.last = t + 1;
    spans.content.push_back(part_of(scene, cue, t + 1, aside));
    return spans.content[0].empty() ? std::nullopt : std::optional(spans);
  }
  if (preposition) {
    cue.tokens.last = t + 1;
    spans.content.push_back(part_of(scene, cue, t + 1, aside));
    return spans.content[0].empty() ? std::nullopt : std::optional(spans);
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
  const bool opens = cue.tokens.first == sentence.first || scene.at(cue.tokens.first - 1).pos == Pos::cconj ||
                     scene.at(cue.tokens.first - 1).pos == Pos::sconj;
  const std::uint32_t comma = opens ? comma_after_source(scene, cue.tokens.last, sentence.last) : sentence.last;
  spans.source = source_from(scene, cue.tokens.last, comma);
  if (spans.source.empty()) return std::nullopt;
  if (opens) {
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
