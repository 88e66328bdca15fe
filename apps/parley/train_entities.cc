// See train_entities.h.
#include "train_entities.h"

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
void cut_last_tenth(std::vector<LabelledSentence>& sentences) { sentences.resize(sentences.size() * 9 / 10); }

}  // namespace

Status train_names(const CommandOptions& o, const Tell& tell) {
  std::string codebook = TRY(codebook_for(o));
  std::string words = o.words.empty() ? codebook + "/../models/words/clusters.txt" : o.words;
  EntityTables tables = TRY(read_entity_tables(codebook, words));
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
    tell(std::string(c.file) + ": " + std::to_string(corpora.back().sentences.size()) + " sentences");
  }
  EntityTrainingOptions options;
  options.seed = o.seed.value_or(options.seed);
  if (o.rounds > 0) options.passes = o.rounds;
  ModelWriter model = train_entities(std::move(corpora), std::move(tables), options, [&](int pass, double likelihood) {
    tell("pass " + std::to_string(pass) + ": log-likelihood of a word " + std::to_string(likelihood));
  });
  return model.write(o.out);
}

}  // namespace parley
