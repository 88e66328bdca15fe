// See copies.h.
#include "ledger/copies.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "base/processor.h"
#include "base/text.h"

namespace parley {
namespace {

constexpr std::size_t kBands = 48;
constexpr std::size_t kRows = 2;
constexpr std::size_t kShingle = 4;  // words

// Shares of the words of a report that stand in the other; chosen on generated variants (bench/copies.py).
constexpr double kWhole = .7;    // of a report that stands in the other as a whole, edits here and there apart
constexpr double kEqual = .12;   // by which the two shares differ at most in a copy
constexpr double kUpdated = .3;  // of one: less is no version of the story
constexpr double kSamePage = .1;
constexpr std::size_t kUpdatedRun = 12;               // words in one run of a version: set phrases are shorter
constexpr std::size_t kQuoted = 30, kQuotedRun = 14;  // words in both, and in one run, of a report that quotes another

std::uint64_t mix(std::uint64_t x) {  // finalizer of SplitMix64 (Steele, Lea, Flood 2014)
  x ^= x >> 30;
  x *= 0xBF58476D1CE4E5B9ULL;
  x ^= x >> 27;
  x *= 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

std::uint32_t folded(std::uint64_t hash) { return static_cast<std::uint32_t>(hash ^ (hash >> 32)); }

/// Numbers that one register holds, a minimum each. GCC and Clang.
using Lanes = std::uint32_t __attribute__((vector_size(32)));
constexpr std::size_t kLanes = 8;
using Minima = std::array<Lanes, kBands * kRows / kLanes>;

/// Odd factors, one for each minimum.
const Minima kFactors = [] {
  Minima f = {};
  for (std::size_t k = 0; k < kBands * kRows; ++k)
    f[k / kLanes][k % kLanes] = static_cast<std::uint32_t>(mix(k + 1)) | 1;
  return f;
}();

/// The least product of any shingle with each factor. Shingles are mixed already: products order them anew.
[[gnu::always_inline]] inline void find_minima(const std::vector<std::uint32_t>& set, Minima& minima) {
  constexpr std::size_t kAtOnce = 4;  // minima and factors that the registers hold
  static_assert(std::tuple_size_v<Minima> % kAtOnce == 0);
  for (std::size_t k = 0; k < minima.size(); k += kAtOnce) {
    Lanes a = ~Lanes{}, b = a, c = a, d = a;
    const Lanes fa = kFactors[k], fb = kFactors[k + 1], fc = kFactors[k + 2], fd = kFactors[k + 3];
    auto keep = [](Lanes& least, const Lanes& product) { least = product < least ? product : least; };
    for (std::uint32_t x : set) {
      keep(a, fa * x), keep(b, fb * x), keep(c, fc * x), keep(d, fd * x);
    }
    minima[k] = a, minima[k + 1] = b, minima[k + 2] = c, minima[k + 3] = d;
  }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) void find_minima_avx2(const std::vector<std::uint32_t>& set, Minima& minima) {
  find_minima(set, minima);
}
#endif

Minima minima_of(const std::vector<std::uint32_t>& set) {
  Minima minima;
#if defined(__x86_64__)
  if (has_avx2()) {
    find_minima_avx2(set, minima);
    return minima;
  }
#endif
  find_minima(set, minima);
  return minima;
}

/// Sorts by one byte after the other, the last first. Hashes lie evenly: no comparison is told beforehand.
void sort_hashes(std::vector<std::uint32_t>& list) {
  constexpr unsigned kBits = 8, kPlaces = 1U << kBits;
  std::vector<std::uint32_t> other(list.size());
  for (unsigned shift = 0; shift < 32; shift += kBits) {
    std::array<std::uint32_t, kPlaces> at{};
    for (std::uint32_t x : list) ++at[(x >> shift) % kPlaces];
    std::uint32_t sum = 0;
    for (std::uint32_t& a : at) sum += std::exchange(a, sum);
    for (std::uint32_t x : list) other[at[(x >> shift) % kPlaces]++] = x;
    list.swap(other);
  }
}

/// Words without marks: "Kim's" and "Kim’s" are one word.
void append_words(std::string_view text, std::vector<std::uint32_t>& words) {
  constexpr std::uint64_t kStart = 14695981039346656037ULL;
  std::uint64_t hash = kStart;
  const auto add = [&](char c) { hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL; };
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && (is_ascii_alpha(text[i]) || is_ascii_digit(text[i]))) {
      add(to_ascii_lower(text[i]));
      continue;
    }
    std::string_view rest = text.substr(std::min(i, text.size()));
    if (rest.starts_with("\xE2\x80\x99") || rest.starts_with("\xE2\x80\x98")) {
      i += 2;
      continue;
    }
    if (rest.starts_with('\'')) continue;
    bool mark = rest.starts_with("\xE2\x80");  // dashes, quotation marks, dots
    if (mark) i += 2;
    if (!rest.empty() && !mark && static_cast<unsigned char>(rest[0]) >= 0x80) {
      add(rest[0]);
    } else if (hash != kStart) {
      words.push_back(folded(hash));
      hash = kStart;
    }
  }
}

}  // namespace

std::vector<std::uint32_t> news_words(std::string_view text, const std::vector<Block>& blocks) {
  std::vector<std::uint32_t> words;
  for (const Block& b : blocks)
    if (b.role == BlockRole::body) append_words(slice(text, b.span), words);
  return words;
}

std::vector<std::uint32_t> words_of_line(std::string_view line) {
  std::vector<std::uint32_t> words;
  append_words(line, words);
  return words;
}

std::vector<std::uint32_t> shingles(const std::vector<std::uint32_t>& words) {
  std::vector<std::uint32_t> out;
  out.reserve(words.size());
  for (std::size_t i = 0; i + kShingle <= words.size(); ++i) {
    std::uint64_t h = 0;
    for (std::size_t k = 0; k < kShingle; ++k) h = mix(h * 31 + words[i + k] + 1);
    out.push_back(folded(h));
  }
  sort_hashes(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::int64_t> copy_keys(const std::vector<std::uint32_t>& set) {
  constexpr std::size_t kLeast = 8;  // shingles: fewer say too little to be near anything
  std::vector<std::int64_t> out;
  if (set.empty()) return out;
  std::uint64_t whole = 1;
  for (std::uint32_t s : set) whole = mix(whole + s);
  out.push_back(static_cast<std::int64_t>(whole));
  if (set.size() < kLeast) return out;
  const Minima minima = minima_of(set);
  for (std::size_t b = 0; b < kBands; ++b) {
    std::uint64_t h = b + 1;
    for (std::size_t k = b * kRows; k < (b + 1) * kRows; ++k) h = mix(h + minima[k / kLanes][k % kLanes]);
    out.push_back(static_cast<std::int64_t>(h));
  }
  return out;
}

std::size_t count_shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::size_t n = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j])
      ++n, ++i, ++j;
    else if (a[i] < b[j])
      ++i;
    else
      ++j;
  }
  return n;
}

/// Of an odd number of 32 bits, the last one twice where it takes that: 64 bits each never are.
std::string fingerprint_of(const std::vector<std::uint32_t>& shingles) {
  std::string out(reinterpret_cast<const char*>(shingles.data()), shingles.size() * sizeof(std::uint32_t));
  if (!shingles.empty() && shingles.size() % 2 == 0) out += out.substr(out.size() - sizeof(std::uint32_t));
  return out;
}

std::vector<std::uint32_t> shingles_in(std::string_view fingerprint) {
  std::vector<std::uint32_t> set(fingerprint.size() / sizeof(std::uint32_t));
  std::copy_n(fingerprint.data(), set.size() * sizeof(std::uint32_t), reinterpret_cast<char*>(set.data()));
  if (set.size() % 2 == 0) {
    for (std::size_t k = 0; k < set.size() / 2; ++k) set[k] = set[2 * k] ^ set[2 * k + 1];
    set.resize(set.size() / 2);
    std::sort(set.begin(), set.end());
  }
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return set;
}

std::optional<CopyRelation> copy_relation(const Alignment& a, bool same_page) {
  double of_earlier = a.share_of_earlier();
  double of_later = a.share_of_later();
  CopyRelation r;
  r.overlap = std::max(of_earlier, of_later);
  if (std::abs(of_earlier - of_later) < kEqual && std::min(of_earlier, of_later) >= kWhole - kEqual &&
      r.overlap >= kWhole) {
    r.relation = "copy";
  } else if (of_later >= kWhole && of_later > of_earlier) {
    r.relation = "cut";
  } else if (of_earlier >= kWhole && of_earlier > of_later) {
    r.relation = "extended";
  } else if ((r.overlap >= kUpdated && a.longest >= kUpdatedRun) || (same_page && r.overlap >= kSamePage)) {
    r.relation = "updated";
  } else if (a.shared >= kQuoted && a.longest >= kQuotedRun) {
    r.relation = "quotes-from";
  } else {
    return std::nullopt;
  }
  return r;
}

}  // namespace parley
