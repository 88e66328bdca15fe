// Names and their numbers, in the order in which they came: a hash table with the hash beside the number, so that a
// look-up mostly costs one place in it and one comparison.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

class NameNumbers {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  /// The number of a name, or kNone.
  [[nodiscard]] std::uint32_t find(std::string_view name) {
    if (last_ < names_.size() && names_[last_] == name) return last_;
    const std::uint64_t hash = hash_of(name);
    for (std::size_t k = hash & mask();; k = (k + 1) & mask()) {
      const Place& p = places_[k];
      if (p.number == kNone) return kNone;
      if (p.hash == hash && names_[p.number] == name) return last_ = p.number;
    }
  }

  /// Adds a name that is new.
  std::uint32_t add(std::string_view name) {
    if ((names_.size() + 1) * 2 > places_.size()) grow();
    last_ = static_cast<std::uint32_t>(names_.size());
    names_.emplace_back(name);
    put({hash_of(name), last_});
    return last_;
  }

 private:
  struct Place {
    std::uint64_t hash = 0;
    std::uint32_t number = kNone;
  };

  [[nodiscard]] std::size_t mask() const { return places_.size() - 1; }

  /// Eight letters at a time; the rest as one more word, with the length.
  static std::uint64_t hash_of(std::string_view name) {
    constexpr std::uint64_t kPrime = 0x9FB21C651E98DF25ULL;
    std::uint64_t hash = 0x243F6A8885A308D3ULL ^ name.size();
    const auto step = [&](std::uint64_t word) {
      hash = (hash ^ word) * kPrime;
      hash ^= hash >> 32U;
    };
    std::uint64_t word = 0;
    if (name.size() < 8) {
      std::memcpy(&word, name.data(), name.size());
      step(word);
      return hash;
    }
    for (std::size_t k = 0; k + 8 <= name.size(); k += 8) {
      std::memcpy(&word, name.data() + k, 8);
      step(word);
    }
    std::memcpy(&word, name.data() + name.size() - 8, 8);  // the last eight again
    step(word);
    return hash;
  }

  void put(const Place& p) {
    std::size_t k = p.hash & mask();
    while (places_[k].number != kNone) k = (k + 1) & mask();
    places_[k] = p;
  }

  void grow() {
    std::vector<Place> old(places_.size() * 2);
    old.swap(places_);
    for (const Place& p : old)
      if (p.number != kNone) put(p);
  }

  std::vector<Place> places_ = std::vector<Place>(64);
  std::vector<std::string> names_;
  std::uint32_t last_ = 0;  // asked for: mostly again
};

}  // namespace parley
