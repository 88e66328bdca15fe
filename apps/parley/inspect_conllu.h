// parley inspect language --conllu: names in text that comes as CoNLL-U, its tokens kept as they are.
#pragma once

#include <string>

#include "language/entity_model.h"

namespace parley {

/// The CoNLL-U `bytes` with Entity=B-PER, I-PER … in MISC, as the model finds them; other columns are kept.
std::string entities_of_conllu(std::string_view bytes, const EntityModel& model);

}  // namespace parley
