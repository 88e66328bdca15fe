// Averaged perceptron over hashed features: dense while it is trained, packed and quantised when it ships.
//
// A feature is a row of the weight matrix, found by its hash; several features may share one. After training only the
// weights that are not near zero are kept, as (class, 8-bit weight) pairs in row order. Collins 2002; averaging after
// Daumé 2006.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/model_file.h"

namespace parley {

/// Trained weights, read in place.
class PackedPerceptron {
 public:
  PackedPerceptron() = default;
  /// Sections NAME.rows, NAME.classes, NAME.weights. Not ok() if they do not fit each other.
  PackedPerceptron(const ModelFile& file, const std::string& name);
  PackedPerceptron(std::span<const std::uint32_t> rows, std::span<const std::uint8_t> classes,
                   std::span<const std::int8_t> weights);

  [[nodiscard]] bool ok() const { return !rows_.empty(); }
  [[nodiscard]] unsigned bits() const { return bits_; }
  /// Adds the weights of the features to the scores of their classes (256 of them at least).
  void add_scores(std::span<const std::uint64_t> features, std::int32_t* scores) const {
    for (std::uint64_t f : features) {
      std::size_t row = f >> shift_;
      for (std::uint32_t e = rows_[row], end = rows_[row + 1]; e < end; ++e) scores[classes_[e]] += weights_[e];
    }
  }

 private:
  std::span<const std::uint32_t> rows_;
  std::span<const std::uint8_t> classes_;
  std::span<const std::int8_t> weights_;
  unsigned bits_ = 0, shift_ = 64;
};

struct PackedPerceptronData {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint8_t> classes;
  std::vector<std::int8_t> weights;

  [[nodiscard]] PackedPerceptron view() const { return {rows, classes, weights}; }
  void add_to(ModelWriter& writer, const std::string& name) const;
};

class Perceptron {
 public:
  /// 2^bits rows for at most 256 classes.
  Perceptron(std::size_t classes, unsigned bits);

  /// Scores of all classes, written over `scores`.
  void score(std::span<const std::uint64_t> features, std::span<float> scores) const;
  /// Moves weight from the class that was predicted to the right one.
  void update(std::span<const std::uint64_t> features, std::size_t gold, std::size_t predicted);
  /// Counts one decision; averages are taken over decisions.
  void tick() { ++now_; }
  /// The averaged weights; `least` is the smallest share of the largest weight that is kept.
  [[nodiscard]] PackedPerceptronData pack(float clip) const;

 private:
  std::size_t classes_, width_;
  unsigned shift_;
  std::vector<float> weights_;
  std::vector<float> late_;  // sum of updates, each times the decision's number
  std::uint64_t now_ = 1;
};

}  // namespace parley
