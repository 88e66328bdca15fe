// What the processor can do beyond what every one of its kind can.
#pragma once

namespace parley {

/// True if functions marked `target("avx2")` may be called. The answer costs nothing after the first time.
inline bool has_avx2() {
#if defined(__x86_64__)
  static const bool has = __builtin_cpu_supports("avx2") > 0;
  return has;
#else
  return false;
#endif
}

}  // namespace parley
