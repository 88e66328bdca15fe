// See news_text.h.
#include "language/news_text.h"

#include <string_view>
#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "language/tokens.h"

namespace parley {
namespace {

constexpr std::size_t kParagraph = 3;  // sentences

bool leans_back(std::string_view w) {
  return w == "n't" || (w[0] == '\'' && w.size() < 4) ||
         (w.size() == 1 && std::string_view(".,:;?!)]%").find(w[0]) != std::string_view::npos);
}

bool leans_forward(std::string_view w) { return w == "(" || w == "[" || w == "$" || w == "`"; }

void put_spaces(TreebankSentence& s) {
  bool quoted = false;
  for (std::size_t i = 0; i < s.words.size(); ++i) {
    const std::string& w = s.words[i].form;
    bool closing = w == "\"" && quoted;
    if (w == "\"") quoted = !quoted;
    if (leans_forward(w) || (w == "\"" && !closing)) s.words[i].space_after = false;
    if (i > 0 && (closing || leans_back(w))) s.words[i - 1].space_after = false;
  }
}

}  // namespace

Result<std::vector<TreebankSentence>> read_news_sentences(const std::string& path, std::size_t most) {
  std::string bytes = TRY(read_file(path));
  std::vector<TreebankSentence> out;
  TreebankSentence now;
  for (std::string_view line : split(bytes, '\n')) {
    std::string_view word = trim(line.substr(0, line.find('\t')));
    if (!word.empty()) {
      now.words.emplace_back().form = word;
      continue;
    }
    if (now.words.empty()) continue;
    if (out.size() == most) break;
    put_spaces(now);
    now.paragraph = out.size() % kParagraph == 0;
    out.push_back(std::move(now));
    now = {};
  }
  return out;
}

Result<std::vector<TreebankSentence>> read_paragraphs(const std::string& path, const Lexicon& lexicon) {
  std::string bytes = TRY(read_file(path));
  std::vector<TreebankSentence> out;
  std::vector<Token> tokens;
  for (std::string_view line : split(bytes, '\n')) {
    if (line.empty() || line[0] == '#') continue;
    bool first = true;
    for (std::string_view part : split(line, '|')) {
      std::string_view text = trim(part);
      TreebankSentence s;
      s.paragraph = std::exchange(first, false);
      tokens.clear();
      tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, lexicon.data(), tokens, Hyphens::split);
      for (const Token& t : tokens) {
        TreebankWord& w = s.words.emplace_back();
        w.form = slice(text, t.span);
        w.space_after = t.space_after;
      }
      if (!s.words.empty()) out.push_back(std::move(s));
    }
  }
  return out;
}

}  // namespace parley
