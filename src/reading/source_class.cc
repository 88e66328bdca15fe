// See source_class.h.
#include "reading/source_class.h"

#include <algorithm>

#include "reading/actors.h"

namespace parley {
namespace {

/// Mention that the source is: the one at the phrase's head, else the first that is not a place.
std::int32_t mention_of(const ClaimScene& scene, const ClaimSpans& spans) {
  if (spans.source_phrase >= 0) {
    const NounPhrase& phrase = scene.document.phrases[static_cast<std::size_t>(spans.source_phrase)];
    for (std::uint32_t t = phrase.tokens.last; t-- > phrase.tokens.first;) {
      const std::int32_t m = scene.places.mention[t];
      if (m >= 0 && scene.document.mentions[static_cast<std::size_t>(m)].kind != MentionKind::place) return m;
    }
  }
  for (std::uint32_t t = spans.source.first; t < spans.source.last; ++t) {
    const std::int32_t m = scene.places.mention[t];
    if (m >= 0 && scene.document.mentions[static_cast<std::size_t>(m)].kind != MentionKind::place) return m;
  }
  return -1;
}

/// Head noun of the source's first noun phrase.
std::uint32_t head_noun(const ClaimScene& scene, const ClaimSpans& spans) {
  const std::int32_t p = spans.source_phrase >= 0 ? spans.source_phrase : scene.places.phrase[spans.source.first];
  if (p >= 0) {
    std::int32_t last = p;  // "Iran's ministry": the possessor is not the head
    const auto& phrases = scene.document.phrases;
    while (phrases[static_cast<std::size_t>(last)].possessive && static_cast<std::size_t>(last) + 1 < phrases.size() &&
           phrases[static_cast<std::size_t>(last) + 1].tokens.last <= spans.source.last)
      ++last;
    const NounPhrase& own = phrases[static_cast<std::size_t>(last)];
    std::uint32_t head = own.head;  // "a resolution Friday": the day is not the head
    while (head > own.tokens.first && scene.timex[head] >= 0) --head;
    return head;
  }
  return spans.source.last - 1;
}

SourceClass class_of_noun(const ClaimScene& scene, std::uint32_t head, SourceClass fallback) {
  const std::string& lemma = scene.at(head).lemma;
  const std::string& word = scene.at(head).lower;
  const auto in = [&](const std::vector<std::string>& list) { return one_of(list, lemma) || one_of(list, word); };
  if (in(scene.rules.document_nouns)) return SourceClass::document;
  if (in(scene.rules.media_nouns)) return SourceClass::media;
  const std::int32_t p = scene.places.phrase[head];
  const bool bare = p >= 0 && scene.document.phrases[static_cast<std::size_t>(p)].tokens.size() <= 2;  // "the agency"
  if (bare && in(scene.rules.media_when_news) && scene.first_medium < head) return SourceClass::media;
  if (in(scene.rules.group_nouns)) return SourceClass::group;
  return fallback;
}

/// ", Anders Vogel": two capitalised names that no list knows, after a comma.
bool named_after_comma(const ClaimScene& scene, std::uint32_t comma) {
  if (comma + 2 >= scene.document.tokens.size() || !scene.is_comma(comma)) return false;
  for (std::uint32_t t = comma + 1; t < comma + 3; ++t)
    if (scene.at(t).pos != Pos::propn || scene.places.mention[t] >= 0 || scene.timex[t] >= 0) return false;
  return scene.at(comma + 1).capital;
}

/// "Senate leader Mary Holm": the last two words are a name that no list knows.
bool ends_in_name(const ClaimScene& scene, const ClaimSpans& spans) {
  if (spans.source.size() < 3) return false;
  for (std::uint32_t t = spans.source.last - 2; t < spans.source.last; ++t) {
    const bool name = scene.at(t).pos == Pos::propn && scene.at(t).capital && scene.places.mention[t] < 0;
    const bool known =
        one_of(scene.rules.group_nouns, scene.at(t).lower) || one_of(scene.rules.media_nouns, scene.at(t).lower);
    if (!name || known || scene.timex[t] >= 0) return false;
  }
  const std::int32_t m = scene.places.mention[spans.source.last - 3];
  return scene.at(spans.source.last - 3).pos == Pos::noun || scene.at(spans.source.last - 3).pos == Pos::propn ||
         m >= 0;
}

/// A name in apposition: "the chief negotiator, A B", "spokesman A B", not "a spokesman for A B".
bool has_name(const ClaimScene& scene, const ClaimSpans& spans) {
  for (std::uint32_t t = spans.source.first; t < spans.source.last; ++t) {
    const std::int32_t m = scene.places.mention[t];
    if (m < 0) continue;
    const Mention& mention = scene.document.mentions[static_cast<std::size_t>(m)];
    const bool here = mention.kind == MentionKind::person && mention.head.first == t && !mention.possessive;
    if (here && t > 0 && scene.at(t - 1).pos != Pos::adp && scene.at(t - 1).pos != Pos::cconj) return true;
  }
  for (std::uint32_t t = spans.source.first; t + 2 < spans.source.last; ++t)
    if (named_after_comma(scene, t)) return true;
  return ends_in_name(scene, spans);
}

/// A capitalised word that some name of the report holds, or that no list knows: a name.
bool looks_named(const ClaimScene& scene, std::uint32_t head) {
  return scene.at(head).pos == Pos::propn && scene.at(head).capital;
}

SourceClass classify(const ClaimScene& scene, const ClaimSpans& spans) {
  const std::uint32_t head = head_noun(scene, spans);
  if (class_of_noun(scene, head, SourceClass::none) == SourceClass::document) return SourceClass::document;
  if (has_name(scene, spans)) return SourceClass::named;
  const std::int32_t m = mention_of(scene, spans);
  if (m < 0) return class_of_noun(scene, head, looks_named(scene, head) ? SourceClass::named : SourceClass::role);
  const Mention& mention = scene.document.mentions[static_cast<std::size_t>(m)];
  if (mention.kind == MentionKind::person || mention.kind == MentionKind::pronoun || mention.kind == MentionKind::media)
    return class_of_mention(scene, static_cast<std::size_t>(m));
  const bool is_head = mention.head.contains(head) || mention.tokens.contains(head);
  const SourceClass own = class_of_mention(scene, static_cast<std::size_t>(m));
  if (own == SourceClass::group && mention.tokens.contains(spans.source.first) &&
      mention.tokens.last >= spans.source.last)
    return own;
  if (is_head && own == SourceClass::group && scene.at(head).pos == Pos::propn)
    return class_of_noun(scene, head, own) == SourceClass::media ? SourceClass::media : own;
  return class_of_noun(scene, head, is_head && !mention.adjectival ? own : SourceClass::role);
}

/// Why the source has no name, in the report's words.
std::string anonymity_reason(const ClaimScene& scene, const Cue& cue, const ClaimSpans& spans) {
  const TokenRange sentence = scene.sentence_of(cue.head);
  const std::uint32_t at = scene.rules.anonymity.find(scene.document, sentence);
  if (at >= sentence.last) return {};
  bool in_content = false;
  for (TokenRange content : spans.content) in_content = in_content || content.contains(at);
  if (in_content) return {};
  for (std::uint32_t t = at; t < sentence.last; ++t) {
    if (scene.rules.reasons.at(scene.document, t, sentence.last).length == 0) continue;
    std::uint32_t end = t;
    while (end < sentence.last && !scene.is_end_mark(end) && !scene.is_quote_mark(end)) ++end;
    return std::string(scene.document.words(scene.trimmed({t, end})));
  }
  const std::uint32_t length = scene.rules.anonymity.at(scene.document, at, sentence.last).length;
  return std::string(scene.document.words({at, at + length}));
}

/// Who the words name, but not where he is posted.
std::vector<ActorRef> actors_of_source(const Document& d, TokenRange source) {
  for (const NounPhrase& np : d.phrases_in(source)) {
    const auto p = static_cast<std::size_t>(&np - d.phrases.data());
    if (np.tokens.first == source.first || !is_posting(d, p)) continue;
    std::vector<ActorRef> out = actors_in(d, {source.first, np.tokens.first});
    for (ActorRef& a : actors_in(d, {std::min(np.tokens.last, source.last), source.last})) out.push_back(std::move(a));
    return out;
  }
  std::vector<ActorRef> out = actors_in(d, source);
  const auto unknown = [](const ActorRef& a) { return a.code == "UNK"; };
  if (!std::all_of(out.begin(), out.end(), unknown)) std::erase_if(out, unknown);  // "an aide to Norway's [minister]"
  return out;
}

}  // namespace

SourceClass class_of_mention(const ClaimScene& scene, std::size_t mention) {
  const auto& mentions = scene.document.mentions;
  switch (mentions[mention].kind) {
    case MentionKind::person:
      return SourceClass::named;
    case MentionKind::role: {
      const std::uint32_t end = mentions[mention].tokens.last;
      return named_after_comma(scene, end) ? SourceClass::named : SourceClass::role;
    }
    case MentionKind::media:
      return SourceClass::media;
    case MentionKind::pronoun:
      break;
    default:
      return SourceClass::group;
  }
  for (std::size_t k = mention; k-- > 0 && mention - k < 200;)
    if (mentions[k].kind != MentionKind::pronoun && mentions[k].kind != MentionKind::place &&
        mentions[k].name == mentions[mention].name)
      return class_of_mention(scene, k);
  return mentions[mention].plural ? SourceClass::role : SourceClass::named;
}

bool cannot_speak(const ClaimScene& scene, const ClaimSpans& spans) {
  if (spans.source.empty()) return false;
  const std::uint32_t head = head_noun(scene, spans);
  const std::int32_t m = mention_of(scene, spans);
  if (m >= 0 && scene.document.mentions[static_cast<std::size_t>(m)].tokens.contains(head)) return false;
  return one_of(scene.rules.never, scene.at(head).lower) || one_of(scene.rules.never, scene.at(head).lemma);
}

void describe_source(const ClaimScene& scene, const Cue& cue, const ClaimSpans& spans, Claim& claim) {
  if (spans.source.empty()) {
    claim.source_class = SourceClass::none;
    return;
  }
  const Span span = scene.document.span_of(spans.source);
  claim.source = std::string(scene.document.words(spans.source));
  claim.spans.push_back({"source", span, 0, 0});
  claim.source_class = cue.rule != nullptr && cue.rule->document && spans.source.contains(cue.head)
                           ? SourceClass::document
                           : classify(scene, spans);
  claim.actors = actors_of_source(scene.document, spans.source);
  if (claim.actors.empty() && spans.source_phrase >= 0)
    claim.actors = actors_of_phrase(scene.document, spans.source_phrase);
  if (claim.actors.empty()) claim.actors.push_back({claim.source, "UNK", {}});
  if (cue.rule != nullptr) claim.anonymity_reason = anonymity_reason(scene, cue, spans);
}

}  // namespace parley
