// Products of small matrices, for training: C += A·B in single precision, row-major.
//
// Every element is summed over k in order and nothing is fused, so results are the same to the bit whatever vectors the
// processor has.
#pragma once

#include <cstddef>
#include <vector>

namespace parley {

/// A block of rows in memory: element (i, j) is data[i * stride + j].
template <class T>
struct Rows {
  T* data = nullptr;
  std::size_t stride = 0;

  [[nodiscard]] T* row(std::size_t i) const { return data + i * stride; }
};

/// C (n×m) += A (n×k) · B (k×m). Rows of A may overlap, those of C may not.
void multiply_add(std::size_t n, std::size_t k, std::size_t m, Rows<const float> a, Rows<const float> b, Rows<float> c);

/// The transpose of A (n×k) as a dense k×n matrix, written over `out`.
void transpose(std::size_t n, std::size_t k, Rows<const float> a, std::vector<float>& out);

}  // namespace parley
