// Sources of claims: from the subject of a cue to the longest noun phrase as written. See claim_spans.h.
#include "reading/claim_spans.h"

namespace parley {
namespace {

constexpr std::uint32_t kLongestSource = 40;  // words; a longer stretch is no noun phrase but a wrong subject

bool is_relative(const ClaimScene& scene, std::uint32_t token) {
  return one_of(scene.rules.relatives, scene.at(token).lower);
}

/// Leftmost phrase of a chain "A of B in C", given C.
std::int32_t chain_start(const ClaimScene& scene, std::int32_t phrase) {
  const auto& phrases = scene.document.phrases;
  for (int steps = 0; phrase > 0 && steps < 6; ++steps) {
    const NounPhrase& here = phrases[static_cast<std::size_t>(phrase)];
    const NounPhrase& left = phrases[static_cast<std::size_t>(phrase) - 1];
    if (left.sentence != here.sentence || left.tokens.last > here.tokens.first) return phrase;
    const std::uint32_t gap = here.tokens.first - left.tokens.last;
    const bool coordinated = gap == 1 && scene.at(left.tokens.last).pos == Pos::cconj && left.tokens.first > 0 &&
                             scene.at(left.tokens.first - 1).pos == Pos::adp;  // "of A from B and C"
    const bool joined = coordinated || (gap == 1 && scene.at(left.tokens.last).pos == Pos::adp);
    if (!joined && !(left.possessive && gap <= 1)) return phrase;
    if (joined && scene.timex[left.head] >= 0) return phrase;  // "three days after the minister said …"
    --phrase;
  }
  return phrase;
}

/// The whole of the phrase: its mention may reach further ("X, a professor at Y").
TokenRange with_mention(const ClaimScene& scene, TokenRange range, std::uint32_t limit) {
  for (std::uint32_t t = range.first; t < range.last; ++t) {
    const std::int32_t m = scene.places.mention[t];
    if (m < 0) continue;
    const TokenRange tokens = scene.document.mentions[static_cast<std::size_t>(m)].tokens;
    if (tokens.first < range.first && tokens.first + 12 > range.first) range.first = tokens.first;
    if (tokens.last > range.last && tokens.last <= limit) range.last = tokens.last;
  }
  return range;
}

/// Cuts an aside ("X, who arrived on Friday,") unless it is why the source has no name.
TokenRange without_aside(const ClaimScene& scene, TokenRange range) {
  if (scene.rules.anonymity.in(scene.document, range)) return range;
  for (std::uint32_t t = range.first + 1; t + 1 < range.last; ++t) {
    if (!scene.is_comma(t) && !scene.is_dash(t)) continue;
    const VerbGroup* verb = scene.verb_at(t + 1);
    const bool participle = verb != nullptr && verb->tokens.first == t + 1;
    if (is_relative(scene, t + 1) || participle || scene.at(t + 1).pos == Pos::sconj) return {range.first, t};
    // "X of the group Y, in Geneva for talks": a phrase of place after a comma
    if (scene.at(t + 1).pos == Pos::adp && scene.timex[t + 1] < 0) return {range.first, t};
  }
  return range;
}

TokenRange without_edges(const ClaimScene& scene, TokenRange range) {
  while (range.size() > 1) {
    const std::uint32_t t = range.last - 1;
    if (scene.is(t, ")"))  // "the news agency (MENA)"
      for (std::uint32_t k = range.first; k < t; ++k)
        if (scene.is(k, "(")) return range;
    const Pos pos = scene.at(t).pos;
    const bool loose = is_relative(scene, t) || pos == Pos::adv || pos == Pos::punct || pos == Pos::cconj ||
                       pos == Pos::adp || pos == Pos::sconj;
    if (!loose && scene.timex[t] < 0) break;
    --range.last;
  }
  while (range.size() > 1 && (scene.at(range.first).pos == Pos::punct || scene.at(range.first).pos == Pos::cconj))
    ++range.first;
  return range;
}

/// Antecedent of a relative clause's subject, by position: the phrase chain before the relative word.
std::int32_t phrase_before(const ClaimScene& scene, std::uint32_t token) {
  const std::uint32_t first = scene.sentence_of(token).first;
  for (std::uint32_t t = token; t-- > first;)
    if (scene.places.phrase[t] >= 0) return scene.places.phrase[t];
  return -1;
}

std::int32_t borrowed_subject(const ClaimScene& scene, std::size_t index) {
  const VerbGroup& verb = scene.document.verbs[index];
  for (std::size_t k = index; k-- > 0;) {  // first choice: the cue before it ("said …, adding that …")
    const VerbGroup& before = scene.document.verbs[k];
    if (before.sentence != verb.sentence || index - k > 12) break;
    if (before.subject >= 0 && before.form == VerbForm::finite && !scene.cues[k].empty()) return before.subject;
  }
  for (std::size_t k = index; k-- > 0;) {
    const VerbGroup& before = scene.document.verbs[k];
    if (before.sentence != verb.sentence || index - k > 12) break;
    if (before.subject >= 0 && before.form == VerbForm::finite) return before.subject;
  }
  return -1;
}

}  // namespace

TokenRange source_from(const ClaimScene& scene, std::uint32_t token, std::uint32_t limit) {
  std::uint32_t end = token;
  const bool anonymous = scene.rules.anonymity.in(scene.document, {token, limit});
  while (end < limit) {
    const bool after_comma = scene.is_comma(end);
    const std::uint32_t next = end + (after_comma ? 1 : 0);
    if (scene.is_end_mark(end) || scene.is(end, ";") || scene.is(end, ":") || scene.is_dash(end) ||
        scene.is_quote_mark(end))
      break;
    if (next >= limit || (after_comma && scene.is_quote_mark(next))) break;
    if (end > token && !anonymous) {
      if (scene.timex[end] >= 0 || scene.rules.skipped.at(scene.document, next, limit).length > 1) break;
      const VerbGroup* verb = scene.verb_at(next);
      if (after_comma && (verb != nullptr || is_relative(scene, next) || scene.at(next).pos == Pos::sconj)) break;
      if (after_comma && scene.at(next).pos == Pos::cconj && scene.verb_from(next + 1, limit) >= 0) break;
      // "said Go during a press conference": what follows a name after a preposition is a circumstance
      const std::int32_t m = scene.places.mention[end - 1];
      const bool name = m >= 0 && scene.document.mentions[static_cast<std::size_t>(m)].kind == MentionKind::person;
      if (name && scene.at(end).pos == Pos::adp && !one_of(scene.rules.genitives, scene.at(end).lower) &&
          scene.places.mention[end] != m)
        break;
    }
    ++end;
  }
  return without_edges(scene, {token, end});
}

const VerbGroup* quoting_verb(const ClaimScene& scene, const VerbGroup& verb) {
  const std::uint32_t first = verb.tokens.first;
  if (verb.form != VerbForm::gerund || first < 2 || !one_of(scene.rules.quoting_marks, scene.at(first - 1).lower))
    return nullptr;
  const TokenRange sentence = scene.sentence_of(first);
  for (std::uint32_t t = first - 1; t-- > sentence.first && first - t < 25;) {
    const VerbGroup* quotes = scene.verb_at(t);
    if (quotes != nullptr && one_of(scene.rules.quoting_verbs, scene.at(quotes->head).lemma)) return quotes;
  }
  return nullptr;
}

namespace {

/// '…, who left on Friday, said': the phrase before the aside that ends at the comma before the verb.
std::int32_t subject_before_aside(const ClaimScene& scene, const VerbGroup& verb) {
  const TokenRange sentence = scene.sentence_of(verb.head);
  if (verb.tokens.first < sentence.first + 3) return -1;
  for (std::uint32_t t = verb.tokens.first - 1; t-- > sentence.first + 1;)
    if (scene.is_comma(t)) return scene.places.phrase[t - 1];
  return -1;
}

/// "The agency quoted the envoy as saying": who is quoted.
std::int32_t quoted_person(const ClaimScene& scene, const VerbGroup& verb) {
  const VerbGroup* quotes = quoting_verb(scene, verb);
  if (quotes == nullptr) return -1;
  if (quotes->passive) return quotes->subject;
  return quotes->object >= 0 ? quotes->object : scene.places.phrase[quotes->tokens.last];
}

/// "X, who heads Y, says": with a comma before the verb, the phrase before the relative clause that the comma closes.
std::int32_t subject_before_relative(const ClaimScene& scene, std::size_t index) {
  const VerbGroup& verb = scene.document.verbs[index];
  const std::uint32_t first = verb.tokens.first;
  if (verb.form != VerbForm::finite || first == 0 || !scene.is_comma(first - 1)) return -1;
  for (std::size_t k = index; k-- > 0 && index - k < 6;) {
    const VerbGroup& before = scene.document.verbs[k];
    if (before.sentence != verb.sentence) return -1;
    if (before.form != VerbForm::finite) continue;
    const std::uint32_t start = before.clause.first;
    if (!one_of(scene.rules.relatives, before.introduced_by) || start < 2 || !scene.is_comma(start - 1)) return -1;
    const std::int32_t phrase = scene.places.phrase[start - 2];
    return phrase < 0 ? -1 : chain_start(scene, phrase);
  }
  return -1;
}

/// "Donors meeting this week pledged": a time is no subject.
std::int32_t subject_before_time(const ClaimScene& scene, std::int32_t phrase) {
  const std::uint32_t first = scene.document.phrases[static_cast<std::size_t>(phrase)].tokens.first;
  if (first == 0) return phrase;
  const VerbGroup* left = scene.verb_at(first - 1);
  if (left != nullptr && left->subject >= 0) return left->subject;
  const std::int32_t before = phrase_before(scene, first);
  return before >= 0 ? before : phrase;
}

/// The subject that the language stage gives, put right where a cue shows that it cannot be.
std::int32_t subject_of_cue(const ClaimScene& scene, std::size_t index) {
  const VerbGroup& verb = scene.document.verbs[index];
  std::int32_t phrase = verb.subject;
  const std::uint32_t first = verb.tokens.first;
  if (const std::int32_t quoted = quoted_person(scene, verb); quoted >= 0) return quoted;
  if (const std::int32_t before = subject_before_relative(scene, index); before >= 0) return before;
  const bool coordinated = first > 0 && scene.at(first - 1).pos == Pos::cconj && verb.form == VerbForm::finite;
  const bool trailing =
      first > 0 && verb.form == VerbForm::gerund && (scene.is_comma(first - 1) || scene.is_dash(first - 1));
  if (phrase < 0 || coordinated || trailing) {
    const std::int32_t borrowed = borrowed_subject(scene, index);
    if (borrowed >= 0) phrase = borrowed;
  }
  if (phrase < 0) return -1;
  const NounPhrase& subject = scene.document.phrases[static_cast<std::size_t>(phrase)];
  if (subject.tokens.first >= verb.tokens.last && verb.form == VerbForm::finite) {
    const TokenRange sentence = scene.sentence_of(verb.head);
    const std::int32_t next = scene.verb_from(subject.tokens.last, sentence.last);
    const bool clause = next >= 0 && scene.document.verbs[static_cast<std::size_t>(next)].form == VerbForm::finite;
    if (clause && first > sentence.first && scene.is_comma(first - 1)) return subject_before_aside(scene, verb);
  }
  return scene.timex[subject.head] >= 0 ? subject_before_time(scene, phrase) : phrase;
}

/// "Attacks by residents demanding": a participle belongs to the noun right before it, a day passed over.
std::int32_t noun_before_participle(const ClaimScene& scene, const VerbGroup& verb) {
  if (verb.form != VerbForm::gerund || verb.tokens.first == 0) return -1;
  const std::int32_t left = scene.places.phrase[verb.tokens.first - 1];
  if (left <= 0) return left;
  const bool day = scene.timex[verb.tokens.first - 1] >= 0 &&
                   scene.document.phrases[static_cast<std::size_t>(left)].tokens.size() == 1;
  return day ? left - 1 : left;
}

/// From the phrase to the words before the verb, as far as they belong to it.
TokenRange up_to_verb(const ClaimScene& scene, const VerbGroup& verb, TokenRange range) {
  const std::uint32_t stop = verb.tokens.first;
  if (stop > range.last && stop - range.first <= kLongestSource) {
    const std::int32_t between = scene.finite_verb_in({range.last, stop});
    const bool subordinate =
        between >= 0 && !scene.document.verbs[static_cast<std::size_t>(between)].introduced_by.empty();
    const bool relative = subordinate && is_relative(scene, range.last);
    const bool aside = between >= 0 && !subordinate && scene.is_comma(range.last);
    if (between < 0 || relative || aside) range.last = stop;
  }
  if (range.last > stop) range.last = std::max(range.first + 1, stop);
  return without_edges(scene, without_aside(scene, range));
}

/// The whole source whose phrase is given; `phrase` becomes the first of its chain.
TokenRange source_of(const ClaimScene& scene, std::size_t index, std::int32_t& phrase) {
  const VerbGroup& verb = scene.document.verbs[index];
  const auto& phrases = scene.document.phrases;
  const TokenRange own = phrases[static_cast<std::size_t>(phrase)].tokens;
  if (own.size() == 1 && is_relative(scene, own.first)) {
    phrase = phrase_before(scene, own.first);
    if (phrase < 0) return {};
  }
  const std::int32_t noun = noun_before_participle(scene, verb);
  if (noun >= 0) phrase = noun;
  const std::int32_t start = noun >= 0 ? phrase : chain_start(scene, phrase);
  const TokenRange head = phrases[static_cast<std::size_t>(start)].tokens;
  const TokenRange tail = phrases[static_cast<std::size_t>(phrase)].tokens;
  phrase = start;
  const std::uint32_t limit = scene.sentence_of(verb.head).last;
  const TokenRange range = with_mention(scene, {head.first, tail.last}, limit);
  if (range.first > verb.tokens.last - 1) return source_from(scene, range.first, limit);  // inverted
  return up_to_verb(scene, verb, range);
}

}  // namespace

TokenRange subject_source(const ClaimScene& scene, std::size_t verb, std::int32_t& phrase) {
  phrase = scene.document.verbs[verb].passive ? scene.document.verbs[verb].agent : subject_of_cue(scene, verb);
  return phrase < 0 ? TokenRange{} : source_of(scene, verb, phrase);
}

TokenRange grammatical_subject(const ClaimScene& scene, std::size_t verb) {
  std::int32_t phrase = scene.document.verbs[verb].subject;
  return phrase < 0 ? TokenRange{} : source_of(scene, verb, phrase);
}

}  // namespace parley
