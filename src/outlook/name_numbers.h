// Names and their numbers, in the order in which they came: a hash table with a part of the hash beside the number, and
// all letters in one string, so that a look-up mostly costs one place in each.
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

  [[nodiscard]] std::size_t size() const { return size_; }

  /// The number of a name, or kNone.
  [[nodiscard]] std::uint32_t find(std::string_view name) {
    return is_at(last_, name) ? last_number_ : find(name, hash_of(name));
  }

  /// The hash of a name that is looked for soon; the way to it is fetched meanwhile.
  [[nodiscard]] std::uint64_t expect(std::string_view name) const {
    const std::uint64_t hash = hash_of(name);
    __builtin_prefetch(places_.data() + (hash & mask()));
    return hash;
  }

  /// The same with the name's hash.
  [[nodiscard]] std::uint32_t find(std::string_view name, std::uint64_t hash) {
    for (std::size_t k = hash & mask();; k = (k + 1) & mask()) {
      const Place& p = places_[k];
      if (p.number == kNone) return kNone;
      if (p.hash != short_of(hash) || !is_at(p.begin, name)) continue;
      last_ = p.begin;
      return last_number_ = p.number;
    }
  }

  /// Adds a name that is new.
  std::uint32_t add(std::string_view name) {
    if ((size_ + 1) * 2 > places_.size()) grow();
    last_ = letters_.size();
    last_number_ = static_cast<std::uint32_t>(size_++);
    const std::uint64_t length = name.size();
    letters_.append(reinterpret_cast<const char*>(&length), sizeof length).append(name);
    put({short_of(hash_of(name)), last_number_, last_}, hash_of(name));
    return last_number_;
  }

 private:
  struct Place {
    std::uint32_t hash = 0;
    std::uint32_t number = kNone;
    std::size_t begin = 0;  // in letters_: the length, then the name
  };

  [[nodiscard]] std::size_t mask() const { return places_.size() - 1; }
  static std::uint32_t short_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U); }

  [[nodiscard]] std::uint64_t length_at(std::size_t begin) const {
    std::uint64_t length = 0;
    std::memcpy(&length, letters_.data() + begin, sizeof length);
    return length;
  }
  [[nodiscard]] bool is_at(std::size_t begin, std::string_view name) const {
    return size_ > 0 && length_at(begin) == name.size() &&
           std::memcmp(letters_.data() + begin + sizeof(std::uint64_t), name.data(), name.size()) == 0;
  }

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

  void put(const Place& p, std::uint64_t hash) {
    std::size_t k = hash & mask();
    while (places_[k].number != kNone) k = (k + 1) & mask();
    places_[k] = p;
  }

  void grow() {
    std::vector<Place> old(places_.size() * 2);
    old.swap(places_);
    for (const Place& p : old)
      if (p.number != kNone) put(p, hash_of({letters_.data() + p.begin + sizeof(std::uint64_t), length_at(p.begin)}));
  }

  std::vector<Place> places_ = std::vector<Place>(64);
  std::string letters_;
  std::size_t size_ = 0;
  std::size_t last_ = 0;  // asked for: mostly again
  std::uint32_t last_number_ = 0;
};

}  // namespace parley
