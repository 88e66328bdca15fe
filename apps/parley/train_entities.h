// parley train entities: the weights of the entity model from annotated corpora.
#pragma once

#include "command.h"
#include "language/train.h"

namespace parley {

/// Reads the corpora of models/SOURCE-entities.md from options.data, trains, and writes options.out.
Status train_names(const CommandOptions& options, const Tell& tell);

}  // namespace parley
