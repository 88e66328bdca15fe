// See claim_words.h.
#include "reading/claim_words.h"

#include <algorithm>

#include "language/entity_words.h"
#include "language/word_keys.h"

namespace parley {
namespace {

void view_forms(const EntityLexicon& groups, const KeyTable& cues, ClaimWords& out) {
  for (std::size_t i = 0; i < out.words.size(); ++i) {
    const Token& t = out.document.tokens[i];
    ClaimWord& w = out.words[i];
    const std::string_view text = slice(out.document.text, t.span);
    const WordKeys keys = word_keys(text);
    w.form = keys.form;
    w.lower = keys.lower;
    w.suffix = keys.suffix[2];
    w.shape = keys.shape;
    w.lemma = hash_text(t.lemma);
    w.tag = hash_text(t.tag, static_cast<std::uint64_t>(t.pos));
    w.group = groups.word(word_hash(fold_word(text))).group;
    w.head = t.head;
    w.deprel = t.deprel;
    w.left = w.right = w.opens = w.closes = static_cast<std::uint32_t>(i);
    const bool mark = t.pos == Pos::punct || t.pos == Pos::sym;
    const std::uint32_t step = mark ? KeyTable::kNone : cues.find(w.lemma);
    w.cue = step == KeyTable::kNone ? 0 : static_cast<std::uint8_t>(std::min(step, 7U));
  }
}

void view_quotations(ClaimWords& out) {
  std::size_t i = 0;
  for (std::size_t q = 0; q < out.document.quotations.size(); ++q) {
    const Span span = out.document.quotations[q];
    while (i < out.words.size() && out.document.tokens[i].span.end <= span.begin) ++i;
    for (; i < out.words.size() && out.document.tokens[i].span.begin < span.end; ++i) {
      const Span word = out.document.tokens[i].span;
      out.words[i].quotation = static_cast<std::int32_t>(q);
      out.words[i].quote = word.begin <= span.begin                   ? QuotePlace::opening_mark
                           : word.end >= span.end && word.size() <= 3 ? QuotePlace::closing_mark
                                                                      : QuotePlace::inside;
    }
  }
}

void view_mentions(ClaimWords& out) {
  for (const Mention& m : out.document.mentions)
    for (std::uint32_t i = m.tokens.first; i < m.tokens.last; ++i)
      out.words[i].mention = static_cast<std::uint8_t>(1 + static_cast<int>(m.kind) + (i == m.tokens.first ? 16 : 0));
}

/// Words of a sentence, each before those that hang on it.
std::vector<std::uint32_t> downwards(ClaimWords& out, TokenRange range) {
  std::vector<std::uint32_t> order, path;
  std::vector<bool> seen(range.size(), false);
  for (std::uint32_t start = range.first; start < range.last; ++start) {
    for (std::int32_t i = static_cast<std::int32_t>(start); i >= 0; i = out.words[static_cast<std::size_t>(i)].head) {
      const auto word = static_cast<std::uint32_t>(i);
      if (!range.contains(word) || seen[word - range.first]) break;
      seen[word - range.first] = true;
      path.push_back(word);
    }
    order.insert(order.end(), path.rbegin(), path.rend());
    path.clear();
  }
  return order;
}

void view_tree(ClaimWords& out, TokenRange range) {
  const std::vector<std::uint32_t> order = downwards(out, range);
  for (std::uint32_t i : order) {
    ClaimWord& w = out.words[i];
    if (w.head < 0 || !range.contains(static_cast<std::uint32_t>(w.head))) {
      w.head = -1;
      continue;
    }
    ClaimWord& above = out.words[static_cast<std::size_t>(w.head)];
    above.children |= std::uint64_t{1} << static_cast<unsigned>(w.deprel);
    w.depth = static_cast<std::uint16_t>(std::min(above.depth + 1, 0xFFFF));
    const bool cue = above.cue >= kLikelyCue;
    w.cue_above = cue ? w.head : above.cue_above;
    w.branch = cue ? static_cast<std::int32_t>(i) : above.branch;
    w.height = cue ? 1 : static_cast<std::uint16_t>(std::min(above.height + 1, 0xFFFF));
  }
  for (std::size_t k = order.size(); k-- > 0;) {
    const ClaimWord& w = out.words[order[k]];
    if (w.head < 0) continue;
    ClaimWord& above = out.words[static_cast<std::size_t>(w.head)];
    above.left = std::min(above.left, w.left);
    above.right = std::max(above.right, w.right);
  }
  for (std::size_t k = order.size(); k-- > 0;) {  // the highest comes last
    const ClaimWord& w = out.words[order[k]];
    out.words[w.left].opens = order[k];
    out.words[w.right].closes = order[k];
  }
}

void view_sentence(ClaimWords& out, std::uint32_t s) {
  const TokenRange range = out.document.sentences[s].tokens;
  view_tree(out, range);
  std::int32_t cue = -1;
  ClaimSentence& view = out.sentences[s];
  bool unquoted = false;
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    ClaimWord& w = out.words[i];
    w.sentence = s;
    w.cue_before = cue;
    if (w.cue >= kLikelyCue) cue = static_cast<std::int32_t>(i);
    const bool inside = w.quote != QuotePlace::outside;
    view.quoted = view.quoted || inside;
    unquoted = unquoted || (!inside && out.document.tokens[i].pos != Pos::punct);
    view.likely_cue = view.likely_cue || (!inside && w.cue >= kLikelyCue);
  }
  cue = -1;
  for (std::uint32_t i = range.last; i-- > range.first;) {
    out.words[i].cue_after = cue;
    if (out.words[i].cue >= kLikelyCue) cue = static_cast<std::int32_t>(i);
  }
  view.all_quoted = view.quoted && !unquoted;
  view.begins_quoted = out.words[range.first].quote != QuotePlace::outside;
  view.ends_quoted = out.words[range.last - 1].quote != QuotePlace::outside;
}

}  // namespace

std::uint8_t cue_step(std::uint32_t as_cue, std::uint32_t in_all) {
  if (as_cue < 3) return 0;
  constexpr std::uint32_t kPercent[] = {2, 5, 10, 20, 40, 60, 80};
  std::uint8_t step = 0;
  for (std::uint32_t p : kPercent)
    if (as_cue * 100 >= in_all * p) ++step;
  return step;
}

ClaimWords view_claim_words(const Document& document, const EntityLexicon& groups, const KeyTable& cues) {
  ClaimWords out{document, std::vector<ClaimWord>(document.tokens.size()),
                 std::vector<ClaimSentence>(document.sentences.size())};
  view_forms(groups, cues, out);
  view_quotations(out);
  view_mentions(out);
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) view_sentence(out, s);
  return out;
}

}  // namespace parley
