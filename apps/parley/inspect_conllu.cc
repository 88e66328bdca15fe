// See inspect_conllu.h.
#include "inspect_conllu.h"

#include "base/text.h"
#include "language/entity_conventions.h"
#include "language/entity_model.h"

namespace parley {
namespace {

/// A line of the input: where its word stands in the text, or -1.
struct Line {
  std::string_view bytes;
  std::ptrdiff_t word = -1;
};

/// The line with this Entity in its last column, in place of what it had.
std::string with_entity(std::string_view line, const std::string& tag) {
  std::size_t tab = line.rfind('\t');
  std::string misc = tag.empty() ? "" : "Entity=" + tag;
  for (std::string_view item : split(line.substr(tab + 1), '|')) {
    if (item.empty() || item == "_" || item.starts_with("Entity=")) continue;
    if (!misc.empty()) misc += '|';
    misc += item;
  }
  return std::string(line.substr(0, tab + 1)) + (misc.empty() ? "_" : misc);
}

}  // namespace

std::string entities_of_conllu(std::string_view bytes, const EntityModel& model) {
  EntityText text;
  std::vector<Line> lines;
  for (std::string_view line : split(bytes, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    auto columns = split(line, '\t');
    bool word = columns.size() == 10 && columns[0].find_first_of("-.") == std::string_view::npos && line[0] != '#';
    lines.push_back({line, word ? static_cast<std::ptrdiff_t>(text.words.size()) : -1});
    if (word) text.words.push_back(columns[1]);
    auto count = static_cast<std::uint32_t>(text.words.size());
    if (line.empty() && (text.sentence_ends.empty() ? count > 0 : text.sentence_ends.back() < count))
      text.sentence_ends.push_back(count);
  }
  std::vector<std::string> tags(text.words.size());
  for (const LabelledName& e : names_in_convention(text, model, convention_of(text, model)))
    for (std::uint32_t i = e.tokens.first; i < e.tokens.last; ++i)
      tags[i] = (i == e.tokens.first ? "B-" : "I-") + std::string(name_of(e.type));
  std::string out;
  for (std::size_t k = 0; k < lines.size(); ++k) {
    if (lines[k].word < 0)
      out += lines[k].bytes;
    else
      out += with_entity(lines[k].bytes, tags[static_cast<std::size_t>(lines[k].word)]);
    if (k + 1 < lines.size()) out += '\n';
  }
  return out;
}

}  // namespace parley
