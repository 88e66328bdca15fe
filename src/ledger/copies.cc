// See copies.h.
#include "ledger/copies.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/text.h"

namespace parley {
namespace {

constexpr std::size_t kBands = 8;
constexpr std::size_t kRows = 4;
constexpr double kSame = 0.9;     // of both: a copy
constexpr double kRelated = 0.5;  // of the smaller one: cut, extended or updated

std::uint64_t mix(std::uint64_t x) {  // finalizer of SplitMix64 (Steele, Lea, Flood 2014)
  x ^= x >> 30;
  x *= 0xBF58476D1CE4E5B9ULL;
  x ^= x >> 27;
  x *= 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

}  // namespace

std::vector<std::uint64_t> shingles(const Report& report) {
  std::vector<std::uint64_t> words;
  std::vector<std::uint64_t> out;
  for (const Block& b : report.blocks) {
    if (b.role != BlockRole::body) continue;
    std::string word;
    std::string_view text = slice(report.text, b.span);
    for (std::size_t i = 0; i <= text.size(); ++i) {
      bool letter = i < text.size() &&
                    (is_ascii_alpha(text[i]) || is_ascii_digit(text[i]) || static_cast<unsigned char>(text[i]) >= 0x80);
      if (letter) {
        word += to_ascii_lower(text[i]);
      } else if (!word.empty()) {
        words.push_back(fnv1a(word));
        word.clear();
      }
    }
  }
  for (std::size_t i = 0; i + 4 <= words.size(); ++i)
    out.push_back(mix(words[i] + 3 * mix(words[i + 1] + 5 * mix(words[i + 2] + 7 * words[i + 3]))));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::int64_t> bands(const std::vector<std::uint64_t>& set) {
  if (set.size() < 8) return {};
  std::array<std::uint64_t, kBands * kRows> minima;
  minima.fill(UINT64_MAX);
  for (std::uint64_t s : set)
    for (std::size_t k = 0; k < minima.size(); ++k)
      minima[k] = std::min(minima[k], mix(s + 0x9E3779B97F4A7C15ULL * (k + 1)));
  std::vector<std::int64_t> out;
  for (std::size_t b = 0; b < kBands; ++b) {
    std::uint64_t h = b;
    for (std::size_t r = 0; r < kRows; ++r) h = mix(h + minima[b * kRows + r]);
    out.push_back(static_cast<std::int64_t>(h));
  }
  return out;
}

std::optional<CopyRelation> compare_shingles(const std::vector<std::uint64_t>& earlier,
                                             const std::vector<std::uint64_t>& later) {
  if (earlier.empty() || later.empty()) return std::nullopt;
  std::vector<std::uint64_t> both;
  std::set_intersection(earlier.begin(), earlier.end(), later.begin(), later.end(), std::back_inserter(both));
  auto n = static_cast<double>(both.size());
  double of_earlier = n / static_cast<double>(earlier.size());
  double of_later = n / static_cast<double>(later.size());
  double overlap = std::max(of_earlier, of_later);
  if (overlap < kRelated) return std::nullopt;
  CopyRelation r;
  r.overlap = overlap;
  r.relation = of_earlier >= kSame && of_later >= kSame ? "copy"
               : of_later >= 0.8 && of_earlier < 0.8    ? "cut"
               : of_earlier >= 0.8 && of_later < 0.8    ? "extended"
                                                        : "updated";
  return r;
}

}  // namespace parley
