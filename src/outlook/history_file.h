// How a history lies on disk: its header and its checksum. For history.cc and history_writer.cc only.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace parley {

struct HistoryHeader {
  std::array<char, 8> magic{'P', 'A', 'R', 'L', 'E', 'Y', 'H', '1'};
  std::uint64_t rows = 0, rows_hash = 0;
  std::uint64_t names_bytes = 0, names_hash = 0;
  std::array<std::uint64_t, 3> spare{};

  friend bool operator==(const HistoryHeader&, const HistoryHeader&) = default;
};
static_assert(sizeof(HistoryHeader) == 64);

/// Goes on from `hash` over more bytes; eight at a time, the rest one by one. The rows' parts are multiples of eight,
/// so that hashing in parts gives the same as in one go; names are always hashed anew.
inline std::uint64_t history_hash(std::string_view bytes, std::uint64_t hash) {
  constexpr std::uint64_t kPrime = 0x9FB21C651E98DF25ULL;
  auto step = [&](std::uint64_t word) {
    hash = (hash ^ word) * kPrime;
    hash ^= hash >> 32U;
  };
  std::size_t k = 0;
  for (; k + 8 <= bytes.size(); k += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + k, 8);
    step(word);
  }
  for (; k < bytes.size(); ++k) step(static_cast<unsigned char>(bytes[k]) + 0x100U);
  return hash;
}

inline constexpr std::uint64_t kHistoryHashStart = 0x243F6A8885A308D3ULL;

}  // namespace parley
