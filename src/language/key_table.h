// Hashes of strings and features, and a packed table from 64-bit keys to numbers that can be read in place from a file.
//
// Open addressing with linear probing, at most half full. Two strings with the same 64-bit hash would be taken for one;
// with 100,000 keys the chance is below one in a billion.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/model_file.h"

namespace parley {

constexpr std::uint64_t kHashStart = 0xCBF29CE484222325ULL;

/// One step of FNV-1a.
constexpr std::uint64_t hash_step(std::uint64_t h, char c) {
  return (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
}

/// Joins two hashes; the order matters.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = (a + 0x9E3779B97F4A7C15ULL) * 0xBF58476D1CE4E5B9ULL ^ (b + 0x94D049BB133111EBULL);
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ULL;
  return x ^ (x >> 32);
}

constexpr std::uint64_t hash_text(std::string_view text, std::uint64_t seed = 0) {
  std::uint64_t h = kHashStart;
  for (char c : text) h = hash_step(h, c);
  return mix(h, seed);
}

/// Read-only table of keys and values, over memory that outlives it.
class KeyTable {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  KeyTable() = default;
  /// Empty if the arrays do not fit each other (a damaged file): capacity must be a power of two.
  KeyTable(std::span<const std::uint64_t> keys, std::span<const std::uint32_t> values);

  /// Value of a key, or kNone.
  [[nodiscard]] std::uint32_t find(std::uint64_t key) const {
    if (keys_.empty()) return kNone;
    if (key == 0) key = 1;
    std::size_t mask = keys_.size() - 1;
    for (std::size_t i = key >> 20 & mask, steps = 0; steps <= mask; i = (i + 1) & mask, ++steps) {
      if (keys_[i] == key) return values_[i];
      if (keys_[i] == 0) return kNone;
    }
    return kNone;
  }
  [[nodiscard]] bool empty() const { return keys_.empty(); }

 private:
  std::span<const std::uint64_t> keys_;
  std::span<const std::uint32_t> values_;
};

/// The table while it is built; the same entries give the same bytes.
struct KeyTableData {
  std::vector<std::uint64_t> keys;
  std::vector<std::uint32_t> values;

  explicit KeyTableData(const std::map<std::uint64_t, std::uint32_t>& entries);
  KeyTableData() = default;
  [[nodiscard]] KeyTable view() const { return {keys, values}; }
};

/// A table as two sections of a model file, NAME.keys and NAME.values.
void add_table(ModelWriter& writer, const std::string& name, const KeyTableData& table);
KeyTable read_table(const ModelFile& file, const std::string& name);

}  // namespace parley
