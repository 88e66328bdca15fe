// parley train entities: the weights of the entity model from annotated corpora.
#pragma once

#include <string>

#include "base/result.h"
#include "command.h"

namespace parley {

struct TrainEntitiesOptions {
  std::string data;      // folder with the corpora: see models/SOURCE-entities.md
  std::string codebook;  // folder of the codebook
  std::string words;     // file of word groups; empty: models/words/clusters.txt beside the codebook
  std::string out = "models/entities.bin";
  std::string leave_out;  // name of a corpus not to train on, for measuring
  std::uint64_t seed = 1;
  int passes = 0;
};

/// The verb: reports errors, gives the exit code.
int run_train(const CommandOptions& options, TrainEntitiesOptions train);

/// Trains, tells progress on stderr, and writes the file.
Status run_train_entities(const TrainEntitiesOptions& options);

}  // namespace parley
