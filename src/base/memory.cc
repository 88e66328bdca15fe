// See memory.h.
#include "base/memory.h"

#include <cstdlib>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace parley {

void keep_freed_memory() {
#if defined(__GLIBC__)
  constexpr int kLargest = 32 << 20, kKept = 256 << 20;  // bytes
  mallopt(M_MMAP_THRESHOLD, kLargest);
  mallopt(M_TRIM_THRESHOLD, kKept);
#endif
}

}  // namespace parley
