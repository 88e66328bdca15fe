// Random numbers of training: SplitMix64 (Steele, Lea and Flood 2014), the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>

namespace parley {

class SeededRandom {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  /// In [0, 1).
  float unit() { return static_cast<float>(next() >> 40) * 0x1p-24F; }
  /// In [0, n); n must not be 0.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }

 private:
  std::uint64_t state_;
};

}  // namespace parley
