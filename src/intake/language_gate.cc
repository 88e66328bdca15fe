// See language_gate.h.
#include "intake/language_gate.h"

#include <cld2/public/compact_lang_det.h>

#include <cstdio>  // which the header below forgets

#include "base/text.h"
#include "intake/html_entities.h"
#include "intake/rules.h"

namespace parley {

LanguageGuess guess_language(std::string_view text) {
  constexpr std::size_t kLooked = 1024;  // bytes
  std::string_view front = front_of(text, kLooked);
  bool reliable = false;
  int valid = 0;
  CLD2::Language language =
      CLD2::DetectLanguageCheckUTF8(front.data(), static_cast<int>(front.size()), true, &reliable, &valid);
  if (language == CLD2::UNKNOWN_LANGUAGE || language == CLD2::TG_UNKNOWN_LANGUAGE) return {};
  return {CLD2::LanguageCode(language), reliable};
}

bool is_read(std::string_view language) {
  return language.empty() || language == "und" || lower_ascii(language.substr(0, 2)) == "en";
}

std::string words_about_language(std::string_view language) {
  if (language == "und" || language.empty()) return "does not look like English: little will be found in it";
  return is_read(language) ? std::string() : "in another language (" + std::string(language) + "): kept, but not read";
}

/// The detector, where the text is long enough for it; else whether enough of the words are English.
std::string language_of(std::string_view text, const IntakeRules::Data& rules) {
  constexpr std::size_t kEnough = 300;  // bytes
  LanguageGuess guess = guess_language(text);
  if (guess.is_sure && text.size() >= kEnough) return guess.code;
  std::size_t words = 0;
  std::size_t stops = 0;
  std::string word;
  for (std::size_t p = 0; p <= text.size() && words < 2000; ++p) {
    if (p < text.size() && is_ascii_alpha(text[p])) {
      if (word.size() < 20) word += to_ascii_lower(text[p]);
    } else if (!word.empty()) {
      ++words;
      stops += rules.stop_words.contains(word);
      word.clear();
    }
  }
  bool english = words > 0 && static_cast<double>(stops) >= rules.least_share * static_cast<double>(words);
  if (english) return "en";
  return guess.is_sure ? guess.code : "und";
}

}  // namespace parley
