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
  bool trap = false;      // refused by the budget; `bytes` is empty
};

/// What the packed parts of one file may grow to. Text packs to a tenth, at most to a fiftieth.
///
/// A part that grows to more than two hundred times its size, and to four megabytes, is a trap. Smaller ones may be an
/// accident, many of them are not: what parts have beyond fifty times their size adds up, and once it is more than a
/// sum that grows with the file, any part that grows to more than fifty times its size is a trap.
class UnpackBudget {
 public:
  /// True if a part of which so much has been unpacked so far is a trap; then unpacking it has to end.
  [[nodiscard]] bool refuses(std::uint64_t packed, std::uint64_t unpacked) const {
    constexpr std::uint64_t kLeast = 4 << 20, kRatio = 200;
    if (unpacked >= kLeast && unpacked / kRatio > packed) return true;
    return unpacked >= kTold && excess(packed, unpacked) > 0 && !has_room(packed, unpacked);
  }
  /// The same by what the last step alone made of how much: once the sum is used up, a part need not grow as a whole to
  /// show what it is.
  [[nodiscard]] bool refuses_step(std::uint64_t packed, std::uint64_t unpacked) const {
    return unpacked >= kTold && is_used_up() && excess(packed, unpacked) > 0;
  }
  /// Takes a part, or what was unpacked of it, into account. `trap`: it was refused by a step.
  void spend(std::uint64_t packed, std::uint64_t unpacked, bool trap = false) {
    traps_ += trap || refuses(packed, unpacked) ? 1 : 0;
    packed_ += packed;
    excess_ += excess(packed, unpacked);
  }
  /// Number of parts that were traps.
  [[nodiscard]] std::uint64_t traps() const { return traps_; }
  /// True if each part has to be watched from its first kilobytes on.
  [[nodiscard]] bool is_used_up() const { return !has_room(0, 0); }

  static constexpr std::size_t kTold = 1 << 11;  // bytes after which a part shows what it is

 private:
  static std::uint64_t excess(std::uint64_t packed, std::uint64_t unpacked) {
    constexpr std::uint64_t kDensest = 50;
    return unpacked / kDensest > packed ? unpacked - packed * kDensest : 0;
  }
  [[nodiscard]] bool has_room(std::uint64_t packed, std::uint64_t unpacked) const {
    constexpr std::uint64_t kAlways = 16 << 20;
    return excess_ + excess(packed, unpacked) <= kAlways + packed_ + packed;
  }

  std::uint64_t packed_ = 0, excess_ = 0, traps_ = 0;
};

/// How messages say that a part is a trap.
inline constexpr std::string_view kTrapWords = "unpacks to far more than its size, as no page does";

/// Unpacks at most `most` bytes and takes them into account. Memory is bounded by `most`, time by its product with a
/// constant.
Unpacked unpack(std::string_view packed, Packing packing, std::size_t most, UnpackBudget& budget);

/// Joins the chunks of a body (RFC 9112, 7.1). Not `good` if it does not begin with a chunk; `cut` if the last is
/// missing.
Unpacked join_chunks(std::string_view body);

}  // namespace parley
