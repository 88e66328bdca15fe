// See clauses.h.
#include "language/clauses.h"

#include <algorithm>

#include "language/phrases.h"
#include "language/sentence_tree.h"

namespace parley {
namespace {

constexpr std::int32_t kNone = -1;
constexpr int kControlDepth = 8;  // verbs that a subject is handed down by

class ClauseFinder {
 public:
  ClauseFinder(const Sentence& sentence, const SentenceTree& tree, std::size_t first_phrase, std::size_t first_verb,
               const Lexicon::Data& data, Document& document)
      : first_(sentence.tokens.first),
        last_(sentence.tokens.last),
        tree_(tree),
        data_(data),
        doc_(document),
        first_verb_(first_verb),
        phrase_of_(sentence.tokens.size(), kNone),
        group_of_(sentence.tokens.size(), kNone) {
    for (std::size_t p = first_phrase; p < doc_.phrases.size(); ++p)
      for (std::uint32_t i = doc_.phrases[p].tokens.first; i < doc_.phrases[p].tokens.last; ++i)
        phrase_of_[i - first_] = static_cast<std::int32_t>(p);
    for (std::size_t v = first_verb; v < doc_.verbs.size(); ++v) {
      std::uint32_t head = doc_.verbs[v].head;
      predicates_.push_back(predicate_of(head));
      group_of_[head - first_] = group_of_[predicates_.back() - first_] = static_cast<std::int32_t>(v);
    }
    finite_ = owners(true);
    any_ = owners(false);
  }

  void run() {
    for (std::size_t v = first_verb_; v < doc_.verbs.size(); ++v) {
      VerbGroup& g = doc_.verbs[v];
      find_clause(v);
      find_arguments(g, predicate(v));
      g.governor = governor(v);
    }
  }

 private:
  [[nodiscard]] const Token& at(std::uint32_t i) const { return doc_.tokens[i]; }
  [[nodiscard]] std::uint32_t above(std::uint32_t i) const { return static_cast<std::uint32_t>(at(i).head); }
  [[nodiscard]] std::uint32_t predicate(std::size_t v) const { return predicates_[v - first_verb_]; }
  [[nodiscard]] const VerbGroup* group(std::uint32_t predicate) const {
    std::int32_t v = group_of_[predicate - first_];
    return v < 0 ? nullptr : &doc_.verbs[static_cast<std::size_t>(v)];
  }
  [[nodiscard]] bool is(std::uint32_t predicate, VerbForm form) const {
    const VerbGroup* g = group(predicate);
    return g != nullptr && g->form == form;
  }
  [[nodiscard]] std::int32_t phrase(std::int32_t token) const {
    return token < 0 ? kNone : phrase_of_[static_cast<std::uint32_t>(token) - first_];
  }

  /// From an auxiliary or a copula to the predicate that it belongs to: the token that the arguments hang on.
  [[nodiscard]] std::uint32_t predicate_of(std::uint32_t i) const {
    while (at(i).head >= 0 && is_one_of(at(i).deprel, {Deprel::aux, Deprel::aux_pass, Deprel::cop})) i = above(i);
    return i;
  }

  /// For each token the nearest verb group whose predicate it is or hangs on; kNone if there is none.
  [[nodiscard]] std::vector<std::int32_t> owners(bool finite_only) const {
    constexpr std::int32_t kOpen = -2;
    std::vector<std::int32_t> out(last_ - first_, kOpen);
    std::vector<std::uint32_t> path;
    for (std::uint32_t start = first_; start < last_; ++start) {
      path.clear();
      std::int32_t found = kOpen;
      for (std::uint32_t i = start; found == kOpen; i = above(i)) {
        found = out[i - first_];
        if (found != kOpen) break;
        path.push_back(i);
        const VerbGroup* g = group(i);
        if (g != nullptr && (!finite_only || g->form == VerbForm::finite)) found = group_of_[i - first_];
        if (found == kOpen && at(i).head < 0) found = kNone;
      }
      for (std::uint32_t i : path) out[i - first_] = found;
    }
    return out;
  }

  // ---- clauses

  void find_clause(std::size_t v) {
    VerbGroup& g = doc_.verbs[v];
    bool finite = g.form == VerbForm::finite;
    std::int32_t owner = finite_[g.head - first_];
    auto inside = [&](std::uint32_t i) {
      return finite_[i - first_] == owner && (finite || tree_.below(i, predicate(v)));
    };
    TokenRange range = g.tokens;
    while (range.last < last_ && inside(range.last)) ++range.last;
    while (finite && range.first > first_ && inside(range.first - 1)) --range.first;
    while (range.first < g.tokens.first && at(range.first).pos == Pos::punct) ++range.first;
    while (range.last > g.tokens.last && at(range.last - 1).pos == Pos::punct) --range.last;
    g.clause = range;
    if (finite) find_opener(g);
  }

  /// The word that opens the clause: a conjunction or relative word behind nothing but "even", "in" or quotation marks.
  void find_opener(VerbGroup& g) const {
    for (std::uint32_t i = g.clause.first; i < g.tokens.first; ++i) {
      std::uint32_t last = at(i).lower == "as" && i + 2 < g.tokens.first && at(i + 2).lower == "as" ? i + 2 : i;
      if (last >= first_ + 2 && at(last).lower == "as" && at(last - 2).lower == "as") {  // "as long as"
        g.introduced_by = "as " + at(last - 1).lower + " as";
        g.clause.first = last - 2;
        return;
      }
      if (opens_clause(i)) {
        g.introduced_by = at(i).lower;
        g.clause.first = i;
        return;
      }
      if (at(i).pos != Pos::adv && at(i).pos != Pos::adp && at(i).pos != Pos::punct) return;
    }
  }

  [[nodiscard]] bool opens_clause(std::uint32_t i) const {
    const Token& t = at(i);
    return t.pos == Pos::sconj || t.pos == Pos::cconj || t.deprel == Deprel::mark || is_relative(i) ||
           data_.wh_words.contains(t.lower);
  }
  [[nodiscard]] bool is_relative(std::uint32_t i) const {
    const Token& t = at(i);
    return t.tag == "WDT" || t.tag == "WP" ||
           (t.pos == Pos::pron && t.lower != "that" && data_.relatives.contains(t.lower));
  }

  // ---- arguments

  void find_arguments(VerbGroup& g, std::uint32_t p) const {
    std::int32_t outer = tree_.child(p, {Deprel::nsubj_outer});
    if (outer >= 0 && tree_.child(p, {Deprel::cop}) == static_cast<std::int32_t>(g.head) && own_subject(p) != outer) {
      g.subject = phrase(outer);  // "The fact is that …": the first copula's
      return;
    }
    if (is_inverted(g, p)) {
      g.subject = phrase(own_object(p));
      return;
    }
    std::int32_t there = tree_.child(p, {Deprel::expl});
    g.subject = phrase(there >= 0 ? there : subject(p, 0));
    bool nominal = p != g.head;  // "is a threat"
    if (g.passive) {
      g.agent = phrase(agent(p));
    } else if (there >= 0) {
      g.object = phrase(own_subject(p));
    } else {
      bool before_noun = !nominal && at(p).deprel == Deprel::amod;  // "delivered food", read as "food that was"
      std::int32_t object = before_noun ? at(p).head : own_object(p);
      g.object = phrase(nominal ? static_cast<std::int32_t>(p) : resolved(object, p));
    }
  }

  /// "The road was closed, said the ministry": what follows a verb without a subject behind a comma or a quotation is
  /// its subject, not its object.
  [[nodiscard]] bool is_inverted(const VerbGroup& g, std::uint32_t p) const {
    if (g.form != VerbForm::finite || g.passive || p != g.head || g.tokens.first == first_) return false;
    if (at(g.tokens.first - 1).pos != Pos::punct || own_subject(p) >= 0) return false;
    std::int32_t object = phrase(own_object(p));
    return object >= 0 && doc_.phrases[static_cast<std::size_t>(object)].tokens.first == g.tokens.last;
  }

  /// Where the tree gives a finite verb no subject: the noun phrase right before it, from "of …", "in …" back to the
  /// noun before them, and from an apposition between commas back to the name.
  [[nodiscard]] std::int32_t subject_by_position(const VerbGroup& g) const {
    bool comma = g.tokens.first > first_ && at(g.tokens.first - 1).lower == ",";
    std::int32_t p = whole_phrase_before(g.tokens.first - (comma ? 1 : 0));
    if (p < 0 || !comma) return p;
    std::uint32_t start = doc_.phrases[static_cast<std::size_t>(p)].tokens.first;
    bool apposition = start > first_ && at(start - 1).lower == ",";
    std::int32_t name = apposition ? whole_phrase_before(start - 1) : kNone;
    return name >= 0 ? name : p;
  }
  [[nodiscard]] std::int32_t whole_phrase_before(std::uint32_t token) const {
    std::int32_t p = token > first_ ? phrase_of_[token - 1 - first_] : kNone;
    while (p >= 0) {
      std::uint32_t start = doc_.phrases[static_cast<std::size_t>(p)].tokens.first;
      if (start < first_ + 2 || at(start - 1).pos != Pos::adp || data_.subordinators.contains(at(start - 1).lower))
        break;
      std::uint32_t behind = start - 2;
      bool participle = (at(behind).tag == "VBG" || at(behind).tag == "VBN") && behind > first_;
      std::int32_t before = phrase_of_[behind - (participle ? 1 : 0) - first_];  // "a report made in Lima says …"
      if (before < 0) break;
      p = before;
    }
    return p;
  }

  /// A relative word stands for the noun that its clause hangs on, else for the one before it.
  [[nodiscard]] std::int32_t resolved(std::int32_t token, std::uint32_t predicate) const {
    bool relative = token >= 0 && at(predicate).head >= 0 && is_relative(static_cast<std::uint32_t>(token)) &&
                    is_one_of(at(predicate).deprel, {Deprel::acl_relcl, Deprel::advcl_relcl});
    if (relative || token < 0 || at(static_cast<std::uint32_t>(token)).tag != "WDT") {
      return relative ? at(predicate).head : token;
    }
    auto word = static_cast<std::uint32_t>(token);  // the clause hangs elsewhere: the noun phrase before it
    if (word > first_ && at(word - 1).lower == ",") --word;
    std::int32_t np = word > first_ ? phrase_of_[word - 1 - first_] : kNone;
    return np < 0 ? token : static_cast<std::int32_t>(doc_.phrases[static_cast<std::size_t>(np)].head);
  }

  /// Of several before the predicate the last: "Palestinian leader" and "Mahmoud Abbas" are often two in the tree. But
  /// not the object of a clause that hangs on the one before: "the group that controls Gaza said …".
  [[nodiscard]] std::int32_t own_subject(std::uint32_t p) const {
    std::int32_t own = kNone;
    for (std::uint32_t c : tree_.children(p))
      if (is_one_of(at(c).deprel, {Deprel::nsubj, Deprel::nsubj_pass}) &&
          (own < 0 || (c < p && !is_object_within(c, own) && !continues_list(c, own))))
        own = static_cast<std::int32_t>(c);
    if (own < 0) return tree_.child(p, {Deprel::nsubj_outer});
    bool day = data_.not_names.contains(at(static_cast<std::uint32_t>(own)).lower);  // "Saturday, the envoy met …"
    std::int32_t named = day ? tree_.child(static_cast<std::uint32_t>(own), {Deprel::appos}) : kNone;
    return named >= 0 ? named : own;
  }

  /// "The envoys of Chile, Peru and Bolivia": a list behind "of", of which the tree makes a second subject.
  [[nodiscard]] bool continues_list(std::uint32_t token, std::int32_t noun) const {
    std::int32_t np = phrase(static_cast<std::int32_t>(token));
    std::uint32_t start = np < 0 ? token : doc_.phrases[static_cast<std::size_t>(np)].tokens.first;
    std::int32_t of = tree_.child(static_cast<std::uint32_t>(noun), {Deprel::nmod});
    return start > first_ + 1 && at(start - 1).lower == "," && of >= 0 && static_cast<std::uint32_t>(of) + 2 == start &&
           tree_.child(token, {Deprel::conj}) >= 0;
  }

  /// Does the token follow right behind a verb that describes the noun?
  [[nodiscard]] bool is_object_within(std::uint32_t token, std::int32_t noun) const {
    std::int32_t np = phrase(static_cast<std::int32_t>(token));
    std::uint32_t start = np < 0 ? token : doc_.phrases[static_cast<std::size_t>(np)].tokens.first;
    if (start <= first_) return false;
    const Token& before = at(start - 1);
    return before.head == noun && is_one_of(before.deprel, {Deprel::acl, Deprel::acl_relcl});
  }

  /// The direct object; what has a preposition is none, nor is a day ("meet Saturday"), whatever the tree says.
  [[nodiscard]] std::int32_t own_object(std::uint32_t p) const {
    for (std::uint32_t c : tree_.children(p))
      if (at(c).deprel == Deprel::obj && tree_.child(c, {Deprel::case_}) < 0 && !data_.not_names.contains(at(c).lower))
        return static_cast<std::int32_t>(c);
    return tree_.child(p, {Deprel::iobj});  // "urged them to go"
  }

  [[nodiscard]] std::int32_t agent(std::uint32_t p) const {
    if (std::int32_t a = tree_.child(p, {Deprel::obl_agent}); a >= 0) return a;
    for (std::uint32_t c : tree_.children(p)) {
      std::int32_t by = at(c).deprel == Deprel::obl ? tree_.child(c, {Deprel::case_}) : kNone;
      if (by >= 0 && at(static_cast<std::uint32_t>(by)).lower == "by" && at(c).pos != Pos::num)
        return static_cast<std::int32_t>(c);
    }
    return kNone;
  }

  /// The token that is subject of the predicate: its own, or the one that the construction gives it.
  [[nodiscard]] std::int32_t subject(std::uint32_t p, int depth) const {
    std::int32_t found = follows_noun_phrase(p) ? kNone : subject_by_tree(p, depth);
    if (phrase(found) >= 0 || !is(p, VerbForm::finite)) return found;
    std::int32_t np = subject_by_position(*group(p));
    return np < 0 ? found : static_cast<std::int32_t>(doc_.phrases[static_cast<std::size_t>(np)].head);
  }
  /// "… after the king said so", "…, but Chile and Peru left", read as "comes and said", "agreed and left": what stands
  /// right before a finite verb that no conjunction joins is its subject.
  [[nodiscard]] bool follows_noun_phrase(std::uint32_t p) const {
    if (at(p).deprel != Deprel::conj || !is(p, VerbForm::finite) || own_subject(p) >= 0) return false;
    std::uint32_t verb = group(p)->tokens.first;
    return verb > first_ && phrase_of_[verb - 1 - first_] >= 0 && tree_.child(p, {Deprel::cc}) < 0;
  }

  [[nodiscard]] std::int32_t subject_by_tree(std::uint32_t p, int depth) const {
    if (std::int32_t own = own_subject(p); own >= 0) return resolved(own, p);
    if (std::int32_t own = before_infinitive(p, "for"); own >= 0) return own;
    if (at(p).head < 0 || depth > kControlDepth) return kNone;
    switch (at(p).deprel) {
      case Deprel::acl_relcl:
        return at(p).head;
      case Deprel::acl:
        return is(p, VerbForm::infinitive) ? possessor(above(p), depth) : at(p).head;
      case Deprel::xcomp:
        return controller(p, depth);
      case Deprel::conj:
        return subject_of_clause(above(p), depth);
      case Deprel::ccomp:
      case Deprel::advcl:
      case Deprel::parataxis:
        return is(p, VerbForm::finite) ? before_relative(above(p)) : controller(p, depth);
      default:
        return kNone;
    }
  }

  /// "Chile and Peru, which are at war, agreed …" with the relative clause read as the main one: its subject besides
  /// the relative word.
  [[nodiscard]] std::int32_t before_relative(std::uint32_t p) const {
    std::int32_t first = tree_.child(p, {Deprel::nsubj, Deprel::nsubj_pass});
    std::int32_t last = own_subject(p);
    bool two = first >= 0 && first < last && is_relative(static_cast<std::uint32_t>(last));
    return two ? first : kNone;
  }

  /// Of "plans to meet": who has them.
  [[nodiscard]] std::int32_t possessor(std::uint32_t noun, int depth) const {
    std::int32_t own = tree_.child(noun, {Deprel::nmod_poss});
    if (own >= 0) return own;
    return subject_of_clause(noun, depth);
  }

  /// The subject of the clause that the token is in; of "likely" in "talks likely to be put off" the noun; without any
  /// verb the word that all hangs on.
  [[nodiscard]] std::int32_t subject_of_clause(std::uint32_t i, int depth) const {
    for (;; i = above(i)) {
      if (own_subject(i) >= 0 || group(i) != nullptr) return subject(i, depth + 1);
      if (at(i).head < 0) return static_cast<std::int32_t>(i);  // a headline: "Norway and Chile to meet"
      if (at(i).deprel == Deprel::amod) return at(i).head;
    }
  }

  /// Who does what is asked, allowed or planned: the object of the verb above ("urged them to meet", "called on them to
  /// meet"), else its subject.
  [[nodiscard]] std::int32_t controller(std::uint32_t p, int depth) const {
    std::uint32_t verb = above(p);
    if (is(p, VerbForm::infinitive)) {
      std::int32_t asked_one = tree_.child(verb, {Deprel::iobj});
      std::int32_t object = asked_one >= 0 ? asked_one : own_object(verb);
      bool before = object >= 0 && static_cast<std::uint32_t>(object) < p;
      if (before && (at(p).deprel == Deprel::xcomp || asked_one >= 0)) return object;
      for (const std::string& preposition : data_.controlling)
        if (std::int32_t asked = before_infinitive(p, preposition); asked >= 0) return asked;
    } else if (std::uint32_t first = is(p, VerbForm::gerund) ? group(p)->tokens.first : first_; first > first_) {
      std::int32_t object = own_object(verb);  // "accused Chile of attacking", "kept Chile from attacking"
      bool of_object =
          object >= 0 && static_cast<std::uint32_t>(object) < first && data_.of_object.contains(at(first - 1).lower);
      if (of_object) return object;
      if (at(first - 1).lower == ",")  // "…, arguing that": who does what the whole clause tells
        while (!is(verb, VerbForm::finite) && at(verb).head >= 0) verb = above(verb);
    }
    return subject_of_clause(verb, depth);
  }

  /// The noun phrase between the preposition and the infinitive: "for X to go", "called on X to go".
  [[nodiscard]] std::int32_t before_infinitive(std::uint32_t p, std::string_view preposition) const {
    if (!is(p, VerbForm::infinitive)) return kNone;
    std::uint32_t to = group(p)->tokens.first;
    std::int32_t np = to > first_ ? phrase_of_[to - 1 - first_] : kNone;
    if (np < 0) return kNone;
    const NounPhrase& phrase = doc_.phrases[static_cast<std::size_t>(np)];
    bool after = phrase.tokens.first > first_ && at(phrase.tokens.first - 1).lower == preposition;
    bool day = at(phrase.head).pos == Pos::num || data_.not_names.contains(at(phrase.head).lower);
    return after && !day ? static_cast<std::int32_t>(phrase.head) : kNone;
  }

  /// The verb group that the group is a complement of, if it stands before it.
  [[nodiscard]] std::int32_t governor(std::size_t v) const {
    std::uint32_t p = predicate(v);
    bool finite = doc_.verbs[v].form == VerbForm::finite;
    while (!finite && at(p).deprel == Deprel::conj && at(p).head >= 0) p = above(p);
    bool complement = is_one_of(at(p).deprel, {Deprel::xcomp, Deprel::ccomp}) ||
                      (!finite && is_one_of(at(p).deprel, {Deprel::acl, Deprel::advcl}));
    if (!complement || at(p).head < 0) return kNone;
    std::int32_t g = any_[above(p) - first_];
    bool before = g >= 0 && doc_.verbs[static_cast<std::size_t>(g)].tokens.first < doc_.verbs[v].tokens.first;
    return before && static_cast<std::size_t>(g) != v ? g : kNone;
  }

  std::uint32_t first_, last_;
  const SentenceTree& tree_;
  const Lexicon::Data& data_;
  Document& doc_;
  std::size_t first_verb_;
  std::vector<std::int32_t> phrase_of_;    // by token: index into Document::phrases
  std::vector<std::int32_t> group_of_;     // by token: the verb group that it heads, as verb or predicate
  std::vector<std::uint32_t> predicates_;  // by verb group
  std::vector<std::int32_t> finite_;       // by token: the finite verb group that it belongs to
  std::vector<std::int32_t> any_;          // by token: the verb group that it belongs to
};

}  // namespace

void find_clauses(std::uint32_t sentence, const Lexicon::Data& data, Document& document) {
  const Sentence& s = document.sentences[sentence];
  std::size_t first_phrase = document.phrases.size();
  std::size_t first_verb = document.verbs.size();
  SentenceTree tree(document, s.tokens);
  find_noun_phrases(s, sentence, data, document);
  find_verb_groups(s, sentence, tree, data, document);
  if (document.verbs.size() > first_verb) ClauseFinder(s, tree, first_phrase, first_verb, data, document).run();
}

}  // namespace parley
