// Numbers for the features of a training corpus, in the order in which they are first seen.
#pragma once

#include <cstdint>
#include <vector>

namespace parley {

/// An open-addressing table from 64-bit feature keys to 0, 1, 2, …, with the count of each.
class FeatureNumbers {
 public:
  FeatureNumbers() : slots_(1U << 20, kNone) {}

  /// Number of the feature, which is counted once more.
  std::uint32_t number(std::uint64_t key) {
    if (keys_.size() * 2 > slots_.size()) grow();
    std::size_t slot = place(key);
    if (slots_[slot] == kNone) {
      slots_[slot] = static_cast<std::uint32_t>(keys_.size());
      keys_.push_back(key);
      counts_.push_back(0);
    }
    ++counts_[slots_[slot]];
    return slots_[slot];
  }
  [[nodiscard]] const std::vector<std::uint64_t>& keys() const { return keys_; }
  [[nodiscard]] const std::vector<std::uint32_t>& counts() const { return counts_; }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  [[nodiscard]] std::size_t place(std::uint64_t key) const {
    std::size_t slot = (key ^ (key >> 29)) & (slots_.size() - 1);
    while (slots_[slot] != kNone && keys_[slots_[slot]] != key) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }
  void grow() {
    slots_.assign(slots_.size() * 2, kNone);
    for (std::uint32_t k = 0; k < keys_.size(); ++k) slots_[place(keys_[k])] = k;
  }
  std::vector<std::uint32_t> slots_, counts_;
  std::vector<std::uint64_t> keys_;
};

}  // namespace parley
