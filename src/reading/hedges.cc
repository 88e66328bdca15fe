// See hedges.h.
#include "reading/hedges.h"

namespace parley {
namespace {

Result<Hedge> read_hedge(const Value& entry, const std::string& where) {
  Hedge hedge;
  const std::vector<std::string> phrases = entry.texts("phrases");
  if (phrases.empty()) return fail(ErrorCode::bad_codebook, "a hedge needs phrases = [\"…\"]", where);
  hedge.name = phrases.front();
  hedge.low = entry.number("low", -1);
  hedge.point = entry.number("point", -1);
  hedge.high = entry.number("high", -1);
  if (hedge.low < 0 || hedge.low > hedge.point || hedge.point > hedge.high || hedge.high > 1)
    return fail(ErrorCode::bad_codebook, "a hedge needs 0 <= low <= point <= high <= 1", where);
  hedge.scale = entry.str("scale");
  if (hedge.scale.empty())
    return fail(ErrorCode::bad_codebook, "a hedge needs a scale: where its numbers come from", where);
  const std::string before = entry.str("before", "any");
  if (before == "verb")
    hedge.before = Hedge::Before::verb;
  else if (before == "noun")
    hedge.before = Hedge::Before::noun;
  else if (before == "clause")
    hedge.before = Hedge::Before::clause;
  else if (before == "deed")
    hedge.before = Hedge::Before::deed;
  else if (before != "any")
    return fail(ErrorCode::bad_codebook, "before is verb, noun, clause, deed or any, not " + before, where);
  hedge.negative = entry.str("polarity") == "-";
  hedge.modal = entry.flag("modal");
  hedge.reported = entry.flag("reported");
  hedge.possible = entry.flag("possible");
  hedge.threat = entry.flag("threat");
  hedge.comparative = entry.flag("comparative");
  hedge.examples = entry.texts("examples");
  return hedge;
}

}  // namespace

Result<HedgeTable> HedgeTable::load(const Value& hedges_toml, const std::string& file) {
  HedgeTable table;
  table.phrases.set_spelling(hedges_toml.at("spelling"));
  for (const Value& entry : hedges_toml.at("hedge").list) {
    table.hedges.push_back(TRY(read_hedge(entry, file + ":" + std::to_string(entry.line))));
    for (const std::string& phrase : entry.texts("phrases"))
      table.phrases.add(phrase, static_cast<std::uint32_t>(table.hedges.size() - 1));
  }
  if (table.hedges.empty()) return fail(ErrorCode::bad_codebook, "there is no [[hedge]]", file);
  return table;
}

std::vector<HedgeMatch> HedgeTable::find(const Document& document) const {
  std::vector<HedgeMatch> found;
  for (const Sentence& sentence : document.sentences) {
    for (std::uint32_t t = sentence.tokens.first; t < sentence.tokens.last;) {
      const PhraseTable::Match match = phrases.at(document, t, sentence.tokens.last);
      if (match.length > 0) found.push_back({{t, t + match.length}, match.payload});
      t += std::max(match.length, 1U);
    }
  }
  return found;
}

}  // namespace parley
