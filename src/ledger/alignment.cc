// See alignment.h.
#include "ledger/alignment.h"

#include <algorithm>
#include <unordered_map>

namespace parley {
namespace {

using Words = std::vector<std::uint32_t>;

constexpr std::size_t kStart = 4;    // equal words that begin a run
constexpr std::size_t kGoesOn = 3;   // that are enough behind a word or two that were changed for as many
constexpr std::size_t kChanged = 3;  // such words at most

std::uint64_t key_at(const Words& w, std::size_t p) {
  std::uint64_t h = 0;
  for (std::size_t k = 0; k < kStart; ++k) h = (h ^ w[p + k]) * 0x9E3779B97F4A7C15ULL;
  return h;
}

std::size_t equal_words(const Words& a, std::size_t i, const Words& b, std::size_t j) {
  std::size_t n = 0;
  while (i + n < a.size() && j + n < b.size() && a[i + n] == b[j + n]) ++n;
  return n;
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double Alignment::share_of_earlier() const { return share(covered_earlier, earlier_words); }
double Alignment::share_of_later() const { return share(covered_later, later_words); }

Alignment align(const Words& earlier, const Words& later) {
  Alignment out;
  out.earlier_words = earlier.size();
  out.later_words = later.size();
  std::unordered_map<std::uint64_t, std::uint32_t> first;  // where four words stand first
  first.reserve(earlier.size());
  for (std::size_t i = 0; i + kStart <= earlier.size(); ++i)
    first.try_emplace(key_at(earlier, i), static_cast<std::uint32_t>(i));
  std::vector<char> covered(earlier.size());
  std::size_t after_earlier = 0, after_later = 0;  // behind the last run
  for (std::size_t j = 0; j + kGoesOn <= later.size();) {
    std::size_t i = after_earlier + (j - after_later);  // where the text would go on, were the gap as long in both
    std::size_t n = i < earlier.size() ? equal_words(earlier, i, later, j) : 0;
    if (auto it = j + kStart <= later.size() ? first.find(key_at(later, j)) : first.end(); it != first.end()) {
      std::size_t other = equal_words(earlier, it->second, later, j);
      if (other > n) n = other, i = it->second;
    }
    bool goes_on = after_later > 0 && j - after_later <= kChanged && i == after_earlier + (j - after_later);
    if (n < (goes_on ? kGoesOn : kStart)) {
      ++j;
      continue;
    }
    out.runs.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j), static_cast<std::uint32_t>(n)});
    out.longest = std::max(out.longest, n);
    out.covered_later += n;
    std::fill_n(covered.begin() + static_cast<std::ptrdiff_t>(i), n, 1);
    after_earlier = i + n;
    after_later = j += n;
  }
  out.covered_earlier = static_cast<std::size_t>(std::count(covered.begin(), covered.end(), 1));
  out.shared = std::min(out.covered_earlier, out.covered_later);
  return out;
}

}  // namespace parley
