// See factuality_corpus.h.
#include "reading/factuality_corpus.h"

#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "language/language.h"
#include "language/models.h"
#include "reading/claim_corpus.h"

namespace parley {
namespace {

/// Bytes of the words of a text parted by single blanks.
std::vector<Span> words_of(std::string_view text) {
  std::vector<Span> out;
  std::uint32_t at = 0;
  for (std::string_view word : split(text, ' ')) {
    out.push_back({at, at + static_cast<std::uint32_t>(word.size())});
    at = out.back().end + 1;
  }
  return out;
}

/// Bytes from the first to the last word of a half-open range of numbers; empty if it is none, or outside the text.
Span bytes_of(const Value& range, const std::vector<Span>& words) {
  if (range.list.size() != 2) return {};
  const std::int64_t first = range.list[0].integer;
  const std::int64_t last = range.list[1].integer;
  if (first < 0 || first >= last || last > static_cast<std::int64_t>(words.size())) return {};
  return {words[static_cast<std::size_t>(first)].begin, words[static_cast<std::size_t>(last - 1)].end};
}

}  // namespace

Result<std::vector<JudgedSentence>> read_judged_sentences(const std::string& path) {
  std::vector<JudgedSentence> out;
  const std::string bytes = TRY(read_file(path));
  for (std::string_view line : split(bytes, '\n')) {
    const auto value = parse_json(line);
    if (!value || !value->at("text").is_text()) continue;
    JudgedSentence sentence;
    sentence.text = value->str("text");
    const std::vector<Span> words = words_of(sentence.text);
    for (const Value& target : value->at("targets").list)
      if (const Span span = bytes_of(target.at("span1"), words); !span.empty())
        sentence.judged.push_back({span, target.number("label")});
    out.push_back(std::move(sentence));
  }
  if (out.empty()) return fail(ErrorCode::bad_input, "no lines of {text, targets}", path);
  return out;
}

std::vector<FactualityExample> factuality_examples(const JudgedSentence& sentence, std::size_t group,
                                                   const Lexicon& lexicon, const Models& models,
                                                   const StatusRules& status) {
  Report report;
  report.text = sentence.text;
  Block block;
  block.span = {0, static_cast<std::uint32_t>(report.text.size())};
  report.blocks = {block};
  const Document document = analyse(report, lexicon, models);
  std::vector<FactualityExample> out;
  for (const JudgedSentence::Judged& j : sentence.judged) {
    const std::vector<TokenRange> ranges = tokens_of(document, {j.span});
    if (ranges.empty()) continue;
    out.push_back({factuality_features(document, status, ranges.front()), static_cast<float>(j.certainty), group});
  }
  return out;
}

}  // namespace parley
