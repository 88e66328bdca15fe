// The learned parser in use: words and tags in, a head and a relation for each word out.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "language/network.h"
#include "language/network_training.h"

namespace parley {

/// Buffers that a parser needs, kept from sentence to sentence.
struct ParserScratch {
  std::vector<float> x, y1, y2, slots;
  std::vector<std::uint8_t> tags;
  std::vector<Pos> pos;
  ParserState state;
};

class Parser {
 public:
  Parser(Network net, EmbeddingIndex index, std::size_t tags)
      : net_(std::move(net)), index_(index), states_(tags), tags_(tags) {}

  /// Heads (indices, -1 for the root) and relations of one sentence. Every word gets a head; there is one root.
  void parse(std::span<const WordKeys> words, std::span<const std::uint8_t> tags, std::span<const Pos> pos,
             ParserScratch& scratch, std::vector<std::int32_t>& heads, std::vector<Deprel>& relations) const;

 private:
  void encode(std::span<const WordKeys> words, std::span<const std::uint8_t> tags, ParserScratch& s) const;
  [[nodiscard]] std::size_t choose(const ParserScratch& s) const;

  Network net_;
  EmbeddingIndex index_;
  StateRows states_;
  std::size_t tags_;
};

/// The network as sections of a model file, quantised.
void add_network(ModelWriter& writer, Network& net, const KeyTableData& embeddings);
/// Reads what add_network wrote. Nothing if the sizes do not fit.
std::unique_ptr<Parser> read_parser(const ModelFile& file, std::size_t tags);

}  // namespace parley
