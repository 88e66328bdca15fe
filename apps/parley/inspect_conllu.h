// parley inspect language --conllu: names in text that comes as CoNLL-U, its tokens kept as they are.
#pragma once

#include <string>

#include "base/result.h"

namespace parley {

/// The CoNLL-U `bytes` with Entity=B-PER, I-PER … in MISC, found by the model in `model`; other columns are kept.
Result<std::string> entities_of_conllu(std::string_view bytes, const std::string& model);

}  // namespace parley
