// Random numbers for training: the same on every machine and with every standard library.
//
// SplitMix64 (Steele, Lea and Flood 2014). The standard's distributions and std::shuffle are implementation-defined, so
// training to the byte needs its own.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace parley {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  /// A number in [0, n); n > 0.
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(((next() >> 32) * n) >> 32); }
  /// A number in [0, 1).
  float uniform() { return static_cast<float>(next() >> 40) * 0x1.0p-24F; }

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(static_cast<std::uint32_t>(i))]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace parley
