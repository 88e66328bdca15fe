// See learned_claims.h.
#include "reading/learned_claims.h"

#include <algorithm>

#include "language/models.h"

namespace parley {
namespace {

/// For cues that no entry of the codebook has: the content decides the stance.
const CueRule& rule_without_entry() {
  static const CueRule kRule = [] {
    CueRule rule;
    rule.name = "learned";
    rule.refine = true;
    return rule;
  }();
  return kRule;
}

const CueRule* rule_of(const ClaimScene& scene, const Cue& cue) {
  if (cue.verb >= 0 && scene.is_cue(cue.verb)) return scene.cues[static_cast<std::size_t>(cue.verb)].front();
  const auto preposition = scene.rules.prepositions.at(scene.document, cue.tokens.first, cue.tokens.last);
  if (preposition.length > 0) return &scene.rules.rules[preposition.payload];
  const auto noun = scene.rules.nouns.longest(
      [&](std::uint32_t i) { return i == 0 ? std::string_view(scene.at(cue.head).lemma) : std::string_view{}; });
  if (noun.length > 0 && scene.at(cue.head).pos == Pos::noun) return &scene.rules.rules[noun.payload];
  return &rule_without_entry();
}

/// A content as claims have it: without marks at its ends and without the "that" that opens it.
TokenRange plain_content(const ClaimScene& scene, TokenRange piece) {
  piece = scene.trimmed(piece);
  if (piece.size() > 1 && one_of(scene.rules.openers_dropped, scene.at(piece.first).lower)) ++piece.first;
  return piece;
}

}  // namespace

std::vector<LearnedClaim> learned_claims(const ClaimScene& scene) {
  std::vector<LearnedClaim> out;
  const Knowledge& knowledge = scene.context.knowledge;
  if (knowledge.attributions == nullptr) return out;
  for (const Attribution& a :
       find_attributions(scene.document, knowledge.models->entities.lexicon(), *knowledge.attributions)) {
    LearnedClaim claim;
    claim.margin = a.margin;
    claim.cue.head = a.anchor;
    claim.cue.tokens = a.cue.front();
    for (TokenRange piece : a.cue)
      if (piece.contains(a.anchor)) claim.cue.tokens = piece;
    claim.cue.verb = scene.places.verb[a.anchor];
    claim.cue.sentence = static_cast<std::uint32_t>(std::max(scene.places.sentence[a.anchor], 0));
    claim.cue.rule = rule_of(scene, claim.cue);
    if (!a.source.empty()) {
      claim.spans.source = a.source.front();
      const auto phrases = scene.document.phrases_in(claim.spans.source);
      if (!phrases.empty())
        claim.spans.source_phrase = static_cast<std::int32_t>(phrases.data() - scene.document.phrases.data());
    }
    for (TokenRange piece : a.content)
      if (const TokenRange plain = plain_content(scene, piece); !plain.empty()) claim.spans.content.push_back(plain);
    if (!claim.spans.content.empty()) out.push_back(std::move(claim));
  }
  return out;
}

}  // namespace parley
