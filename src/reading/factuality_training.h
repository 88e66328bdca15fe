// Learns how sure a text presents an event: the network and the model of kinds of text in factuality.h.
//
// Stochastic gradient descent on the cross-entropy with the judged value, blurred a little over its neighbours; steps
// by AdaGrad (one sum of squares for each feature), features and hidden units left out at random (Srivastava and others
// 2014), weights averaged over the later passes. The groups of readers share all weights but the last layer's. One
// thread, own random numbers: the same examples and seed give the same bytes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/model_file.h"
#include "reading/factuality.h"

namespace parley {

/// A predicate that readers judged.
struct FactualityExample {
  FactualityFeatures features;
  float certainty = 0;    // mean of their judgements, -3..3
  std::size_t group = 0;  // of readers, below kReaderGroups
};

struct FactualityTraining {
  std::uint64_t seed = 1;
  int passes = 8;
  int text_passes = 10;
  std::uint32_t at_least = 5;  // examples that a feature must stand in
  std::size_t rows = 16000;    // features that are kept: the most useful of a first training
  float rate = 0.05F;
  float text_rate = 0.1F;
  float text_shrink = 0.0005F;   // pull towards 0 (L2) on the model of kinds of text
  float hidden_features = 0.3F;  // share of features left out at a visit
  float hidden_words = 0.1F;     // likewise for the kind of text
  float hidden_units = 0.3F;     // likewise of the hidden layer
  float blur = 0.2F;             // standard deviation around the judged value
  // By group. There are many more web texts than others, and their readers judge otherwise: their part in the shared
  // layer is kept small.
  std::array<float, kReaderGroups> weight = {1, 0.1F, 1};
  std::array<float, kReaderGroups> text_weight = {1, 1, 3};
  std::array<float, kReaderGroups> lean = {3, 0, 4.5F};  // log-odds: what this program reads is news
};

/// The sections of a model file.
ModelWriter train_factuality(const std::vector<FactualityExample>& examples, const FactualityTraining& options);

}  // namespace parley
