// The language stage from end to end. See language.h.
#include "language/language.h"
#include "language/mentions.h"
#include "language/phrases.h"
#include "language/sentences.h"
#include "language/tagging.h"
#include "language/tokens.h"

namespace parley {
namespace {

bool carries_news(BlockRole role) {
  return role == BlockRole::headline || role == BlockRole::deck || role == BlockRole::dateline ||
         role == BlockRole::caption || role == BlockRole::body;
}

/// Links each noun phrase to the mention whose head lies in it.
void link_phrases(Document& d) {
  std::size_t m = 0;
  for (NounPhrase& p : d.phrases) {
    while (m > 0 && d.mentions[m - 1].head.last > p.tokens.first) --m;
    while (m < d.mentions.size() && d.mentions[m].head.last <= p.tokens.first) ++m;
    for (std::size_t k = m; k < d.mentions.size() && d.mentions[k].tokens.first < p.tokens.last; ++k)
      if (d.mentions[k].head.overlaps(p.tokens)) p.mention = static_cast<std::int32_t>(k);
  }
}

}  // namespace

Document analyse(const Report& report, const Lexicon& lexicon) {
  const Lexicon::Data& data = lexicon.data();
  Document d;
  d.text = report.text;
  for (std::uint32_t b = 0; b < report.blocks.size(); ++b) {
    const Block& block = report.blocks[b];
    if (!carries_news(block.role)) continue;
    auto first = static_cast<std::uint32_t>(d.tokens.size());
    tokenize(d.text, block.span, data, d.tokens);
    split_sentences(d.text, b, block.role, first, data, d);
  }
  find_quotations(report, d);
  WordSet surnames = find_surnames(d, data);
  for (std::uint32_t s = 0; s < d.sentences.size(); ++s) {
    tag_sentence(d.sentences[s], data, surnames, d);
    find_phrases(d.sentences[s], s, data, d);
  }
  ReportMemory memory;
  note_full_names(d, data, memory);
  for (std::uint32_t s = 0; s < d.sentences.size(); ++s) find_mentions(s, data, memory, d);
  link_phrases(d);
  return d;
}

}  // namespace parley
