// Logarithm and exponential from arithmetic alone, so that a forecast has the same bits on every machine.
//
// The standard library's differ in the last bit between versions and processors, and training would carry that into
// every weight. These are good to about 2e-7 and plain enough for a compiler to run on several numbers at once.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

namespace parley {

/// Natural logarithm of a positive, normal number.
inline float log_of(float x) {
  std::uint32_t bits = std::bit_cast<std::uint32_t>(x);
  auto exponent = static_cast<std::int32_t>((bits - 0x3F3504F3U) >> 23U);  // so that the rest lies around 1
  if (exponent > 255) exponent -= 512;
  float m = std::bit_cast<float>(bits - (static_cast<std::uint32_t>(exponent) << 23U));
  float t = (m - 1) / (m + 1);
  float s = t * t;
  float series = 2 * t * (1 + s * (1.0F / 3 + s * (1.0F / 5 + s * (1.0F / 7 + s * (1.0F / 9)))));
  return static_cast<float>(exponent) * 0.693147181F + series;
}

/// log(1 + x) for x >= 0.
inline float log_plus_one(float x) { return log_of(1 + x); }

/// e to the x; x is held within ±87, where the result is a normal number.
inline float exp_of(float x) {
  x = std::min(87.0F, std::max(-87.0F, x));
  float n = x * 1.44269504F;
  auto whole = static_cast<std::int32_t>(n + (n < 0 ? -0.5F : 0.5F));
  float r = x - static_cast<float>(whole) * 0.693359375F + static_cast<float>(whole) * 2.12194440e-4F;
  float p = 1 + r * (1 + r * (0.5F + r * (1.0F / 6 + r * (1.0F / 24 + r * (1.0F / 120 + r * (1.0F / 720))))));
  return p * std::bit_cast<float>(static_cast<std::uint32_t>(whole + 127) << 23U);
}

/// 1 / (1 + e^-x).
inline float logistic(float x) { return 1 / (1 + exp_of(-x)); }

}  // namespace parley
