// Word classes of codebook/classes.toml: "@meeting", "@sanctions", … as sets of lemmas.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "record/document.h"

namespace parley {

class WordClasses {
 public:
  static Result<WordClasses> load(const std::string& codebook_dir);

  /// Does `pattern` ("@class" or a lemma, possibly of several words) match words that end with the token `head`?
  [[nodiscard]] bool matches(const std::string& pattern, const Document& document, std::uint32_t head) const;
  [[nodiscard]] bool matches_any(const std::vector<std::string>& patterns, const Document& document,
                                 std::uint32_t head) const;
  [[nodiscard]] bool has(const std::string& name) const { return classes_.contains(name); }

 private:
  struct Class {
    std::unordered_set<std::string> single;
    std::unordered_map<std::string, std::vector<std::vector<std::string>>> multiple;  // by last word
  };
  std::unordered_map<std::string, Class> classes_;
};

}  // namespace parley
