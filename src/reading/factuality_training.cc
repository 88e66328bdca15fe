// See factuality_training.h.
#include "reading/factuality_training.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "language/feature_numbers.h"

namespace parley {
namespace {

constexpr float kFirstSquare = 1e-8F;  // AdaGrad's sums of squares start here

using Features = std::vector<std::uint32_t>;

/// Features that stand in enough examples, in order of their hashes.
std::vector<std::uint32_t> frequent(const std::vector<FactualityExample>& examples, Features FactualityFeatures::*list,
                                    std::uint32_t at_least) {
  FeatureNumbers all;
  for (const FactualityExample& e : examples)
    for (std::uint32_t f : e.features.*list) all.number(f);
  std::vector<std::uint32_t> out;
  for (std::size_t k = 0; k < all.keys().size(); ++k)
    if (all.counts()[k] >= at_least) out.push_back(static_cast<std::uint32_t>(all.keys()[k]));
  std::sort(out.begin(), out.end());
  return out;
}

/// Features in order of their hashes, and each example's numbers of them.
struct Numbered {
  std::vector<std::uint32_t> keys;
  std::vector<Features> rows;

  Numbered(const std::vector<FactualityExample>& examples, Features FactualityFeatures::*list,
           std::vector<std::uint32_t> of)
      : keys(std::move(of)) {
    for (const FactualityExample& e : examples) {
      Features row;
      for (std::uint32_t f : e.features.*list)
        if (auto it = std::lower_bound(keys.begin(), keys.end(), f); it != keys.end() && *it == f)
          row.push_back(static_cast<std::uint32_t>(it - keys.begin()));
      rows.push_back(std::move(row));
    }
  }
};

/// Those features of a row that are not left out this time.
void sample(const Features& row, float left_out, Random& random, Features& kept) {
  kept.clear();
  for (std::uint32_t f : row)
    if (random.uniform() >= left_out) kept.push_back(f);
}

std::vector<std::uint32_t> numbers_to(std::size_t n) {
  std::vector<std::uint32_t> out(n);
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::uint32_t>(i);
  return out;
}

/// Weights with their sums of squares, `share` of them to a sum, and the mean of the later passes.
struct Weights {
  std::vector<float> now, squares, mean;
  std::size_t share;

  Weights(std::size_t n, std::size_t shared) : now(n), squares(n / shared, kFirstSquare), mean(n), share(shared) {}

  /// A step down the gradient of the `share` weights that begin at number first * share.
  void step(std::size_t first, const float* gradient, float factor, float rate) {
    float sum = 0;
    for (std::size_t k = 0; k < share; ++k) sum += gradient[k] * gradient[k];
    float& square = squares[first];
    square += factor * factor * sum / static_cast<float>(share);
    const float by = rate / std::sqrt(square) * factor;
    float* w = &now[first * share];
    for (std::size_t k = 0; k < share; ++k) w[k] -= by * gradient[k];
  }
  /// The same for one weight, where each has a sum of its own.
  void step_one(std::size_t at, float gradient, float rate) {
    squares[at] += gradient * gradient;
    now[at] -= rate / std::sqrt(squares[at]) * gradient;
  }
  void take_in(float part) {
    for (std::size_t k = 0; k < now.size(); ++k) mean[k] += part * now[k];
  }
};

/// The network while it learns.
class Network {
 public:
  Network(std::size_t features, const FactualityTraining& options)
      : o_(options),
        random_(options.seed),
        rows_(features * kFactualityWidth, kFactualityWidth),
        hidden_(kFactualityWidth, 1),
        heads_(kReaderGroups * kCertainties * (kFactualityWidth + 1), 1) {
    for (float& w : rows_.now) w = (random_.uniform() - 0.5F) * 0.1F;
    for (std::size_t k = 0; k < heads_.now.size(); ++k)
      if (k % (kFactualityWidth + 1) != kFactualityWidth)
        heads_.now[k] = (random_.uniform() - 0.5F) * 2 / std::sqrt(static_cast<float>(kFactualityWidth));
  }

  void learn(const std::vector<FactualityExample>& examples, const Numbered& numbered) {
    std::vector<std::uint32_t> order = numbers_to(examples.size());
    const int kept_from = o_.passes / 2;
    for (int pass = 0; pass < o_.passes; ++pass) {
      random_.shuffle(order);
      for (std::uint32_t i : order) {
        sample(numbered.rows[i], o_.hidden_features, random_, features_);
        visit(examples[i]);
      }
      if (pass < kept_from) continue;
      const float part = 1 / static_cast<float>(o_.passes - kept_from);
      for (Weights* w : {&rows_, &hidden_, &heads_}) w->take_in(part);
    }
    // In use no feature is left out: the sum is longer by the root of what was kept.
    for (float& w : rows_.mean) w *= std::sqrt(1 - o_.hidden_features);
  }

  [[nodiscard]] const std::vector<float>& rows() const { return rows_.mean; }
  [[nodiscard]] const std::vector<float>& hidden() const { return hidden_.mean; }
  [[nodiscard]] const std::vector<float>& heads() const { return heads_.mean; }

 private:
  using Layer = std::array<float, kFactualityWidth>;

  void visit(const FactualityExample& example) {
    const float scale = 1 / std::sqrt(static_cast<float>(std::max<std::size_t>(1, features_.size())));
    const Layer layer = forward(scale);
    Certainties error = shares(layer, example.group);
    const Certainties wanted = target(example.certainty);
    for (std::size_t c = 0; c < kCertainties; ++c) error[c] = o_.weight[example.group] * (error[c] - wanted[c]);
    Layer back{};
    std::size_t at = example.group * kCertainties * (kFactualityWidth + 1);
    for (float e : error) {
      for (std::size_t k = 0; k < kFactualityWidth; ++k, ++at) {
        if (layer[k] == 0) continue;
        back[k] += e * heads_.now[at];
        heads_.step_one(at, e * layer[k], o_.rate);
      }
      heads_.step_one(at++, e, o_.rate);
    }
    for (std::size_t k = 0; k < kFactualityWidth; ++k) {
      back[k] = layer[k] == 0 ? 0 : back[k] / (1 - o_.hidden_units);
      hidden_.step_one(k, back[k], o_.rate);
    }
    for (std::uint32_t f : features_) rows_.step(f, back.data(), scale, o_.rate);
  }

  Layer forward(float scale) {
    Layer sum{};
    for (std::uint32_t f : features_) {
      const float* row = &rows_.now[f * kFactualityWidth];
      for (std::size_t k = 0; k < kFactualityWidth; ++k) sum[k] += row[k];
    }
    for (std::size_t k = 0; k < kFactualityWidth; ++k) {
      const float h = hidden_.now[k] + scale * sum[k];
      sum[k] = h > 0 && random_.uniform() >= o_.hidden_units ? h / (1 - o_.hidden_units) : 0;
    }
    return sum;
  }

  [[nodiscard]] Certainties shares(const Layer& layer, std::size_t group) const {
    Certainties out{};
    const float* head = &heads_.now[group * kCertainties * (kFactualityWidth + 1)];
    for (float& s : out) {
      for (float h : layer) s += h * *head++;
      s += *head++;
    }
    to_shares(out);
    return out;
  }

  [[nodiscard]] Certainties target(float certainty) const {
    Certainties out{};
    for (std::size_t c = 0; c < kCertainties; ++c) {
      const float away = (static_cast<float>(certainty_value(c)) - certainty) / o_.blur;
      out[c] = -0.5F * away * away;
    }
    to_shares(out);
    return out;
  }

  const FactualityTraining& o_;
  Random random_;
  Weights rows_, hidden_, heads_;
  Features features_;
};

/// Weights of the linear model of kinds of text.
std::vector<float> learn_groups(const std::vector<FactualityExample>& examples, const Numbered& numbered,
                                const FactualityTraining& o) {
  Random random(o.seed);
  Weights rows(numbered.keys.size() * kReaderGroups, kReaderGroups);
  std::vector<std::uint32_t> order = numbers_to(examples.size());
  Features kept;
  for (int pass = 0; pass < o.text_passes; ++pass) {
    random.shuffle(order);
    for (std::uint32_t i : order) {
      sample(numbered.rows[i], o.hidden_words, random, kept);
      std::array<float, kReaderGroups> error{};
      for (std::uint32_t f : kept)
        for (std::size_t g = 0; g < kReaderGroups; ++g) error[g] += rows.now[f * kReaderGroups + g];
      to_shares(error);
      error[examples[i].group] -= 1;
      for (float& e : error) e *= o.text_weight[examples[i].group];
      for (std::uint32_t f : kept) {
        for (std::size_t g = 0; g < kReaderGroups; ++g)
          rows.now[f * kReaderGroups + g] *= 1 - o.text_rate * o.text_shrink;
        rows.step(f, error.data(), 1, o.text_rate);
      }
    }
    if (pass >= o.text_passes / 2)
      rows.take_in((1 - o.hidden_words) / static_cast<float>(o.text_passes - o.text_passes / 2));
  }
  return rows.mean;
}

/// The features whose rows matter most: by the squares that they bring into the hidden layer over all examples.
std::vector<std::uint32_t> most_useful(const Numbered& numbered, const std::vector<float>& rows, std::size_t most) {
  std::vector<double> use(numbered.keys.size());
  for (const Features& row : numbered.rows)
    for (std::uint32_t f : row) use[f] += 1;
  for (std::size_t f = 0; f < use.size(); ++f) {
    double square = 0;
    for (std::size_t k = 0; k < kFactualityWidth; ++k) {
      const double w = static_cast<double>(rows[f * kFactualityWidth + k]);
      square += w * w;
    }
    use[f] *= square;
  }
  std::vector<std::uint32_t> order = numbers_to(use.size());
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return use[a] > use[b]; });
  order.resize(std::min(order.size(), most));
  for (std::uint32_t& f : order) f = numbered.keys[f];
  std::sort(order.begin(), order.end());
  return order;
}

void add_rows(ModelWriter& out, const std::string& name, const std::vector<std::uint32_t>& keys,
              const std::vector<float>& weights) {
  float most = 0;
  for (float w : weights) most = std::max(most, std::abs(w));
  const float unit = most > 0 ? most / 127 : 1;
  std::vector<std::int8_t> rows;
  for (float w : weights) rows.push_back(static_cast<std::int8_t>(std::lround(w / unit)));
  out.add_array<std::uint32_t>(name + ".keys", keys);
  out.add_array<std::int8_t>(name + ".rows", rows);
  out.add_array<float>(name + ".unit", {&unit, 1});
}

}  // namespace

ModelWriter train_factuality(const std::vector<FactualityExample>& examples, const FactualityTraining& options) {
  Numbered event(examples, &FactualityFeatures::event,
                 frequent(examples, &FactualityFeatures::event, options.at_least));
  Network first(event.keys.size(), options);
  first.learn(examples, event);
  event = Numbered(examples, &FactualityFeatures::event, most_useful(event, first.rows(), options.rows));
  Network network(event.keys.size(), options);
  network.learn(examples, event);
  const Numbered text(examples, &FactualityFeatures::text,
                      frequent(examples, &FactualityFeatures::text, options.at_least));
  ModelWriter out;
  out.add("version", std::string(kFactualityVersion));
  add_rows(out, "event", event.keys, network.rows());
  add_rows(out, "text", text.keys, learn_groups(examples, text, options));
  out.add_array<float>("hidden", network.hidden());
  out.add_array<float>("heads", network.heads());
  out.add_array<float>("lean", options.lean);
  return out;
}

}  // namespace parley
