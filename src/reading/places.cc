// See places.h.
#include "reading/places.h"

#include <algorithm>

namespace parley {
namespace {

void mark(std::vector<std::int32_t>& index, TokenRange range, std::size_t value) {
  const std::uint32_t last = std::min<std::uint32_t>(range.last, static_cast<std::uint32_t>(index.size()));
  for (std::uint32_t t = range.first; t < last; ++t) index[t] = static_cast<std::int32_t>(value);
}

/// Tokens whose spans lie inside `span`; both lists are in text order, so `from` moves on.
TokenRange tokens_inside(const Document& document, Span span) {
  const auto before = [](const Token& t, std::uint32_t at) { return t.span.begin < at; };
  const auto first = std::lower_bound(document.tokens.begin(), document.tokens.end(), span.begin, before);
  const auto last = std::lower_bound(first, document.tokens.end(), span.end, before);
  return {static_cast<std::uint32_t>(first - document.tokens.begin()),
          static_cast<std::uint32_t>(last - document.tokens.begin())};
}

}  // namespace

Places Places::of(const Document& document) {
  Places places;
  const std::size_t n = document.tokens.size();
  for (auto* index : {&places.sentence, &places.verb, &places.phrase, &places.mention, &places.quotation})
    index->assign(n, -1);
  for (std::size_t i = 0; i < document.sentences.size(); ++i) mark(places.sentence, document.sentences[i].tokens, i);
  for (std::size_t i = 0; i < document.verbs.size(); ++i) mark(places.verb, document.verbs[i].tokens, i);
  for (std::size_t i = 0; i < document.phrases.size(); ++i) mark(places.phrase, document.phrases[i].tokens, i);
  for (std::size_t i = 0; i < document.mentions.size(); ++i) mark(places.mention, document.mentions[i].tokens, i);
  for (std::size_t i = 0; i < document.quotations.size(); ++i) {
    places.quoted.push_back(tokens_inside(document, document.quotations[i]));
    mark(places.quotation, places.quoted.back(), i);
  }
  return places;
}

}  // namespace parley
