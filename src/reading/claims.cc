// See claims.h.
#include "reading/claims.h"

#include <algorithm>

#include "reading/actors.h"
#include "reading/claim_spans.h"
#include "reading/learned_claims.h"
#include "reading/quotations.h"
#include "reading/source_class.h"
#include "reading/stance.h"

namespace parley {
namespace {

/// A claim with its places, before it is written out.
struct Draft {
  Cue cue;
  ClaimSpans spans;
  std::int32_t like = -1;  // goes on from this draft: same source and class
};

void add_verb_cues(const ClaimScene& scene, std::vector<Draft>& drafts) {
  for (std::size_t v = 0; v < scene.document.verbs.size(); ++v) {
    const VerbGroup& verb = scene.document.verbs[v];
    for (const CueRule* rule : scene.cues[v]) {
      Cue cue{rule, {verb.tokens.first, scene.cue_last[v]}, verb.head, static_cast<std::int32_t>(v), verb.sentence};
      auto spans = spans_of_verb(scene, cue);
      if (!spans || cannot_speak(scene, *spans)) continue;
      drafts.push_back({cue, std::move(*spans), -1});
      break;
    }
    if (!drafts.empty() && drafts.back().cue.verb == static_cast<std::int32_t>(v)) continue;
    const std::uint32_t limit = scene.sentence_of(verb.head).last;
    scene.rules.impersonals.for_each(
        [&](std::uint32_t i) {
          return verb.head + i < limit ? std::string_view(scene.at(verb.head + i).lower) : std::string_view{};
        },
        [&](PhraseTable::Match m) {
          Cue cue{&scene.rules.rules[m.payload],
                  {verb.tokens.first, verb.head + m.length},
                  verb.head,
                  static_cast<std::int32_t>(v),
                  verb.sentence};
          if (auto spans = spans_of_impersonal(scene, cue)) drafts.push_back({cue, std::move(*spans), -1});
        });
  }
}

void add_noun_cues(const ClaimScene& scene, std::vector<Draft>& drafts) {
  for (const Sentence& sentence : scene.document.sentences)
    for (std::uint32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
      const auto s = static_cast<std::uint32_t>(scene.places.sentence[t]);
      if (const auto match = scene.rules.prepositions.at(scene.document, t, sentence.tokens.last); match.length > 0) {
        Cue cue{&scene.rules.rules[match.payload], {t, t + match.length}, t, -1, s};
        if (auto spans = spans_of_preposition(scene, cue)) drafts.push_back({cue, std::move(*spans), -1});
      }
      const auto adjective = scene.rules.adjectives.longest(
          [&](std::uint32_t i) { return i == 0 ? std::string_view(scene.at(t).lower) : std::string_view{}; });
      if (adjective.length > 0) {
        Cue cue{&scene.rules.rules[adjective.payload], {t, t + 1}, t, -1, s};
        if (auto spans = spans_of_adjective(scene, cue)) drafts.push_back({cue, std::move(*spans), -1});
      }
      if (scene.at(t).pos != Pos::noun) continue;
      const auto match = scene.rules.nouns.longest(
          [&](std::uint32_t i) { return i == 0 ? std::string_view(scene.at(t).lemma) : std::string_view{}; });
      if (match.length == 0) continue;
      Cue cue{&scene.rules.rules[match.payload], {t, t + 1}, t, -1, s};
      if (auto spans = spans_of_noun(scene, cue)) drafts.push_back({cue, std::move(*spans), -1});
    }
}

constexpr std::int32_t kSure = 150;       // margin from which the tagger stands alone, in 1/20 of log-odds
constexpr std::uint32_t kLongestCue = 4;  // words; longer cues of its corpus are plans and efforts, not statements

/// "The agency quoted the envoy as saying …": the verb that quotes, of a claim of the envoy; else nullptr.
const VerbGroup* quoted_by(const ClaimScene& scene, const Draft& draft) {
  if (draft.cue.verb < 0) return nullptr;
  return quoting_verb(scene, scene.document.verbs[static_cast<std::size_t>(draft.cue.verb)]);
}

/// Attributions of which the tagger is sure and whose cue the rules do not know.
void add_learned(const ClaimScene& scene, std::vector<Draft>& drafts) {
  const std::size_t by_rules = drafts.size();
  for (LearnedClaim& learned : learned_claims(scene)) {
    const auto known = [&](const Draft& d) {
      const VerbGroup* quotes = quoted_by(scene, d);
      return d.cue.tokens.overlaps(learned.cue.tokens) || (quotes != nullptr && quotes->head == learned.cue.head);
    };
    if (learned.margin < kSure ||
        std::any_of(drafts.begin(), drafts.begin() + static_cast<std::ptrdiff_t>(by_rules), known))
      continue;
    drafts.push_back({learned.cue, std::move(learned.spans), -1});
  }
}

/// The draft whose content holds the cue of another, the narrowest; -1 if none. Drafts are in order of their first
/// word.
std::int32_t outer_of(const std::vector<Draft>& drafts, std::size_t inner) {
  std::int32_t best = -1;
  const std::uint32_t head = drafts[inner].cue.head;
  const std::size_t from = inner > 24 ? inner - 24 : 0;
  for (std::size_t k = from; k < std::min(drafts.size(), inner + 24); ++k) {
    if (k == inner) continue;
    for (TokenRange content : drafts[k].spans.content)
      if (content.contains(head) &&
          (best < 0 || content.size() < drafts[static_cast<std::size_t>(best)].spans.content[0].size()))
        best = static_cast<std::int32_t>(k);
  }
  return best;
}

/// "he thinks", "it wants" inside what he or it says is part of the saying.
bool repeats_speaker(const ClaimScene& scene, const std::vector<Draft>& drafts, std::size_t i) {
  const Draft& draft = drafts[i];
  const bool inward = draft.cue.rule->belief || draft.cue.rule->needs == std::vector<std::string>{"to"};
  if (draft.cue.verb < 0) return false;
  const VerbForm form = scene.document.verbs[static_cast<std::size_t>(draft.cue.verb)].form;
  if (form != VerbForm::finite &&
      quoted_by(scene, draft) == nullptr) {  // "praised donors for pledging …": part of the praise
    const std::int32_t outer = outer_of(drafts, i);
    if (outer >= 0 && !drafts[static_cast<std::size_t>(outer)].cue.rule->clause) return true;
  }
  if (!inward || draft.spans.source.size() != 1) return false;
  return scene.at(draft.spans.source.first).pos == Pos::pron && outer_of(drafts, i) >= 0;
}

/// In order of place, without those whose words came to nothing.
void order(std::vector<Draft>& drafts) {
  std::erase_if(drafts, [](const Draft& d) {
    return d.spans.content.empty() ||
           std::any_of(d.spans.content.begin(), d.spans.content.end(), [](TokenRange r) { return r.empty(); });
  });
  std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    const std::uint32_t x = std::min(a.cue.tokens.first, a.spans.content.front().first);
    const std::uint32_t y = std::min(b.cue.tokens.first, b.spans.content.front().first);
    return x != y ? x < y : a.cue.head < b.cue.head;
  });
}

CueRule plain_rule(const char* name) {
  CueRule rule;
  rule.name = name;
  rule.refine = true;
  return rule;
}

void add_silent(const ClaimScene& scene, std::vector<Draft>& drafts) {
  static const CueRule kContinued = plain_rule("continued");
  static const CueRule kHeadline = plain_rule("colon");
  std::vector<ClaimSpans> places;
  std::vector<std::size_t> speakers;
  for (std::size_t i = 0; i < drafts.size(); ++i)
    if (drafts[i].cue.rule->clause && drafts[i].cue.rule->kind != CueRule::Kind::noun) {
      places.push_back(drafts[i].spans);
      speakers.push_back(i);
    }
  for (SilentClaim& silent : continued_quotations(scene, places)) {
    const std::size_t speaker = speakers[static_cast<std::size_t>(silent.speaker)];
    Draft draft{drafts[speaker].cue, std::move(silent.spans), static_cast<std::int32_t>(speaker)};
    draft.cue.rule = &kContinued;
    draft.cue.tokens = {};
    drafts.push_back(std::move(draft));
  }
  for (SilentClaim& silent : headline_claims(scene)) {
    const bool told = std::any_of(drafts.begin(), drafts.end(), [&](const Draft& d) {
      return d.cue.tokens.overlaps({silent.cue.first, silent.cue.last});
    });
    if (!told) drafts.push_back({{&kHeadline, silent.cue, silent.cue.first, -1, 0}, std::move(silent.spans), -1});
  }
}

TokenRange longest(const std::vector<TokenRange>& pieces) {
  TokenRange best = pieces.front();
  for (TokenRange piece : pieces)
    if (piece.size() > best.size()) best = piece;
  return best;
}

Claim write(const ClaimScene& scene, const Draft& draft) {
  const Document& document = scene.document;
  Claim claim;
  describe_source(scene, draft.cue, draft.spans, claim);
  const TokenRange content = longest(draft.spans.content);
  ClaimSpans spans = draft.spans;
  std::stable_sort(spans.content.begin(), spans.content.end(),
                   [](TokenRange a, TokenRange b) { return a.size() > b.size(); });
  claim.stance = stance_of(scene, draft.cue, spans, claim.actors);
  claim.certainty = certainty_of(scene, content, claim.stance);
  claim.content = std::string(document.words(content));
  claim.span = document.span_of(content);
  for (TokenRange piece : draft.spans.content) claim.spans.push_back({"content", document.span_of(piece), 0, 0});
  if (!draft.cue.tokens.empty()) {
    claim.cue = std::string(document.words(draft.cue.tokens));
    claim.spans.push_back({"cue", document.span_of(draft.cue.tokens), 0, 0});
    claim.span = cover(claim.span, document.span_of(draft.cue.tokens));
  }
  if (!draft.spans.source.empty() && draft.like < 0)
    claim.span = cover(claim.span, document.span_of(draft.spans.source));
  claim.by_rule = "claims/" + draft.cue.rule->name;
  claim.confidence = draft.cue.tokens.empty() ? 0.6 : draft.cue.rule->clause ? 0.9 : 0.7;
  return claim;
}

/// Outermost first: the outlet, who told it, …, the source itself.
void fill_chains(const ClaimScene& scene, const std::vector<Draft>& drafts, std::vector<Claim>& claims) {
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    std::vector<std::string> chain;
    std::size_t at = i;
    for (int depth = 0; depth < 4; ++depth) {
      const std::int32_t outer = outer_of(drafts, at);
      if (outer < 0) break;
      at = static_cast<std::size_t>(outer);
      if (!claims[at].source.empty()) chain.insert(chain.begin(), claims[at].source);
    }
    // "told the news agency", "quoted by the newspaper": the outlet beside the cue
    const TokenRange sentence = scene.sentence_of(drafts[i].cue.head);
    for (std::uint32_t t = drafts[i].cue.head; t < std::min(sentence.last, drafts[i].cue.head + 8); ++t) {
      const std::int32_t m = scene.places.mention[t];
      if (m < 0 || drafts[i].spans.source.contains(t) || drafts[i].spans.content[0].contains(t)) continue;
      const Mention& mention = scene.document.mentions[static_cast<std::size_t>(m)];
      if (mention.kind == MentionKind::media && mention.tokens.first == t)
        chain.insert(chain.begin(), std::string(scene.document.words(mention.tokens)));
    }
    const VerbGroup* quotes = quoted_by(scene, drafts[i]);
    if (quotes != nullptr && quotes->subject >= 0 && !quotes->passive) {
      std::int32_t phrase = -1;
      const TokenRange outlet =
          subject_source(scene, static_cast<std::size_t>(quotes - scene.document.verbs.data()), phrase);
      if (!outlet.empty()) chain.emplace_back(scene.document.words(outlet));
    }
    if (!scene.context.report.publisher.empty()) chain.insert(chain.begin(), scene.context.report.publisher);
    if (!claims[i].source.empty()) chain.push_back(claims[i].source);
    claims[i].chain = std::move(chain);
  }
}

}  // namespace

std::vector<Claim> find_claims(const Context& context) {
  if (context.knowledge.claims == nullptr) return {};
  const ClaimScene scene = set_scene(context, *context.knowledge.claims->data);
  std::vector<Draft> drafts;
  add_verb_cues(scene, drafts);
  add_noun_cues(scene, drafts);
  add_learned(scene, drafts);
  order(drafts);
  std::vector<Draft> kept;
  for (std::size_t i = 0; i < drafts.size(); ++i)
    if (!repeats_speaker(scene, drafts, i)) kept.push_back(drafts[i]);
  add_silent(scene, kept);
  std::vector<Claim> claims;
  for (const Draft& draft : kept) claims.push_back(write(scene, draft));
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (kept[i].like >= 0) claims[i].source_class = claims[static_cast<std::size_t>(kept[i].like)].source_class;
  fill_chains(scene, kept, claims);
  std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) { return a.span < b.span; });
  return claims;
}

}  // namespace parley
