// See integers.h. The bodies are written once and compiled for both targets; only the product has forms of
// its own for AVX2 and for VNNI.
#include "language/integers.h"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>

#include "base/processor.h"
#endif

namespace parley {
namespace {

#define PARLEY_INLINE __attribute__((always_inline)) inline

PARLEY_INLINE void rectify_body(std::size_t n, std::size_t m, const std::int32_t* from, const std::int32_t* bias,
                                float factor, std::int16_t most, std::int16_t* to) {
  auto limit = static_cast<float>(most);
  for (std::size_t i = 0; i < n; i += m)
    for (std::size_t j = 0; j < m; ++j) {
      float x = static_cast<float>(from[i + j] + bias[j]) * factor + 0.5F;
      x = x < 0.0F ? 0.0F : x > limit ? limit : x;
      to[i + j] = static_cast<std::int16_t>(static_cast<std::int32_t>(x));
    }
}

PARLEY_INLINE void rescale_body(std::size_t n, const std::int32_t* from, float factor, std::int16_t* to) {
  for (std::size_t j = 0; j < n; ++j) {
    float x = static_cast<float>(from[j]) * factor;
    x = x < -16000.0F ? -16000.0F : x > 16000.0F ? 16000.0F : x;
    to[j] = static_cast<std::int16_t>(static_cast<std::int32_t>(x + 32768.5F) - 32768);
  }
}

PARLEY_INLINE void gather_body(std::span<const std::int16_t* const> rows, std::size_t n, std::int16_t most,
                               std::int16_t* to) {
  using Lanes = std::uint16_t __attribute__((vector_size(32)));  // sixteen of them; sums wrap around
  constexpr std::size_t kVectors = 4, kPart = 16 * kVectors;
  for (std::size_t from = 0; from < n; from += kPart) {
    Lanes sum[kVectors] = {};
    for (const std::int16_t* row : rows)
      for (std::size_t v = 0; v < kVectors; ++v) {
        Lanes x;
        std::memcpy(&x, row + from + 16 * v, sizeof x);
        sum[v] += x;
      }
    std::int16_t all[kPart];
    std::memcpy(all, sum, sizeof all);
    for (std::size_t j = 0; j < kPart; ++j) {
      auto x = static_cast<std::int16_t>(all[j] >> 1);
      to[from + j] = x < 0 ? std::int16_t{0} : x > most ? most : x;
    }
  }
}

void multiply_plain(std::size_t n, std::size_t k, std::size_t m, const std::int16_t* a, std::size_t stride,
                    const std::int16_t* b, std::int32_t* c) {
  std::fill(c, c + n * m, 0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t p = 0; p < k; p += 2) {
      std::int32_t x = a[i * stride + p], y = a[i * stride + p + 1];
      if (x == 0 && y == 0) continue;
      const std::int16_t* w = b + p * m;
      std::int32_t* to = c + i * m;
      for (std::size_t j = 0; j < m; ++j) to[j] += x * w[2 * j] + y * w[2 * j + 1];
    }
}
void rectify_plain(std::size_t n, std::size_t m, const std::int32_t* from, const std::int32_t* bias, float factor,
                   std::int16_t most, std::int16_t* to) {
  rectify_body(n, m, from, bias, factor, most, to);
}
void rescale_plain(std::size_t n, const std::int32_t* from, float factor, std::int16_t* to) {
  rescale_body(n, from, factor, to);
}
void gather_plain(std::span<const std::int16_t* const> rows, std::size_t n, std::int16_t most, std::int16_t* to) {
  gather_body(rows, n, most, to);
}

constexpr IntegerKernels kPlain = {multiply_plain, rectify_plain, rescale_plain, gather_plain};

#if defined(__x86_64__)
#define PARLEY_AVX2 __attribute__((target("avx2")))

/// Two neighbours of A as one 32-bit number in every lane.
PARLEY_AVX2 PARLEY_INLINE __m256i pair(const std::int16_t* a) {
  std::int32_t both;
  std::memcpy(&both, a, sizeof both);
  return _mm256_set1_epi32(both);
}
PARLEY_AVX2 PARLEY_INLINE __m256i load(const void* p) { return _mm256_loadu_si256(static_cast<const __m256i*>(p)); }

/// `R` rows of A by `V` vectors of 8 columns.
template <int R, int V>
PARLEY_AVX2 PARLEY_INLINE void tile(std::size_t k, std::size_t m, const std::int16_t* a, std::size_t stride,
                                    const std::int16_t* b, std::int32_t* c) {
  __m256i sum[R][V];
  for (int r = 0; r < R; ++r)
    for (int v = 0; v < V; ++v) sum[r][v] = _mm256_setzero_si256();
  for (std::size_t p = 0; p < k; p += 2, b += 2 * m) {
    __m256i w[V];
    for (int v = 0; v < V; ++v) w[v] = load(b + 16 * v);
    for (int r = 0; r < R; ++r) {
      __m256i x = pair(a + static_cast<std::size_t>(r) * stride + p);
      for (int v = 0; v < V; ++v) sum[r][v] = _mm256_add_epi32(sum[r][v], _mm256_madd_epi16(x, w[v]));
    }
  }
  for (int r = 0; r < R; ++r)
    for (int v = 0; v < V; ++v)
      _mm256_storeu_si256(
          reinterpret_cast<__m256i*>(c + static_cast<std::size_t>(r) * m + 8 * static_cast<std::size_t>(v)), sum[r][v]);
}

template <int R>
PARLEY_AVX2 PARLEY_INLINE void rows(std::size_t k, std::size_t m, const std::int16_t* a, std::size_t stride,
                                    const std::int16_t* b, std::int32_t* c) {
  constexpr int kWide = R == 1 ? 8 : 2;
  std::size_t j = 0;
  for (; j + 8 * kWide <= m; j += 8 * kWide) tile<R, kWide>(k, m, a, stride, b + 2 * j, c + j);
  for (; j < m; j += 8) tile<R, 1>(k, m, a, stride, b + 2 * j, c + j);
}

PARLEY_AVX2 void multiply_avx2(std::size_t n, std::size_t k, std::size_t m, const std::int16_t* a, std::size_t stride,
                               const std::int16_t* b, std::int32_t* c) {
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) rows<4>(k, m, a + i * stride, stride, b, c + i * m);
  for (; i < n; ++i) rows<1>(k, m, a + i * stride, stride, b, c + i * m);
}
PARLEY_AVX2 void rectify_avx2(std::size_t n, std::size_t m, const std::int32_t* from, const std::int32_t* bias,
                              float factor, std::int16_t most, std::int16_t* to) {
  rectify_body(n, m, from, bias, factor, most, to);
}
PARLEY_AVX2 void rescale_avx2(std::size_t n, const std::int32_t* from, float factor, std::int16_t* to) {
  rescale_body(n, from, factor, to);
}
PARLEY_AVX2 void gather_avx2(std::span<const std::int16_t* const> rows, std::size_t n, std::int16_t most,
                             std::int16_t* to) {
  gather_body(rows, n, most, to);
}

constexpr IntegerKernels kAvx2 = {multiply_avx2, rectify_avx2, rescale_avx2, gather_avx2};

#define PARLEY_VNNI __attribute__((target("avx2,avx512f,avx512bw,avx512vnni")))

/// `R` rows of A by `V` vectors of 16 columns; multiplication and addition are one instruction.
template <int R, int V>
PARLEY_VNNI PARLEY_INLINE void tile_vnni(std::size_t k, std::size_t m, const std::int16_t* a, std::size_t stride,
                                         const std::int16_t* b, std::int32_t* c) {
  __m512i sum[R][V];
  for (int r = 0; r < R; ++r)
    for (int v = 0; v < V; ++v) sum[r][v] = _mm512_setzero_si512();
  for (std::size_t p = 0; p < k; p += 2, b += 2 * m) {
    __m512i w[V];
    for (int v = 0; v < V; ++v) w[v] = _mm512_loadu_si512(b + 32 * v);
    for (int r = 0; r < R; ++r) {
      std::int32_t both;
      std::memcpy(&both, a + static_cast<std::size_t>(r) * stride + p, sizeof both);
      __m512i x = _mm512_set1_epi32(both);
      for (int v = 0; v < V; ++v) sum[r][v] = _mm512_dpwssd_epi32(sum[r][v], x, w[v]);
    }
  }
  for (int r = 0; r < R; ++r)
    for (int v = 0; v < V; ++v) _mm512_storeu_si512(c + static_cast<std::size_t>(r) * m + 16 * v, sum[r][v]);
}

PARLEY_VNNI void multiply_vnni(std::size_t n, std::size_t k, std::size_t m, const std::int16_t* a, std::size_t stride,
                               const std::int16_t* b, std::int32_t* c) {
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    std::size_t j = 0;
    for (; j + 64 <= m; j += 64) tile_vnni<4, 4>(k, m, a + i * stride, stride, b + 2 * j, c + i * m + j);
    for (; j < m; j += 16) tile_vnni<4, 1>(k, m, a + i * stride, stride, b + 2 * j, c + i * m + j);
  }
  for (; i < n; ++i) {
    std::size_t j = 0;
    for (; j + 112 <= m; j += 112) tile_vnni<1, 7>(k, m, a + i * stride, stride, b + 2 * j, c + i * m + j);
    for (; j < m; j += 16) tile_vnni<1, 1>(k, m, a + i * stride, stride, b + 2 * j, c + i * m + j);
  }
}

constexpr IntegerKernels kVnni = {multiply_vnni, rectify_avx2, rescale_avx2, gather_avx2};

bool has_vnni() {
  return has_avx2() && __builtin_cpu_supports("avx512f") > 0 && __builtin_cpu_supports("avx512bw") > 0 &&
         __builtin_cpu_supports("avx512vnni") > 0;
}
#endif

}  // namespace

std::vector<std::int16_t> interleave(std::span<const std::int16_t> matrix, std::size_t m) {
  std::vector<std::int16_t> out(matrix.size());
  for (std::size_t p = 0; p + 2 * m <= matrix.size(); p += 2 * m)
    for (std::size_t j = 0; j < m; ++j) {
      out[p + 2 * j] = matrix[p + j];
      out[p + 2 * j + 1] = matrix[p + m + j];
    }
  return out;
}

const IntegerKernels& plain_kernels() { return kPlain; }

const IntegerKernels& integer_kernels() {
#if defined(__x86_64__)
  static const IntegerKernels& best = has_vnni() ? kVnni : has_avx2() ? kAvx2 : kPlain;
  return best;
#else
  return kPlain;
#endif
}

}  // namespace parley
