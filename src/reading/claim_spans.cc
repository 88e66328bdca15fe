// See claim_spans.h.
#include "reading/claim_spans.h"

#include <algorithm>

namespace parley {
namespace {

/// ", X said" in the middle of a sentence: the comma at `comma` opens an attribution that is not what is said.
bool opens_attribution(const ClaimScene& scene, const Cue& cue, std::uint32_t comma, std::uint32_t limit) {
  const std::uint32_t reach = std::min(limit, comma + 12);
  if (comma + 1 < reach && scene.rules.prepositions.at(scene.document, comma + 1, limit).length > 0) return true;
  for (std::uint32_t t = comma + 1; t < reach; ++t) {
    if (t > comma + 1 && (scene.is_comma(t) || scene.is_quote_mark(t))) return false;
    const VerbGroup* verb = scene.verb_at(t);
    if (verb == nullptr) continue;
    const auto v = static_cast<std::size_t>(scene.places.verb[t]);
    if (static_cast<std::int32_t>(v) == cue.verb || !scene.is_cue(static_cast<std::int32_t>(v))) return false;
    if (verb->form != VerbForm::finite || !scene.cues[v].front()->clause || scene.cues[v].front()->belief) return false;
    const std::uint32_t after = scene.cue_last[v];
    return after >= limit || scene.at(after).pos == Pos::punct || scene.timex[after] >= 0;
  }
  return false;
}

/// At `token` another verb of the speaker begins: "…, adding that", "and urged".
bool next_statement(const ClaimScene& scene, const Cue& cue, std::uint32_t token, std::uint32_t limit,
                    bool after_comma) {
  const bool conjunction = scene.at(token).pos == Pos::cconj;
  const std::int32_t v = scene.verb_from(token + (conjunction ? 1 : 0), limit);
  if (!scene.is_cue(v) || v == cue.verb) return false;
  const VerbGroup& verb = scene.document.verbs[static_cast<std::size_t>(v)];
  if (!conjunction) return after_comma && (verb.form == VerbForm::gerund);
  if (cue.verb < 0) return verb.form == VerbForm::finite;
  const VerbGroup& own = scene.document.verbs[static_cast<std::size_t>(cue.verb)];
  if (verb.form != own.form && verb.form != VerbForm::finite) return false;
  return verb.modal.empty() && !verb.passive && (verb.past == own.past || after_comma);
}

/// "…, while Y …", "…, but Y …": another clause begins; not in "but will not …", "but that …", which go on with what is
/// said.
bool contrasts(const ClaimScene& scene, std::uint32_t token, std::uint32_t limit) {
  const std::uint32_t length = scene.rules.ends_after_comma.at(scene.document, token, limit).length;
  const std::uint32_t next = token + length;
  if (length == 0 || next >= limit) return length > 0;
  const std::int32_t verb = scene.verb_from(next, limit);
  const bool shares_subject = verb >= 0 && scene.at(token).pos == Pos::cconj && !scene.is_cue(verb) &&
                              scene.document.verbs[static_cast<std::size_t>(verb)].form == VerbForm::finite;
  return !shares_subject && !one_of(scene.rules.openers_dropped, scene.at(next).lower);
}

/// The verb at `token` (or after the comma there) goes back to a subject before the cue: what was attributed is over.
bool resumes_main_clause(const ClaimScene& scene, const Cue& cue, std::uint32_t start, std::uint32_t token,
                         std::uint32_t limit) {
  const std::uint32_t at = scene.is_comma(token) ? token + 1 : token;
  if (at >= limit || at <= start) return false;
  const VerbGroup* verb = scene.verb_at(at);
  if (verb == nullptr || verb->tokens.first != at || verb->form != VerbForm::finite || verb->subject < 0) return false;
  if (scene.at(at - 1).pos == Pos::cconj) return false;
  const TokenRange subject = scene.document.phrases[static_cast<std::size_t>(verb->subject)].tokens;
  const bool open = cue.verb < 0 || scene.document.verbs[static_cast<std::size_t>(cue.verb)].form != VerbForm::finite;
  return subject.last <= cue.head && cue.head < start && (open || scene.is_comma(token));
}

TokenRange pieces_before(const ClaimScene& scene, std::uint32_t end, std::uint32_t sentence_first) {
  TokenRange range{sentence_first, end};
  while (!range.empty() && scene.at(range.first).pos == Pos::cconj) ++range.first;
  return range;
}

/// What is said before the attribution: a quotation that ends there, or the sentence's words up to the comma.
std::optional<TokenRange> content_before(const ClaimScene& scene, std::uint32_t attribution) {
  const TokenRange sentence = scene.sentence_of(attribution);
  std::uint32_t t = attribution;
  if (t > sentence.first && scene.is_comma(t - 1)) --t;
  if (t > 0 && scene.is_quote_mark(t - 1) && scene.places.quotation[t - 1] >= 0) {
    const auto q = static_cast<std::size_t>(scene.places.quotation[t - 1]);
    const TokenRange inside = inside_marks(scene, q);
    const std::int32_t s = scene.places.sentence[scene.places.quoted[q].first];
    const bool whole =
        s >= 0 && scene.document.sentences[static_cast<std::size_t>(s)].tokens.first == scene.places.quoted[q].first;
    if (whole || scene.places.quoted[q].first < sentence.first) return scene.trimmed(inside);
    return scene.trimmed(pieces_before(scene, t, sentence.first));
  }
  if (t == attribution || t <= sentence.first + 1) return std::nullopt;
  const TokenRange range = scene.trimmed(pieces_before(scene, t, sentence.first));
  if (range.empty() || scene.finite_verb_in(range) < 0) return std::nullopt;
  if (scene.at(range.first).pos == Pos::sconj && scene.finite_verb_in(range) == scene.places.verb[range.last - 1])
    return std::nullopt;
  return range;
}

/// Passes over adverbs, times and asides between the cue and what is said.
std::uint32_t skip_asides(const ClaimScene& scene, std::uint32_t token, std::uint32_t limit) {
  while (token < limit) {
    if (scene.timex[token] >= 0) {
      const std::int32_t time = scene.timex[token];
      while (token < limit && scene.timex[token] == time) ++token;
      continue;
    }
    if (const auto skipped = scene.rules.skipped.at(scene.document, token, limit); skipped.length > 0) {
      token += skipped.length;
      continue;
    }
    const bool adverb = scene.at(token).pos == Pos::adv && !one_of(scene.rules.openers_kept, scene.at(token).lower);
    if (!adverb || scene.places.phrase[token] >= 0) break;
    ++token;
  }
  return token;
}

/// The person told: the noun phrase at `token`, with its mention.
std::uint32_t skip_addressee(const ClaimScene& scene, std::uint32_t token, std::uint32_t limit) {
  std::int32_t p = scene.places.phrase[token];
  if (p < 0) return token;
  while (scene.document.phrases[static_cast<std::size_t>(p)].possessive &&
         static_cast<std::size_t>(p) + 1 < scene.document.phrases.size() &&
         scene.document.phrases[static_cast<std::size_t>(p) + 1].tokens.first <=
             scene.document.phrases[static_cast<std::size_t>(p)].tokens.last + 1)
    ++p;
  std::uint32_t end = std::min(limit, scene.document.phrases[static_cast<std::size_t>(p)].tokens.last);
  const std::int32_t m = scene.places.mention[token];
  if (m >= 0) end = std::max(end, std::min(limit, scene.document.mentions[static_cast<std::size_t>(m)].tokens.last));
  return end;
}

/// Token after "that" (or at "how", "whether") if one opens the clause within reach of the cue.
std::optional<std::uint32_t> clause_opener(const ClaimScene& scene, std::uint32_t token, std::uint32_t limit,
                                           bool far) {
  const std::int32_t next = scene.finite_verb_in({token, limit});
  const std::uint32_t reach = next < 0 ? limit : scene.document.verbs[static_cast<std::size_t>(next)].tokens.first;
  for (std::uint32_t t = token; t < reach; ++t) {
    if (one_of(scene.rules.openers_dropped, scene.at(t).lower))
      return t + 1 < limit ? std::optional(t + 1) : std::nullopt;
    if (t == token && one_of(scene.rules.openers_kept, scene.at(t).lower)) return t;
    if (!far || scene.is_quote_mark(t) || scene.is(t, ":")) break;
  }
  return std::nullopt;
}

std::optional<TokenRange> quotation_from(const ClaimScene& scene, const Cue& cue, std::uint32_t mark) {
  const auto q = static_cast<std::size_t>(scene.places.quotation[mark]);
  const TokenRange quoted = scene.places.quoted[q];
  if (quoted.first != mark || quoted.size() < 3) return std::nullopt;
  const std::uint32_t end = quoted.last;
  const std::uint32_t limit = end < scene.document.tokens.size() ? scene.sentence_of(quoted.last - 1).last : end;
  const bool goes_on = end < limit && scene.at(end).pos != Pos::punct && !scene.is_end_mark(end - 2);
  if (!goes_on) return scene.trimmed(inside_marks(scene, q));
  return TokenRange{mark, content_end(scene, cue, mark)};
}

/// Do the words make a clause, and not a noun phrase with one inside ("charged the inspectors with … that …")?
bool is_clause(const ClaimScene& scene, TokenRange range) {
  const std::int32_t v = scene.finite_verb_in(range);
  if (v < 0) return false;
  const VerbGroup& verb = scene.document.verbs[static_cast<std::size_t>(v)];
  return verb.clause.first <= range.first || !one_of(scene.rules.openers_dropped, verb.introduced_by);
}

/// What is said after the verb.
std::optional<TokenRange> content_after(const ClaimScene& scene, const Cue& cue) {
  const std::uint32_t limit = scene.sentence_of(cue.head).last;
  std::uint32_t t = skip_asides(scene, cue.tokens.last, limit);
  if (t < limit && cue.rule->addressee && !scene.is_quote_mark(t)) {
    const std::uint32_t past = skip_asides(scene, skip_addressee(scene, t, limit), limit);
    const bool subject_next = scene.verb_from(past, limit) >= 0;  // "warned Iran would …": no one is told
    if (!subject_next) t = past;
  }
  if (t >= limit) return std::nullopt;
  std::uint32_t mark = t;
  while (mark < limit && (scene.is_comma(mark) || scene.is(mark, ":"))) ++mark;
  if (mark < limit && scene.is_quote_mark(mark) && scene.places.quotation[mark] >= 0)
    return quotation_from(scene, cue, mark);
  const bool far = cue.rule->addressee || scene.at(t).pos == Pos::adp || scene.is_comma(t);
  const auto opened = clause_opener(scene, t, limit, far);
  if (opened) {
    if (scene.is_quote_mark(*opened) && scene.places.quotation[*opened] >= 0)
      if (const auto quoted = quotation_from(scene, cue, *opened)) return quoted;
    t = *opened;
  } else if (scene.is_comma(t) || scene.is_end_mark(t)) {
    return std::nullopt;
  } else if (scene.is(t, ":")) {
    ++t;
  }
  if (!opened) {
    while (t + 1 < limit && scene.at(t).pos == Pos::adp &&
           scene.places.phrase[t + 1] >= 0)  // "said during the visit the …"
      t = skip_asides(scene, skip_addressee(scene, t + 1, limit), limit);
    const VerbGroup* next = t < limit ? scene.verb_at(t) : nullptr;
    if (t >= limit || scene.at(t).pos == Pos::adp || scene.is_comma(t)) return std::nullopt;
    if (next != nullptr && next->tokens.first == t && next->form == VerbForm::infinitive) return std::nullopt;
  }
  const TokenRange range{t, content_end(scene, cue, t)};
  if (range.size() < 2 || !opened ? !is_clause(scene, range) : scene.finite_verb_in(range) < 0) return std::nullopt;
  return range;
}

bool has_need(const ClaimScene& scene, const CueRule& rule, TokenRange range) {
  if (rule.needs.empty()) return true;
  for (std::uint32_t t = range.first; t < range.last; ++t)
    for (const std::string& need : rule.needs)
      if (scene.is(t, need)) return true;
  return false;
}

/// "called the vote a farce": after the first noun phrase another one, an adjective or a quotation.
bool second_object(const ClaimScene& scene, TokenRange range) {
  const std::uint32_t next = skip_addressee(scene, range.first, range.last);
  if (next >= range.last || next == range.first) return false;
  return scene.at(next).pos == Pos::det || scene.at(next).pos == Pos::adj || scene.is_quote_mark(next);
}

/// A noun phrase, infinitive or gerund right after the cue.
std::optional<TokenRange> object_after(const ClaimScene& scene, const Cue& cue) {
  const std::uint32_t limit = scene.sentence_of(cue.head).last;
  const std::uint32_t t = skip_asides(scene, cue.tokens.last, limit);
  if (t >= limit) return std::nullopt;
  const CueRule& rule = *cue.rule;
  const VerbGroup* verb = scene.verb_at(t);
  const bool infinitive = verb != nullptr && verb->tokens.first == t && verb->form == VerbForm::infinitive;
  const bool gerund = verb != nullptr && verb->tokens.first == t && verb->form == VerbForm::gerund;
  const bool phrase = scene.places.phrase[t] >= 0 || scene.at(t).pos == Pos::num || scene.is(t, "$");
  bool allowed = (rule.infinitive && infinitive) || (rule.gerund && gerund) || (rule.object && (phrase || gerund));
  for (const std::string& preposition : rule.prepositions) allowed = allowed || scene.is(t, preposition);
  if (rule.object && scene.at(t).pos == Pos::adp && cue.rule->stance == Stance::evaluates)
    allowed = true;  // "dismissed as …"
  if (!allowed) return std::nullopt;
  const TokenRange range = without_relative_aside(scene, {t, content_end(scene, cue, t)});
  if (range.empty() || !has_need(scene, rule, range)) return std::nullopt;
  if (rule.two_objects && !second_object(scene, range)) return std::nullopt;
  if (!rule.needs.empty() && infinitive) return std::nullopt;  // "wants to": a plan, not a demand
  return range;
}

/// "expressed hope that …": the noun joins the cue, and a clause after it is the content.
void absorb_expressed(const ClaimScene& scene, Cue& cue, TokenRange& content) {
  const std::int32_t p = scene.places.phrase[content.first];
  if (p < 0) return;
  const NounPhrase& phrase = scene.document.phrases[static_cast<std::size_t>(p)];
  if (!scene.rules.expressed.contains(scene.at(phrase.head).lemma)) return;
  const std::uint32_t next = phrase.head + 1;
  if (next >= content.last) return;
  cue.tokens.last = next;
  content.first = next;
  if (one_of(scene.rules.openers_dropped, scene.at(next).lower) && next + 1 < content.last) content.first = next + 1;
}

/// Did a verb of saying not say it: "did not say", "will announce", "if he says"?
bool silent(const ClaimScene& scene, const VerbGroup& verb, const CueRule& rule) {
  if (scene.rules.not_cues.at(scene.document, verb.head, verb.head + 3).length > 0) return true;
  if (verb.tokens.first > 0) {  // "say suspected rebels fired": no second verb of saying without a subject of its own
    const VerbGroup* left = scene.verb_at(verb.tokens.first - 1);
    if (left != nullptr && left->form == VerbForm::finite && scene.is_cue(scene.places.verb[verb.tokens.first - 1]))
      return true;
  }
  if (!rule.belief && verb.negated) return true;
  if (!verb.modal.empty() && one_of(scene.rules.silent_modals, verb.modal) && rule.name != "want") return true;
  if (one_of(scene.rules.hypothetical, verb.introduced_by)) return true;
  if (verb.form == VerbForm::infinitive) return rule.stance != Stance::demands || rule.refine;
  return verb.form == VerbForm::participle && !verb.perfect;
}

/// The rest of an interrupted quotation: "…," said X, "…"
std::optional<TokenRange> quotation_after_source(const ClaimScene& scene, const Cue& cue, std::uint32_t from) {
  const std::uint32_t limit = scene.sentence_of(cue.head).last;
  for (std::uint32_t t = from; t + 1 < limit; ++t)
    if ((scene.is_comma(t) || scene.is(t, ":")) && scene.is_quote_mark(t + 1) && scene.places.quotation[t + 1] >= 0 &&
        scene.places.quoted[static_cast<std::size_t>(scene.places.quotation[t + 1])].first == t + 1)
      return quotation_from(scene, cue, t + 1);
  return std::nullopt;
}

/// "Warning that food would run out, the envoy left": the content ends at the comma before the one who warns.
std::optional<TokenRange> cut_at_main_clause(const ClaimScene& scene, TokenRange content, ClaimSpans& spans) {
  const std::int32_t first = scene.finite_verb_in(content);
  if (first < 0) return std::nullopt;
  for (std::uint32_t t = scene.document.verbs[static_cast<std::size_t>(first)].tokens.last; t + 1 < content.last; ++t) {
    const std::int32_t m = scene.is_comma(t) ? scene.places.mention[t + 1] : -1;
    if (m < 0 || scene.document.mentions[static_cast<std::size_t>(m)].kind == MentionKind::place) continue;
    spans.source = source_from(scene, t + 1, std::min(content.last, t + 40));
    spans.source_phrase = scene.places.phrase[t + 1];
    return scene.trimmed({content.first, t});
  }
  return std::nullopt;
}

/// Content of a statement in any order of source, cue and words.
std::optional<ClaimSpans> spoken(const ClaimScene& scene, const Cue& cue, ClaimSpans spans) {
  const VerbGroup& verb = scene.document.verbs[static_cast<std::size_t>(cue.verb)];
  const bool source_later = spans.source.first >= verb.tokens.last;
  const bool inverted = source_later && spans.source.first <= cue.tokens.last;
  const std::uint32_t attribution = source_later ? verb.tokens.first : spans.source.first;
  const bool quote_before =
      attribution > 0 &&
      scene.is_quote_mark(attribution - (scene.is_comma(attribution - 1) ? std::min(attribution, 2U) : 1U)) &&
      scene.places.quotation[attribution - 1 - (scene.is_comma(attribution - 1) && attribution > 1 ? 1 : 0)] >= 0;
  std::optional<TokenRange> after =
      inverted ? quotation_after_source(scene, cue, spans.source.last) : content_after(scene, cue);
  if (after && source_later && !inverted && after->contains(spans.source.first))
    after = cut_at_main_clause(scene, *after, spans);
  const bool quoted_after = after && scene.places.quotation[after->first] >= 0;
  if (quote_before && after && !quoted_after && scene.at(after->first).pos == Pos::adp) after.reset();
  std::optional<TokenRange> before;
  const bool may_precede = verb.form == VerbForm::finite && !cue.rule->object && !(cue.rule->belief && !quote_before);
  if (may_precede && (!after || (quote_before && quoted_after))) before = content_before(scene, attribution);
  if (cue.rule->quoted_only) {
    if (before && scene.places.quotation[before->first] < 0) before.reset();
    if (after && !quoted_after) after.reset();
  }
  if (before) spans.content.push_back(*before);
  if (after && (!before || after->first > before->last)) spans.content.push_back(*after);
  if (spans.content.empty()) return std::nullopt;
  return spans;
}

}  // namespace

TokenRange without_relative_aside(const ClaimScene& scene, TokenRange range) {
  for (std::uint32_t t = range.first + 1; t + 2 < range.last; ++t) {
    if (!scene.is_comma(t)) continue;
    const std::uint32_t next = scene.at(t + 1).pos == Pos::adp ? t + 2 : t + 1;
    if (scene.at(next).tag == "WDT" || scene.at(next).tag == "WP" || scene.at(next).tag == "WRB")
      return {range.first, t};
  }
  return range;
}

TokenRange inside_marks(const ClaimScene& scene, std::size_t quotation) {
  TokenRange range = scene.places.quoted[quotation];
  if (!range.empty() && scene.is_quote_mark(range.first)) ++range.first;
  if (!range.empty() && scene.is_quote_mark(range.last - 1)) --range.last;
  return range;
}

std::uint32_t content_end(const ClaimScene& scene, const Cue& cue, std::uint32_t start) {
  const std::uint32_t limit = scene.sentence_of(start).last;
  const std::int32_t around = scene.places.quotation[start];
  const bool inside = around >= 0 && scene.places.quoted[static_cast<std::size_t>(around)].first < start;
  std::uint32_t t = start;
  for (; t < limit; ++t) {
    const std::int32_t q = scene.places.quotation[t];
    if (inside && q != around) break;  // the quotation in which it was said ends
    if (!inside && q >= 0) {
      const TokenRange quoted = scene.places.quoted[static_cast<std::size_t>(q)];
      if (quoted.first >= start) {
        t = std::max(t, std::min(quoted.last, limit) - 1);
        continue;
      }
    }
    if (scene.is(t, ";")) break;
    const bool pause = scene.is_comma(t) || scene.is_dash(t);
    if (t == start || t + 1 >= limit) continue;
    if (pause && contrasts(scene, t + 1, limit)) break;
    if (pause && next_statement(scene, cue, t + 1, limit, true)) break;
    if (resumes_main_clause(scene, cue, start, t, limit)) break;
    if (scene.is_comma(t) && opens_attribution(scene, cue, t, limit)) break;
    if (scene.at(t).pos == Pos::cconj && next_statement(scene, cue, t, limit, false)) break;
  }
  TokenRange range{start, t};
  while (!range.empty() && scene.is_quote_mark(range.last - 1)) {
    const std::int32_t q = scene.places.quotation[range.last - 1];
    if (q >= 0 && scene.places.quoted[static_cast<std::size_t>(q)].first >= start) break;
    --range.last;
  }
  while (!range.empty() && (scene.is_comma(range.last - 1) || scene.is_end_mark(range.last - 1) ||
                            scene.is_dash(range.last - 1) || scene.at(range.last - 1).pos == Pos::cconj))
    --range.last;
  return range.last;
}

std::optional<ClaimSpans> spans_of_verb(const ClaimScene& scene, Cue& cue) {
  const VerbGroup& verb = scene.document.verbs[static_cast<std::size_t>(cue.verb)];
  if (silent(scene, verb, *cue.rule)) return std::nullopt;
  if (verb.passive && verb.agent < 0) return std::nullopt;
  ClaimSpans spans;
  spans.source = subject_source(scene, static_cast<std::size_t>(cue.verb), spans.source_phrase);
  if (spans.source.empty()) return std::nullopt;
  if (scene.places.quotation[spans.source.first] >= 0 && spans.source.size() == 1 &&
      one_of(scene.rules.self, scene.at(spans.source.first).lower))
    return std::nullopt;  // "I think" inside what somebody says
  if (cue.rule->clause && !verb.passive)
    if (auto found = spoken(scene, cue, spans)) return found;
  if (!cue.rule->object && !cue.rule->infinitive && !cue.rule->gerund && cue.rule->prepositions.empty())
    return std::nullopt;
  if (spans.source.first >= cue.tokens.last && !verb.passive && verb.form == VerbForm::finite) return std::nullopt;
  auto content = object_after(scene, cue);
  if (!content) return std::nullopt;
  if (cue.rule->object) absorb_expressed(scene, cue, *content);
  spans.content.push_back(*content);
  return spans;
}

}  // namespace parley
