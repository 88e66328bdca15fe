// See perceptron.h.
#include "language/perceptron.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

namespace parley {

PackedPerceptron::PackedPerceptron(std::span<const std::uint32_t> blocks, std::span<const std::uint16_t> rows,
                                   std::span<const std::uint16_t> entries) {
  if (rows.size() < 3 || !std::has_single_bit(rows.size() - 1) || blocks.size() != (rows.size() - 1) / kBlock + 1)
    return;
  std::uint64_t begin = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::uint64_t next = std::uint64_t{blocks[r / kBlock]} + rows[r];
    if (next < begin || next > entries.size()) return;
    begin = next;
  }
  if (begin != entries.size()) return;
  blocks_ = blocks;
  rows_ = rows;
  entries_ = entries;
  shift_ = 65 - static_cast<unsigned>(std::bit_width(rows.size() - 1));
}

PackedPerceptron::PackedPerceptron(const ModelFile& file, const std::string& name)
    : PackedPerceptron(file.array<std::uint32_t>(name + ".blocks"), file.array<std::uint16_t>(name + ".rows"),
                       file.array<std::uint16_t>(name + ".entries")) {}

void PackedPerceptronData::add_to(ModelWriter& writer, const std::string& name) const {
  writer.add_array<std::uint32_t>(name + ".blocks", blocks);
  writer.add_array<std::uint16_t>(name + ".rows", rows);
  writer.add_array<std::uint16_t>(name + ".entries", entries);
}

Perceptron::Perceptron(std::size_t classes, unsigned bits)
    : classes_(classes), width_((classes + 7) / 8 * 8), shift_(64 - bits) {
  assert(classes > 0 && classes <= 256 && bits > 0 && bits < 32);
  weights_.assign(width_ << bits, 0.0F);
  late_.assign(width_ << bits, 0.0F);
}

void Perceptron::score(std::span<const std::uint64_t> features, std::span<float> scores) const {
  std::fill(scores.begin(), scores.end(), 0.0F);
  for (std::uint64_t f : features) {
    const float* row = weights_.data() + (f >> shift_) * width_;
    for (std::size_t c = 0; c < classes_; ++c) scores[c] += row[c];
  }
}

void Perceptron::update(std::span<const std::uint64_t> features, std::size_t gold, std::size_t predicted) {
  auto when = static_cast<float>(now_);
  for (std::uint64_t f : features) {
    std::size_t row = (f >> shift_) * width_;
    weights_[row + gold] += 1.0F;
    late_[row + gold] += when;
    weights_[row + predicted] -= 1.0F;
    late_[row + predicted] -= when;
  }
}

void Perceptron::average() {
  auto total = static_cast<float>(now_);
  for (std::size_t i = 0; i < weights_.size(); ++i) weights_[i] -= late_[i] / total;
  std::fill(late_.begin(), late_.end(), 0.0F);
}

void Perceptron::add(const Perceptron& other) {
  for (std::size_t i = 0; i < weights_.size(); ++i) weights_[i] += other.weights_[i];
}

PackedPerceptronData Perceptron::pack(float clip) const {
  PackedPerceptronData out;
  std::size_t rows = weights_.size() / width_;
  auto begin_row = [&](std::size_t r) {
    if (r % PackedPerceptron::kBlock == 0) out.blocks.push_back(static_cast<std::uint32_t>(out.entries.size()));
    out.rows.push_back(static_cast<std::uint16_t>(out.entries.size() - out.blocks.back()));  // 64 rows of 256 at most
  };
  float unit = 127.0F / clip;
  for (std::size_t r = 0; r < rows; ++r) {
    begin_row(r);
    for (std::size_t c = 0; c < classes_; ++c) {
      float w = weights_[r * width_ + c];
      auto q = static_cast<int>(std::lround(std::clamp(w * unit, -127.0F, 127.0F)));
      if (q >= -1 && q <= 1) continue;  // a third of the entries, and not missed
      out.entries.push_back(static_cast<std::uint16_t>(c | static_cast<unsigned>(q & 0xFF) << 8));
    }
  }
  begin_row(rows);
  return out;
}

}  // namespace parley
