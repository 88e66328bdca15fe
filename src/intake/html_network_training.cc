// See html_network_training.h.
#include "intake/html_network_training.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/random.h"

namespace parley {
namespace {

constexpr std::size_t kBatch = 32;

class Fitter {
 public:
  Fitter(const std::vector<NetworkRow>& rows, const BlockTraining& t) : rows_(rows), t_(t), random_(t.seed) {
    net_.inputs = t.inputs;
    net_.first.resize((t.inputs + 1) * kHidden);
    net_.second.resize(kHidden + 1);
    float width = 1 / std::sqrt(static_cast<float>(30));
    for (std::size_t i = 0; i < t.inputs * kHidden; ++i) net_.first[i] = (random_.uniform() * 2 - 1) * width;
    for (std::size_t j = 0; j < kHidden; ++j) net_.second[j] = (random_.uniform() * 2 - 1) * .5F;
    first_.resize(net_.first.size());
    second_.resize(net_.second.size());
  }

  BlockNetwork run() {
    std::vector<std::uint32_t> order(rows_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    for (int epoch = 0; epoch < t_.epochs; ++epoch) {
      random_.shuffle(order);
      float rate = t_.rate * (1 - static_cast<float>(epoch) / static_cast<float>(t_.epochs) * .9F);
      for (std::size_t i = 0; i < order.size(); i += kBatch) {
        for (std::size_t k = i; k < std::min(i + kBatch, order.size()); ++k) add_gradient(rows_[order[k]]);
        step(rate);
      }
    }
    return std::move(net_);
  }

 private:
  struct Adam {
    float gradient = 0, mean = 0, square = 0;
  };

  void add_gradient(const NetworkRow& row) {
    std::array<float, kHidden> hidden;
    std::copy_n(net_.first.begin() + static_cast<std::ptrdiff_t>(t_.inputs * kHidden), kHidden, hidden.begin());
    for (std::size_t i = 0; i < t_.inputs; ++i)
      if (float x = row.numbers[i]; x != 0)
        for (std::size_t j = 0; j < kHidden; ++j) hidden[j] += x * net_.first[i * kHidden + j];
    float out = net_.second[kHidden];
    for (std::size_t j = 0; j < kHidden; ++j) out += std::max(0.F, hidden[j]) * net_.second[j];
    float error = (1 / (1 + std::exp(-out)) - row.answer) * row.weight / kBatch;
    second_[kHidden].gradient += error;
    std::array<float, kHidden> back;
    for (std::size_t j = 0; j < kHidden; ++j) {
      back[j] = hidden[j] > 0 ? error * net_.second[j] : 0;
      second_[j].gradient += error * std::max(0.F, hidden[j]);
      first_[t_.inputs * kHidden + j].gradient += back[j];
    }
    for (std::size_t i = 0; i < t_.inputs; ++i)
      if (float x = row.numbers[i]; x != 0)
        for (std::size_t j = 0; j < kHidden; ++j) first_[i * kHidden + j].gradient += x * back[j];
  }

  void step(float rate) {
    constexpr float kBeta1 = .9F, kBeta2 = .999F;
    power1_ *= kBeta1;
    power2_ *= kBeta2;
    auto update = [&](std::vector<float>& weights, std::vector<Adam>& state) {
      for (std::size_t i = 0; i < weights.size(); ++i) {
        Adam& a = state[i];
        a.mean = kBeta1 * a.mean + (1 - kBeta1) * a.gradient;
        a.square = kBeta2 * a.square + (1 - kBeta2) * a.gradient * a.gradient;
        float move = a.mean / (1 - power1_) / (std::sqrt(a.square / (1 - power2_)) + 1e-8F);
        weights[i] -= rate * (move + t_.decay * weights[i]);
        a.gradient = 0;
      }
    };
    update(net_.first, first_);
    update(net_.second, second_);
  }

  const std::vector<NetworkRow>& rows_;
  const BlockTraining& t_;
  Random random_;
  BlockNetwork net_;
  std::vector<Adam> first_, second_;
  float power1_ = 1, power2_ = 1;
};

}  // namespace

BlockNetwork fit_network(const std::vector<NetworkRow>& rows, const BlockTraining& training) {
  return Fitter(rows, training).run();
}

}  // namespace parley
