// The language of a text, told from its first kilobyte by CLD2 (Compact Language Detector 2, Sites 2013, Apache-2.0):
// enough for a verdict, and a hundredth of the time that the whole would take.
#pragma once

#include <string>
#include <string_view>

namespace parley {

struct LanguageGuess {
  std::string code;      // ISO 639-1 ("en"), for some languages longer ("zh-Hant"); empty if it cannot be told
  bool is_sure = false;  // the detector calls its answer reliable
};

/// Guesses from the first kilobyte of UTF-8 text.
LanguageGuess guess_language(std::string_view text);

/// True for a language that is read: English, or one that cannot be told. Others are kept, but not read.
bool is_read(std::string_view language);

/// Why a report in a language that is not read stays without findings, for its warnings; empty for English.
std::string words_about_language(std::string_view language);

}  // namespace parley
