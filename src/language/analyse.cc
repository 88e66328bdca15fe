// The language stage from end to end. See language.h.
#include "language/clauses.h"
#include "language/language.h"
#include "language/mentions.h"
#include "language/quotations.h"
#include "language/syntax.h"

namespace parley {
namespace {

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

Document analyse(const Report& report, const Lexicon& lexicon, const Models& models) {
  const Lexicon::Data& data = lexicon.data();
  std::vector<Entity> names;
  Document d = parse_report(report, data, models, names);
  find_quotations(report, d);
  for (std::uint32_t s = 0; s < d.sentences.size(); ++s) find_clauses(s, data, d);
  ReportMemory memory;
  note_full_names(d, data, memory);
  for (std::uint32_t s = 0; s < d.sentences.size(); ++s) find_mentions(s, names, data, memory, d);
  link_phrases(d);
  return d;
}

}  // namespace parley
