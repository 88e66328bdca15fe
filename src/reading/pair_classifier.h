// The one relation that a sentence states from a source to a target, by learned weights (models/pairs.bin).
//
// Events come from the codebook's triggers (events.h); this classifier is their second reader. It answers for two
// marked stretches of a sentence, whatever the words of the act are, and so can confirm a trigger or doubt it.
// docs/decisions/0013-pair-classifier.md tells why it is a linear model and how good it is.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "base/model_file.h"
#include "base/result.h"
#include "reading/pair_features.h"
#include "reading/pair_training.h"
#include "reading/reading.h"

namespace parley {

/// First section of the model file; changes with every change of a feature.
constexpr std::string_view kPairModelVersion = "parley pairs 1";

struct PairAnswer {
  EventType type = EventType::consult;
  double confidence = 0;                            // probability of the type (of CONCEDE and RETREAT together), 0..1
  std::array<double, kEventTypes> probabilities{};  // by EventType; they add up to 1
};

/// The answer of probabilities. CONCEDE and RETREAT, which the corpus has as one type, are weighed together against the
/// others; then the more probable of the two is taken.
PairAnswer answer_of(const std::array<double, kEventTypes>& probabilities);

class PairModel {
 public:
  /// Maps models/pairs.bin. Errors: not_found; bad_input for a file that is damaged or of another version.
  static Result<std::shared_ptr<const PairModel>> load(const std::string& path);

  /// The relation from source to target. Token ranges of one sentence, either of which may be empty.
  [[nodiscard]] PairAnswer classify(const Document& document, const EventRules& rules, TokenRange source,
                                    TokenRange target) const;
  [[nodiscard]] const WordVectors& vectors() const { return vectors_; }

 private:
  ModelFile file_;
  WordVectors vectors_;
  KeyTable keys_;
  std::span<const std::int8_t> sparse_;  // rows of kEventTypes
  std::span<const float> dense_;         // likewise
  float scale_ = 0;                      // value of one step of a sparse weight
};

/// PairModel::classify with the knowledge's model and codebook.
PairAnswer classify_pair(const Knowledge& knowledge, const Document& document, TokenRange source, TokenRange target);

/// The sections of a model file. `words` in the order of the rows of `numbers`.
ModelWriter write_pair_model(const PairWeights& weights, const std::vector<std::string>& words,
                             const std::vector<std::int8_t>& numbers, std::size_t width);

/// A document of one text that is taken as news whatever it looks like: `report` must outlive it.
Document document_of(Report& report, std::string text, const Knowledge& knowledge);

}  // namespace parley
