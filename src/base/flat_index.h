// A hash table from 64-bit keys to 32-bit numbers, for keys that are only ever added: open addressing with linear
// probing, at most five eighths full, 12 bytes a place. Its neighbours keep what the numbers stand for in arrays.
// FlatSet is for keys that are hashes already.
#pragma once

#include <cstdint>
#include <vector>

namespace parley {

class FlatIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  explicit FlatIndex(std::size_t expected = 16) {
    std::size_t places = 32;
    while (places * 5 / 8 < expected) places *= 2;
    keys_.assign(places, kEmpty);
    values_.resize(places);
  }

  /// The number of a key, or kNone.
  [[nodiscard]] std::uint32_t find(std::uint64_t key) const {
    for (std::size_t i = place(key);; i = (i + 1) & (keys_.size() - 1)) {
      if (keys_[i] == key) return values_[i];
      if (keys_[i] == kEmpty) return kNone;
    }
  }

  /// Asks for the memory that find() will look at, for whoever has many keys to find.
  void prefetch(std::uint64_t key) const {
    const std::size_t i = place(key);
    __builtin_prefetch(&keys_[i]);
    __builtin_prefetch(&values_[i]);
  }

  /// The number of a key; a key that is new gets `fresh`.
  std::uint32_t find_or_add(std::uint64_t key, std::uint32_t fresh) {
    std::size_t i = place(key);
    for (;; i = (i + 1) & (keys_.size() - 1)) {
      if (keys_[i] == key) return values_[i];
      if (keys_[i] == kEmpty) break;
    }
    keys_[i] = key;
    values_[i] = fresh;
    if (++used_ * 8 > keys_.size() * 5) grow();
    return fresh;
  }

  [[nodiscard]] std::size_t size() const { return used_; }

 private:
  static constexpr std::uint64_t kEmpty = ~std::uint64_t{0};  // no key of ours

  [[nodiscard]] std::size_t place(std::uint64_t key) const {
    std::uint64_t h = key * 0x9E3779B97F4A7C15ULL;
    return (h ^ (h >> 29U)) & (keys_.size() - 1);
  }

  void grow() {
    std::vector<std::uint64_t> keys(keys_.size() * 2, kEmpty);
    std::vector<std::uint32_t> values(keys.size());
    keys.swap(keys_);
    values.swap(values_);
    for (std::size_t k = 0; k < keys.size(); ++k) {
      if (keys[k] == kEmpty) continue;
      std::size_t i = place(keys[k]);
      while (keys_[i] != kEmpty) i = (i + 1) & (keys_.size() - 1);
      keys_[i] = keys[k];
      values_[i] = values[k];
    }
  }

  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> values_;
  std::size_t used_ = 0;
};

/// The same without numbers: has a key been there? 8 bytes a place.
class FlatSet {
 public:
  FlatSet() : keys_(64, kEmpty) {}

  /// True if the key is new.
  bool add(std::uint64_t key) {
    if (key == kEmpty) key = 0;
    std::size_t i = place(key);
    for (; keys_[i] != kEmpty; i = (i + 1) & (keys_.size() - 1))
      if (keys_[i] == key) return false;
    keys_[i] = key;
    if (++used_ * 8 > keys_.size() * 5) grow();
    return true;
  }
  [[nodiscard]] std::size_t size() const { return used_; }

 private:
  static constexpr std::uint64_t kEmpty = ~std::uint64_t{0};
  [[nodiscard]] std::size_t place(std::uint64_t key) const { return (key ^ (key >> 31U)) & (keys_.size() - 1); }

  void grow() {
    std::vector<std::uint64_t> keys(keys_.size() * 2, kEmpty);
    keys.swap(keys_);
    for (std::uint64_t key : keys) {
      if (key == kEmpty) continue;
      std::size_t i = place(key);
      while (keys_[i] != kEmpty) i = (i + 1) & (keys_.size() - 1);
      keys_[i] = key;
    }
  }

  std::vector<std::uint64_t> keys_;
  std::size_t used_ = 0;
};

}  // namespace parley
