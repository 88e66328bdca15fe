// See train_intake.h.
#include "train_intake.h"

#include "base/file.h"
#include "intake/html_training.h"

namespace parley {

Status train_page_model(const CommandOptions& o, const Tell& tell) {
  std::string file = TRY(codebook_for(o)) + "/intake.toml";
  Value rules = TRY(parse_toml(TRY(read_file(file)), file));
  HintTable hints = TRY(HintTable::load(rules.at("page").at("hints"), file));
  std::vector<LabelledPage> pages = TRY(read_labelled_pages(o.data));
  PageTraining training;
  training.seed = o.seed.value_or(training.seed);
  if (o.rounds > 0) training.rounds = o.rounds;
  return train_pages(pages, hints, training, tell).save().write(o.out);
}

}  // namespace parley
