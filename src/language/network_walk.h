// One sentence through the parser's network, forward and back. Part of network_training.
#pragma once

#include "language/matrix.h"
#include "language/network_training.h"

namespace parley {

constexpr std::size_t kEmbedBlock = 0;  // index in Network::blocks()
constexpr std::size_t kStateBlock = 6;

/// Sums of gradients, shaped like the network, and which rows of the two sparse blocks have any.
struct Gradient {
  Network net;
  std::vector<std::uint8_t> embed_rows, state_rows;

  explicit Gradient(const Network& like) : net(like) {
    for (std::vector<float>* block : net.blocks()) std::fill(block->begin(), block->end(), 0.0F);
    embed_rows.assign(like.embed.size() / kInput, 0);
    state_rows.assign(like.state.size() / kHidden, 0);
  }
  [[nodiscard]] const std::vector<std::uint8_t>& touched(std::size_t block) const {
    return block == kEmbedBlock ? embed_rows : state_rows;
  }
  void forget_touched() {
    std::fill(embed_rows.begin(), embed_rows.end(), std::uint8_t{0});
    std::fill(state_rows.begin(), state_rows.end(), std::uint8_t{0});
  }
};

struct WalkResult {
  double loss = 0;
  std::size_t steps = 0, right = 0;

  WalkResult& operator+=(const WalkResult& o) {
    loss += o.loss;
    steps += o.steps;
    right += o.right;
    return *this;
  }
};

class Walk {
 public:
  Walk(const Network& net, const StateRows& states, const NetworkTraining& options)
      : net_(net), states_(states), options_(options) {}

  /// Takes over changed weights: call before the first sentence of a batch.
  void refresh();
  /// Walks one sentence and adds its gradients.
  WalkResult learn(const ParserExample& example, Random random, Gradient& gradient);

 private:
  struct Step {
    std::array<std::int32_t, kSlots> words;
    std::array<std::uint32_t, StateRows::kFeatures> rows;
  };

  void embed(const ParserExample& e, Random& random);
  void encode(Random& random);
  WalkResult walk(const ParserExample& e, Random& random);
  std::size_t decide(const ParserExample& e, const float* scores, float* delta, Random& random, WalkResult& result);
  void judge_tags(const ParserExample& e);
  void back_from_steps(Gradient& g);
  void back_to_wide(Gradient& g);
  void back_through_convolutions(Gradient& g);
  void back_to_embeddings(Gradient& g);

  const Network& net_;
  const StateRows& states_;
  const NetworkTraining options_;
  std::vector<float> conv1_t_, conv2_t_, project_t_, out_t_, tag_t_;  // transposed weights

  std::size_t n_ = 0;  // words and the root
  std::vector<std::array<std::uint32_t, kColumns>> rows_;
  std::vector<float> x_, x_mask_, y1_, y2_, wide_, wide_mask_, slots_;  // x_, y1_ padded on both sides
  ParserState state_;
  std::vector<Step> steps_;
  std::vector<float> d_tags_;           // a row a word
  std::vector<float> hidden_, scores_;  // a row a step; scores_ becomes the gradient
  std::vector<float> d_hidden_, d_slots_, d_wide_, d1_, d2_, dx_, scratch_;
};

}  // namespace parley
