// Training of a LabelChain: maximum likelihood by stochastic gradient steps, averaged, cut to the features that matter.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/random.h"
#include "language/feature_numbers.h"
#include "reading/label_chain.h"

namespace parley {

struct ChainTrainingOptions {
  std::uint64_t seed = 1;
  int passes = 12;
  float rate = 0.05F;         // of AdaGrad (Duchi, Hazan and Singer 2011), falling to a tenth
  float shrink = 0.01F;       // weight decay, relative to a gradient of 1
  std::uint32_t rarest = 3;   // features seen less often are left out
  std::size_t rows = 262144;  // at most so many features are kept
};

/// Rounded weights, in memory.
struct ChainData {
  std::vector<ChainRow> rows;
  std::vector<std::int16_t> transitions;

  [[nodiscard]] LabelChain view() const { return {rows, transitions}; }
  void add_to(ModelWriter& writer, const std::string& name) const;
};

class ChainTrainer {
 public:
  explicit ChainTrainer(const ChainTrainingOptions& options) : options_(options), random_(options.seed) {}

  /// A sequence with its right labels.
  void add(const ChainFeatures& features, std::span<const ChainLabel> labels);
  /// `progress` gets the number of the pass and the mean log-likelihood of a sequence. Deterministic.
  [[nodiscard]] ChainData train(const std::function<void(int, double)>& progress);

 private:
  using Weights = std::array<float, 8>;  // by label; the eighth is padding
  struct Word {
    std::uint64_t first = 0;  // in features_
    std::uint32_t size = 0;
    ChainLabel label = 0;
  };
  struct Sequence {
    std::size_t first = 0, size = 0;  // in words_
  };
  void keep_frequent();
  void step(const Sequence& sequence, float rate);
  double sums(const Sequence& sequence);
  void refresh();
  void average();
  [[nodiscard]] ChainData rounded() const;

  ChainTrainingOptions options_;
  Random random_;
  FeatureNumbers numbers_;
  std::vector<std::uint32_t> features_, kept_;
  std::vector<Word> words_;
  std::vector<Sequence> sequences_;
  std::vector<Weights> weights_, mean_;
  std::vector<float> squares_;
  std::array<Weights, kChainLabels> transitions_{}, factors_{}, mean_transitions_{};
  int averaged_ = 0;
  std::size_t steps_ = 0;
  double likelihood_ = 0;
  // scratch of one step
  std::vector<Weights> local_, forward_, marginals_;
  std::array<Weights, kChainLabels> pairs_{};
};

}  // namespace parley
