// parley train factuality: how sure a text presents an event, from readers' judgements.
#pragma once

#include "command.h"
#include "language/train.h"

namespace parley {

/// Trains on UW/train.jsonl, UDS_IH2/train.jsonl and MEANTIME/train.jsonl of the folder --data and writes --out. With
/// --leave-out folds it measures instead, five-fold, and writes a table of mean absolute error and correlation. Errors:
/// those of reading and writing.
Status train_factuality_model(const CommandOptions& options, const Tell& tell);

}  // namespace parley
