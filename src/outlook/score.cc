// See score.h.
#include "outlook/score.h"

#include <algorithm>
#include <cmath>

namespace parley {
namespace {

std::size_t bin_of(double probability) {
  return std::min(kBins - 1, static_cast<std::size_t>(std::max(0.0, probability) * kBins));
}

/// Sums of one bin.
struct BinSums {
  double n = 0, stated = 0, came = 0;
};

std::array<BinSums, kBins> bin_sums(std::span<const Judged> all) {
  std::array<BinSums, kBins> out{};
  for (const Judged& j : all) {
    BinSums& b = out[bin_of(j.probability)];
    b.n += 1, b.stated += j.probability, b.came += j.came ? 1 : 0;
  }
  return out;
}

/// Chance of the day's end by the curve: a straight line from point to point, from 0 on the eve of the first day.
double chance_by(const DateForecast& f, Date day) {
  Date before = f.from.plus_days(-1);
  double chance = 0;
  for (const auto& [by, p] : f.curve) {
    if (day <= by) {
      double way = static_cast<double>(day.days - before.days) / std::max(1, by.days - before.days);
      return chance + (p - chance) * way;
    }
    before = by;
    chance = p;
  }
  return chance;
}

}  // namespace

Share wilson(double hits, double total, double normal) {
  Share out{hits, total, 0, 1};
  if (total <= 0) return out;
  const double z2 = normal * normal;
  const double p = hits / total;
  const double middle = (p + z2 / (2 * total)) / (1 + z2 / total);
  const double half = normal / (1 + z2 / total) * std::sqrt(p * (1 - p) / total + z2 / (4 * total * total));
  out.low = hits <= 0 ? 0 : std::max(0.0, middle - half);
  out.high = hits >= total ? 1 : std::min(1.0, middle + half);
  return out;
}

std::array<Bin, kBins> calibration(std::span<const Judged> all) {
  std::array<Bin, kBins> out{};
  const auto sums = bin_sums(all);
  for (std::size_t b = 0; b < kBins; ++b)
    out[b] = {sums[b].n > 0 ? sums[b].stated / sums[b].n : 0, wilson(sums[b].came, sums[b].n)};
  return out;
}

BrierParts brier_parts(std::span<const Judged> all) {
  BrierParts out;
  if (all.empty()) return out;
  const auto sums = bin_sums(all);
  const auto n = static_cast<double>(all.size());
  double came = 0;
  for (const BinSums& b : sums) came += b.came;
  const double base = came / n;
  out.uncertainty = base * (1 - base);
  for (const BinSums& b : sums) {
    if (b.n <= 0) continue;
    const double stated = b.stated / b.n;
    const double share = b.came / b.n;
    out.reliability += b.n * (stated - share) * (stated - share) / n;
    out.resolution += b.n * (share - base) * (share - base) / n;
  }
  for (const Judged& j : all) {
    const BinSums& b = sums[bin_of(j.probability)];
    const double off = j.probability - b.stated / b.n;
    out.within_variance += off * off / n;
    out.within_covariance += 2 * off * ((j.came ? 1 : 0) - b.came / b.n) / n;
  }
  return out;
}

Scores score_all(std::span<const Judged> all, double clip) {
  Scores out;
  out.n = all.size();
  if (all.empty()) return out;
  const auto n = static_cast<double>(out.n);
  for (const Judged& j : all) {
    out.base_rate += j.came ? 1 : 0;
    out.brier += brier_of(j) / n;
    out.status_quo_brier += brier_of({j.status_quo, j.came}) / n;
    const double given = j.came ? j.probability : 1 - j.probability;
    out.log_score -= std::log(std::clamp(given, clip, 1 - clip)) / n;
    out.clipped += j.probability < clip || j.probability > 1 - clip ? 1 : 0;
  }
  out.base_rate /= n;  // counted first: exactly 1 where all came to pass
  out.base_rate_brier = out.base_rate * (1 - out.base_rate);
  out.parts = brier_parts(all);
  out.bins = calibration(all);
  return out;
}

std::optional<double> crps_days(const DateForecast& f) {
  if (f.curve.empty() || (!f.happened && !f.none_until)) return std::nullopt;
  Date last = f.curve.back().first;
  if (!f.happened) last = std::min(last, *f.none_until);
  if (last < f.from) return std::nullopt;
  double sum = 0;
  for (Date day = f.from; day <= last; day = day.plus_days(1)) {
    const double step = f.happened && *f.happened <= day ? 1 : 0;
    const double off = chance_by(f, day) - step;
    sum += off * off;
  }
  return sum;
}

}  // namespace parley
