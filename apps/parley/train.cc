// parley train: learns the weights that ship in models/ from treebanks.
#include "language/train.h"

#include <ctime>

#include "command.h"

namespace parley {

int run_train(const CommandOptions& o) {
  auto start = std::clock();
  Tell tell = [&](const std::string& line) {
    if (!o.quiet)
      std::fprintf(stderr, "%6.1f CPU s  %s\n", static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC,
                   line.c_str());
  };
  auto sentences = read_training_data(o.directory, tell);
  if (!sentences) return complain(sentences.error());
  LanguageTraining training;
  training.seed = o.seed;
  training.parser_rounds = o.rounds;
  auto model = train_language(*sentences, training, tell);
  if (!model) return complain(model.error());
  if (auto written = model->write(o.out); !written) return complain(written.error());
  tell("written: " + o.out);
  return kDone;
}

}  // namespace parley
