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
  bool too_long = false;  // more than `most` bytes; `bytes` is empty
};

/// Unpacks at most `most` bytes. Memory is bounded by `most`, time by its product with a constant.
Unpacked unpack(std::string_view packed, Packing packing, std::size_t most);

/// Joins the chunks of a body (RFC 9112, 7.1). Not `good` if it does not begin with a chunk; `cut` if the last is
/// missing.
Unpacked join_chunks(std::string_view body);

}  // namespace parley
