// See key_table.h.
#include "language/key_table.h"

#include <bit>

namespace parley {

KeyTable::KeyTable(std::span<const std::uint64_t> keys, std::span<const std::uint32_t> values) {
  if (keys.size() != values.size() || !std::has_single_bit(keys.size())) return;
  keys_ = keys;
  values_ = values;
}

KeyTableData::KeyTableData(const std::map<std::uint64_t, std::uint32_t>& entries) {
  std::size_t capacity = std::bit_ceil(entries.size() * 3 / 2 + 2);
  keys.assign(capacity, 0);
  values.assign(capacity, 0);
  for (auto [key, value] : entries) {
    std::uint64_t k = key == 0 ? 1 : key;
    std::size_t i = k >> 20 & (capacity - 1);
    while (keys[i] != 0) i = (i + 1) & (capacity - 1);
    keys[i] = k;
    values[i] = value;
  }
}

void add_table(ModelWriter& writer, const std::string& name, const KeyTableData& table) {
  writer.add_array<std::uint64_t>(name + ".keys", table.keys);
  writer.add_array<std::uint32_t>(name + ".values", table.values);
}

KeyTable read_table(const ModelFile& file, const std::string& name) {
  return {file.array<std::uint64_t>(name + ".keys"), file.array<std::uint32_t>(name + ".values")};
}

}  // namespace parley
