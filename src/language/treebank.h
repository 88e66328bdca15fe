// Treebanks: CoNLL-U files (universaldependencies.org/format.html) as training material, and as a form to fill in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/document.h"

namespace parley {

struct TreebankWord {
  std::string form;
  std::string lemma;
  Pos pos = Pos::x;
  std::string tag;
  std::int32_t head = -1;  // index in the sentence, -1 for the root
  Deprel deprel = Deprel::dep;
  bool space_after = true;
  bool word_of_token = false;  // not the first word of its surface token ("n't" of "don't")
};

struct TreebankSentence {
  std::vector<TreebankWord> words;
  std::string document;    // of "# newdoc id"
  std::string text;        // of "# text"
  bool paragraph = false;  // opens a paragraph or a document
  int times = 1;           // how often one round of training sees it
};

/// Sentences of a CoNLL-U file. Multiword tokens and empty nodes give no words of their own. Error bad_input with the
/// line where columns are missing or a head lies outside its sentence.
Result<std::vector<TreebankSentence>> read_treebank(std::string_view bytes, const std::string& name);

/// "NOUN" for Pos::noun.
std::string_view universal_name(Pos pos);
/// X for names that are none.
Pos universal_pos(std::string_view name);

}  // namespace parley
