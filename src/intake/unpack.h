// Packed bodies of HTTP in memory: gzip, deflate (zlib's frame or none), brotli; and bodies sent in chunks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parley {

enum class Packing : std::uint8_t { gzip, deflate, brotli };

struct Unpacked {
  std::string bytes;
  bool good = false;      // the first bytes at least were of this packing
  bool cut = false;       // the packed bytes end too early, or are damaged: `bytes` is what comes before
  bool too_long = false;  // more than `most` bytes, or a trap; `bytes` is empty
};

/// Packed bytes that grow to more than two hundred times their size, and to four megabytes or more, are a trap: text
/// packs to a tenth, at most to a fiftieth.
constexpr bool is_trap(std::uint64_t packed, std::uint64_t unpacked) {
  constexpr std::uint64_t kLeast = 4 << 20, kRatio = 200;
  return unpacked >= kLeast && unpacked / kRatio > packed;
}

/// Unpacks at most `most` bytes. Memory is bounded by `most`, time by its product with a constant.
Unpacked unpack(std::string_view packed, Packing packing, std::size_t most);

/// Joins the chunks of a body (RFC 9112, 7.1). Not `good` if it does not begin with a chunk; `cut` if the last is
/// missing.
Unpacked join_chunks(std::string_view body);

}  // namespace parley
