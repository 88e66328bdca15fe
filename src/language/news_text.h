// News for learning where sentences end: treebanks of the web have headings and careless texts, and too little of the
// plain prose in which names, initials and weekdays stand in mid-sentence.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "language/language.h"
#include "language/treebank.h"

namespace parley {

/// The first `most` sentences of a file with a word a line (up to the first tab) and a blank line after each sentence,
/// three to a paragraph. Words and the spaces between them only, which such files leave out: closing marks and clitics
/// are put to the word before, opening ones to the word after. Errors: as read_file.
Result<std::vector<TreebankSentence>> read_news_sentences(const std::string& path, std::size_t most);

/// The sentences of a text file with a paragraph a line, parted by " | "; lines that begin with # are remarks. Words
/// are cut as the program cuts them. Errors: as read_file.
Result<std::vector<TreebankSentence>> read_paragraphs(const std::string& path, const Lexicon& lexicon);

}  // namespace parley
