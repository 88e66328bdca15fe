// See train_factuality.h.
#include "train_factuality.h"

#include <cmath>
#include <cstdio>

#include "base/file.h"
#include "language/models.h"
#include "reading/factuality_corpus.h"

namespace parley {
namespace {

constexpr std::array<const char*, kReaderGroups> kSets = {"UW", "UDS_IH2", "MEANTIME"};
constexpr std::size_t kFolds = 5;
constexpr std::size_t kBlock = 50;  // neighbouring sentences, mostly of few documents, share a fold

struct Corpus {
  std::vector<FactualityExample> examples;
  std::vector<std::size_t> folds;  // of each example
};

Result<Corpus> read_corpus(const CommandOptions& o, const std::string& codebook) {
  const Lexicon lexicon = TRY(Lexicon::load(codebook));
  const std::shared_ptr<const Models> models = TRY(Models::load(TRY(models_for(o))));
  const StatusRules status = TRY(StatusRules::load(codebook));
  Corpus out;
  for (std::size_t group = 0; group < kReaderGroups; ++group) {
    std::size_t number = 0;
    for (const JudgedSentence& s : TRY(read_judged_sentences(o.data + "/" + kSets[group] + "/train.jsonl"))) {
      for (FactualityExample& e : factuality_examples(s, group, lexicon, *models, status)) {
        out.examples.push_back(std::move(e));
        out.folds.push_back(number / kBlock % kFolds);
      }
      ++number;
    }
  }
  return out;
}

/// Sums for mean absolute error and Pearson's correlation.
struct Score {
  double n = 0, apart = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;

  void add(double answer, double gold) {
    n += 1, apart += std::abs(answer - gold);
    x += answer, y += gold, xx += answer * answer, yy += gold * gold, xy += answer * gold;
  }
  [[nodiscard]] double r() const {
    const double spread = (xx - x * x / n) * (yy - y * y / n);
    return spread > 0 ? (xy - x * y / n) / std::sqrt(spread) : 0;
  }
};

/// Each fold judged by what was learned from the others.
Status cross_validate(const Corpus& corpus, const FactualityTraining& training, const std::string& codebook,
                      const std::string& out, const Tell& tell) {
  std::array<Score, kReaderGroups> scores;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<FactualityExample> rest;
    for (std::size_t i = 0; i < corpus.examples.size(); ++i)
      if (corpus.folds[i] != fold) rest.push_back(corpus.examples[i]);
    TRY_VOID(train_factuality(rest, training).write(out));
    const auto model = TRY(FactualityModel::load(out, codebook));
    for (std::size_t i = 0; i < corpus.examples.size(); ++i) {
      const FactualityExample& e = corpus.examples[i];
      if (corpus.folds[i] == fold)
        scores[e.group].add(median_certainty(model->judge(e.features)), static_cast<double>(e.certainty));
    }
    tell("fold " + std::to_string(fold + 1) + " of " + std::to_string(kFolds));
  }
  std::string table = "set\ttargets\tMAE\tr\n";
  for (std::size_t g = 0; g < kReaderGroups; ++g) {
    char line[96];
    std::snprintf(line, sizeof line, "%s\t%.0f\t%.4f\t%.4f\n", kSets[g], scores[g].n, scores[g].apart / scores[g].n,
                  scores[g].r());
    table += line;
  }
  return write_file(out, table);
}

}  // namespace

Status train_factuality_model(const CommandOptions& o, const Tell& tell) {
  const std::string codebook = TRY(codebook_for(o));
  const Corpus corpus = TRY(read_corpus(o, codebook));
  tell(std::to_string(corpus.examples.size()) + " judged predicates");
  FactualityTraining training;
  if (o.seed) training.seed = *o.seed;
  if (o.rounds > 0) training.passes = o.rounds;
  if (o.leave_out == "folds") return cross_validate(corpus, training, codebook, o.out, tell);
  return train_factuality(corpus.examples, training).write(o.out);
}

}  // namespace parley
