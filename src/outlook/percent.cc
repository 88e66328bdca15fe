// See percent.h.
#include "outlook/percent.h"

#include <cstdio>

namespace parley {

std::string percent(double chance, double fine) {
  if (chance > 0.995 && chance < 1) return "over 99 %";
  char text[32];
  std::snprintf(text, sizeof text, chance > 0 && chance < fine ? "%.1f %%" : "%.0f %%", 100 * chance);
  return text;
}

}  // namespace parley
