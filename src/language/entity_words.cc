// See entity_words.h.
#include "language/entity_words.h"

#include <algorithm>

#include "base/text.h"

namespace parley {
namespace {

constexpr std::size_t kLongestRead = 64;  // bytes of a word that are looked at; longer ones are no names
constexpr std::uint32_t kWidestGap = 3;   // short words between two capitalised words of one name
constexpr std::uint32_t kLongestName = 8;

enum class Letter : std::uint8_t { lower, upper, digit, mark };

/// Case of the character at `i`, which moves past it. Beyond ASCII: Latin-1, Latin Extended-A, Greek, Cyrillic.
Letter letter_at(std::string_view s, std::size_t& i) {
  auto c = static_cast<unsigned char>(s[i]);
  if (c < 0x80) {
    ++i;
    if (is_ascii_lower(static_cast<char>(c))) return Letter::lower;
    if (is_ascii_upper(static_cast<char>(c))) return Letter::upper;
    return is_ascii_digit(static_cast<char>(c)) ? Letter::digit : Letter::mark;
  }
  char32_t p = next_code_point(s, i);
  if (p < 0xC0) return Letter::mark;
  if (p < 0x100) return p <= 0xDE ? Letter::upper : Letter::lower;
  if (p < 0x180) return ((p & 1U) == (p >= 0x139 && p < 0x149 ? 1U : 0U)) ? Letter::upper : Letter::lower;
  if (p >= 0x391 && p <= 0x3A9) return Letter::upper;
  if (p >= 0x400 && p <= 0x42F) return Letter::upper;
  return p >= 0x2000 && p < 0x2070 ? Letter::mark : Letter::lower;
}

struct Spelling {
  std::uint64_t shape = 0, long_shape = 0;
  std::uint32_t lower = 0, upper = 0, digits = 0, marks = 0;
  bool capital_first = false;
};

Spelling spell(std::string_view s) {
  Spelling r;
  Letter before = Letter::mark;
  char mark_before = 0;
  for (std::size_t i = 0; i < s.size();) {
    char c = s[i];
    bool first = i == 0;
    Letter letter = letter_at(s, i);
    std::uint64_t code =
        letter == Letter::mark ? static_cast<unsigned char>(c) : static_cast<std::uint64_t>(letter) + 1;
    r.long_shape = r.long_shape * 131 + code;
    if (first || letter != before || (letter == Letter::mark && c != mark_before)) r.shape = r.shape * 131 + code;
    before = letter;
    mark_before = c;
    (letter == Letter::lower   ? r.lower
     : letter == Letter::upper ? r.upper
     : letter == Letter::digit ? r.digits
                               : r.marks) += 1;
    if (first) r.capital_first = letter == Letter::upper;
  }
  return r;
}

WordCase case_of(const Spelling& s) {
  if (s.upper + s.lower == 0) return s.digits > 0 ? WordCase::digits : WordCase::mark;
  if (s.digits > 0) return s.upper > 0 ? WordCase::mixed : WordCase::digits_and_letters;
  if (s.upper == 0) return WordCase::lower;
  if (s.upper == 1 && s.lower == 0) return WordCase::initial;
  if (s.lower == 0) return WordCase::all_capitals;
  return s.capital_first && s.upper == 1 ? WordCase::capital : WordCase::mixed;
}

/// The last part of a word with hyphens, which tells its kind: "al-Zarqawi", "Franco-German".
std::string_view last_part(std::string_view folded) {
  std::size_t hyphen = folded.rfind('-');
  return hyphen == std::string_view::npos || hyphen + 1 >= folded.size() ? std::string_view()
                                                                         : folded.substr(hyphen + 1);
}

void view_word(std::string_view word, const EntityLexicon& lexicon, WordView& v) {
  word = word.substr(0, kLongestRead);
  std::string folded = fold_word(word);
  std::string_view low = folded;
  v.form = word_hash(word);
  v.lower = word_hash(low);
  Spelling spelling = spell(word);
  v.letters = case_of(spelling);
  v.shape = spelling.shape;
  v.long_shape = spelling.long_shape;
  v.prefix = word_hash(low.substr(0, 3));
  v.suffix2 = word_hash(low.substr(low.size() - std::min<std::size_t>(low.size(), 2)));
  v.suffix3 = word_hash(low.substr(low.size() - std::min<std::size_t>(low.size(), 3)));
  v.suffix4 = word_hash(low.substr(low.size() - std::min<std::size_t>(low.size(), 4)));
  WordInfo info = lexicon.word(v.lower);
  if (info.group == 0)
    if (std::string_view part = last_part(low); !part.empty()) info.group = lexicon.word(word_hash(part)).group;
  v.group = info.group;
  v.kinds = info.kinds;
}

/// A sentence of at least three words nearly all of whose letters are capitals: a headline, or someone shouting.
bool in_capitals(std::span<const WordView> views) {
  std::size_t upper = 0;
  std::size_t other = 0;
  for (const WordView& v : views) {
    if (v.letters == WordCase::all_capitals) ++upper;
    if (v.letters == WordCase::lower || v.letters == WordCase::capital || v.letters == WordCase::mixed) ++other;
  }
  return upper >= 3 && other * 5 < upper;
}

/// Reads a word in capitals as "word" or "Word".
void lower_capitals(std::string_view word, const EntityLexicon& lexicon, WordView& v) {
  if (v.letters != WordCase::all_capitals) return;
  std::string text = fold_word(word);
  bool common = (v.kinds & kCommonWord) != 0 && (v.kinds & kPersonalName) == 0;
  if (!common && !text.empty() && is_ascii_lower(text[0])) text[0] = static_cast<char>(text[0] - 32);
  if (!common && (v.group == 0 || text.size() <= 3)) return;  // "NATO", "U.N."
  view_word(text, lexicon, v);
}

/// A word in lower case that is no common word, but a name's with a capital: "enron", "baghdad".
bool name_in_lower_case(std::string_view word, const EntityLexicon& lexicon, WordView& v) {
  if (v.letters != WordCase::lower || (v.kinds & (kCommonWord | kNameParticle | kTitleWord | kRoleNoun)) != 0 ||
      word.size() < 4)
    return false;
  if ((v.kinds & kPersonalName) != 0) return true;
  if (v.group == 0 || !is_ascii_lower(word[0])) return false;
  std::string text(word);
  text[0] = static_cast<char>(text[0] - 32);
  std::uint64_t form = word_hash(text);
  v.marks |= lexicon.name(form) & ~kLongerName;
  return v.marks != 0;
}

void mark_names(const EntityLexicon& lexicon, std::span<WordView> views) {
  auto count = static_cast<std::uint32_t>(views.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    if (views[i].letters == WordCase::mark) continue;
    std::uint64_t hash = 0;
    std::uint32_t length = 0;
    std::uint16_t kinds = 0;
    for (std::uint32_t k = i; k < count && k < i + kLongestName; ++k) {
      hash = extend_name(hash, views[k].form);
      std::uint16_t found = lexicon.name(hash);
      if ((found & ~kLongerName) != 0) {
        length = k + 1 - i;
        kinds = static_cast<std::uint16_t>(found & ~kLongerName);
      }
      if ((found & kLongerName) == 0) break;
    }
    if (length == 1) views[i].marks |= kinds;
    if (length < 2) continue;
    views[i].marks |= static_cast<std::uint64_t>(kinds) << 16;
    for (std::uint32_t k = i + 1; k < i + length; ++k) views[k].marks |= static_cast<std::uint64_t>(kinds) << 32;
  }
}

/// Web addresses and the like are no names, whatever their letters.
bool is_address(std::string_view word) {
  return word.find("://") != std::string_view::npos || word.find('@') != std::string_view::npos ||
         word.starts_with("www.") || word.find("_") != std::string_view::npos;
}

/// Short words and hyphens that may stand inside a name; not commas and full stops.
bool may_join(std::string_view word, const WordView& v) {
  if (v.letters == WordCase::digits || (v.kinds & kNameParticle) != 0) return true;
  if (v.letters == WordCase::mark) return word == "-" || word == "'" || word == "&" || word == "/" || word == "–";
  return word.size() <= 3;
}

void find_live_words(std::span<const std::string_view> words, const EntityLexicon& lexicon, std::span<WordView> views) {
  auto count = static_cast<std::uint32_t>(views.size());
  std::uint32_t last_live = 0;
  bool any = false;
  for (std::uint32_t i = 0; i < count; ++i) {
    WordView& v = views[i];
    bool capital_next = i + 1 < count && views[i + 1].capitalised();
    bool title = v.letters == WordCase::lower && (v.kinds & kTitleWord) != 0 && i + 1 < count &&
                 (capital_next || (views[i + 1].kinds & kTitleWord) != 0);
    bool particle = (v.kinds & kNameParticle) != 0 && capital_next;
    v.live = (v.capitalised() && !is_address(words[i])) || v.marks != 0 || particle || title ||
             name_in_lower_case(words[i], lexicon, v);
    if (!v.live) continue;
    if (any && i - last_live <= kWidestGap + 1) {
      bool joined = true;
      for (std::uint32_t k = last_live + 1; k < i; ++k) joined = joined && may_join(words[k], views[k]);
      for (std::uint32_t k = last_live + 1; joined && k < i; ++k) views[k].live = true;
    }
    last_live = i;
    any = true;
  }
}

void find_runs(std::span<WordView> views) {
  auto count = static_cast<std::uint32_t>(views.size());
  for (std::uint32_t i = 0; i < count;) {
    std::uint32_t end = i;
    while (end < count && views[end].capitalised()) ++end;
    for (std::uint32_t k = i; k < end; ++k) {
      views[k].run_first = i;
      views[k].run_last = end;
    }
    i = std::max(end, i + 1);
  }
}

}  // namespace

std::string fold_word(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    char c = word[i];
    if (c == '\xC3' && i + 1 < word.size() && static_cast<unsigned char>(word[i + 1]) <= 0x9E) {
      out += c;
      out += static_cast<char>(static_cast<unsigned char>(word[++i]) + 0x20);
    } else if (word.substr(i, 3) == "\xE2\x80\x99") {
      out += '\'';
      i += 2;
    } else {
      out += to_ascii_lower(c);
    }
  }
  return out;
}

void view_words(std::span<const std::string_view> words, const EntityLexicon& lexicon, std::span<WordView> views) {
  for (std::size_t i = 0; i < words.size(); ++i) view_word(words[i], lexicon, views[i]);
  if (in_capitals(views))
    for (std::size_t i = 0; i < words.size(); ++i) lower_capitals(words[i], lexicon, views[i]);
  mark_names(lexicon, views);
  find_live_words(words, lexicon, views);
  find_runs(views);
}

}  // namespace parley
