// Training of the language model from treebanks: the same data and seed give the same bytes.
//
// treebank sentences (and news) → sentence ends
// treebank sentences (and our own) → tag set → tags by jack-knife (each part tagged by a tagger that has not seen it,
// so that the parser learns to live with real tags) → tagger, lemmatiser, parser → one model file.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/model_file.h"
#include "base/result.h"
#include "language/treebank.h"

namespace parley {

/// First section of the model file; changes with every change of a size or a feature.
constexpr std::string_view kLanguageModelVersion = "parley language 2";

struct LanguageTraining {
  std::uint64_t seed = 20181108;
  int tagger_rounds = 5;
  int tagger_passes = 3;
  int parser_rounds = 20;
  std::uint32_t folds = 5;
  unsigned threads = 2;
};

using Tell = std::function<void(const std::string&)>;

/// Sentences of all *-train*.conllu files of a folder, by name, without documents whose licence forbids to ship what is
/// learned from them. Errors: not_found if there is no such file; what read_treebank gives.
Result<std::vector<TreebankSentence>> read_training_data(const std::string& directory, const Tell& tell);

/// Sentences of our own treebank, all *.conllu files of its folder by name but *-dev.conllu, which are for measuring;
/// each counts kOwnTimes. Errors: not_found if there is no such file; what read_treebank gives.
Result<std::vector<TreebankSentence>> read_own_treebank(const std::string& directory, const Tell& tell);

struct LanguageData {
  std::vector<TreebankSentence> treebanks;  // all is learned from these
  std::vector<TreebankSentence> own;        // beside them tags, lemmas and trees, not sentence ends
  std::vector<TreebankSentence> news;       // beside them sentence ends alone
};

/// The model's sections. Error bad_input if there are no sentences.
Result<ModelWriter> train_language(const LanguageData& data, const LanguageTraining& options, const Tell& tell);

}  // namespace parley
