// See syntax.h.
#include "language/syntax.h"

#include <algorithm>

#include "base/text.h"
#include "language/tokens.h"

namespace parley {
namespace {

bool carries_news(BlockRole role) {
  return role == BlockRole::headline || role == BlockRole::deck || role == BlockRole::dateline ||
         role == BlockRole::caption || role == BlockRole::body;
}

/// For each fine word the index of the whole word that it is a part of. Both are in the order of the text, and a whole
/// word is made of one or more fine ones.
std::vector<std::uint32_t> owners(const std::vector<Token>& fine, const std::vector<Token>& whole) {
  std::vector<std::uint32_t> out;
  out.reserve(fine.size());
  std::uint32_t w = 0;
  for (const Token& t : fine) {
    while (w + 1 < whole.size() && whole[w].span.end <= t.span.begin) ++w;
    out.push_back(w);
  }
  return out;
}

/// Singular of a plural that the model leaves as it is.
std::string singular(const std::string& w, const Lexicon::Data& data) {
  if (auto it = data.noun_lemmas.find(w); it != data.noun_lemmas.end()) return it->second;
  if (w.size() < 4 || !w.ends_with('s') || w.ends_with("ss") || data.no_plural.contains(w)) return w;
  if (w.ends_with("ies")) return w.substr(0, w.size() - 3) + "y";
  for (std::string_view e : {"ches", "shes", "xes", "sses", "zes"})
    if (w.ends_with(e)) return w.substr(0, w.size() - 2);
  return w.substr(0, w.size() - 1);
}

/// For each word how many others it hangs on, directly or not: 0 for a root.
std::vector<std::uint32_t> depths(const std::vector<Token>& tokens) {
  constexpr std::uint32_t kOpen = 0xFFFFFFFF;
  std::vector<std::uint32_t> out(tokens.size(), kOpen), path;
  for (std::uint32_t start = 0; start < tokens.size(); ++start) {
    std::uint32_t i = start;
    for (; out[i] == kOpen && tokens[i].head >= 0; i = static_cast<std::uint32_t>(tokens[i].head)) path.push_back(i);
    if (out[i] == kOpen) out[i] = 0;
    for (std::uint32_t depth = out[i]; !path.empty(); path.pop_back()) out[path.back()] = ++depth;
  }
  return out;
}

/// A sentence may end within a hyphenated word ("Funck-" "Brentano"), whose head then lies in the other sentence: what
/// hangs on a word outside of its sentence is a root.
void keep_inside(TokenRange sentence, std::vector<Token>& tokens) {
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
    Token& t = tokens[i];
    bool outside = t.head >= 0 && (t.head < static_cast<std::int32_t>(sentence.first) ||
                                   t.head >= static_cast<std::int32_t>(sentence.last));
    if (!outside) continue;
    t.head = -1;
    t.deprel = Deprel::root;
  }
}

/// What the parts [first, last) of a hyphenated word say of the whole: the part nearest to the root of the tree gives
/// tag and relation (so that no word comes to hang on itself by way of others), and a word that only modifies is an
/// adjective.
void join(const std::vector<Token>& fine, const std::vector<std::uint32_t>& depth, std::uint32_t first,
          std::uint32_t last, const Lexicon::Data& data, Token& whole) {
  auto root = std::min_element(depth.begin() + first, depth.begin() + last) - depth.begin();
  const Token& part = fine[static_cast<std::size_t>(root)];
  whole.pos = part.pos;
  whole.tag = part.tag;
  whole.head = part.head;
  whole.deprel = part.deprel;
  whole.lemma = part.lemma;
  if (whole.deprel == Deprel::case_ && whole.pos != Pos::verb &&
      whole.pos != Pos::part) {  // "amid", unknown to the tagger
    whole.pos = Pos::adp;
    whole.tag = "IN";
  }
  bool verb = whole.pos == Pos::verb || whole.pos == Pos::aux;
  if (auto known = data.verb_forms.find(whole.lower); verb && known != data.verb_forms.end())
    whole.lemma = known->second.lemma;
  if (whole.tag == "NNS" && whole.lemma == whole.lower) whole.lemma = singular(whole.lower, data);
  bool finite_complement = whole.deprel == Deprel::xcomp && (whole.tag == "VBP" || whole.tag == "VBZ");
  if (finite_complement && data.verb_nouns.contains(whole.lemma)) {  // "expressed hope"
    whole.pos = Pos::noun;
    whole.tag = whole.tag == "VBZ" ? "NNS" : "NN";
    whole.deprel = Deprel::obj;
  }
  bool word = std::any_of(whole.lower.begin(), whole.lower.end(),
                          [](char c) { return is_ascii_alpha(c) || is_ascii_digit(c) || (c & 0x80) != 0; });
  if (!word && whole.pos != Pos::sym) whole.pos = Pos::punct;  // marks that no treebank has
  if (last - first == 1) return;
  const Token& end = fine[last - 1];
  bool plural = end.pos == Pos::noun || end.pos == Pos::propn;
  std::size_t tail = end.span.size();
  bool inflected = plural || (verb && !data.verb_forms.contains(whole.lower));
  if (inflected) {
    auto known = data.verb_forms.find(end.lower);
    const std::string& lemma = verb && known != data.verb_forms.end() ? known->second.lemma : end.lemma;
    whole.lemma = whole.lower.substr(0, whole.lower.size() - std::min(tail, whole.lower.size())) + lemma;
  } else if (!verb) {
    whole.lemma = whole.lower;
  }
  bool modifier =
      part.head >= static_cast<std::int32_t>(last) && (part.deprel == Deprel::amod || part.deprel == Deprel::compound);
  if (modifier && part.pos != Pos::propn && part.pos != Pos::num) {
    whole.pos = Pos::adj;
    whole.tag = "JJ";
  }
}

/// A surname of the Korean list before a given name with a hyphen is a person, whatever the model says of it.
void add_korean_names(const Lexicon::Data& data, const Document& d, std::vector<Entity>& names) {
  std::size_t known = names.size();
  std::size_t k = 0;
  for (std::uint32_t i = 0; i + 1 < d.tokens.size(); ++i) {
    const Token &surname = d.tokens[i], &given = d.tokens[i + 1];
    std::size_t dash = given.lower.find('-');
    bool name = surname.capital && given.capital && dash != std::string::npos && dash > 1 &&
                dash + 2 < given.lower.size() && data.korean_surnames.contains(surname.lower);
    if (!name) continue;
    while (k < known && names[k].tokens.last <= i) ++k;
    if (k == known || names[k].tokens.first >= i + 2) names.push_back({{i, i + 2}, EntityType::person});
  }
  std::inplace_merge(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(known), names.end(),
                     [](const Entity& x, const Entity& y) { return x.tokens.first < y.tokens.first; });
}

/// Tags the names of people, and their surnames where they come again alone.
void tag_names(const std::vector<Entity>& names, const Lexicon::Data& data, Document& d) {
  WordSet surnames;
  for (const Entity& e : names) {
    if (e.type != EntityType::person) continue;
    for (std::uint32_t i = e.tokens.first; i < e.tokens.last; ++i)
      if (d.tokens[i].capital) d.tokens[i].tag = "NNP";
    if (e.tokens.size() < 2) continue;
    const std::string& first = d.tokens[e.tokens.first].lower;
    const std::string& surname = data.korean_surnames.contains(first) ? first : d.tokens[e.tokens.last - 1].lower;
    if (!data.not_alone.contains(surname)) surnames.insert(surname);
  }
  for (Token& t : d.tokens)
    if (t.capital && surnames.contains(t.lower)) t.tag = "NNP";
}

}  // namespace

Document split_report(const Report& report, const Lexicon::Data& data, const Models& models,
                      std::vector<Entity>& names) {
  Document d;
  d.text = report.text;
  for (std::uint32_t b = 0; b < report.blocks.size(); ++b) {
    const Block& block = report.blocks[b];
    if (!carries_news(block.role)) continue;
    auto first = static_cast<std::uint32_t>(d.tokens.size());
    tokenize(d.text, block.span, data, d.tokens, Hyphens::split);
    models.language.split_sentences(b, block.role, first, d);
  }
  names = find_entities(d, models.entities);
  add_korean_names(data, d, names);
  tag_names(names, data, d);
  return d;
}

Document parse_report(const Report& report, const Lexicon::Data& data, const Models& models,
                      std::vector<Entity>& names) {
  Document fine = split_report(report, data, models, names);
  Document d;
  d.text = report.text;
  for (const Block& block : report.blocks)
    if (carries_news(block.role)) tokenize(d.text, block.span, data, d.tokens);
  for (const Sentence& s : fine.sentences) models.language.parse_sentence(s, fine);
  std::vector<std::uint32_t> owner = owners(fine.tokens, d.tokens);
  std::vector<std::uint32_t> depth = depths(fine.tokens);
  for (std::uint32_t i = 0; i < fine.tokens.size();) {
    std::uint32_t end = i + 1;
    while (end < fine.tokens.size() && owner[end] == owner[i]) ++end;
    Token& whole = d.tokens[owner[i]];
    join(fine.tokens, depth, i, end, data, whole);
    if (whole.head >= 0) whole.head = static_cast<std::int32_t>(owner[static_cast<std::size_t>(whole.head)]);
    i = end;
  }
  for (Sentence s : fine.sentences) {
    std::uint32_t end = owner[s.tokens.last - 1] + 1;
    s.tokens = {d.sentences.empty() ? 0 : d.sentences.back().tokens.last, end};
    if (s.tokens.empty()) continue;
    s.span = d.span_of(s.tokens);
    keep_inside(s.tokens, d.tokens);
    d.sentences.push_back(s);
  }
  for (Entity& e : names) e.tokens = {owner[e.tokens.first], owner[e.tokens.last - 1] + 1};
  return d;
}

}  // namespace parley
