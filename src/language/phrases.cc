// See phrases.h.
#include "language/phrases.h"

#include <algorithm>

namespace parley {
namespace {

bool is_finite(const Token& t) { return t.tag == "VBD" || t.tag == "VBZ" || t.tag == "VBP" || t.tag == "MD"; }

/// A participle or noun before the noun that it modifies: "the cancelled talks", "trained and equipped forces".
bool is_attributive(const std::vector<Token>& tokens, std::uint32_t i) {
  const Token& t = tokens[i];
  bool second = t.deprel == Deprel::conj && t.head >= 0 && t.head < static_cast<std::int32_t>(i);
  const Token& first = second ? tokens[static_cast<std::uint32_t>(t.head)] : t;
  return !is_finite(t) && is_one_of(first.deprel, {Deprel::amod, Deprel::compound}) &&
         first.head > static_cast<std::int32_t>(i);
}

class NounPhraseFinder {
 public:
  NounPhraseFinder(const Sentence& sentence, std::uint32_t index, const Lexicon::Data& data, Document& document)
      : first_(sentence.tokens.first), last_(sentence.tokens.last), index_(index), data_(data), doc_(document) {}

  void run() {
    for (std::uint32_t i = first_; i < last_;) i = phrase_from(i);
  }

 private:
  [[nodiscard]] const Token& at(std::uint32_t i) const { return doc_.tokens[i]; }
  [[nodiscard]] Pos pos(std::uint32_t i) const { return i >= first_ && i < last_ ? at(i).pos : Pos::punct; }

  /// Puts the phrase that begins here, if one does, and says where to look next.
  std::uint32_t phrase_from(std::uint32_t begin) {
    std::uint32_t i = begin;
    if (pos(i) == Pos::pron && at(i).tag != "WDT" && at(i).tag != "PRP$") {
      put(i, i + 1, i, false);
      return i + 1;
    }
    while (i < last_ && determines(i)) ++i;
    bool determined = i > begin;
    std::uint32_t head = last_;
    for (; i < last_; ++i) {
      if (head != last_ && !goes_on(i) && !joins_names(i) && !is_in_pair(i)) break;
      if (modifies(i)) {
        if (pos(i) != Pos::adj && pos(i) != Pos::verb) head = i;
        continue;
      }
      bool degree = pos(i) == Pos::adv && i + 1 < last_ && pos(i + 1) == Pos::adj && (determined || head == last_);
      if (!degree && !joins_modifiers(i, head)) break;
    }
    if (head == last_ && determined) head = i - 1;  // "the unemployed", "this"
    if (head == last_) return std::max(i, begin + 1);
    i = head + 1;
    bool possessive = pos(i) == Pos::part && at(i).tag == "POS";
    put(begin, i, head, possessive);
    return possessive ? i + 1 : i;
  }

  void put(std::uint32_t begin, std::uint32_t end, std::uint32_t head, bool possessive) {
    NounPhrase p;
    p.tokens = {begin, end};
    p.head = head;
    p.sentence = index_;
    p.possessive = possessive;
    doc_.phrases.push_back(p);
  }

  [[nodiscard]] bool determines(std::uint32_t i) const { return pos(i) == Pos::det || at(i).tag == "PRP$"; }

  [[nodiscard]] bool modifies(std::uint32_t i) const {
    Pos p = pos(i);
    if (p == Pos::verb) return is_attributive(doc_.tokens, i);
    return p == Pos::adj || p == Pos::num || p == Pos::noun || p == Pos::propn || p == Pos::sym;
  }

  /// Does the tree see token i in the same phrase as the one before: do both modify one noun, or one the other?
  [[nodiscard]] bool goes_on(std::uint32_t i) const {
    if (at(i - 1).pos == Pos::noun && data_.not_names.contains(at(i).lower)) return false;  // "sent signals Sunday"
    std::uint32_t a = noun_of(i - 1), b = noun_of(i);
    if (a == b) return true;
    auto hangs_on = [&](std::uint32_t x, std::uint32_t y) {
      return at(x).head == static_cast<std::int32_t>(y) &&
             is_one_of(at(x).deprel, {Deprel::appos, Deprel::dep, Deprel::nmod, Deprel::list});
    };
    return hangs_on(a, b) || hangs_on(b, a);
  }

  /// From a modifier to the noun whose base phrase it is in.
  [[nodiscard]] std::uint32_t noun_of(std::uint32_t i) const {
    if (i >= first_ + 2 && is_pair_before_noun(i - 1)) i -= 2;
    while (at(i).head >= 0 &&
           is_one_of(at(i).deprel, {Deprel::compound, Deprel::flat, Deprel::amod, Deprel::nummod, Deprel::det,
                                    Deprel::nmod_desc, Deprel::nmod_poss, Deprel::nmod_unmarked, Deprel::fixed,
                                    Deprel::goeswith, Deprel::advmod, Deprel::punct}))
      i = static_cast<std::uint32_t>(at(i).head);
    return i;
  }

  /// A hyphen between names, or the name behind it: "North Korea-US summit".
  [[nodiscard]] bool joins_names(std::uint32_t i) const { return is_hyphen(i) || is_hyphen(i - 1); }
  [[nodiscard]] bool is_hyphen(std::uint32_t i) const {
    return i > first_ && i + 1 < last_ && at(i).lower == "-" && !at(i).space_after && !at(i - 1).space_after;
  }

  /// A hyphen or "and" inside the modifiers: "North Korea-US summit", "political and military talks".
  [[nodiscard]] bool joins_modifiers(std::uint32_t i, std::uint32_t head) const {
    if (i + 1 >= last_ || i == first_) return false;
    bool hyphen = is_hyphen(i) && modifies(i + 1);
    bool coordinates = at(i).lower == "and" || at(i).lower == "or";
    bool both = coordinates && pos(i - 1) == Pos::adj && pos(i + 1) == Pos::adj && head == last_;
    return hyphen || both || is_pair_before_noun(i);
  }

  /// The conjunction of such a pair, or what follows it.
  [[nodiscard]] bool is_in_pair(std::uint32_t i) const {
    return is_pair_before_noun(i) || (i > first_ && is_pair_before_noun(i - 1));
  }
  /// "U.S. and Japanese negotiators": both sides of the conjunction at i describe a noun behind them.
  [[nodiscard]] bool is_pair_before_noun(std::uint32_t i) const {
    if (i == first_ || i + 1 >= last_ || pos(i) != Pos::cconj) return false;
    const Token &left = at(i - 1), &right = at(i + 1);
    bool describes = is_one_of(left.deprel, {Deprel::amod, Deprel::compound}) &&
                     left.head > static_cast<std::int32_t>(i) + 1 && left.head < static_cast<std::int32_t>(last_);
    bool word = right.pos == Pos::adj || right.pos == Pos::noun || right.pos == Pos::propn || right.pos == Pos::verb;
    return describes && word && right.deprel == Deprel::conj && right.head == static_cast<std::int32_t>(i) - 1;
  }

  std::uint32_t first_, last_, index_;
  const Lexicon::Data& data_;
  Document& doc_;
};

class VerbGroupFinder {
 public:
  VerbGroupFinder(const Sentence& sentence, std::uint32_t index, const SentenceTree& tree, const Lexicon::Data& data,
                  Document& document)
      : first_(sentence.tokens.first),
        last_(sentence.tokens.last),
        index_(index),
        role_(sentence.role),
        first_group_(document.verbs.size()),
        tree_(tree),
        data_(data),
        doc_(document) {}

  void run() {
    for (std::uint32_t i = first_; i < last_; ++i)
      if (heads_group(i)) group(i);
    make_finite();
  }

 private:
  [[nodiscard]] const Token& at(std::uint32_t i) const { return doc_.tokens[i]; }

  [[nodiscard]] bool is_auxiliary(std::uint32_t i) const {
    return is_one_of(at(i).deprel, {Deprel::aux, Deprel::aux_pass}) && at(i).head >= 0;
  }

  [[nodiscard]] bool heads_group(std::uint32_t i) const {
    const Token& t = at(i);
    if (is_auxiliary(i) && at(static_cast<std::uint32_t>(t.head)).pos == Pos::verb) return false;
    if (t.pos == Pos::noun)  // "demanded that the president resign", read as a noun
      return t.deprel == Deprel::ccomp && tree_.child(i, {Deprel::nsubj}) >= 0 && tree_.child(i, {Deprel::mark}) >= 0 &&
             tree_.child(i, {Deprel::cop, Deprel::det}) < 0;
    if (t.pos == Pos::verb)
      return !is_attributive(doc_.tokens, i) && !is_one_of(t.deprel, {Deprel::case_, Deprel::mark, Deprel::fixed});
    if (t.pos != Pos::aux) return false;
    if (!is_auxiliary(i)) return true;
    auto head = static_cast<std::uint32_t>(t.head);
    return at(head).pos != Pos::verb && at(head).pos != Pos::aux && tree_.child(head, {Deprel::cop}) < 0;
  }

  /// What belongs to a group in front of its head: auxiliaries and "to" of the same predicate, adverbs, negations.
  [[nodiscard]] bool inside_group(std::uint32_t i, std::uint32_t predicate) const {
    const Token& t = at(i);
    if (t.pos == Pos::adv || t.pos == Pos::punct || data_.negations.contains(t.lower)) return true;
    return belongs(i, predicate);
  }
  [[nodiscard]] bool belongs(std::uint32_t i, std::uint32_t predicate) const {
    const Token& t = at(i);
    if (t.head < 0) return false;
    auto head = static_cast<std::uint32_t>(t.head);
    bool of_auxiliary = t.tag == "TO" && is_auxiliary(head) && at(head).head == static_cast<std::int32_t>(predicate);
    return of_auxiliary || (head == predicate && (is_auxiliary(i) || t.tag == "TO"));
  }

  void group(std::uint32_t head) {
    const Token& main = at(head);
    bool copula = is_one_of(main.deprel, {Deprel::cop, Deprel::aux, Deprel::aux_pass});
    std::uint32_t predicate = copula && main.head >= 0 ? static_cast<std::uint32_t>(main.head) : head;
    VerbGroup v;
    v.head = head;
    v.sentence = index_;
    v.tokens = {head, head + 1};
    for (std::uint32_t i = head; i-- > first_ && inside_group(i, predicate);)
      if (belongs(i, predicate) || data_.negations.contains(at(i).lower)) v.tokens.first = i;
    bool be = false, finite = is_finite(main);
    bool to = false;
    if (main.tag == "MD") v.modal = main.lemma;
    v.past = main.tag == "VBD";
    for (std::uint32_t c : tree_.children(predicate)) {
      if (c >= head) break;
      const Token& t = at(c);
      if (!is_auxiliary(c)) continue;
      if (t.tag == "MD") v.modal = t.lemma;
      v.perfect = v.perfect || t.lemma == "have";
      be = be || t.lemma == "be" || t.deprel == Deprel::aux_pass;
      v.past = v.past || t.tag == "VBD";
      finite = finite || is_finite(t);
    }
    for (std::uint32_t k = v.tokens.first; k < v.tokens.last; ++k) {
      v.negated = v.negated || data_.negations.contains(at(k).lower);
      to = to || at(k).tag == "TO";
    }
    v.passive = be && main.tag == "VBN";
    v.progressive = be && main.tag == "VBG";
    bool subject = tree_.child(predicate, {Deprel::nsubj}) >= 0;
    // the tag is wrong: "the sides met" with a subject, "killed three and wounded two" beside a past tense
    bool beside_past =
        main.deprel == Deprel::conj && main.head >= 0 && at(static_cast<std::uint32_t>(main.head)).tag == "VBD";
    if (main.tag == "VBN" && v.tokens.size() == 1 && (subject || beside_past)) v.past = finite = true;
    bool base = main.tag == "VB" || main.pos == Pos::noun;
    if (base && v.tokens.size() == 1 && subject) finite = true;  // "demanded that they leave"
    v.form = form(main, v, finite, to, subject);
    if (v.form == VerbForm::participle) v.passive = true;
    doc_.verbs.push_back(v);
  }

  /// A sentence of running text has a finite verb: where none was found, the past form behind its main noun is it
  /// ("The envoy called on them to leave.", read as "the envoy called so").
  void make_finite() {
    std::span<VerbGroup> groups = std::span(doc_.verbs).subspan(first_group_);
    for (const VerbGroup& v : groups)
      if (v.form == VerbForm::finite) return;
    if (role_ != BlockRole::body) return;
    for (VerbGroup& v : groups) {
      const Token& t = at(v.head);
      bool of_root = t.head < 0 || (t.deprel == Deprel::acl && at(static_cast<std::uint32_t>(t.head)).head < 0);
      auto forms = data_.verb_forms.find(t.lower);
      bool can_be_past = forms == data_.verb_forms.end() || (forms->second.bits & kPast) != 0;
      if (v.form != VerbForm::participle || v.tokens.size() > 1 || !of_root || !can_be_past) continue;
      v.form = VerbForm::finite;
      v.past = true;
      v.passive = false;
      return;
    }
  }

  static VerbForm form(const Token& main, const VerbGroup& v, bool finite, bool to, bool subject) {
    if (to) return VerbForm::infinitive;
    bool bare = v.tokens.size() == 1;
    if (bare && main.tag == "VBD" && main.deprel == Deprel::acl && !subject)
      return VerbForm::participle;  // "talks held in Seoul"
    if (finite) return VerbForm::finite;
    if (main.tag == "VBG") return VerbForm::gerund;
    if (main.tag == "VBN") return v.perfect ? VerbForm::gerund : VerbForm::participle;
    return VerbForm::infinitive;  // a bare base form: "help solve"
  }

  std::uint32_t first_, last_, index_;
  BlockRole role_;
  std::size_t first_group_;
  const SentenceTree& tree_;
  const Lexicon::Data& data_;
  Document& doc_;
};

}  // namespace

void find_noun_phrases(const Sentence& sentence, std::uint32_t index, const Lexicon::Data& data, Document& document) {
  NounPhraseFinder(sentence, index, data, document).run();
}

void find_verb_groups(const Sentence& sentence, std::uint32_t index, const SentenceTree& tree,
                      const Lexicon::Data& data, Document& document) {
  VerbGroupFinder(sentence, index, tree, data, document).run();
}

}  // namespace parley
