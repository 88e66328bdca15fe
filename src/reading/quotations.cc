// See quotations.h.
#include "reading/quotations.h"

#include <algorithm>

namespace parley {
namespace {

constexpr std::uint32_t kShortestQuotation = 5;  // words; shorter ones are names and scare quotes
constexpr std::uint32_t kBlocksApart = 2;        // a speaker is remembered over this many paragraphs

/// Does the quotation stand alone: it opens a sentence and its last words close one?
bool stands_alone(const ClaimScene& scene, TokenRange quoted) {
  if (quoted.size() < kShortestQuotation + 2) return false;
  const TokenRange sentence = scene.sentence_of(quoted.first);
  std::uint32_t first = quoted.first;
  while (first > sentence.first && scene.at(first - 1).pos == Pos::punct) --first;
  return first == sentence.first && scene.finite_verb_in({quoted.first, sentence.last}) >= 0;
}

bool has_speaker(const ClaimSpans& claim) { return !claim.source.empty(); }

}  // namespace

std::vector<SilentClaim> continued_quotations(const ClaimScene& scene, const std::vector<ClaimSpans>& claims) {
  std::vector<SilentClaim> found;
  std::vector<bool> covered(scene.places.quoted.size(), false);
  for (const ClaimSpans& claim : claims)
    for (TokenRange content : claim.content)
      if (claim.source.empty() || scene.places.quotation[claim.source.first] < 0)
        for (std::uint32_t t = content.first; t < content.last; ++t)
          if (scene.places.quotation[t] >= 0) covered[static_cast<std::size_t>(scene.places.quotation[t])] = true;
  std::size_t next = 0;
  std::int32_t speaker = -1;
  for (std::size_t q = 0; q < scene.places.quoted.size(); ++q) {
    const TokenRange quoted = scene.places.quoted[q];
    if (quoted.empty() || scene.places.sentence[quoted.first] < 0) continue;
    for (; next < claims.size() && claims[next].content.front().first < quoted.first; ++next) {
      // Who speaks inside a quotation, or in a report's own aside, is not the one who goes on.
      const bool inner = scene.places.quotation[claims[next].source.empty() ? claims[next].content.front().first
                                                                            : claims[next].source.first] >= 0;
      if (has_speaker(claims[next]) && !inner) speaker = static_cast<std::int32_t>(next);
    }
    if (covered[q] || speaker < 0 || !stands_alone(scene, quoted)) continue;
    const auto block_of = [&](std::uint32_t t) {
      return scene.document.sentences[static_cast<std::size_t>(scene.places.sentence[t])].block;
    };
    const ClaimSpans& last = claims[static_cast<std::size_t>(speaker)];
    if (block_of(quoted.first) > block_of(last.source.first) + kBlocksApart) continue;
    SilentClaim claim;
    claim.spans = last;
    claim.spans.content = {scene.trimmed(inside_marks(scene, q))};
    claim.speaker = speaker;
    if (claim.spans.content[0].size() >= kShortestQuotation) found.push_back(std::move(claim));
  }
  return found;
}

std::vector<SilentClaim> headline_claims(const ClaimScene& scene) {
  std::vector<SilentClaim> found;
  for (const Sentence& sentence : scene.document.sentences) {
    if (sentence.role != BlockRole::headline && sentence.role != BlockRole::deck) continue;
    for (std::uint32_t t = sentence.tokens.first + 1; t + 1 < sentence.tokens.last; ++t) {
      if (!scene.is(t, ":") || (scene.at(t - 1).pos == Pos::num && scene.at(t + 1).pos == Pos::num)) continue;
      const TokenRange left = scene.trimmed({sentence.tokens.first, t});
      const TokenRange right = scene.trimmed({t + 1, sentence.tokens.last});
      if (left.empty() || right.empty()) break;
      const auto source = [&](TokenRange range, bool last) {
        if (range.size() > 6 || scene.finite_verb_in(range) >= 0) return false;
        const bool noun = one_of(scene.rules.headline_sources, scene.at(range.last - 1).lemma) ||
                          one_of(scene.rules.headline_sources, scene.at(range.last - 1).lower);
        return noun || (!last && scene.places.mention[range.last - 1] >= 0) ||
               (last && scene.places.mention[range.first] >= 0 && range.size() <= 3);
      };
      SilentClaim claim;
      if (source(right, true))
        claim.spans = {right, scene.places.phrase[right.last - 1], {left}};
      else if (source(left, false))
        claim.spans = {left, scene.places.phrase[left.last - 1], {right}};
      else
        break;
      claim.cue = {t, t + 1};
      found.push_back(std::move(claim));
      break;
    }
  }
  return found;
}

}  // namespace parley
