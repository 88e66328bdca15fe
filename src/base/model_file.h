// A file of trained weights: named sections of bytes, mapped into memory and read in place.
//
// Layout, little-endian: "PARLEYM1", u32 number of sections, then for each u32 length of its name, the name, u64
// offset, u64 size; then the sections, each at a multiple of 64 bytes. A file that is cut short, or whose table points
// outside it, is refused by open(); what a section means is up to the model that reads it.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace parley {

class ModelFile {
 public:
  /// Maps the file. Error not_found if it is not there, bad_input if it is no model file or is damaged.
  static Result<ModelFile> open(const std::string& path);

  /// The bytes of a section, aligned to 64; they live as long as any copy of this ModelFile. Empty if there is none.
  [[nodiscard]] std::span<const std::byte> section(std::string_view name) const;

  /// A section as an array of T (a trivial type). Empty if there is none or its size is no multiple of T's.
  template <class T>
  [[nodiscard]] std::span<const T> array(std::string_view name) const {
    auto bytes = section(name);
    if (bytes.size() % sizeof(T) != 0) return {};
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }

 private:
  struct Mapping;
  std::shared_ptr<const Mapping> mapping_;
};

/// Collects sections and writes them in one go, in the order in which they were added: the same sections give the same
/// bytes.
class ModelWriter {
 public:
  void add(std::string name, std::string bytes) { sections_.emplace_back(std::move(name), std::move(bytes)); }
  template <class T>
  void add_array(std::string name, std::span<const T> values) {
    add(std::move(name), std::string(reinterpret_cast<const char*>(values.data()), values.size_bytes()));
  }
  /// Writes the file in full or not at all. Errors: unreadable, disk_full.
  Status write(const std::string& path) const;

 private:
  std::vector<std::pair<std::string, std::string>> sections_;
};

}  // namespace parley
