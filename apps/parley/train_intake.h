// parley train intake: the weights that judge the blocks of a page (models/intake.bin).
#pragma once

#include "command.h"
#include "language/train.h"

namespace parley {

/// Reads evaldata.json and the pages of options.data, trains on half of the hosts, and writes options.out.
Status train_page_model(const CommandOptions& options, const Tell& tell);

}  // namespace parley
