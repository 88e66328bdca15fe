// See lemmatiser.h.
#include "language/lemmatiser.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace parley {
namespace {

constexpr std::size_t kEndings = 5;  // bytes of the longest ending

std::uint64_t form_key(const WordKeys& k, std::uint8_t tag) { return mix(mix(k.form, 1), tag); }
std::uint64_t lower_key(const WordKeys& k, std::uint8_t tag) { return mix(mix(k.lower, 2), tag); }
std::uint64_t ending_key(const WordKeys& k, std::size_t n, std::uint8_t tag) {
  return mix(mix(n == 0 ? 0 : k.suffix[n - 1], 3 + n), tag);
}

/// Does the byte at `at` go on with a UTF-8 sequence?
bool inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

std::string cased(std::string_view word, LemmaCase casing) {
  std::string out(word);
  for (std::size_t at = out.find("\xE2\x80\x99"); at != std::string::npos; at = out.find("\xE2\x80\x99", at))
    out.replace(at, 3, "'");  // lemmas have straight apostrophes
  if (casing == LemmaCase::keep) return out;
  out = lower_ascii(out);
  if (casing == LemmaCase::title && !out.empty() && is_ascii_lower(out[0])) out[0] = static_cast<char>(out[0] - 32);
  return out;
}

/// Number of the word's script: its own, or that of its longest ending; kNone if there is none.
std::uint32_t script_of(const KeyTable& table, const WordKeys& keys, std::uint8_t tag) {
  std::uint32_t script = table.find(form_key(keys, tag));
  if (script == KeyTable::kNone) script = table.find(lower_key(keys, tag));
  for (std::size_t n = kEndings + 1; script == KeyTable::kNone && n-- > 0;)
    script = table.find(ending_key(keys, n, tag));
  return script;
}

/// The shortest script from word to lemma; where case does not matter, what the tag usually does.
LemmaScript script_between(std::string_view word, std::string_view lemma, Pos pos) {
  LemmaScript best;
  std::size_t shortest = SIZE_MAX;
  auto attempt = [&](LemmaCase casing) {
    std::string base = cased(word, casing);
    std::size_t same = 0;
    while (same < base.size() && same < lemma.size() && base[same] == lemma[same]) ++same;
    while (same > 0 && (inside_character(base, same) || inside_character(lemma, same))) --same;
    std::size_t length = base.size() - same + lemma.size() - same;
    if (length >= shortest) return;
    shortest = length;
    best = {static_cast<std::uint32_t>(base.size() - same), casing, std::string(lemma.substr(same))};
  };
  if (pos == Pos::propn) {
    for (LemmaCase c : {LemmaCase::keep, LemmaCase::title, LemmaCase::lower}) attempt(c);
  } else {
    for (LemmaCase c : {LemmaCase::lower, LemmaCase::keep, LemmaCase::title}) attempt(c);
  }
  return best;
}

/// Counts of scripts by key, and the most frequent script of each.
struct Votes {
  std::map<std::uint64_t, std::map<std::uint32_t, int>> counts;

  static std::uint32_t winner(const std::map<std::uint32_t, int>& votes) {
    auto best = votes.begin();
    for (auto it = votes.begin(); it != votes.end(); ++it)
      if (it->second > best->second) best = it;
    return best->first;
  }
};

struct Example {
  WordKeys keys;
  std::uint8_t tag;
  std::uint32_t script;
  int count;
};

/// Rules for endings, short ones first; a longer ending is kept only where it says something else than the shorter.
std::map<std::uint64_t, std::uint32_t> ending_rules(const std::vector<Example>& types) {
  std::map<std::uint64_t, std::uint32_t> rules;
  for (std::size_t n = 0; n <= kEndings; ++n) {
    Votes votes;
    std::map<std::uint64_t, const Example*> one;
    for (const Example& e : types) {
      std::uint64_t key = ending_key(e.keys, n, e.tag);
      ++votes.counts[key][e.script];
      one.emplace(key, &e);
    }
    std::map<std::uint64_t, std::uint32_t> added;
    for (const auto& [key, scripts] : votes.counts) {
      int total = 0;
      for (auto [script, count] : scripts) total += count;
      if (n > 0 && total < 2) continue;
      std::uint32_t now = KeyTable::kNone;
      for (std::size_t m = n; now == KeyTable::kNone && m-- > 0;) {
        auto it = rules.find(ending_key(one[key]->keys, m, one[key]->tag));
        if (it != rules.end()) now = it->second;
      }
      std::uint32_t winner = Votes::winner(scripts);
      if (winner != now) added[key] = winner;
    }
    rules.merge(added);
  }
  return rules;
}

/// Adds entries for words whose most frequent script is not what the rules so far give.
void add_exceptions(const std::vector<Example>& types, std::uint64_t (*key_of)(const WordKeys&, std::uint8_t),
                    std::map<std::uint64_t, std::uint32_t>& rules) {
  KeyTableData now(rules);
  Votes votes;
  std::map<std::uint64_t, const Example*> one;
  for (const Example& e : types) {
    votes.counts[key_of(e.keys, e.tag)][e.script] += e.count;
    one.emplace(key_of(e.keys, e.tag), &e);
  }
  for (const auto& [key, scripts] : votes.counts) {
    std::uint32_t winner = Votes::winner(scripts);
    if (script_of(now.view(), one[key]->keys, one[key]->tag) != winner) rules[key] = winner;
  }
}

}  // namespace

std::string Lemmatiser::lemma(std::string_view word, const WordKeys& keys, std::uint8_t tag) const {
  std::uint32_t number = script_of(scripts_of_, keys, tag);
  if (number >= scripts_.size()) return std::string(word);
  const LemmaScript& script = scripts_[number];
  std::string out = cased(word, script.casing);
  if (script.strip > out.size() || inside_character(out, out.size() - script.strip)) return out;
  out.resize(out.size() - script.strip);
  out += script.append;
  return out.empty() ? std::string(word) : out;
}

void LemmatiserData::add_to(ModelWriter& writer) const {
  add_table(writer, "lemma", scripts_of);
  std::string lines;
  for (const LemmaScript& s : scripts)
    lines += std::to_string(s.strip) + '\t' + std::to_string(static_cast<int>(s.casing)) + '\t' + s.append + '\n';
  writer.add("lemma.scripts", lines);
}

Lemmatiser read_lemmatiser(const ModelFile& file) {
  auto bytes = file.section("lemma.scripts");
  std::vector<LemmaScript> scripts;
  for (std::string_view line : split({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, '\n')) {
    auto parts = split(line, '\t');
    LemmaScript s;
    if (parts.size() == 3 && parts[0].size() < 4 && parts[1].size() == 1) {
      for (char c : parts[0]) s.strip = s.strip * 10 + static_cast<std::uint32_t>(c - '0');
      s.casing = parts[1] == "1" ? LemmaCase::lower : parts[1] == "2" ? LemmaCase::title : LemmaCase::keep;
      s.append = parts[2];
    }
    scripts.push_back(std::move(s));
  }
  return {read_table(file, "lemma"), std::move(scripts)};
}

LemmatiserData train_lemmatiser(std::span<const TreebankSentence> sentences,
                                std::span<const std::vector<std::uint8_t>> tags) {
  LemmatiserData out;
  std::map<LemmaScript, std::uint32_t> numbers;
  std::map<std::pair<std::uint64_t, std::uint32_t>, std::size_t> seen;
  std::vector<Example> types;
  for (std::size_t s = 0; s < sentences.size(); ++s)
    for (std::size_t i = 0; i < sentences[s].words.size(); ++i) {
      const TreebankWord& w = sentences[s].words[i];
      if (w.lemma == "_" && w.form != "_") continue;
      LemmaScript script = script_between(w.form, w.lemma, w.pos);
      auto [it, fresh] = numbers.emplace(script, static_cast<std::uint32_t>(out.scripts.size()));
      if (fresh) out.scripts.push_back(script);
      WordKeys keys = word_keys(w.form);
      auto [type, first] = seen.emplace(std::pair(form_key(keys, tags[s][i]), it->second), types.size());
      if (first) types.push_back({keys, tags[s][i], it->second, 0});
      ++types[type->second].count;
    }
  std::map<std::uint64_t, std::uint32_t> rules = ending_rules(types);
  add_exceptions(types, lower_key, rules);
  add_exceptions(types, form_key, rules);
  out.scripts_of = KeyTableData(rules);
  return out;
}

}  // namespace parley
