// A chance in words for people: "37 %".
#pragma once

#include <string>

namespace parley {

/// Whole percents; one decimal below `fine` (a share of 1). What falls short of certainty is never "100 %".
std::string percent(double chance, double fine = 0.0995);

/// The same without decimals from 1 % on: for draws, whose decimals say nothing.
inline std::string whole_percent(double chance) { return percent(chance, 0.0095); }

}  // namespace parley
