// See train_pairs.h.
#include "train_pairs.h"

#include <map>

#include "base/file.h"
#include "inspect_pairs.h"
#include "reading/pair_corpus.h"

namespace parley {
namespace {

constexpr const char* kCorpus = "PLV_train.tsv";
constexpr const char* kVectors = "vectors.tsv";
constexpr std::size_t kWords = 8192;  // most frequent words that keep a vector
constexpr std::uint64_t kFolds = 5;

/// Answers for each sentence by weights that were learned from the other folds and the codebook.
Status cross_validate(const std::vector<MarkedSentence>& corpus, const std::vector<PairExample>& examples,
                      const std::vector<PairExample>& own, const PairTraining& training, const std::string& out,
                      const Tell& tell) {
  std::vector<std::string> lines(corpus.size());
  auto fold_of = [&](std::size_t i) { return hash_text(corpus[i].text) % kFolds; };
  for (std::uint64_t fold = 0; fold < kFolds; ++fold) {
    std::vector<PairExample> rest;
    for (std::size_t i = 0; i < corpus.size(); ++i)
      if (fold_of(i) != fold) rest.push_back(examples[i]);
    weigh_by_rarity(rest);
    rest.insert(rest.end(), own.begin(), own.end());
    PairWeights weights = train_pairs(rest, training);
    for (std::size_t i = 0; i < corpus.size(); ++i)
      if (fold_of(i) == fold) lines[i] = pair_line(corpus[i].id, answer_of(weights.predict(examples[i].features)));
    tell("fold " + std::to_string(fold + 1) + " of " + std::to_string(kFolds));
  }
  std::string text;
  for (const std::string& line : lines) text += line;
  return write_file(out, text);
}

}  // namespace

Status train_pair_model(const CommandOptions& o, const Tell& tell) {
  Knowledge knowledge = TRY(knowledge_for(o));
  std::vector<MarkedSentence> corpus = TRY(read_pair_corpus(o.data + "/" + kCorpus));
  VectorTable table = TRY(read_vectors(o.data + "/" + kVectors, kWords));
  std::map<std::uint64_t, std::uint32_t> rows;
  for (std::size_t k = 0; k < table.words.size(); ++k)
    rows.try_emplace(hash_text(table.words[k]), static_cast<std::uint32_t>(k));
  KeyTableData keys(rows);
  WordVectors vectors{keys.view(), table.numbers, table.width};
  std::vector<PairExample> examples;
  for (const MarkedSentence& s : corpus) examples.push_back({features_of(s, knowledge, vectors), type_bits(s.type), 1});
  std::vector<PairExample> own = codebook_examples(knowledge, vectors);
  tell(std::to_string(corpus.size()) + " sentences, " + std::to_string(own.size()) + " examples of the codebook");
  PairTraining training;
  if (o.rounds > 0) training.rounds = o.rounds;
  if (o.leave_out == "folds") return cross_validate(corpus, examples, own, training, o.out, tell);
  weigh_by_rarity(examples);
  examples.insert(examples.end(), own.begin(), own.end());
  PairWeights weights = train_pairs(examples, training);
  return write_pair_model(weights, table.words, table.numbers, table.width).write(o.out);
}

}  // namespace parley
