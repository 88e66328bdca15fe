// See unpack.h.
#include "intake/unpack.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>

namespace parley {
namespace {

/// Grows `out` for the next step, to at most one byte above `most`. False if there is no room any more.
bool make_room(std::string& out, std::size_t used, std::size_t most, const UnpackBudget& budget) {
  constexpr std::size_t kFirst = 1 << 16;
  if (used > most) return false;
  std::size_t next = budget.is_used_up() ? std::max(UnpackBudget::kTold, used * 2) : std::max(kFirst, used * 4);
  if (used == out.size()) out.resize(std::min(most + 1, next));
  return true;
}

/// Keeps what is to be kept of what was unpacked.
void finish(Unpacked& u, std::size_t packed, std::size_t used, UnpackBudget& budget) {
  budget.spend(packed, used, u.trap);
  u.bytes.resize(u.too_long || u.trap ? 0 : used);
}

Unpacked unpack_zlib(std::string_view packed, int bits, std::size_t most, UnpackBudget& budget) {
  Unpacked u;
  z_stream z = {};
  if (inflateInit2(&z, bits) != Z_OK) return u;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  z.avail_in = static_cast<uInt>(packed.size());
  std::size_t used = 0;
  int code = Z_OK;
  while (code == Z_OK && make_room(u.bytes, used, most, budget)) {
    std::size_t before = used, left = z.avail_in;
    z.next_out = reinterpret_cast<Bytef*>(u.bytes.data() + used);
    z.avail_out = static_cast<uInt>(u.bytes.size() - used);
    code = inflate(&z, Z_NO_FLUSH);
    used = u.bytes.size() - z.avail_out;
    u.too_long = used > most;
    u.trap = budget.refuses(packed.size() - z.avail_in, used) || budget.refuses_step(left - z.avail_in, used - before);
    if (u.too_long || u.trap) break;
  }
  inflateEnd(&z);
  finish(u, packed.size() - z.avail_in, used, budget);
  u.good = used > 0 || code == Z_STREAM_END;
  u.cut = !u.too_long && !u.trap && code != Z_STREAM_END;
  return u;
}

Unpacked unpack_brotli(std::string_view packed, std::size_t most, UnpackBudget& budget) {
  Unpacked u;
  BrotliDecoderState* state = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
  if (state == nullptr) return u;
  const auto* next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
  std::size_t in = packed.size();
  std::size_t used = 0;
  BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && make_room(u.bytes, used, most, budget)) {
    std::size_t before = used, left = in;
    auto* next_out = reinterpret_cast<std::uint8_t*>(u.bytes.data() + used);
    std::size_t out = u.bytes.size() - used;
    result = BrotliDecoderDecompressStream(state, &in, &next_in, &out, &next_out, nullptr);
    used = u.bytes.size() - out;
    u.too_long = used > most;
    u.trap = budget.refuses(packed.size() - in, used) || budget.refuses_step(left - in, used - before);
    if (u.too_long || u.trap) break;
  }
  BrotliDecoderDestroyInstance(state);
  finish(u, packed.size() - in, used, budget);
  u.good = used > 0 || result == BROTLI_DECODER_RESULT_SUCCESS;
  u.cut = !u.too_long && !u.trap && result != BROTLI_DECODER_RESULT_SUCCESS;
  return u;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Reads the line that says how long a chunk is; `p` moves behind it. False if there is none.
bool read_chunk_size(std::string_view body, std::size_t& p, std::size_t& size) {
  constexpr std::size_t kMostDigits = 8;
  std::size_t q = p;
  size = 0;
  for (; q < body.size() && hex_digit(body[q]) >= 0; ++q)
    size = size * 16 + static_cast<std::size_t>(hex_digit(body[q]));
  if (q == p || q - p > kMostDigits) return false;
  std::size_t end = body.find('\n', q);
  if (end == std::string_view::npos) return false;
  std::string_view rest = body.substr(q, end - q);
  if (rest.find_first_not_of(" \t\r") != std::string_view::npos && !rest.starts_with(';')) return false;
  p = end + 1;
  return true;
}

}  // namespace

Unpacked unpack(std::string_view packed, Packing packing, std::size_t most, UnpackBudget& budget) {
  if (packing == Packing::brotli) return unpack_brotli(packed, most, budget);
  constexpr int kGzipOrZlib = 15 + 32, kBare = -15;
  Unpacked u = unpack_zlib(packed, kGzipOrZlib, most, budget);
  if (packing == Packing::deflate && !u.good && !u.trap) u = unpack_zlib(packed, kBare, most, budget);
  return u;
}

Unpacked join_chunks(std::string_view body) {
  Unpacked u;
  std::size_t p = 0, size = 0;
  while (read_chunk_size(body, p, size)) {
    u.good = true;
    if (size == 0) return u;
    u.bytes += body.substr(p, size);
    p += std::min(size, body.size() - p);
    if (body.substr(p).starts_with('\r')) ++p;
    if (body.substr(p).starts_with('\n')) ++p;
  }
  u.cut = true;
  return u;
}

}  // namespace parley
