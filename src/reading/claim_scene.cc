// See claim_scene.h.
#include "reading/claim_scene.h"

#include <algorithm>

namespace parley {
namespace {

std::vector<std::int32_t> cover_times(const Context& context) {
  const Document& document = context.document;
  std::vector<std::int32_t> timex(document.tokens.size(), -1);
  for (std::size_t i = 0; i < context.times.size(); ++i) {
    const Timex& time = context.times[i];
    const Span span = cover(time.span, time.with_preposition);
    std::uint32_t t = time.tokens.first;
    while (t > 0 && document.tokens[t - 1].span.begin >= span.begin) --t;
    for (; t < time.tokens.last && t < timex.size(); ++t) timex[t] = static_cast<std::int32_t>(i);
  }
  return timex;
}

/// Rules whose words start at the verb's head, longest first, then in the order of the codebook.
void match_verb(ClaimScene& scene, std::size_t v) {
  const VerbGroup& verb = scene.document.verbs[v];
  const std::uint32_t limit = scene.sentence_of(verb.head).last;
  struct Hit {
    std::uint32_t length, rule;
  };
  std::vector<Hit> hits;
  const auto collect = [&](std::uint32_t start, std::string_view first_word) {
    scene.rules.verbs.for_each(
        [&](std::uint32_t i) -> std::string_view {
          if (start + i >= limit) return {};
          return i == 0 ? first_word : std::string_view(scene.at(start + i).lower);
        },
        [&](PhraseTable::Match m) {
          if (start + m.length > verb.head) hits.push_back({start + m.length - verb.head, m.payload});
        });
  };
  collect(verb.head, scene.at(verb.head).lemma);
  if (verb.tokens.first < verb.head) collect(verb.head - 1, scene.at(verb.head - 1).lower);  // "would like"
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.length > b.length; });
  scene.cue_last[v] = hits.empty() ? verb.tokens.last : std::max(verb.tokens.last, verb.head + hits.front().length);
  for (const Hit& hit : hits)
    if (hit.length == hits.front().length) scene.cues[v].push_back(&scene.rules.rules[hit.rule]);
}

}  // namespace

ClaimScene set_scene(const Context& context, const ClaimRules::Data& rules) {
  ClaimScene scene{context, context.document, rules, Places::of(context.document), cover_times(context), {}, {}, {}, 0};
  scene.cues.resize(scene.document.verbs.size());
  scene.cue_last.resize(scene.document.verbs.size());
  for (std::size_t v = 0; v < scene.document.verbs.size(); ++v) match_verb(scene, v);
  scene.hedges = rules.hedges.find(scene.document);
  scene.first_medium = static_cast<std::uint32_t>(scene.document.tokens.size());
  for (const Mention& m : scene.document.mentions)
    if (m.kind == MentionKind::media) scene.first_medium = std::min(scene.first_medium, m.tokens.first);
  return scene;
}

bool ClaimScene::is_dash(std::uint32_t token) const {
  const std::string& w = at(token).lower;
  const bool spaced = token == 0 || at(token - 1).space_after;
  return w == "--" || w == "—" || w == "–" || (spaced && at(token).space_after && (w == "-" || w == "_"));
}

bool ClaimScene::is_quote_mark(std::uint32_t token) const {
  const std::string& w = at(token).lower;
  return w == "\"" || w == "``" || w == "''";
}

TokenRange ClaimScene::sentence_of(std::uint32_t token) const {
  const std::int32_t s = places.sentence[token];
  if (s < 0) return {token, token + 1};
  const TokenRange whole = document.sentences[static_cast<std::size_t>(s)].tokens;
  const std::uint32_t first = token > kSentenceWindow ? token - kSentenceWindow : 0;
  return {std::max(whole.first, first), std::min(whole.last, token + kSentenceWindow)};
}

std::int32_t ClaimScene::finite_verb_in(TokenRange range) const {
  const auto before = [](const VerbGroup& verb, std::uint32_t token) { return verb.tokens.first < token; };
  auto it = std::lower_bound(document.verbs.begin(), document.verbs.end(), range.first, before);
  for (; it != document.verbs.end() && it->tokens.first < range.last; ++it)
    if (it->form == VerbForm::finite) return static_cast<std::int32_t>(it - document.verbs.begin());
  return -1;
}

std::int32_t ClaimScene::verb_from(std::uint32_t token, std::uint32_t limit) const {
  for (std::uint32_t t = token; t < limit && t < token + 4; ++t) {
    const std::int32_t v = places.verb[t];
    if (v >= 0) return document.verbs[static_cast<std::size_t>(v)].tokens.first >= token ? v : -1;
    if (at(t).pos != Pos::adv) return -1;
  }
  return -1;
}

TokenRange ClaimScene::trimmed(TokenRange range) const {
  const auto edge = [&](std::uint32_t t) {
    return is_comma(t) || is_end_mark(t) || is_dash(t) || is(t, ":") || is(t, ";") || is_quote_mark(t);
  };
  while (!range.empty() && edge(range.first)) ++range.first;
  while (!range.empty() && edge(range.last - 1)) {
    // A closing mark whose opening one lies inside belongs to the words: … a "genuine hand".
    if (is_quote_mark(range.last - 1)) {
      const std::int32_t q = places.quotation[range.last - 1];
      if (q >= 0 && places.quoted[static_cast<std::size_t>(q)].first >= range.first) break;
    }
    --range.last;
  }
  return range;
}

}  // namespace parley
