// parley train pairs: the weights of the pair classifier (models/pairs.bin), and its cross-validation.
#pragma once

#include "command.h"
#include "language/train.h"

namespace parley {

/// Reads PLV_train.tsv and vectors.tsv of options.data and the codebook's examples, trains, and writes options.out.
/// With
/// --leave-out folds it writes no weights but the answers of five-fold cross-validation over PLV, as inspect events
/// --pairs prints them; equal sentences go to one fold.
Status train_pair_model(const CommandOptions& options, const Tell& tell);

}  // namespace parley
