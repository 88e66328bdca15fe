// Hashes: SHA-256 for identities that leave the program, FNV-1a for tables inside it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parley {

/// SHA-256 (FIPS 180-4) of the bytes, as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// "PREFIX-" and the first 16 hexadecimal digits of the SHA-256 of `key`: the form of every id in the record.
std::string content_id(std::string_view prefix, std::string_view key);

/// FNV-1a, 64 bits (Fowler, Noll, Vo); `seed` chains several parts.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t seed = 14695981039346656037ULL) {
  for (char c : bytes) {
    seed ^= static_cast<unsigned char>(c);
    seed *= 1099511628211ULL;
  }
  return seed;
}

}  // namespace parley
