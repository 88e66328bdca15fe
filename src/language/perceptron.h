// Averaged perceptron over hashed features: dense while it is trained, packed and quantised when it ships.
//
// A feature is a row of the weight matrix, found by its hash; several features may share one. After training only the
// weights that are not near zero are kept, as pairs of class and 8-bit weight in row order. Collins 2002; averaging
// after Daumé 2006.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/model_file.h"

namespace parley {

/// Trained weights, read in place.
///
/// An entry is the class in its low byte and the weight in its high one. Where a row's entries begin is told in 16
/// bits, from the beginning of its block of kBlock rows; the row after the last tells where the entries end.
class PackedPerceptron {
 public:
  static constexpr std::size_t kBlock = 64;

  PackedPerceptron() = default;
  /// Sections NAME.blocks, NAME.rows and NAME.entries. Not ok() if they do not fit each other.
  PackedPerceptron(const ModelFile& file, const std::string& name);
  PackedPerceptron(std::span<const std::uint32_t> blocks, std::span<const std::uint16_t> rows,
                   std::span<const std::uint16_t> entries);

  [[nodiscard]] bool ok() const { return !rows_.empty(); }
  /// Adds the weights of the features to the scores of their classes (256 of them at least).
  void add_scores(std::span<const std::uint64_t> features, std::int32_t* scores) const {
    for (std::uint64_t f : features) __builtin_prefetch(&rows_[f >> shift_]);
    for (std::uint64_t f : features) __builtin_prefetch(entries_.data() + begin_of(f >> shift_));
    for (std::uint64_t f : features)
      for (std::uint32_t e = begin_of(f >> shift_), end = begin_of((f >> shift_) + 1); e < end; ++e)
        scores[entries_[e] & 0xFF] += static_cast<std::int8_t>(entries_[e] >> 8);
  }

 private:
  [[nodiscard]] std::uint32_t begin_of(std::size_t row) const { return blocks_[row / kBlock] + rows_[row]; }

  std::span<const std::uint32_t> blocks_;
  std::span<const std::uint16_t> rows_, entries_;
  unsigned shift_ = 63;
};

struct PackedPerceptronData {
  std::vector<std::uint32_t> blocks;
  std::vector<std::uint16_t> rows, entries;

  [[nodiscard]] PackedPerceptron view() const { return {blocks, rows, entries}; }
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
  /// Replaces the weights by their averages over all decisions; done with learning.
  void average();
  /// Adds the weights of another perceptron of the same shape.
  void add(const Perceptron& other);
  /// The weights, rounded: 127 steps up to `clip`, where they are cut off.
  [[nodiscard]] PackedPerceptronData pack(float clip) const;

 private:
  std::size_t classes_, width_;
  unsigned shift_;
  std::vector<float> weights_;
  std::vector<float> late_;  // sum of updates, each times the decision's number
  std::uint64_t now_ = 1;
};

}  // namespace parley
