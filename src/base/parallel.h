// Work that is spread over threads where its order does not matter: each piece of work has a number and a place of its
// own for what comes of it, so that the result is the same for any number of threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace parley {

/// How many threads this machine runs at a time; one where that is not known.
inline unsigned threads_here() { return std::max(1U, std::thread::hardware_concurrency()); }

/// Calls `work` for 0 … n-1 from some threads, this one among them; each number once, lower ones begun first.
inline void in_parallel(std::size_t n, unsigned threads, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t k; (k = next.fetch_add(1)) < n;) work(k);
  };
  std::vector<std::thread> others;
  for (unsigned t = 1; t < std::min<std::size_t>(threads, n); ++t) others.emplace_back(run);
  run();
  for (std::thread& t : others) t.join();
}

}  // namespace parley
