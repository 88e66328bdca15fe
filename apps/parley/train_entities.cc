// See train_entities.h.
#include "train_entities.h"

#include <cstdio>

#include "language/entity_training.h"

namespace parley {
namespace {

struct CorpusFile {
  const char* file;
  CorpusKind kind;
  float weight;
  int from_pass;
  VariantShares variants;
};

// Weights were chosen on the development sets (models/SOURCE-entities.md).
constexpr CorpusFile kCorpora[] = {
    {"gmb_voa-train.tsv", CorpusKind::gmb, 0.08F, 0, {}},
    {"wikigold.conllu", CorpusKind::columns, 2, 0, {}},
    {"crossner_politics/train.txt", CorpusKind::columns, 2, 0, {}},
    {"en_gum-ud-train.noreddit.conllu", CorpusKind::treebank, 1, 1, {}},
    {"en_ewt-ud-train.conllu", CorpusKind::treebank, 2, 1, {}},
    {"gmb_voa-train.tsv", CorpusKind::gmb_as_it_is, 1, 0, {0, 0, 0, 0}},
};

/// For measuring: GMB without its last tenth.
void cut_last_tenth(std::vector<TrainingSentence>& sentences) { sentences.resize(sentences.size() * 9 / 10); }

}  // namespace

Status run_train_entities(const TrainEntitiesOptions& o) {
  std::string words = o.words.empty() ? o.codebook + "/../models/words/clusters.txt" : o.words;
  EntityTables tables = TRY(read_entity_tables(o.codebook, words));
  std::vector<EntityCorpus> corpora;
  for (const CorpusFile& c : kCorpora) {
    if (!o.leave_out.empty() && std::string(c.file).find(o.leave_out) != std::string::npos && o.leave_out != "tenth")
      continue;
    bool wire = c.kind == CorpusKind::gmb_as_it_is;
    EntityCorpus corpus{TRY(read_corpus(o.data + "/" + c.file, c.kind, tables)), c.weight, c.from_pass, c.variants};
    corpus.convention = wire ? EntityConvention::wire : EntityConvention::plain;
    corpus.wire_style = wire || c.kind == CorpusKind::gmb;
    if (o.leave_out == "tenth" && corpus.wire_style) cut_last_tenth(corpus.sentences);
    corpora.push_back(std::move(corpus));
    std::fprintf(stderr, "%s: %zu sentences\n", c.file, corpora.back().sentences.size());
  }
  EntityTrainingOptions options;
  options.seed = o.seed;
  if (o.passes > 0) options.passes = o.passes;
  ModelWriter model = train_entities(std::move(corpora), std::move(tables), options, [](int pass, double likelihood) {
    std::fprintf(stderr, "pass %d: log-likelihood of a word %.4f\n", pass, likelihood);
  });
  return model.write(o.out);
}

int run_train(const CommandOptions& options, TrainEntitiesOptions train) {
  auto codebook = codebook_for(options);
  if (!codebook) return complain(codebook.error());
  train.codebook = *codebook;
  if (Status done = run_train_entities(train); !done) return complain(done.error());
  return kDone;
}

}  // namespace parley
