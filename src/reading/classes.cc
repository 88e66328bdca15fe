// See classes.h.
#include "reading/classes.h"

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "base/value.h"

namespace parley {
namespace {

/// Do the lemmas before and at `head` spell `words`? The lower-case form counts as well ("talks").
bool spelled(const std::vector<std::string>& words, const Document& d, std::uint32_t head) {
  if (head + 1 < words.size()) return false;
  for (std::size_t k = 0; k < words.size(); ++k) {
    const Token& t = d.tokens[head + 1 - words.size() + k];
    if (t.lemma != words[k] && t.lower != words[k]) return false;
  }
  return true;
}

std::vector<std::string> words_of(const std::string& phrase) {
  std::vector<std::string> words;
  for (std::string_view w : split(phrase, ' '))
    if (!w.empty()) words.emplace_back(w);
  return words;
}

}  // namespace

Result<WordClasses> WordClasses::load(const std::string& codebook_dir) {
  WordClasses out;
  std::string file = codebook_dir + "/classes.toml";
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  for (const auto& [name, entry] : root.at("class").table) {
    Class& c = out.classes_[name];
    for (const std::string& phrase : entry.texts("words")) {
      auto words = words_of(phrase);
      if (words.empty()) continue;
      if (words.size() == 1) {
        c.single.insert(words[0]);
      } else {
        c.multiple[words.back()].push_back(words);
      }
    }
    if (c.single.empty() && c.multiple.empty())
      return fail(ErrorCode::bad_codebook, "class '" + name + "' has no words",
                  file + ":" + std::to_string(entry.line));
  }
  return out;
}

bool WordClasses::matches(const std::string& pattern, const Document& d, std::uint32_t head) const {
  if (!pattern.starts_with('@')) return spelled(words_of(pattern), d, head);
  auto it = classes_.find(pattern.substr(1));
  if (it == classes_.end()) return false;
  const Token& t = d.tokens[head];
  if (it->second.single.contains(t.lemma) || it->second.single.contains(t.lower)) return true;
  for (const std::string& last : {t.lemma, t.lower})
    if (auto m = it->second.multiple.find(last); m != it->second.multiple.end())
      for (const auto& words : m->second)
        if (spelled(words, d, head)) return true;
  if (t.pos != Pos::verb || head + 1 >= d.tokens.size()) return false;
  const auto m = it->second.multiple.find(d.tokens[head + 1].lower);  // "struck back": the particle stands behind it
  return m != it->second.multiple.end() && std::any_of(m->second.begin(), m->second.end(), [&](const auto& words) {
           return words.size() == 2 && spelled(words, d, head + 1);
         });
}

bool WordClasses::matches_any(const std::vector<std::string>& patterns, const Document& d, std::uint32_t head) const {
  for (const std::string& p : patterns)
    if (matches(p, d, head)) return true;
  return false;
}

}  // namespace parley
