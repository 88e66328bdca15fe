// parley train claims: the tagger of attributed claims, from PolNeAR.
#pragma once

#include "command.h"
#include "language/train.h"

namespace parley {

/// Trains on all texts of the folder --data and writes --out. Errors: those of reading and writing.
Status train_claim_tagger(const CommandOptions& options, const Tell& tell);

}  // namespace parley
