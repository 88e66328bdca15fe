// See network_training.h. Sections: one sentence forward and back (Walk), the optimiser (Adam), the rounds.
#include "language/network_training.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <thread>

#include "language/matrix.h"
#include "language/network_walk.h"

namespace parley {
namespace {

/// Adam (Kingma and Ba 2015). Rows of the embeddings and of the state matrix that saw no gradient are left alone.
class Adam {
 public:
  explicit Adam(Network& net) : net_(net) {
    for (std::vector<float>* block : net.blocks()) {
      first_.emplace_back(block->size(), 0.0F);
      second_.emplace_back(block->size(), 0.0F);
    }
  }

  /// One step on the summed gradients of the shards, divided by `scale`; clears them.
  void step(std::vector<Gradient>& shards, float rate, float scale) {
    ++steps_;
    float correct1 = 1.0F - static_cast<float>(std::pow(kBeta1, steps_));
    float correct2 = 1.0F - static_cast<float>(std::pow(kBeta2, steps_));
    rate_ = rate * std::sqrt(correct2) / correct1;
    scale_ = 1.0F / scale;
    auto weights = net_.blocks();
    for (std::size_t b = 0; b < weights.size(); ++b) {
      std::size_t width = b == kEmbedBlock ? kInput : b == kStateBlock ? kHidden : 0;
      if (width == 0) {
        span(shards, b, 0, weights[b]->size());
        continue;
      }
      auto touched = [&](std::size_t row) {
        return std::any_of(shards.begin(), shards.end(), [&](const Gradient& g) { return g.touched(b)[row] != 0; });
      };
      for (std::size_t row = 0; row < weights[b]->size() / width; ++row)
        if (touched(row)) span(shards, b, row * width, width);
    }
    for (Gradient& g : shards) g.forget_touched();
  }

 private:
  static constexpr float kBeta1 = 0.9F;
  static constexpr float kBeta2 = 0.99F;

  void span(std::vector<Gradient>& shards, std::size_t block, std::size_t from, std::size_t count) {
    float* w = net_.blocks()[block]->data() + from;
    float* m = first_[block].data() + from;
    float* v = second_[block].data() + from;
    float* g = shards[0].net.blocks()[block]->data() + from;
    for (std::size_t s = 1; s < shards.size(); ++s) {
      float* other = shards[s].net.blocks()[block]->data() + from;
      for (std::size_t i = 0; i < count; ++i) {
        g[i] += other[i];
        other[i] = 0;
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      float d = g[i] * scale_;
      g[i] = 0;
      m[i] = kBeta1 * m[i] + (1.0F - kBeta1) * d;
      v[i] = kBeta2 * v[i] + (1.0F - kBeta2) * d * d;
      w[i] -= rate_ * m[i] / (std::sqrt(v[i]) + 1e-7F);
    }
  }

  Network& net_;
  std::vector<std::vector<float>> first_, second_;
  int steps_ = 0;
  float rate_ = 0, scale_ = 1;
};

/// A number around zero: the sum of four even ones, which is close enough to a normal one.
float around_zero(Random& random, float deviation) {
  float sum = random.uniform() + random.uniform() + random.uniform() + random.uniform() - 2.0F;
  return sum * deviation * 1.7320508F;
}

Network random_network(std::size_t embeddings, const StateRows& states, Random& random) {
  Network net;
  auto fill = [&](std::vector<float>& block, std::size_t size, float deviation) {
    block.resize(size);
    for (float& w : block) w = around_zero(random, deviation);
  };
  fill(net.embed, embeddings * kInput, 0.3F);
  fill(net.conv1, kWindow1 * kWide, std::sqrt(2.0F / kWindow1));
  fill(net.conv2, kWindow2 * kWide, std::sqrt(2.0F / kWindow2));
  fill(net.project, kWide * kSlots * kHidden, std::sqrt(1.0F / (kWide * 3)));
  fill(net.state, states.rows() * kHidden, 0.05F);
  fill(net.out, kHidden * kOutputs, std::sqrt(1.0F / kHidden));
  net.bias1.assign(kWide, 0);
  net.bias2.assign(kWide, 0);
  net.hidden.assign(kHidden, 0);
  net.out_bias.assign(kOutputs, 0);
  fill(net.tag, kWide * padded(states.tags()), std::sqrt(1.0F / kWide));
  net.tag_bias.assign(padded(states.tags()), 0);
  return net;
}

/// Runs the shards' sentences, each shard on a thread of its own if there are threads.
class Shards {
 public:
  Shards(const Network& net, const StateRows& states, const NetworkTraining& options) : threads_(options.threads) {
    for (std::size_t s = 0; s < kShards; ++s) {
      gradients.emplace_back(net);
      walks_.emplace_back(net, states, options);
    }
  }

  WalkResult run(const std::vector<ParserExample>& examples, std::span<const std::uint32_t> batch, std::uint64_t seed) {
    std::vector<WalkResult> results(kShards);
    auto work = [&](std::size_t shard) {
      for (std::size_t i = shard; i < batch.size(); i += kShards)
        results[shard] += walks_[shard].learn(examples[batch[i]], Random(mix(seed, batch[i])), gradients[shard]);
    };
    if (threads_ > 1) {
      std::thread other(work, 1);
      work(0);
      other.join();
    } else {
      for (std::size_t s = 0; s < kShards; ++s) work(s);
    }
    results[0] += results[1];
    return results[0];
  }

  void refresh() {
    for (Walk& w : walks_) w.refresh();
  }

  std::vector<Gradient> gradients;

 private:
  static constexpr std::size_t kShards = 2;
  std::vector<Walk> walks_;
  unsigned threads_;
};

}  // namespace

Network train_network(const std::vector<ParserExample>& examples, std::size_t embeddings, const StateRows& states,
                      const NetworkTraining& options, std::uint64_t seed,
                      const std::function<void(const std::string&)>& tell) {
  Random random(seed);
  Network net = random_network(embeddings, states, random);
  Adam adam(net);
  Shards shards(net, states, options);
  std::vector<std::uint32_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0U);
  std::size_t batches = (order.size() + options.batch - 1) / options.batch;
  std::size_t step = 0, steps = batches * static_cast<std::size_t>(options.rounds);
  float warm_up = std::min(200.0F, static_cast<float>(steps) / 10.0F);  // steps in which the rate rises
  for (int round = 0; round < options.rounds; ++round) {
    random.shuffle(order);
    WalkResult sum;
    for (std::size_t b = 0; b < order.size(); b += options.batch, ++step) {
      std::span<const std::uint32_t> batch(order.data() + b, std::min(options.batch, order.size() - b));
      shards.refresh();
      WalkResult r = shards.run(examples, batch, mix(seed, step));
      float warm = std::min(1.0F, static_cast<float>(step + 1) / warm_up);
      float rate = options.rate * warm * (1.0F - static_cast<float>(step) / static_cast<float>(steps));
      adam.step(shards.gradients, rate, static_cast<float>(std::max<std::size_t>(r.steps, 1)));
      sum += r;
    }
    char line[120];
    std::snprintf(line, sizeof line, "parser: round %d of %d, loss %.4f, %.2f%% of moves right", round + 1,
                  options.rounds, sum.loss / static_cast<double>(std::max<std::size_t>(sum.steps, 1)),
                  100.0 * static_cast<double>(sum.right) / static_cast<double>(std::max<std::size_t>(sum.steps, 1)));
    tell(line);
  }
  return net;
}

}  // namespace parley
