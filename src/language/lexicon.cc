// Loading codebook/english.toml: word sets as they stand, verb forms derived by the spelling rules of English.
#include "language/lexicon.h"

#include "base/file.h"
#include "base/text.h"
#include "language/tokens.h"

namespace parley {
namespace {

void fill(const Value& root, std::string_view key, WordSet& set) {
  for (std::string& word : root.texts(key)) set.insert(std::move(word));
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/// True for consonant-vowel-consonant at the end of a one-syllable stem, which doubles its last letter ("ban",
/// "banned").
bool doubles(const std::string& w) {
  std::size_t n = w.size();
  if (n < 3) return false;
  char last = w[n - 1];
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y' || !is_vowel(w[n - 2]) || is_vowel(w[n - 3]))
    return false;
  std::size_t vowels = 0;
  for (char c : w) vowels += is_vowel(c) || c == 'y';
  return vowels == 1;
}

/// Verbs of more syllables whose last syllable is stressed double as well; both spellings are accepted for these
/// endings.
bool may_double(const std::string& w) {
  std::size_t n = w.size();
  if (n < 4 || is_vowel(w[n - 1]) || !is_vowel(w[n - 2]) || is_vowel(w[n - 3])) return false;
  return w[n - 1] == 'l' || w[n - 1] == 't' || w[n - 1] == 'r' || w[n - 1] == 'p' || w[n - 1] == 'n';
}

/// Stems to which "ed" and "ing" are added: {past stem, gerund stem}.
std::vector<std::pair<std::string, std::string>> stems(const std::string& w) {
  if (w.ends_with("ie")) return {{w.substr(0, w.size() - 1), w.substr(0, w.size() - 2) + "y"}};
  if (w.ends_with("ee") || w.ends_with("oe") || w.ends_with("ye")) return {{w.substr(0, w.size() - 1), w}};
  if (w.ends_with("e")) return {{w.substr(0, w.size() - 1), w.substr(0, w.size() - 1)}};
  if (w.ends_with("y") && w.size() > 1 && !is_vowel(w[w.size() - 2])) return {{w.substr(0, w.size() - 1) + "i", w}};
  if (w.ends_with("c")) return {{w + "k", w + "k"}};
  if (doubles(w)) return {{w + w.back(), w + w.back()}};
  if (may_double(w)) return {{w, w}, {w + w.back(), w + w.back()}};
  return {{w, w}};
}

class VerbForms {
 public:
  explicit VerbForms(Lexicon::Data& data) : data_(data) {}

  void irregular(const std::string& base, const std::string& past, const std::string& participle) {
    put(base, base, kBase);
    put(with_s(base), base, kThird);
    for (const auto& [past_stem, gerund_stem] : stems(base)) put(gerund_stem + "ing", base, kGerund);
    put(past, base, kPast);
    put(participle, base, kParticiple);
    done_.insert(base);
  }
  void regular(const std::string& base) {
    if (!done_.insert(base).second) return;
    put(base, base, kBase);
    put(with_s(base), base, kThird);
    for (const auto& [past_stem, gerund_stem] : stems(base)) {
      put(past_stem + "ed", base, kPast | kParticiple);
      put(gerund_stem + "ing", base, kGerund);
    }
  }

 private:
  void put(const std::string& form, const std::string& lemma, unsigned bits) {
    VerbWord& word = data_.verb_forms[form];
    if (word.lemma.empty()) word.lemma = lemma;
    if (word.lemma == lemma) word.bits |= bits;
  }
  Lexicon::Data& data_;
  WordSet done_;
};

void load_words(const Value& root, Lexicon::Data& d) {
  fill(root, "relatives", d.relatives);
  fill(root, "subordinators", d.subordinators);
  fill(root, "wh_words", d.wh_words);
  fill(root, "negations", d.negations);
  fill(root, "affiliating", d.affiliating);
  fill(root, "serving", d.serving);
  d.controlling = root.texts("controlling");
  fill(root, "of_object", d.of_object);
  fill(root, "verb_nouns", d.verb_nouns);
  fill(root, "no_plural", d.no_plural);
  fill(root, "given_names", d.given_names);
  fill(root, "female_names", d.female_names);
  fill(root, "female_words", d.female_words);
  fill(root, "male_words", d.male_words);
  for (const std::string& name : d.female_names) d.given_names.insert(name);
  fill(root, "government_modifiers", d.government_modifiers);
  for (const std::string& phrase : root.texts("pair_phrases")) d.pair_phrases.add(words_of_phrase(phrase, d, true), 0);
  fill(root, "name_particles", d.name_particles);
  fill(root, "korean_surnames", d.korean_surnames);
  fill(root, "not_alone", d.not_alone);
  fill(root, "not_names", d.not_names);
  fill(root, "government_nouns", d.government_nouns);
  fill(root, "state_bodies", d.state_bodies);
  fill(root, "back_reference", d.back_reference);
  fill(root, "organisation_words", d.organisation_words);
  fill(root, "civil_words", d.civil_words);
  fill(root, "abbreviations", d.abbreviations);
  fill(root, "before_number", d.before_number);
  fill(root, "only_capital", d.only_capital);
  fill(root, "hyphen_prefixes", d.hyphen_prefixes);
  fill(root, "units", d.units);
  fill(root, "smileys", d.smileys);
  for (const Value& item : root.at("irregular_nouns").list)
    if (item.list.size() == 2) d.noun_lemmas[item.list[1].text] = item.list[0].text;
  VerbForms forms(d);
  for (const Value& item : root.at("irregular_verbs").list)
    if (item.list.size() == 3) forms.irregular(item.list[0].text, item.list[1].text, item.list[2].text);
  for (const std::string& verb : root.texts("verbs")) forms.regular(verb);
  for (const std::string& verb : d.verb_nouns) forms.regular(verb);
}

/// Codes and canonical names of all entries but people; where two are alike, the first counts.
void index_names(Lexicon::Data& d) {
  for (std::uint32_t k = 0; k < d.entries.size(); ++k) {
    if (d.entries[k].kind == MentionKind::person) continue;
    d.by_name.try_emplace(lower_ascii(d.entries[k].code), k);
    d.by_name.try_emplace(lower_ascii(d.entries[k].name), k);
  }
}

}  // namespace

Lexicon::Lexicon() : data_(std::make_unique<Data>()) {}
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;

Result<Lexicon> Lexicon::load(const std::string& codebook_dir) {
  Lexicon lexicon;
  std::string file = codebook_dir + "/english.toml";
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  load_words(root, *lexicon.data_);
  TRY_VOID(load_actors(codebook_dir + "/actors", *lexicon.data_));
  index_names(*lexicon.data_);
  return lexicon;
}

std::string Lexicon::name_of_code(std::string_view code) const {
  const auto& names = data_->code_names;
  const auto name = names.find(std::string(code));
  if (name != names.end()) return name->second;
  const auto colon = std::min(code.find(':'), code.size());
  const auto words = data_->code_words.find(std::string(code.substr(0, colon)));
  const auto state = names.find(std::string(code.substr(std::min(colon + 1, code.size()))));
  bool of_state = words != data_->code_words.end() && state != names.end();
  return of_state ? words->second + ' ' + state->second : std::string(code);
}

std::string Lexicon::code_of_name(std::string_view name) const {
  const auto known = data_->by_name.find(lower_ascii(name));
  if (known != data_->by_name.end()) return data_->entries[known->second].code;
  auto words = words_of_phrase(name, *data_, false);
  auto m = data_->names.longest(
      [&](std::uint32_t k) { return k < words.size() ? std::string_view(words[k]) : std::string_view(); });
  return m.length > 0 && m.length == words.size() ? data_->entries[m.payload].code : std::string();
}

const std::vector<Office>& Lexicon::offices(std::string_view person) const {
  static const std::vector<Office> kNone;
  auto it = data_->people.find(std::string(person));
  return it == data_->people.end() ? kNone : it->second;
}

std::string with_s(const std::string& w) {
  auto ends = [&](std::string_view e) { return w.ends_with(e); };
  if (ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh") || ends("o")) return w + "es";
  if (ends("y") && w.size() > 1 && !is_vowel(w[w.size() - 2])) return w.substr(0, w.size() - 1) + "ies";
  return w + "s";
}

std::vector<std::string> words_of_phrase(std::string_view phrase, const Lexicon::Data& data, bool lower) {
  std::vector<Token> tokens;
  tokenize(phrase, {0, static_cast<std::uint32_t>(phrase.size())}, data, tokens);
  std::vector<std::string> words;
  for (const Token& t : tokens) words.push_back(lower ? t.lower : std::string(slice(phrase, t.span)));
  return words;
}

}  // namespace parley
