// See train_entities.h.
#include "train_entities.h"

#include <cstdio>
#include <cstdlib>

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
    {"gmb_voa-train.tsv", CorpusKind::gmb, 0.15F, 0, {0.2F, 0.5F, 0.02F, 0.08F}},
    {"wikigold.conllu", CorpusKind::columns, 2, 0, {0.2F, 0.5F, 0.02F, 0.08F}},
    {"crossner_politics/train.txt", CorpusKind::columns, 2, 0, {0.2F, 0.5F, 0.02F, 0.08F}},
    {"en_gum-ud-train.noreddit.conllu", CorpusKind::treebank, 1, 1, {0.2F, 0.5F, 0.02F, 0.08F}},
    {"en_ewt-ud-train.conllu", CorpusKind::treebank, 1, 1, {0.2F, 0.5F, 0.02F, 0.08F}},
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
    if (!o.leave_out.empty() && std::string(c.file).find(o.leave_out) != std::string::npos && o.leave_out != "tenth") continue;
    bool wire = c.kind == CorpusKind::gmb_as_it_is;
    EntityCorpus corpus{TRY(read_corpus(o.data + "/" + c.file, c.kind, tables)), c.weight, c.from_pass, c.variants};
    corpus.convention = wire ? EntityConvention::wire : EntityConvention::plain;
    corpus.wire_style = wire || c.kind == CorpusKind::gmb;
    if (o.leave_out == "tenth" && corpus.wire_style) cut_last_tenth(corpus.sentences);
    if (const char* e = getenv("T_V"); e && !wire) { VariantShares& v = corpus.variants; sscanf(e, "%f,%f,%f,%f", &v.other_names, &v.cut_hyphens, &v.capitals, &v.lower_case); }
    if (const char* e = getenv("T_VW"); e && wire) { VariantShares& v = corpus.variants; sscanf(e, "%f,%f,%f,%f", &v.other_names, &v.cut_hyphens, &v.capitals, &v.lower_case); }
    corpora.push_back(std::move(corpus));
    std::fprintf(stderr, "%s: %zu sentences\n", c.file, corpora.back().sentences.size());
  }
  EntityTrainingOptions options;
  options.seed = o.seed;
  // TUNE
  if (const char* e = getenv("T_HIDDEN")) options.hidden = atof(e);
  if (const char* e = getenv("T_RATE")) options.rate = atof(e);
  if (const char* e = getenv("T_RAREST")) options.rarest = atoi(e);
  if (const char* e = getenv("T_ROWS")) sscanf(e, "%zu,%zu", &options.plain_rows, &options.wire_rows);
  if (const char* e = getenv("T_W")) { float w[5]; if (sscanf(e, "%f,%f,%f,%f,%f", w, w+1, w+2, w+3, w+4) == 5) for (int i = 0; i < 5 && i < (int)corpora.size(); ++i) corpora[i].weight = w[i]; }
  if (const char* e = getenv("T_L2")) options.shrink = atof(e);
  // ENDTUNE
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
