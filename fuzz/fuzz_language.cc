// Foreign text through tokens, sentence ends, tags and trees; and foreign CoNLL-U. Every token lies in the text, every
// sentence has one root.
#include <cstdlib>

#include "base/text.h"
#include "language/model.h"
#include "language/tokens.h"
#include "language/treebank.h"
#include "reading/reading.h"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Knowledge kKnowledge = std::move(
      *load_knowledge(std::string(PARLEY_SOURCE_DIR) + "/codebook", std::string(PARLEY_SOURCE_DIR) + "/models"));
  static const LanguageModel kModel =
      std::move(*LanguageModel::load(std::string(PARLEY_SOURCE_DIR) + "/models/language.bin"));
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)read_treebank(bytes, "fuzz");
  std::string text = repair_utf8(bytes);
  Document d;
  d.text = text;
  tokenize(d.text, {0, static_cast<std::uint32_t>(text.size())}, kKnowledge.lexicon.data(), d.tokens, Hyphens::split);
  kModel.split_sentences(0, BlockRole::body, 0, d);
  std::uint32_t end = 0;
  for (const Token& t : d.tokens) {
    if (t.span.begin < end || t.span.end <= t.span.begin || t.span.end > text.size()) std::abort();
    end = t.span.end;
  }
  for (const Sentence& s : d.sentences) {
    kModel.parse_sentence(s, d);
    int roots = 0;
    for (std::uint32_t i = s.tokens.first; i < s.tokens.last; ++i) {
      roots += d.tokens[i].head < 0 ? 1 : 0;
      if (d.tokens[i].head >= static_cast<std::int32_t>(s.tokens.last)) std::abort();
    }
    if (roots != 1) std::abort();
  }
  return 0;
}
