// Fits one small network to rows of numbers, each with an answer and a weight (Adam; Kingma and Ba, 2015). Inside the
// stage only.
#pragma once

#include <cstdint>
#include <vector>

#include "intake/html_model.h"

namespace parley {

struct NetworkRow {
  const float* numbers = nullptr;
  float answer = 0;  // 0 or 1
  float weight = 1;
};

struct BlockTraining {
  std::size_t inputs = 0;
  std::uint64_t seed = 0;
  int epochs = 12;
  float decay = 0;
  float rate = 3e-3F;
};

/// The same rows and options give the same network.
BlockNetwork fit_network(const std::vector<NetworkRow>& rows, const BlockTraining& training);

}  // namespace parley
