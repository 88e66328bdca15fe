// parley train: learns the weights that ship in models/ from annotated corpora.
#include "language/train.h"

#include <ctime>

#include "command.h"
#include "train_entities.h"

namespace parley {
namespace {

Status train_trees(const CommandOptions& o, const Tell& tell) {
  auto sentences = TRY(read_training_data(o.data, tell));
  LanguageTraining training;
  training.seed = o.seed.value_or(training.seed);
  if (o.rounds > 0) training.parser_rounds = o.rounds;
  ModelWriter model = TRY(train_language(sentences, training, tell));
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
  Status done = o.subject == "language" ? train_trees(o, tell) : train_names(o, tell);
  if (!done) return complain(done.error());
  tell("written: " + o.out);
  return kDone;
}

}  // namespace parley
