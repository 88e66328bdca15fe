// Lemmas by edit scripts: "strip two bytes, append y, lower case" turns "Treaties" into "treaty".
//
// The script is that of the word itself with its tag if training saw it do something else than its ending says, or else
// that of the longest known ending with that tag. An idea of many lemmatisers, among them UDPipe's (Straka 2016).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/key_table.h"
#include "language/treebank.h"
#include "language/word_keys.h"

namespace parley {

enum class LemmaCase : std::uint8_t { keep, lower, title };

struct LemmaScript {
  std::uint32_t strip = 0;  // bytes off the end
  LemmaCase casing = LemmaCase::keep;
  std::string append;

  friend bool operator==(const LemmaScript&, const LemmaScript&) = default;
  friend auto operator<=>(const LemmaScript&, const LemmaScript&) = default;
};

class Lemmatiser {
 public:
  Lemmatiser() = default;
  Lemmatiser(KeyTable scripts_of, std::vector<LemmaScript> scripts)
      : scripts_of_(scripts_of), scripts_(std::move(scripts)) {}

  /// Lemma of a word with this tag (number in the TagSet); never empty for a word that is not.
  [[nodiscard]] std::string lemma(std::string_view word, const WordKeys& keys, std::uint8_t tag) const;

 private:
  KeyTable scripts_of_;  // of words and of endings
  std::vector<LemmaScript> scripts_;
};

struct LemmatiserData {
  KeyTableData scripts_of;
  std::vector<LemmaScript> scripts;

  void add_to(ModelWriter& writer) const;
  [[nodiscard]] Lemmatiser view() const { return {scripts_of.view(), scripts}; }
};

/// Reads what add_to wrote. Scripts that make no sense (a damaged file) become "keep the word".
Lemmatiser read_lemmatiser(const ModelFile& file);

/// Learns scripts from words, their gold lemmas and the numbers of their tags, sentence by sentence.
LemmatiserData train_lemmatiser(std::span<const TreebankSentence> sentences,
                                std::span<const std::vector<std::uint8_t>> tags);

}  // namespace parley
