// See copies.h.
#include "ledger/copies.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/hash.h"
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

/// Odd factors, one for each minimum.
const std::array<std::uint64_t, kBands* kRows> kFactors = [] {
  std::array<std::uint64_t, kBands* kRows> f = {};
  for (std::size_t k = 0; k < f.size(); ++k) f[k] = mix(k + 1) | 1;
  return f;
}();

/// Words without marks: "Kim's" and "Kim’s" are one word.
void append_words(std::string_view text, std::vector<std::uint32_t>& words) {
  constexpr std::uint64_t kStart = 14695981039346656037ULL;
  std::uint64_t hash = kStart;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    std::string_view rest = text.substr(std::min(i, text.size()));
    if (rest.starts_with("\xE2\x80\x99") || rest.starts_with("\xE2\x80\x98")) {
      i += 2;
      continue;
    }
    if (rest.starts_with('\'')) continue;
    bool mark = rest.starts_with("\xE2\x80");  // dashes, quotation marks, dots
    if (mark) i += 2;
    bool letter = !rest.empty() && !mark &&
                  (is_ascii_alpha(rest[0]) || is_ascii_digit(rest[0]) || static_cast<unsigned char>(rest[0]) >= 0x80);
    if (letter) {
      hash = (hash ^ static_cast<unsigned char>(to_ascii_lower(rest[0]))) * 1099511628211ULL;
    } else if (hash != kStart) {
      words.push_back(static_cast<std::uint32_t>(hash ^ (hash >> 32)));
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

std::vector<std::uint64_t> shingles(const std::vector<std::uint32_t>& words) {
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i + kShingle <= words.size(); ++i) {
    std::uint64_t h = 0;
    for (std::size_t k = 0; k < kShingle; ++k) h = mix(h * 31 + words[i + k] + 1);
    out.push_back(h);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::int64_t> copy_keys(const std::vector<std::uint64_t>& set) {
  constexpr std::size_t kLeast = 8;   // shingles: fewer say too little to be near anything
  constexpr std::size_t kAtOnce = 4;  // minima that registers hold
  static_assert(kBands * kRows % kAtOnce == 0);
  std::vector<std::int64_t> out;
  if (set.empty()) return out;
  std::uint64_t whole = 1;
  for (std::uint64_t s : set) whole = mix(whole + s);
  out.push_back(static_cast<std::int64_t>(whole));
  if (set.size() < kLeast) return out;
  std::array<std::uint64_t, kBands * kRows> minima;
  for (std::size_t k = 0; k < minima.size(); k += kAtOnce) {
    std::array<std::uint64_t, kAtOnce> least;
    least.fill(UINT64_MAX);
    for (std::uint64_t s : set)
      for (std::size_t i = 0; i < kAtOnce; ++i)
        least[i] = std::min(least[i], s * kFactors[k + i]);  // shingles are mixed already: products order them anew
    std::copy(least.begin(), least.end(), minima.begin() + static_cast<std::ptrdiff_t>(k));
  }
  for (std::size_t b = 0; b < kBands; ++b) {
    std::uint64_t h = b + 1;
    for (std::size_t r = 0; r < kRows; ++r) h = mix(h + minima[b * kRows + r]);
    out.push_back(static_cast<std::int64_t>(h));
  }
  return out;
}

std::size_t count_shared(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
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
