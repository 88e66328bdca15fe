// The trained language model: tags, lemmas and a dependency tree for the words of a sentence.
//
// Trained by train.h on treebanks; the weights lie in models/language.bin (models/SOURCE.md says from what) and are
// mapped, not read. Neighbours: tagger.h, lemmatiser.h, parser.h.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/document.h"

namespace parley {

/// What the model says of one word.
struct ParsedWord {
  Pos pos = Pos::x;
  std::string_view tag;    // Penn tag; lives as long as the model
  std::string lemma;       // cased as in the treebanks: "talk", "Kim"
  std::int32_t head = -1;  // index among the words that were given, -1 for the root
  Deprel deprel = Deprel::dep;
};

class LanguageModel {
 public:
  /// Maps the file. Errors: not_found; bad_input if it is damaged or of another version.
  static Result<LanguageModel> load(const std::string& path);

  LanguageModel(LanguageModel&&) noexcept;
  LanguageModel& operator=(LanguageModel&&) noexcept;
  ~LanguageModel();

  /// Tags, lemmas and the tree of one sentence. Any number of threads may call it; a tree has one root, and its time is
  /// linear in the number of words.
  /// A word with a Penn tag in `given` ("NNP" for a known name) keeps it; the others are empty.
  void parse(std::span<const std::string_view> words, std::vector<ParsedWord>& out,
             std::span<const std::string_view> given = {}) const;

  /// Splits tokens [first, tokens.size()) of one block into sentences and appends them. Sentences have at most 400
  /// tokens, which keeps later stages linear on texts without full stops.
  void split_sentences(std::uint32_t block, BlockRole role, std::uint32_t first, Document& document) const;

  /// Fills pos, tag, lemma, head and deprel of the tokens of one sentence. Lemmas are in lower case, as everywhere in
  /// a Document. A token that has a tag keeps it.
  void parse_sentence(const Sentence& sentence, Document& document) const;

 private:
  struct Data;
  explicit LanguageModel(std::unique_ptr<const Data> data);
  std::unique_ptr<const Data> data_;
};

}  // namespace parley
