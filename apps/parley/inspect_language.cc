// parley inspect language: sentences, words, tags, lemmas and trees, as CoNLL-U or drawn for a terminal; mentions of
// actors as JSON lines.
#include "inspect_language.h"

#include "base/file.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "input.h"
#include "inspect_conllu.h"
#include "language/entities.h"
#include "language/models.h"
#include "language/syntax.h"
#include "language/tree_view.h"
#include "language/treebank.h"

namespace parley {
namespace {

/// The whole text as body, a block a paragraph: this stage alone decides nothing about what is news.
Report as_body(std::string text) {
  Report report;
  report.text = std::move(text);
  for (Span paragraph : find_paragraphs(report.text)) report.blocks.push_back({paragraph, BlockRole::body, {}});
  return report;
}

/// "Entity=B-PER|" for the tokens of names.
std::vector<std::string> entities_of(const Document& d, const std::vector<Entity>& names) {
  std::vector<std::string> out(d.tokens.size());
  for (const Entity& e : names) {
    if (e.type == EntityType::people) continue;
    for (std::uint32_t i = e.tokens.first; i < e.tokens.last; ++i)
      out[i] = (i == e.tokens.first ? "Entity=B-" : "Entity=I-") + std::string(name_of(e.type)) + '|';
  }
  return out;
}

/// Does a single quotation mark stand open before token i?
bool quoted(const Document& d, const Sentence& s, std::uint32_t i) {
  for (std::uint32_t k = i; k-- > s.tokens.first && i - k < 20;)
    if (d.tokens[k].lower == "'" && !d.tokens[k].space_after && (k == s.tokens.first || d.tokens[k - 1].space_after))
      return true;
  return false;
}

/// Is the token a part of the written word before it: "n't", "'s", "not" of "cannot"?
bool is_clitic(const Document& d, const Sentence& s, std::uint32_t i) {
  if (i == s.tokens.first || d.tokens[i - 1].space_after) return false;
  const std::string& before = d.tokens[i - 1].lower;
  const std::string& w = d.tokens[i].lower;
  bool letter = !before.empty() && (is_ascii_alpha(before.back()) || static_cast<unsigned char>(before.back()) >= 0x80);
  if (!letter) return false;
  if (w == "'") return before.back() == 's' && !quoted(d, s, i);
  return w == "n't" || (w.size() > 1 && w[0] == '\'' && is_ascii_alpha(w[1])) || (w == "not" && before == "can") ||
         (w == "na" && (before == "gon" || before == "wan")) || (w == "ta" && before == "got");
}

/// One sentence with its tree; lemmas are the model's own, with their case.
void print_sentence(const Document& d, const Sentence& s, const std::vector<ParsedWord>& words,
                    const std::vector<std::string>& entities, const CodePointIndex& index, std::string& out) {
  out += "# text = " + squeeze(slice(d.text, s.span)) + '\n';
  auto number = [&](std::uint32_t i) { return std::to_string(i - s.tokens.first + 1); };
  auto range = [&](std::uint32_t first, std::uint32_t last) {
    return std::string(d.tokens[last].space_after ? "" : "SpaceAfter=No|") +
           "TokenRange=" + std::to_string(index.at(d.tokens[first].span.begin)) + ':' +
           std::to_string(index.at(d.tokens[last].span.end)) + '\n';
  };
  std::uint32_t inside = s.tokens.first;  // words before this one belong to a written word that is printed
  for (std::uint32_t i = s.tokens.first; i < s.tokens.last; ++i) {
    std::uint32_t last = i;
    while (last + 1 < s.tokens.last && is_clitic(d, s, last + 1)) ++last;
    if (last > i && i >= inside) {
      Span whole = {d.tokens[i].span.begin, d.tokens[last].span.end};
      out += number(i) + '-' + number(last) + '\t' + std::string(slice(d.text, whole)) + "\t_\t_\t_\t_\t_\t_\t_\t" +
             range(i, last);
      inside = last + 1;
    }
    const ParsedWord& w = words[i - s.tokens.first];
    out += number(i) + '\t' + std::string(slice(d.text, d.tokens[i].span)) + '\t' + w.lemma + '\t' +
           std::string(universal_name(w.pos)) + '\t' + std::string(w.tag) + "\t_\t" + std::to_string(w.head + 1) +
           '\t' + std::string(name_of(w.deprel)) + "\t_\t" + entities[i] + range(i, i);
  }
  out += '\n';
}

std::vector<std::string_view> words_of(const Document& d, const Sentence& s) {
  std::vector<std::string_view> out;
  for (std::uint32_t i = s.tokens.first; i < s.tokens.last; ++i) out.push_back(slice(d.text, d.tokens[i].span));
  return out;
}

/// A CoNLL-U file again, with the model's answers in its columns.
std::string filled_in(std::string_view file, const LanguageModel& model) {
  std::string out;
  std::vector<std::string_view> lines, words;
  std::vector<ParsedWord> parsed;
  auto flush = [&] {
    model.parse(words, parsed);
    std::size_t at = 0;
    for (std::string_view line : lines) {
      auto columns = split(line, '\t');
      bool word = columns.size() >= 2 && line[0] != '#' && columns[0].find_first_of("-.") == std::string_view::npos;
      if (!word) {
        out.append(line) += '\n';
        continue;
      }
      const ParsedWord& w = parsed[at++];
      out.append(columns[0]).append("\t").append(columns[1]).append("\t").append(w.lemma).append("\t");
      out.append(universal_name(w.pos)).append("\t").append(w.tag).append("\t_\t");
      out.append(std::to_string(w.head + 1)).append("\t").append(name_of(w.deprel)).append("\t_\t");
      out.append(columns.size() > 9 ? columns[9] : "_").append("\n");
    }
    if (!lines.empty()) out += '\n';
    lines.clear();
    words.clear();
  };
  for (std::string_view line : split(file, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) {
      flush();
      continue;
    }
    lines.push_back(line);
    auto columns = split(line, '\t');
    if (line[0] != '#' && columns.size() >= 2 && columns[0].find_first_of("-.") == std::string_view::npos)
      words.push_back(columns[1]);
  }
  flush();
  return out;
}

std::string show(std::string text, const Lexicon& lexicon, const Models& models, bool tree) {
  Report report = as_body(std::move(text));
  std::vector<Entity> names;
  Document d = split_report(report, lexicon.data(), models, names);
  CodePointIndex index(report.text);
  std::vector<std::string> entities = entities_of(d, names);
  std::vector<ParsedWord> parsed;
  std::string out;
  std::size_t number = 0;
  for (const Sentence& s : d.sentences) {
    auto words = words_of(d, s);
    std::vector<std::string_view> known;
    for (std::uint32_t i = s.tokens.first; i < s.tokens.last; ++i) known.emplace_back(d.tokens[i].tag);
    models.language.parse(words, parsed, known);
    if (tree) {
      out += draw_tree(words, parsed) + '\n';
      continue;
    }
    out += "# sent_id = " + std::to_string(++number) + '\n';
    print_sentence(d, s, parsed, entities, index, out);
  }
  return out;
}

/// A JSON line for each mention of an actor: where it stands, who is meant, why.
std::string mentions_of(std::string text, const Lexicon& lexicon, const Models& models) {
  Report report = as_body(std::move(text));
  Document d = analyse(report, lexicon, models);
  CodePointIndex index(report.text);
  std::string out;
  for (const Mention& m : d.mentions) {
    JsonWriter json(out);
    json.begin_object();
    json.key("start"), json.integer(index.at(m.span.begin));
    json.key("end"), json.integer(index.at(m.span.end));
    json.key("text"), json.text(slice(d.text, m.span));
    json.key("name"), json.text(m.name);
    json.key("codes"), json.begin_array();
    if (m.members.empty()) json.text(m.code);
    for (const auto& [code, name] : m.members) json.text(code);
    json.end_array();
    json.key("reason"), json.text(m.reason);
    json.end_object();
    out += '\n';
  }
  return out;
}

}  // namespace

int run_inspect_language(const CommandOptions& o) {
  auto codebook = codebook_for(o);
  auto lexicon = codebook ? Lexicon::load(*codebook) : Result<Lexicon>(tl::unexpected(codebook.error()));
  if (!lexicon) return complain(lexicon.error());
  auto folder = models_for(o);
  auto models = folder ? Models::load(*folder) : Result<std::shared_ptr<const Models>>(tl::unexpected(folder.error()));
  if (!models) return complain(models.error());
  return each_file(o.paths, [&](std::string bytes, const std::string& path) -> Read {
    auto text = o.conllu ? Result<std::string>(std::move(bytes)) : decode_text(bytes, nullptr);
    if (!text) return {complain({text.error().code, text.error().message, path}), true};
    std::string shown = o.conllu     ? entities_of_conllu(filled_in(*text, (*models)->language), (*models)->entities)
                        : o.mentions ? mentions_of(std::move(*text), *lexicon, **models)
                                     : show(std::move(*text), *lexicon, **models, o.tree);
    return {kDone, print(shown)};
  });
}

}  // namespace parley
