// Forward and backward sums of the entity model's chain: what each word's labels should have been, and were.
//
// Sixteen labels, scores in float; see entity_training.h for the use.
#pragma once

#include <array>
#include <vector>

#include "language/entity_corpus.h"

namespace parley {

using LabelWeights = std::array<float, kEntityLabels>;

/// Scores of label pairs; forbidden pairs have exponential 0.
struct TransitionScores {
  std::array<LabelWeights, kEntityLabels> score{};   // [from][to]
  std::array<LabelWeights, kEntityLabels> factor{};  // exponentials of score
  void refresh();
};

/// e^x for x ≤ 0, the same bits on every machine; relative error below 1e-5.
float exponential(float x);

/// Probabilities of labels in one stretch of words between words outside any name.
class ChainSums {
 public:
  /// Log of the sum over all readings that `allowed` permits (log of a probability mass up to the scores' scale), with
  /// probability of each label of each word in `marginals` and of each pair in `pairs` (summed over the stretch).
  /// -infinity (below -1e30) if no reading is permitted.
  double run(const std::vector<LabelWeights>& scores, const std::vector<LabelSet>& allowed, const TransitionScores& t);

  std::vector<LabelWeights> marginals;
  std::array<LabelWeights, kEntityLabels> pairs{};

 private:
  bool forward(const std::vector<LabelSet>& allowed, const TransitionScores& t);
  std::vector<LabelWeights> local_, forward_;
  double log_sum_ = 0;
};

}  // namespace parley
