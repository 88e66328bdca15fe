// See hazard.h.
#include "outlook/hazard.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "outlook/elementary.h"

namespace parley {
namespace {

constexpr std::size_t kBands = 96;
constexpr float kPrior = 20;  // cases of all pairs that a band starts with
constexpr std::size_t kBatch = 256;
constexpr float kRate = 0.004F;
constexpr float kPull = 0.0003F;  // of weights, not of biases, towards nought
constexpr std::int32_t kTenYears = 3653;
constexpr float kQuietest = 0.1F;  // of the usual; days that were quieter teach nothing more

constexpr std::size_t kIn = kHazardFeatures;
constexpr std::size_t kFirstBias = 24 * kIn;
constexpr std::size_t kSecond = kFirstBias + 24;      // spans × hidden
constexpr std::size_t kSkip = kSecond + kSpans * 24;  // spans × features
constexpr std::size_t kSecondBias = kSkip + kSpans * kIn;
constexpr std::size_t kWeights = kSecondBias + kSpans;

/// Days from the origin to a span's first day.
std::int32_t begin_of(std::size_t span) { return span == 0 ? 0 : kSpanEnds[span - 1]; }

/// What is known of a view's span: 1 an event in it, 0 none in it, -1 not at risk or not followed to its end. An event
/// in a span that was not followed to its end does not count either: there, only events would be seen.
int outcome(const PairView& v, std::size_t span) {
  const std::int32_t from = begin_of(span);
  if (v.followed < kSpanEnds[span] || (v.next > 0 && v.next <= from)) return -1;
  return v.next > 0 && v.next <= kSpanEnds[span] ? 1 : 0;
}

/// Adam (Kingma and Ba 2015) over a flat vector of weights.
class Adam {
 public:
  explicit Adam(std::size_t n) : moment_(n), square_(n) {}
  void step(std::vector<float>& weights, std::vector<float>& gradient, float rate, float share) {
    first_ *= 0.9F;
    second_ *= 0.999F;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      float g = gradient[k] * share;
      moment_[k] = 0.9F * moment_[k] + 0.1F * g;
      square_[k] = 0.999F * square_[k] + 0.001F * g * g;
      weights[k] -= rate * (moment_[k] / (1 - first_)) / (std::sqrt(square_[k] / (1 - second_)) + 1e-8F);
      gradient[k] = 0;
    }
  }

 private:
  std::vector<float> moment_, square_;
  float first_ = 1, second_ = 1;
};

}  // namespace

double SurvivalCurve::within(std::int32_t days) const {
  if (days <= 0) return 0;
  double before = 1;
  std::int32_t from = 0;
  for (std::size_t k = 0; k < kSpans; ++k) {
    if (days <= kSpanEnds[k])
      return 1 - before * std::pow(left[k] / std::max(1e-12, before),
                                   static_cast<double>(days - from) / (kSpanEnds[k] - from));
    before = left[k];
    from = kSpanEnds[k];
  }
  double a_day = std::pow(left[kSpans - 1] / std::max(1e-12, left[kSpans - 2]),
                          1.0 / (kSpanEnds[kSpans - 1] - kSpanEnds[kSpans - 2]));
  return 1 - before * std::pow(a_day, days - from);
}

std::int32_t SurvivalCurve::day_of(double share) const {
  if (within(kTenYears) < share) return 0;
  std::int32_t low = 0;
  std::int32_t high = kTenYears;
  while (high - low > 1) {
    std::int32_t middle = low + (high - low) / 2;
    (within(middle) >= share ? high : low) = middle;
  }
  return high;
}

void Hazard::train(std::span<const PairDays> pairs, std::uint32_t actors, std::int32_t first, std::int32_t end,
                   const HazardOptions& options) {
  table_.assign(kBands, {});
  all_ = {};
  weights_.clear();
  counted_.clear();
  origin_of_.clear();
  known_.clear();
  busyness_ = Busyness(pairs, first, end);
  Random random(options.seed);
  std::vector<std::vector<PairView>> origins;
  std::size_t total = 0;
  for (std::int32_t o = std::max(first + options.warm_up, end - kTenYears); o < end; o += options.stride) {
    origins.push_back(views_on(pairs, actors, o, end));
    total += origins.back().size();
  }
  const float share = static_cast<float>(options.most) / static_cast<float>(std::max<std::size_t>(1, total));
  for (const auto& views : origins) {
    for (const PairView& v : views)
      if (share >= 1 || random.uniform() < share) {
        counted_.push_back(v);
        origin_of_.push_back(static_cast<std::uint32_t>(known_.size()));
      }
    if (!views.empty()) known_.push_back(known_offsets(views.front()));
  }
  for (const PairView& v : counted_) count(v);
  if (counted_.size() >= options.fewest) learn(options);
}

/// How much busier than usual the days of each span turned out to be, as far as they are known.
Hazard::Offsets Hazard::known_offsets(const PairView& v) const {
  Offsets out{};
  if (v.activity.usual <= 0) return out;
  for (std::size_t s = 0; s < kSpans && v.followed >= kSpanEnds[s]; ++s) {
    const float busy = busyness_.between(v.origin + begin_of(s), v.origin + kSpanEnds[s]);
    out[s] = log_of(std::max(kQuietest, busy / v.activity.usual));
  }
  return out;
}

/// The same of days that are not known.
Hazard::Offsets Hazard::expected_offsets(const PairView& v) const {
  Offsets out{};
  for (std::size_t s = 0; s < kSpans; ++s) {
    const float by_weekday = busyness_.by_weekday(v.origin + begin_of(s), v.origin + kSpanEnds[s]);
    out[s] = log_of(std::max(kQuietest, by_weekday * v.activity.expected));
  }
  return out;
}

void Hazard::count(const PairView& v) {
  for (std::size_t k = 0; k < kSpans; ++k) {
    int y = outcome(v, k);
    if (y < 0) continue;
    for (Cell* cell : {&table_[v.band], &all_}) {
      cell->at_risk[k] += 1;
      cell->events[k] += static_cast<float>(y);
    }
  }
}

double Hazard::table_hazard(const PairView& view, std::size_t span) const {
  double overall = (all_.events[span] + 0.5) / (all_.at_risk[span] + 10.0);
  if (table_.empty()) return overall;
  const Cell& cell = table_[view.band];
  return (cell.events[span] + kPrior * overall) / (cell.at_risk[span] + kPrior);
}

std::array<float, kHazardFeatures> Hazard::standard(const PairView& view) const {
  std::array<float, kHazardFeatures> x;
  for (std::size_t k = 0; k < kIn; ++k) x[k] = (view.x[k] - mean_[k]) * scale_[k];
  return x;
}

Hazard::Forward Hazard::forward(const std::array<float, kHazardFeatures>& x) const {
  Forward out;
  for (std::size_t h = 0; h < kHidden; ++h) {
    float sum = weights_[kFirstBias + h];
    for (std::size_t k = 0; k < kIn; ++k) sum += weights_[h * kIn + k] * x[k];
    out.hidden[h] = sum > 0 ? sum : 0.05F * sum;
  }
  for (std::size_t s = 0; s < kSpans; ++s) {
    float sum = weights_[kSecondBias + s];
    for (std::size_t h = 0; h < kHidden; ++h) sum += weights_[kSecond + s * kHidden + h] * out.hidden[h];
    for (std::size_t k = 0; k < kIn; ++k) sum += weights_[kSkip + s * kIn + k] * x[k];
    out.logit[s] = sum;
  }
  return out;
}

void Hazard::standardise() {
  const auto n = static_cast<double>(counted_.size());
  for (std::size_t k = 0; k < kIn; ++k) {
    double sum = 0;
    double squares = 0;
    for (const PairView& v : counted_) sum += v.x[k], squares += double{v.x[k]} * v.x[k];
    double mean = sum / n;
    mean_[k] = static_cast<float>(mean);
    scale_[k] = static_cast<float>(1 / std::sqrt(std::max(1e-4, squares / n - mean * mean)));
  }
}

/// First weights: small, drawn; every span starts at its overall hazard.
void Hazard::start(std::uint64_t seed) {
  weights_.assign(kWeights, 0);
  Random random(seed);
  for (std::size_t k = 0; k < kFirstBias; ++k) weights_[k] = 0.4F * (2 * random.uniform() - 1);
  for (std::size_t k = kSecond; k < kSkip; ++k) weights_[k] = 0.1F * (2 * random.uniform() - 1);
  for (std::size_t s = 0; s < kSpans; ++s) {
    float overall = (all_.events[s] + 0.5F) / (all_.at_risk[s] + 10);
    weights_[kSecondBias + s] = log_of(overall / (1 - overall));
  }
}

/// Slope of minus the log-likelihood of what is known of the view's spans.
void Hazard::add_gradient(const PairView& v, const Offsets& busy, std::vector<float>& gradient) const {
  const auto x = standard(v);
  const Forward f = forward(x);
  std::array<float, kHidden> back{};
  for (std::size_t s = 0; s < kSpans; ++s) {
    int y = outcome(v, s);
    if (y < 0) continue;
    float d = logistic(f.logit[s] + busy[s]) - static_cast<float>(y);
    gradient[kSecondBias + s] += d;
    for (std::size_t h = 0; h < kHidden; ++h) {
      gradient[kSecond + s * kHidden + h] += d * f.hidden[h];
      back[h] += d * weights_[kSecond + s * kHidden + h];
    }
    for (std::size_t k = 0; k < kIn; ++k) gradient[kSkip + s * kIn + k] += d * x[k];
  }
  for (std::size_t h = 0; h < kHidden; ++h) {
    float d = back[h] * (f.hidden[h] > 0 ? 1 : 0.05F);
    gradient[kFirstBias + h] += d;
    for (std::size_t k = 0; k < kIn; ++k) gradient[h * kIn + k] += d * x[k];
  }
}

void Hazard::learn(const HazardOptions& options) {
  standardise();
  start(options.seed);
  std::vector<float> gradient(kWeights);
  Adam adam(kWeights);
  std::vector<std::uint32_t> order(counted_.size());
  std::iota(order.begin(), order.end(), 0U);
  Random random(options.seed + 1);
  const std::size_t total = order.size() * static_cast<std::size_t>(options.passes);
  std::size_t done = 0;
  std::size_t waiting = 0;
  for (int pass = 0; pass < options.passes; ++pass) {
    random.shuffle(order);
    for (std::uint32_t at : order) {
      add_gradient(counted_[at], known_[origin_of_[at]], gradient);
      ++done;
      if (++waiting < kBatch && done < total) continue;
      const auto pull = kPull * static_cast<float>(waiting);
      for (std::size_t k = 0; k < kSecondBias; ++k)
        if (k < kFirstBias || k >= kSecond) gradient[k] += pull * weights_[k];
      float left = 1 - static_cast<float>(done) / static_cast<float>(total);
      adam.step(weights_, gradient, kRate * std::max(0.02F, left), 1 / static_cast<float>(waiting));
      waiting = 0;
    }
  }
}

SurvivalCurve Hazard::curve(const PairView& view) const { return curve_of(view, standard(view)); }

SurvivalCurve Hazard::curve_without(const PairView& view, std::span<const std::size_t> features) const {
  auto x = standard(view);
  for (std::size_t k : features) x[k] = 0;  // standardised: nought is the average
  return curve_of(view, x);
}

SurvivalCurve Hazard::curve_of(const PairView& view, const std::array<float, kHazardFeatures>& x) const {
  SurvivalCurve out;
  Forward f;
  if (learned()) f = forward(x);
  const Offsets busy = expected_offsets(view);
  double left = 1;
  for (std::size_t s = 0; s < kSpans; ++s) {
    // Spans that nobody was followed through are the table's, which then says what all pairs say.
    bool seen = learned() && all_.at_risk[s] >= 100;
    left *= 1 - (seen ? double{logistic(f.logit[s] + busy[s])} : table_hazard(view, s));
    out.left[s] = left;
  }
  return out;
}

namespace {

/// Of the cases that fit and were followed for so many days: how many, and in how many the pair met by then.
template <class Fits>
AlikeCases count_cases(const std::vector<PairView>& cases, std::int32_t days, Fits fits) {
  AlikeCases out;
  for (const PairView& v : cases) {
    if (v.followed < days || !fits(v)) continue;
    out.total += 1;
    out.hits += v.next > 0 && v.next <= days ? 1 : 0;
  }
  return out;
}

}  // namespace

AlikeCases Hazard::alike(const PairView& view, std::int32_t days) const {
  return count_cases(counted_, days, [&](const PairView& v) { return v.band == view.band; });
}

AlikeCases Hazard::base(std::int32_t days) const {
  return count_cases(counted_, days, [](const PairView&) { return true; });
}

}  // namespace parley
