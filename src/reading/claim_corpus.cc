// See claim_corpus.h.
#include "reading/claim_corpus.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>

#include "base/file.h"
#include "base/text.h"

namespace parley {
namespace {

std::optional<std::uint32_t> whole_number(std::string_view s) {
  std::uint32_t n = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), n);
  if (error != std::errc() || end != s.data() + s.size()) return std::nullopt;
  return n;
}

/// "Content 120 211;220 230": pairs of code points.
std::vector<Span> parse_spans(std::string_view words, const CodePointIndex& index) {
  std::vector<Span> out;
  const std::size_t space = words.find(' ');
  if (space == std::string_view::npos) return out;
  for (std::string_view pair : split(words.substr(space + 1), ';')) {
    const std::size_t gap = pair.find(' ');
    if (gap == std::string_view::npos) continue;
    const auto begin = whole_number(pair.substr(0, gap)), end = whole_number(pair.substr(gap + 1));
    if (begin && end && *begin < *end) out.push_back({index.byte_of(*begin), index.byte_of(*end)});
  }
  return out;
}

void add_role(AttributionSpans& a, std::string_view role, const std::vector<Span>& spans) {
  while (!role.empty() && is_ascii_digit(role.back())) role.remove_suffix(1);
  std::vector<Span>* list = role == "Source"    ? &a.source
                            : role == "Cue"     ? &a.cue
                            : role == "Content" ? &a.content
                                                : nullptr;
  if (list != nullptr) list->insert(list->end(), spans.begin(), spans.end());
}

}  // namespace

std::vector<AttributionSpans> parse_attributions(std::string_view annotation, std::string_view text) {
  const CodePointIndex index(text);
  std::map<std::string_view, std::vector<Span>> spans;
  for (std::string_view line : split(annotation, '\n')) {
    const auto columns = split(line, '\t');
    if (line.starts_with('T') && columns.size() > 1) spans[columns[0]] = parse_spans(columns[1], index);
  }
  std::vector<AttributionSpans> out;
  for (std::string_view line : split(annotation, '\n')) {
    const auto columns = split(line, '\t');
    if (!line.starts_with('E') || columns.size() < 2) continue;
    AttributionSpans a;
    for (std::string_view part : split(columns[1], ' ')) {
      const std::size_t colon = part.find(':');
      if (colon == std::string_view::npos) continue;
      if (const auto it = spans.find(trim(part.substr(colon + 1))); it != spans.end())
        add_role(a, part.substr(0, colon), it->second);
    }
    out.push_back(std::move(a));
  }
  return out;
}

Result<std::vector<AnnotatedText>> read_annotated_texts(const std::string& directory) {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  std::error_code error;
  for (auto it = fs::directory_iterator(directory + "/attributions", error); !error && it != fs::directory_iterator();
       it.increment(error))
    if (it->path().extension() == ".ann") files.push_back(it->path().filename().string());
  std::sort(files.begin(), files.end());
  std::vector<AnnotatedText> out;
  for (const std::string& file : files) {
    const std::string stem = file.substr(0, file.size() - 4);
    const std::string name = stem.substr(0, stem.rfind('_'));
    const std::string text_path = directory + "/text/" + name + ".txt";
    if ((!out.empty() && out.back().name == name) || !fs::exists(text_path, error)) continue;
    AnnotatedText text{name, repair_utf8(TRY(read_file(text_path))), {}};
    text.attributions = parse_attributions(TRY(read_file(directory + "/attributions/" + file)), text.text);
    out.push_back(std::move(text));
  }
  if (out.empty())
    return fail(ErrorCode::not_found, "no text/NAME.txt with attributions/NAME_ANNOTATOR.ann here", directory);
  return out;
}

std::vector<TokenRange> tokens_of(const Document& document, const std::vector<Span>& spans) {
  std::vector<TokenRange> out;
  std::vector<Span> sorted = spans;
  std::sort(sorted.begin(), sorted.end());
  for (Span span : sorted) {
    const auto before = [](const Token& t, std::uint32_t byte) { return t.span.end <= byte; };
    const auto first = std::lower_bound(document.tokens.begin(), document.tokens.end(), span.begin, before);
    const auto last = std::lower_bound(first, document.tokens.end(), span.end,
                                       [](const Token& t, std::uint32_t byte) { return t.span.begin < byte; });
    const TokenRange range{static_cast<std::uint32_t>(first - document.tokens.begin()),
                           static_cast<std::uint32_t>(last - document.tokens.begin())};
    if (range.empty()) continue;
    if (!out.empty() && out.back().last >= range.first)
      out.back().last = std::max(out.back().last, range.last);
    else
      out.push_back(range);
  }
  return out;
}

}  // namespace parley
