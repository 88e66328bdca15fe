// The learned parser in use: words and tags in; a head, a relation and a second opinion on the tag of each word out.
//
// The network's weights are rounded to 16-bit integers when they are written, and everything is computed in integers
// (integers.h), so that a text has the same trees on every machine.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "language/integers.h"
#include "language/network.h"
#include "language/network_training.h"

namespace parley {

/// Buffers that a parser needs, kept from sentence to sentence.
struct ParserScratch {
  std::vector<std::int16_t> x, y1, y2, slots;
  std::vector<std::int32_t> sums;
  std::vector<std::uint8_t> tags;
  std::vector<Pos> pos;
  ParserState state;
};

/// Rounded weights in a model file, with what a unit of their products is worth.
struct PackedNetwork {
  std::span<const std::int16_t> embed, conv1, conv2, project, state, out, tag;  // matrices interleaved
  std::span<const std::int32_t> bias1, bias2, hidden, out_bias, tag_bias;
  float factor1 = 0, factor2 = 0, project_factor = 0, vote = 0;
};

class Parser {
 public:
  Parser(PackedNetwork net, EmbeddingIndex index, std::size_t tags);

  /// Heads (indices, -1 for the root) and relations of one sentence. Every word gets a head; there is one root.
  /// The tagger's tags go in with their scores (a row of Tagger::kScores a word); what tagger and network, which sees
  /// more of the sentence, together make of them comes out.
  void parse(std::span<const WordKeys> words, std::span<const std::int32_t> tag_scores, std::vector<std::uint8_t>& tags,
             std::span<const Pos> pos, ParserScratch& scratch, std::vector<std::int32_t>& heads,
             std::vector<Deprel>& relations) const;

 private:
  void encode(std::span<const WordKeys> words, std::span<const std::uint8_t> tags, ParserScratch& s) const;
  void retag(std::span<const std::int32_t> tag_scores, ParserScratch& s, std::vector<std::uint8_t>& tags) const;
  [[nodiscard]] std::size_t choose(const ParserScratch& s) const;

  PackedNetwork net_;
  EmbeddingIndex index_;
  StateRows states_;
  std::size_t tags_;
  std::vector<std::int16_t> hidden_bias_;
  std::int32_t vote_;  // a unit of the tagger's scores in units of the network's
  const IntegerKernels& kernels_;
};

/// The network as sections of a model file, rounded.
void add_network(ModelWriter& writer, const Network& net, const KeyTableData& embeddings);
/// Reads what add_network wrote. Nothing if the sizes do not fit.
std::unique_ptr<Parser> read_parser(const ModelFile& file, std::size_t tags);

}  // namespace parley
