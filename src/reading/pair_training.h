// Learns the pair classifier: multinomial logistic regression with L2, fitted by L-BFGS.
//
// The penalised likelihood has one optimum that does not depend on an order or on random numbers, so the same examples
// give the same weights. An example may allow several types (the corpus knows YIELD where PLOVER of today has CONCEDE
// and RETREAT); its likelihood is then that of any of them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/model_file.h"
#include "reading/pair_features.h"

namespace parley {

constexpr std::size_t kEventTypes = 16;

/// A sentence with its marks, and what relation it states.
struct PairExample {
  PairFeatures features;
  std::uint32_t types = 0;  // bit t: EventType t is allowed
  float weight = 1;
};

struct PairTraining {
  float penalty = 0.2F;        // L2, of the sparse weights
  float dense_penalty = 0.1F;  // L2, of the dense weights
  int rounds = 60;             // of L-BFGS
  int at_least = 2;            // examples that a sparse feature must stand in
};

/// Weights by feature and type, as they are learnt.
struct PairWeights {
  std::vector<std::uint64_t> keys;  // of the sparse features, in order
  std::vector<float> sparse;        // keys.size() rows of kEventTypes
  std::vector<float> dense;         // a row of kEventTypes for each dense number

  /// Probabilities of the types.
  [[nodiscard]] std::array<double, kEventTypes> predict(const PairFeatures& features) const;
};

/// Scores of the types to probabilities, in place.
void to_probabilities(std::array<double, kEventTypes>& scores);

/// Gives the examples of rare types more weight: the root of how much rarer a type is than the mean, so that types
/// count alike a little more than examples do (the measure is the mean over types).
void weigh_by_rarity(std::vector<PairExample>& examples);

PairWeights train_pairs(const std::vector<PairExample>& examples, const PairTraining& options);

}  // namespace parley
