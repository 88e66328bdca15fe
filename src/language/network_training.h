// Training of the parser's network: stochastic gradients (Adam) on the decisions of the parser's own walks.
//
// In each sentence the parser walks as it would in use, sometimes off the gold tree; at every step the target is any
// move that loses no further gold arc (dynamic oracle). Words are now and then hidden behind the unknown word, inputs
// dropped. Two threads share a batch, always split alike, so one thread gives the same bytes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/random.h"
#include "language/network.h"

namespace parley {

constexpr std::size_t kNetworkBlocks = 12;

/// The weights in single precision; sizes as in network.h.
struct Network {
  std::vector<float> embed;     // EmbeddingIndex::rows × kInput
  std::vector<float> conv1;     // kWindow1 × kWide
  std::vector<float> bias1;     // kWide
  std::vector<float> conv2;     // kWindow2 × kWide
  std::vector<float> bias2;     // kWide
  std::vector<float> project;   // kWide × (kSlots × kHidden)
  std::vector<float> state;     // StateRows::rows × kHidden
  std::vector<float> hidden;    // kHidden, the bias
  std::vector<float> out;       // kHidden × kOutputs
  std::vector<float> out_bias;  // kOutputs
  std::vector<float> tag;       // kWide × tags, the second opinion on tags
  std::vector<float> tag_bias;  // tags, padded

  [[nodiscard]] std::array<std::vector<float>*, kNetworkBlocks> blocks() {
    return {&embed, &conv1, &bias1, &conv2, &bias2, &project, &state, &hidden, &out, &out_bias, &tag, &tag_bias};
  }
};

/// A sentence of words, predicted tags and the gold tree.
struct ParserExample {
  std::vector<std::array<std::uint32_t, kColumns>> rows;  // of EmbeddingIndex
  std::vector<float> hide;                                // chance that a word's form is hidden
  std::vector<std::uint8_t> tags;                         // one more than words: the root's
  std::vector<Pos> pos;                                   // likewise
  std::vector<std::uint8_t> gold_tags;                    // one a word
  std::vector<std::int32_t> heads;                        // the root's children have the number of words
  std::vector<Deprel> relations;
};

struct NetworkTraining {
  int rounds = 20;
  std::size_t batch = 16;  // sentences
  float rate = 0.002F;     // falls to nothing in a straight line
  float input_dropout = 0.25F;
  float wide_dropout = 0.2F;
  float tag_weight = 0.5F;  // of a word's tag against a move of the parser
  float wander = 0.9F;      // chance to follow the best-scored move instead of the best right one
  unsigned threads = 2;
};

/// Trains from random weights. `tell` gets a line after each round.
Network train_network(const std::vector<ParserExample>& examples, std::size_t embeddings, const StateRows& states,
                      const NetworkTraining& options, std::uint64_t seed,
                      const std::function<void(const std::string&)>& tell);

}  // namespace parley
