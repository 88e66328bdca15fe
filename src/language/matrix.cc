// See matrix.h. The kernel keeps a tile of 4 by 16 sums in registers; it is compiled twice, for any x86-64 and for
// AVX2.
#include "language/matrix.h"

#include <cstring>

#include "base/processor.h"

namespace parley {
namespace {

constexpr std::size_t kTileRows = 4;
constexpr std::size_t kTileColumns = 16;

using Vector = float __attribute__((vector_size(32)));

__attribute__((always_inline)) inline void load(Vector& v, const float* p) { std::memcpy(&v, p, sizeof v); }
__attribute__((always_inline)) inline void store(float* p, const Vector& v) { std::memcpy(p, &v, sizeof v); }

__attribute__((always_inline)) inline void tile(std::size_t k, Rows<const float> a, const float* b, std::size_t stride,
                                                Rows<float> c) {
  Vector sum[kTileRows][2];
  for (std::size_t i = 0; i < kTileRows; ++i) {
    load(sum[i][0], c.row(i));
    load(sum[i][1], c.row(i) + 8);
  }
  for (std::size_t p = 0; p < k; ++p, b += stride) {
    Vector left, right;
    load(left, b);
    load(right, b + 8);
    for (std::size_t i = 0; i < kTileRows; ++i) {
      float x = a.row(i)[p];
      sum[i][0] = sum[i][0] + left * x;
      sum[i][1] = sum[i][1] + right * x;
    }
  }
  for (std::size_t i = 0; i < kTileRows; ++i) {
    store(c.row(i), sum[i][0]);
    store(c.row(i) + 8, sum[i][1]);
  }
}

/// What is left at the edges.
__attribute__((always_inline)) inline void edge(std::size_t n, std::size_t k, std::size_t m, Rows<const float> a,
                                                Rows<const float> b, Rows<float> c) {
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t p = 0; p < k; ++p) {
      float x = a.row(i)[p];
      const float* from = b.row(p);
      float* to = c.row(i);
      for (std::size_t j = 0; j < m; ++j) to[j] = to[j] + from[j] * x;
    }
}

__attribute__((always_inline)) inline void product(std::size_t n, std::size_t k, std::size_t m, Rows<const float> a,
                                                   Rows<const float> b, Rows<float> c) {
  std::size_t whole = m / kTileColumns * kTileColumns;
  std::size_t i = 0;
  for (; i + kTileRows <= n; i += kTileRows)
    for (std::size_t j = 0; j < whole; j += kTileColumns)
      tile(k, {a.row(i), a.stride}, b.data + j, b.stride, {c.row(i) + j, c.stride});
  if (i < n) edge(n - i, k, whole, {a.row(i), a.stride}, b, {c.row(i), c.stride});
  if (whole < m) edge(n, k, m - whole, a, {b.data + whole, b.stride}, {c.data + whole, c.stride});
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) void product_avx2(std::size_t n, std::size_t k, std::size_t m, Rows<const float> a,
                                                  Rows<const float> b, Rows<float> c) {
  product(n, k, m, a, b, c);
}
#endif

}  // namespace

void multiply_add(std::size_t n, std::size_t k, std::size_t m, Rows<const float> a, Rows<const float> b,
                  Rows<float> c) {
#if defined(__x86_64__)
  if (has_avx2()) return product_avx2(n, k, m, a, b, c);
#endif
  product(n, k, m, a, b, c);
}

void transpose(std::size_t n, std::size_t k, Rows<const float> a, std::vector<float>& out) {
  out.resize(n * k);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t p = 0; p < k; ++p) out[p * n + i] = a.row(i)[p];
}

}  // namespace parley
