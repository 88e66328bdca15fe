// The kernels of the parser in use: sums and products of 16-bit integers with 32-bit sums.
//
// Integers add up to the same number in any order, so every processor gives the same trees; each kernel exists for any
// machine and for AVX2, the product also for VNNI, chosen once. m is a multiple of 16 everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace parley {

/// Weights (k×m) with two neighbouring rows interleaved, as the multiply-and-add instruction wants them:
/// data[(p * m + j) * 2 + r] is element (2p + r, j). k is even, m a multiple of 16.
std::vector<std::int16_t> interleave(std::span<const std::int16_t> matrix, std::size_t m);

struct IntegerKernels {
  /// C (n×m, dense) = A (n rows of k numbers, `stride` apart, which may overlap) · B (interleaved k×m).
  void (*multiply)(std::size_t n, std::size_t k, std::size_t m, const std::int16_t* a, std::size_t stride,
                   const std::int16_t* b, std::int32_t* c);
  /// to[j] = rectified (from[j] + bias[j % m]) * factor, rounded, at most `most`; n numbers.
  void (*rectify)(std::size_t n, std::size_t m, const std::int32_t* from, const std::int32_t* bias, float factor,
                  std::int16_t most, std::int16_t* to);
  /// to[j] = from[j] * factor, rounded and kept within 16 bits; n numbers.
  void (*rescale)(std::size_t n, const std::int32_t* from, float factor, std::int16_t* to);
  /// to[j] = sum of rows[r][j] over the rows, halved, and kept within 0 and `most`; n numbers, a multiple of 64.
  void (*gather)(std::span<const std::int16_t* const> rows, std::size_t n, std::int16_t most, std::int16_t* to);
};

/// The kernels for this processor.
const IntegerKernels& integer_kernels();
/// The ones for any processor, for tests.
const IntegerKernels& plain_kernels();

}  // namespace parley
