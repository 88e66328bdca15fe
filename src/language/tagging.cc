// See tagging.h.
#include "language/tagging.h"

#include "base/text.h"

namespace parley {
namespace {

constexpr std::uint32_t kLookAhead = 18;  // words searched for the finite verb that a participle leaves room for

class Tagger {
 public:
  Tagger(const Sentence& sentence, const Lexicon::Data& data, const WordSet& surnames, Document& document)
      : first_(sentence.tokens.first),
        last_(sentence.tokens.last),
        data_(data),
        surnames_(surnames),
        tokens_(document.tokens),
        document_(document) {
    std::uint32_t capitals = 0;
    std::uint32_t words = 0;
    for (std::uint32_t i = first_; i < last_; ++i) {
      char c = tokens_[i].lower[0];
      if (!is_ascii_lower(c)) continue;
      ++words;
      capitals += tokens_[i].capital;
    }
    title_case_ = words > 3 && capitals * 10 > words * 7;
  }

  void run() {
    for (std::uint32_t i = first_; i < last_; ++i) by_form(i);
    for (std::uint32_t i = first_; i < last_; ++i)
      if (const VerbWord* verb = verb_of(i)) by_context(i, *verb);
    for (std::uint32_t i = first_; i < last_; ++i) lemma(i);
  }

 private:
  [[nodiscard]] const std::string& low(std::uint32_t i) const { return tokens_[i].lower; }
  [[nodiscard]] bool in(std::uint32_t i) const { return i >= first_ && i < last_; }
  void set(std::uint32_t i, Pos pos, std::string_view tag) {
    tokens_[i].pos = pos;
    tokens_[i].tag = tag;
  }

  /// The nearest token before `i` that is no adverb, quotation mark or negation; last_ if there is none.
  [[nodiscard]] std::uint32_t before(std::uint32_t i) const {
    while (i > first_) {
      --i;
      const Token& t = tokens_[i];
      if (t.pos == Pos::adv || t.lower == "\"" || data_.negations.contains(t.lower)) continue;
      return i;
    }
    return last_;
  }
  [[nodiscard]] std::uint32_t after(std::uint32_t i) const {
    for (++i; i < last_; ++i)
      if (tokens_[i].lower != "\"" && tokens_[i].pos != Pos::adv) return i;
    return last_;
  }
  [[nodiscard]] Pos pos(std::uint32_t i) const { return in(i) ? tokens_[i].pos : Pos::punct; }

  // ---- first pass: what the form alone says
  // ---------------------------------------------------------------------------

  void by_form(std::uint32_t i) {
    Token& t = tokens_[i];
    const std::string& w = t.lower;
    auto c = static_cast<unsigned char>(w[0]);
    if (w == "'s" || w == "'") {
      possessive_or_is(i);
    } else if (is_ascii_digit(w[0]) || (w.size() > 1 && (c == '.' || c == '$') && is_ascii_digit(w[1]))) {
      set(i, Pos::num, "CD");
    } else if (!is_ascii_alpha(w[0]) && c < 0x80 && c != '\'') {
      bool symbol = c == '$' || c == '%' || c == '+' || c == '=' || c == '&';
      set(i, symbol ? Pos::sym : Pos::punct, symbol ? "SYM" : w);
    } else if (w == "to") {
      bool infinitive = i + 1 < last_ && starts_infinitive(i + 1);
      set(i, infinitive ? Pos::part : Pos::adp, infinitive ? "TO" : "IN");
    } else if (auto closed = data_.closed.find(w); closed != data_.closed.end() && !is_capital_name(i)) {
      closed_word(i, closed->second);
    } else if (t.capital && is_capital_name(i)) {
      set(i, Pos::propn, "NNP");
    } else if (auto first = data_.compounds.find(w);
               first != data_.compounds.end() && i + 1 < last_ && first->second.contains(low(i + 1))) {
      set(i, Pos::noun, "NN");
    } else {
      open_word(i);
    }
  }

  /// "'s" after a noun is possessive unless a determiner, participle or adjective follows a pronoun before it.
  void possessive_or_is(std::uint32_t i) {
    static const std::string kS = "'s";
    bool pronoun = i > first_ && (tokens_[i - 1].pos == Pos::pron || tokens_[i - 1].pos == Pos::adv ||
                                  tokens_[i - 1].pos == Pos::sconj);
    if (low(i) == kS && pronoun) return set(i, Pos::aux, "VBZ");
    bool glued = i > first_ && !tokens_[i - 1].space_after && tokens_[i - 1].pos != Pos::punct;
    if (glued) return set(i, Pos::part, "POS");
    set(i, Pos::punct, "''");
  }

  /// Does a verb's base form stand here, adverbs and negation passed over ("to fully prepare")?
  [[nodiscard]] bool starts_infinitive(std::uint32_t i) const {
    while (i < last_ && (low(i).ends_with("ly") || data_.negations.contains(low(i)) || data_.adverbs.contains(low(i))))
      ++i;
    if (i >= last_ || tokens_[i].capital) return false;
    if (low(i) == "be" || low(i) == "have" || low(i) == "do") return true;
    auto it = data_.verb_forms.find(low(i));
    return it != data_.verb_forms.end() && (it->second.bits & kBase) != 0 && !data_.nouns.contains(low(i));
  }

  void closed_word(std::uint32_t i, const ClosedWord& word) {
    set(i, word.pos, word.tag);
    const std::string& w = low(i);
    if (w == "that") return that(i);
    if (w == "her" && (i + 1 >= last_ || pos_guess_is_not_nominal(i + 1))) return set(i, Pos::pron, "PRP");
    if (w == "may" && tokens_[i].capital && i > first_) return set(i, Pos::propn, "NNP");
    bool subordinating = data_.subordinators.contains(w) && data_.prepositions.contains(w);
    if (subordinating && clause_follows(i)) set(i, Pos::sconj, "IN");
  }

  [[nodiscard]] bool pos_guess_is_not_nominal(std::uint32_t i) const {
    const std::string& w = low(i);
    return data_.prepositions.contains(w) || data_.closed.contains(w) || !is_ascii_alpha(w[0]);
  }

  /// "that": relative after a noun and before a verb, conjunction before a clause, determiner before a noun at the
  /// start.
  void that(std::uint32_t i) {
    if (i + 1 >= last_) return set(i, Pos::pron, "DT");
    auto next = data_.closed.find(low(i + 1));
    bool verb_next =
        (next != data_.closed.end() && next->second.pos == Pos::aux) || data_.verb_forms.contains(low(i + 1));
    bool after_noun = i > first_ && (tokens_[i - 1].pos == Pos::noun || tokens_[i - 1].pos == Pos::propn);
    if (after_noun && verb_next) return set(i, Pos::pron, "WDT");
    if (i == first_ && !verb_next) return set(i, Pos::det, "DT");
    if (i == first_) return set(i, Pos::pron, "DT");
    set(i, Pos::sconj, "IN");
  }

  /// Does a finite clause, and not just a noun phrase, follow the word at `i`?
  [[nodiscard]] bool clause_follows(std::uint32_t i) const {
    for (std::uint32_t k = i + 1; k < std::min(last_, i + 9); ++k) {
      const std::string& w = low(k);
      if (w == "," || w == "." || w == ";" || w == ":" || w == "\"") return false;
      auto closed = data_.closed.find(w);
      if (closed != data_.closed.end() && closed->second.pos == Pos::aux) return true;
      if (closed != data_.closed.end() && k > i + 1 && closed->second.pos == Pos::adp && data_.relatives.contains(w))
        return false;
      auto verb = data_.verb_forms.find(w);
      if (verb == data_.verb_forms.end() || tokens_[k].capital || k == i + 1) continue;
      bool only_verb = !data_.verb_nouns.contains(verb->second.lemma) && !data_.nouns.contains(w);
      bool finite = (verb->second.bits & (kThird | kPast)) != 0;
      bool takes_object = k + 1 < last_ && (low(k + 1) == "to" || data_.determiners.contains(low(k + 1)) ||
                                            data_.possessives.contains(low(k + 1)));
      if (finite && (only_verb || (takes_object && (verb->second.bits & kThird) != 0))) return true;
    }
    return false;
  }

  /// A capital that is not there because the sentence begins or the line is a title in capitals.
  [[nodiscard]] bool is_capital_name(std::uint32_t i) const {
    const Token& t = tokens_[i];
    if (!t.capital) return false;
    if (surnames_.contains(t.lower)) return true;
    bool free =
        i == first_ || title_case_ || (i > first_ && (low(i - 1) == "\"" || low(i - 1) == ":" || low(i - 1) == "-"));
    bool all_capitals =
        t.lower.size() > 1 &&
        slice(document_.text, t.span).find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
    if (all_capitals && !data_.closed.contains(t.lower)) return true;
    if (all_capitals && t.lower == "us") return true;
    if (!free) return t.lower != "i";
    bool next_capital = i + 1 < last_ && tokens_[i + 1].capital && !title_case_;
    bool common = data_.closed.contains(t.lower) || data_.verb_forms.contains(t.lower) ||
                  data_.adjectives.contains(t.lower) || data_.nouns.contains(t.lower) || t.lower.ends_with("ly");
    if (common) return next_capital && !data_.closed.contains(t.lower) && data_.nouns.contains(t.lower);
    if (t.lower.ends_with("s") && !next_capital && !data_.state_words.contains(t.lower) && i == first_)
      return false;  // "Officials", "Talks"
    return true;
  }

  void open_word(std::uint32_t i) {
    const std::string& w = low(i);
    if (data_.nouns.contains(w))
      return set(i, Pos::noun, w.ends_with("s") && !data_.no_plural.contains(w) ? "NNS" : "NN");
    if (data_.adjectives.contains(w)) return set(i, Pos::adj, "JJ");
    if (w.ends_with("ly") && w.size() > 4) return set(i, Pos::adv, "RB");
    if (data_.verb_forms.contains(w)) return set(i, Pos::verb, "VB");  // decided in the second pass
    if (w.ends_with("ing") && w.size() > 5) return set(i, Pos::verb, "VBG");
    if (w.ends_with("ed") && w.size() > 4) return set(i, Pos::verb, "VBD");
    if (w.find('-') != std::string::npos &&
        (w.ends_with("ed") || w.ends_with("ing") || w.ends_with("old") || w.ends_with("level")))
      return set(i, Pos::adj, "JJ");
    for (const std::string& ending : data_.adjective_endings)
      if (w.size() > ending.size() + 2 && w.ends_with(ending)) return set(i, Pos::adj, "JJ");
    bool plural = w.ends_with("s") && !w.ends_with("ss") && !data_.no_plural.contains(w);
    set(i, Pos::noun, plural || data_.noun_lemmas.contains(w) ? "NNS" : "NN");
  }

  // ---- second pass: words that can be verbs
  // -----------------------------------------------------------------------------

  [[nodiscard]] const VerbWord* verb_of(std::uint32_t i) const {
    if (tokens_[i].pos != Pos::verb) return nullptr;
    static const VerbWord kUnknownPast{"", kPast | kParticiple};
    static const VerbWord kUnknownGerund{"", kGerund};
    auto it = data_.verb_forms.find(low(i));
    if (it != data_.verb_forms.end()) return &it->second;
    return low(i).ends_with("ing") ? &kUnknownGerund : &kUnknownPast;
  }

  [[nodiscard]] bool nominal_before(std::uint32_t b) const {
    if (!in(b)) return false;
    Pos p = tokens_[b].pos;
    if (p == Pos::det) return !data_.subject_pronouns.contains(low(b));
    return p == Pos::adj || p == Pos::num || tokens_[b].tag == "POS";
  }

  void noun(std::uint32_t i) {
    const std::string& w = low(i);
    set(i, Pos::noun, w.ends_with("s") && !data_.no_plural.contains(w) ? "NNS" : "NN");
  }

  void by_context(std::uint32_t i, const VerbWord& verb) {
    std::uint32_t b = before(i);
    if ((verb.bits & kGerund) != 0) return gerund(i, b);
    if ((verb.bits & (kPast | kParticiple)) != 0 && (verb.bits & kBase) == 0) return past(i, b, verb);
    if ((verb.bits & kThird) != 0) return third(i, b, verb);
    base(i, b, verb);
  }

  void gerund(std::uint32_t i, std::uint32_t b) {
    if (in(b) && tokens_[b].pos == Pos::aux) return set(i, Pos::verb, "VBG");
    bool noun_next = i + 1 < last_ && (pos(i + 1) == Pos::noun || pos(i + 1) == Pos::propn);
    if (nominal_before(b)) {
      if (noun_next) return set(i, Pos::adj, "JJ");
      return noun(i);
    }
    set(i, Pos::verb, "VBG");
  }

  [[nodiscard]] static bool is_have(const Token& t) {
    return t.pos == Pos::aux &&
           (t.lower == "have" || t.lower == "has" || t.lower == "had" || t.lower == "having" || t.lower == "'ve");
  }

  void past(std::uint32_t i, std::uint32_t b, const VerbWord& verb) {
    bool noun_next = i + 1 < last_ && (pos(i + 1) == Pos::noun || pos(i + 1) == Pos::propn || pos(i + 1) == Pos::adj);
    if (in(b) && tokens_[b].pos == Pos::aux && tokens_[b].tag != "MD" && low(b) != "did")
      return set(i, Pos::verb, "VBN");
    if (nominal_before(b) && noun_next) return set(i, Pos::adj, "JJ");
    if (nominal_before(b) && (verb.bits & kPast) == 0) return set(i, Pos::verb, "VBN");
    if ((verb.bits & kPast) == 0) return set(i, Pos::verb, "VBN");
    if ((verb.bits & kParticiple) == 0) return set(i, Pos::verb, "VBD");
    std::uint32_t next = after(i);
    bool by_next = in(next) && low(next) == "by";
    bool starts = !in(b) || tokens_[b].pos == Pos::punct;
    if (by_next &&
        (starts || tokens_[b].pos == Pos::noun || tokens_[b].pos == Pos::propn || tokens_[b].pos == Pos::cconj))
      return set(i, Pos::verb, "VBN");
    if (!in(b) && in(next) && (pos(next) == Pos::adp)) return set(i, Pos::verb, "VBN");
    bool after_noun = in(b) && (tokens_[b].pos == Pos::noun || tokens_[b].pos == Pos::propn);
    bool room = in(next) &&
                (pos(next) == Pos::adp || pos(next) == Pos::part || pos(next) == Pos::punct || pos(next) == Pos::adv);
    if (after_noun && room && finite_verb_ahead(i)) return set(i, Pos::verb, "VBN");
    if (in(b) && (tokens_[b].pos == Pos::adp || tokens_[b].pos == Pos::sconj) && tokens_[b].lower != "that" &&
        pos(i + 1) == Pos::noun)
      return set(i, Pos::adj, "JJ");
    set(i, Pos::verb, "VBD");
  }

  /// Does a finite verb follow that would lack a subject if the word at `i` were finite itself?
  [[nodiscard]] bool finite_verb_ahead(std::uint32_t i) const {
    for (std::uint32_t k = i + 1; k < std::min(last_, i + kLookAhead); ++k) {
      const Token& t = tokens_[k];
      if (t.pos == Pos::sconj || t.pos == Pos::cconj || t.lower == ";" || t.lower == ":" || t.lower == "." ||
          t.lower == "\"" || data_.relatives.contains(t.lower))
        return false;
      if (t.pos == Pos::pron && data_.subject_pronouns.contains(t.lower)) return false;
      if (t.lower == ",") return false;
      if (t.pos == Pos::aux && t.tag != "VB" && t.tag != "VBG" && t.tag != "VBN") return true;
      auto verb = data_.verb_forms.find(t.lower);
      if (verb == data_.verb_forms.end() || t.capital || t.pos != Pos::verb) continue;
      bool only_verb = !data_.verb_nouns.contains(verb->second.lemma);
      bool has_object = k + 1 < last_ && (tokens_[k + 1].pos == Pos::det || tokens_[k + 1].pos == Pos::propn);
      if (only_verb && (verb->second.bits & (kThird | kPast)) != 0 && tokens_[k - 1].pos != Pos::aux &&
          (has_object || (verb->second.bits & kParticiple) == 0))
        return true;
    }
    return false;
  }

  [[nodiscard]] bool object_starts(std::uint32_t n) const {
    if (!in(n)) return false;
    Pos p = tokens_[n].pos;
    return p == Pos::det || p == Pos::pron || p == Pos::part || p == Pos::propn || p == Pos::sconj || p == Pos::num;
  }

  void third(std::uint32_t i, std::uint32_t b, const VerbWord& verb) {
    bool can_be_noun = data_.verb_nouns.contains(verb.lemma) && !data_.verb_preferred.contains(verb.lemma);
    if (!can_be_noun)
      return nominal_before(b) && in(b) && tokens_[b].pos != Pos::num && tokens_[b].tag != "POS"
                 ? noun(i)
                 : set(i, Pos::verb, "VBZ");
    if (nominal_before(b)) return noun(i);
    if (in(b) && (tokens_[b].pos == Pos::adp || tokens_[b].pos == Pos::cconj || tokens_[b].pos == Pos::aux ||
                  tokens_[b].tag == "VB"))
      return noun(i);
    if (in(b) && (tokens_[b].pos == Pos::pron) && data_.subject_pronouns.contains(low(b)))
      return set(i, Pos::verb, "VBZ");
    if (in(b) && tokens_[b].tag == "WDT") return set(i, Pos::verb, "VBZ");
    std::uint32_t n = i + 1;
    bool singular_before = in(b) && (tokens_[b].tag == "NN" || tokens_[b].pos == Pos::propn);
    if (singular_before && object_starts(n)) return set(i, Pos::verb, "VBZ");
    noun(i);
  }

  void base(std::uint32_t i, std::uint32_t b, const VerbWord& verb) {
    bool can_be_noun = data_.verb_nouns.contains(verb.lemma);
    bool preferred = data_.verb_preferred.contains(verb.lemma);
    bool also_past = (verb.bits & (kPast | kParticiple)) != 0;
    if (in(b)) {
      const Token& t = tokens_[b];
      if (t.tag == "TO" || t.tag == "MD") return set(i, Pos::verb, "VB");
      if (t.pos == Pos::aux && (t.lower == "do" || t.lower == "does" || t.lower == "did"))
        return set(i, Pos::verb, "VB");
      if (t.pos == Pos::aux && also_past && (is_have(t) || t.tag != "MD")) return set(i, Pos::verb, "VBN");
      if (data_.subject_pronouns.contains(t.lower) && t.pos == Pos::pron)
        return set(i, Pos::verb, also_past ? "VBD" : "VBP");
      if (nominal_before(b) || t.pos == Pos::adp) return noun(i);
      if (t.tag == "NNS" && (!can_be_noun || preferred || object_starts(i + 1)))
        return set(i, Pos::verb, also_past ? "VBD" : "VBP");
      if (t.pos == Pos::cconj && parallel_verb(b) && (!can_be_noun || object_starts(i + 1)))
        return set(i, Pos::verb, "VB");
      if (t.tag == "WDT") return set(i, Pos::verb, also_past ? "VBD" : "VBP");
      if (also_past && (t.pos == Pos::noun || t.pos == Pos::propn) && (object_starts(i + 1) || !can_be_noun))
        return set(i, Pos::verb, "VBD");
      if (!can_be_noun && (t.pos == Pos::propn || t.pos == Pos::noun || t.pos == Pos::verb))
        return set(i, Pos::verb, t.pos == Pos::verb ? "VB" : "VBP");
    }
    if (!can_be_noun) return set(i, Pos::verb, "VB");
    noun(i);
  }

  /// Is there a base-form verb shortly before the conjunction ("to meet and discuss")?
  [[nodiscard]] bool parallel_verb(std::uint32_t conjunction) const {
    for (std::uint32_t k = conjunction; k-- > first_ && conjunction - k < 14;)
      if (tokens_[k].tag == "VB" || tokens_[k].tag == "VBP") return true;
    return false;
  }

  // ---- lemmas
  // -------------------------------------------------------------------------------------------------------------

  void lemma(std::uint32_t i) {
    Token& t = tokens_[i];
    const std::string& w = t.lower;
    t.lemma = w;
    if (t.pos == Pos::aux || t.pos == Pos::part) {
      if (auto it = data_.closed.find(w); it != data_.closed.end()) t.lemma = it->second.lemma;
    } else if (t.pos == Pos::verb || t.pos == Pos::adj) {
      auto it = data_.verb_forms.find(w);
      if (it != data_.verb_forms.end() && t.pos == Pos::verb) t.lemma = it->second.lemma;
      if (it == data_.verb_forms.end() && t.pos == Pos::verb) t.lemma = guess_verb_lemma(w);
    } else if (t.pos == Pos::noun) {
      t.lemma = noun_lemma(w);
    }
    if (t.pos == Pos::noun && w != t.lemma) return;
  }

  [[nodiscard]] static std::string guess_verb_lemma(const std::string& w) {
    if (w.ends_with("ied")) return w.substr(0, w.size() - 3) + "y";
    if (w.ends_with("ing")) return w.substr(0, w.size() - 3);
    return w.ends_with("ed") ? w.substr(0, w.size() - 2) : w;
  }

  [[nodiscard]] std::string noun_lemma(const std::string& w) const {
    if (auto it = data_.noun_lemmas.find(w); it != data_.noun_lemmas.end()) return it->second;
    if (w.size() < 4 || !w.ends_with("s") || w.ends_with("ss") || w.ends_with("us") || w.ends_with("is") ||
        data_.no_plural.contains(w))
      return w;
    if (w.ends_with("ies")) return w.substr(0, w.size() - 3) + "y";
    for (std::string_view e : {"ches", "shes", "xes", "sses", "zes"})
      if (w.ends_with(e)) return w.substr(0, w.size() - 2);
    return w.substr(0, w.size() - 1);
  }

  std::uint32_t first_, last_;
  const Lexicon::Data& data_;
  const WordSet& surnames_;
  std::vector<Token>& tokens_;
  const Document& document_;
  bool title_case_ = false;
};

}  // namespace

WordSet find_surnames(const Document& document, const Lexicon::Data& data) {
  WordSet out;
  for (std::size_t i = 0; i + 1 < document.tokens.size(); ++i) {
    const Token& surname = document.tokens[i];
    const Token& given = document.tokens[i + 1];
    std::size_t dash = given.lower.find('-');
    bool name =
        surname.capital && given.capital && dash != std::string::npos && dash > 1 && dash + 2 < given.lower.size();
    if (name && data.korean_surnames.contains(surname.lower)) out.insert(surname.lower);
  }
  return out;
}

void tag_sentence(const Sentence& sentence, const Lexicon::Data& data, const WordSet& surnames, Document& document) {
  Tagger(sentence, data, surnames, document).run();
}

}  // namespace parley
