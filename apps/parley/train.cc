// parley train: learns the weights that ship in models/ from annotated corpora.
#include "language/train.h"

#include <ctime>

#include "command.h"
#include "language/news_text.h"
#include "train_claims.h"
#include "train_entities.h"
#include "train_factuality.h"
#include "train_intake.h"
#include "train_pairs.h"

namespace parley {
namespace {

constexpr const char* kNewsFile = "gmb_voa-train.tsv";
constexpr const char* kEndsFile = "sentence_ends.txt";
constexpr std::size_t kNewsSentences = 6000;  // more of them, and other texts suffer

Status train_trees(const CommandOptions& o, const Tell& tell) {
  LanguageData data;
  data.treebanks = TRY(read_training_data(o.data, tell));
  std::string codebook = TRY(codebook_for(o));
  std::string own = o.treebank.empty() ? codebook + "/../models/treebank" : o.treebank;
  data.own = TRY(read_own_treebank(own, tell));
  data.news = TRY(read_news_sentences(o.data + "/" + kNewsFile, kNewsSentences));
  Lexicon lexicon = TRY(Lexicon::load(codebook));
  for (TreebankSentence& s : TRY(read_paragraphs(own + "/" + kEndsFile, lexicon))) data.news.push_back(std::move(s));
  LanguageTraining training;
  training.seed = o.seed.value_or(training.seed);
  if (o.rounds > 0) training.parser_rounds = o.rounds;
  ModelWriter model = TRY(train_language(data, training, tell));
  return model.write(o.out);
}

}  // namespace

int run_train(const CommandOptions& o) {
  auto start = std::clock();
  Tell tell = [&](const std::string& line) {
    if (!o.quiet)
      std::fprintf(stderr, "%6.1f CPU s  %s\n", static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC,
                   line.c_str());
  };
  Status done = o.subject == "language"     ? train_trees(o, tell)
                : o.subject == "pairs"      ? train_pair_model(o, tell)
                : o.subject == "claims"     ? train_claim_tagger(o, tell)
                : o.subject == "intake"     ? train_page_model(o, tell)
                : o.subject == "factuality" ? train_factuality_model(o, tell)
                                            : train_names(o, tell);
  if (!done) return complain(done.error());
  tell("written: " + o.out);
  return kDone;
}

}  // namespace parley
