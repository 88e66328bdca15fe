// The trained models of the stage, loaded together from the folder models/.
#pragma once

#include <memory>
#include <string>

#include "language/entity_model.h"
#include "language/model.h"

namespace parley {

struct Models {
  LanguageModel language;
  EntityModel entities;

  /// Maps language.bin and entities.bin. Errors: not_found; bad_input for one that is damaged or of another version.
  static Result<std::shared_ptr<const Models>> load(const std::string& directory) {
    LanguageModel language = TRY(LanguageModel::load(directory + "/language.bin"));
    EntityModel entities = TRY(EntityModel::load(directory + "/entities.bin"));
    return std::make_shared<const Models>(Models{std::move(language), std::move(entities)});
  }
};

}  // namespace parley
