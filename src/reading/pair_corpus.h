// The texts that the pair classifier learns from: PLV, the codebook's own examples, word vectors.
#pragma once

#include <string>
#include <vector>

#include "reading/pair_classifier.h"

namespace parley {

/// A sentence in which a source and a target are marked by their words.
struct MarkedSentence {
  std::string id, text, source, target;
  std::string type;  // gold: a PLOVER type, or YIELD (CONCEDE or RETREAT); empty if it is not told
};

/// A table with a header and the columns sentence, source, target and gold_root, as Python's csv writes it with tabs
/// (PLV). Errors: what read_file gives; bad_input if a column is missing.
Result<std::vector<MarkedSentence>> read_pair_corpus(const std::string& path);

/// Lines of id, sentence, source and target, parted by tabs, without a header; what lacks a cell is left out.
std::vector<MarkedSentence> read_marked_lines(std::string_view text);

/// Vectors by word, a line each: the word, a tab, whole numbers from -127 to 127 parted by spaces.
struct VectorTable {
  std::vector<std::string> words;
  std::vector<std::int8_t> numbers;  // a row each
  std::size_t width = 0;
};
Result<VectorTable> read_vectors(const std::string& path, std::size_t most);

/// The types a name stands for, as PairExample::types wants them; 0 if it is none.
std::uint32_t type_bits(std::string_view name);

/// One sentence, read and looked at.
PairFeatures features_of(const MarkedSentence& sentence, const Knowledge& knowledge, const WordVectors& vectors);

/// The examples of the codebook's triggers whose two sides are named in them.
std::vector<PairExample> codebook_examples(const Knowledge& knowledge, const WordVectors& vectors);

}  // namespace parley
