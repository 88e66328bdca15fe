// See phrases.h.
#include "language/phrases.h"

namespace parley {
namespace {

class Chunker {
 public:
  Chunker(const Sentence& sentence, std::uint32_t index, const Lexicon::Data& data, Document& document)
      : first_(sentence.tokens.first),
        last_(sentence.tokens.last),
        index_(index),
        data_(data),
        doc_(document),
        phrase_base_(document.phrases.size()),
        verb_base_(document.verbs.size()) {}

  void run() {
    noun_phrases();
    verb_groups();
    clauses();
    for (std::size_t v = verb_base_; v < doc_.verbs.size(); ++v) subject(v);
    for (std::size_t v = verb_base_; v < doc_.verbs.size(); ++v) object(v);
    for (std::size_t v = verb_base_; v < doc_.verbs.size(); ++v) govern(v);
  }

 private:
  [[nodiscard]] const Token& at(std::uint32_t i) const { return doc_.tokens[i]; }
  [[nodiscard]] Pos pos(std::uint32_t i) const { return i >= first_ && i < last_ ? at(i).pos : Pos::punct; }

  // ---- noun phrases
  // ---------------------------------------------------------------------------------------------------

  void put(std::uint32_t begin, std::uint32_t end, std::uint32_t head, bool possessive) {
    NounPhrase p;
    p.tokens = {begin, end};
    p.head = head;
    p.sentence = index_;
    p.possessive = possessive;
    doc_.phrases.push_back(p);
  }

  [[nodiscard]] bool modifies(std::uint32_t i) const {
    Pos p = pos(i);
    return p == Pos::adj || p == Pos::num || p == Pos::noun || p == Pos::propn || p == Pos::sym;
  }

  void noun_phrases() {
    std::uint32_t i = first_;
    while (i < last_) {
      if (pos(i) == Pos::pron && at(i).tag != "WDT") {
        put(i, i + 1, i, false);
        ++i;
        continue;
      }
      std::uint32_t begin = i;
      while (i < last_ && pos(i) == Pos::det) ++i;
      bool determined = i > begin;
      std::uint32_t head = last_;
      while (i < last_) {
        if (modifies(i)) {
          if (pos(i) != Pos::adj) head = i;
        } else if (pos(i) == Pos::adv && i + 1 < last_ && pos(i + 1) == Pos::adj && (determined || head == last_)) {
        } else if (joins_modifiers(i, head)) {
        } else {
          break;
        }
        ++i;
      }
      while (i > begin && head != last_ && i - 1 > head && pos(i - 1) != Pos::adj) --i;
      if (head == last_ && determined && i > begin) head = i - 1;  // "the unemployed", "this"
      if (head == last_) {
        i = std::max(i, begin + 1);
        continue;
      }
      if (pos(i) == Pos::adj || i > head + 1) i = head + 1;
      bool possessive = pos(i) == Pos::part && at(i).tag == "POS";
      put(begin, i, head, possessive);
      if (possessive) ++i;
      if (i == begin) ++i;
    }
  }

  /// A hyphen or "and" inside the modifiers: "North Korea-US summit", "political and military talks".
  [[nodiscard]] bool joins_modifiers(std::uint32_t i, std::uint32_t head) const {
    if (i + 1 >= last_ || i == first_) return false;
    bool hyphen = at(i).lower == "-" && !at(i).space_after && !at(i - 1).space_after && modifies(i + 1);
    bool both = (at(i).lower == "and" || at(i).lower == "or") && pos(i - 1) == Pos::adj && pos(i + 1) == Pos::adj &&
                head == last_;
    return hyphen || both;
  }

  // ---- verb groups
  // ------------------------------------------------------------------------------------------------------

  [[nodiscard]] bool is_verbal(std::uint32_t i) const { return pos(i) == Pos::verb || pos(i) == Pos::aux; }

  [[nodiscard]] bool inside_group(std::uint32_t i) const {
    if (is_verbal(i) || pos(i) == Pos::adv) return true;
    return data_.negations.contains(at(i).lower);
  }

  void verb_groups() {
    std::uint32_t i = first_;
    while (i < last_) {
      bool negated = i + 1 < last_ && data_.negations.contains(at(i).lower) && at(i + 1).tag == "TO";
      bool infinitive = at(i).tag == "TO" || negated;
      if (!infinitive && !is_verbal(i)) {
        ++i;
        continue;
      }
      std::uint32_t begin = i;
      std::uint32_t end = i + 1 + (negated ? 1 : 0);
      while (end < last_ && inside_group(end)) {
        bool complete = end > begin && pos(end - 1) == Pos::verb;
        if (complete && is_verbal(end)) break;  // "said meets": two groups
        ++end;
      }
      std::uint32_t head = end;
      for (std::uint32_t k = begin; k < end; ++k)
        if (is_verbal(k)) {
          head = k;
          if (pos(k) == Pos::verb) break;
        }
      if (head == end) {
        i = end;
        continue;
      }
      group({begin, head + 1}, head);
      i = head + 1;
    }
  }

  void group(TokenRange tokens, std::uint32_t head) {
    VerbGroup v;
    v.tokens = tokens;
    v.head = head;
    v.sentence = index_;
    bool be = false;
    bool finite = false;
    for (std::uint32_t k = tokens.first; k < tokens.last; ++k) {
      const Token& t = at(k);
      v.negated = v.negated || data_.negations.contains(t.lower);
      if (t.tag == "MD") {
        v.modal = t.lemma;
        finite = true;
      }
      if (t.pos == Pos::aux && t.lemma == "have" && k != head) v.perfect = true;
      if (t.pos == Pos::aux && t.lemma == "be" && k != head) be = true;
      if (t.tag == "VBD") v.past = true;
      if (t.tag == "VBD" || t.tag == "VBZ" || t.tag == "VBP") finite = true;
    }
    const Token& main = at(head);
    v.passive = be && main.tag == "VBN";
    v.progressive = be && main.tag == "VBG";
    bool to_first = at(tokens.first).tag == "TO" || (tokens.size() > 1 && at(tokens.first + 1).tag == "TO");
    if (to_first) {
      v.form = VerbForm::infinitive;
    } else if (finite) {
      v.form = VerbForm::finite;
    } else if (main.tag == "VBG" || at(tokens.first).tag == "VBG") {
      v.form = VerbForm::gerund;
    } else if (main.tag == "VBN") {
      v.form = VerbForm::participle;
      v.passive = true;
    } else {
      v.form = VerbForm::infinitive;  // a bare base form: "help solve"
    }
    doc_.verbs.push_back(v);
  }

  // ---- clauses
  // ------------------------------------------------------------------------------------------------------------

  [[nodiscard]] bool opens_clause(std::uint32_t i) const {
    const Token& t = at(i);
    if (t.pos == Pos::sconj || t.tag == "WDT" || data_.wh_words.contains(t.lower)) return true;
    if (t.pos == Pos::pron || t.pos == Pos::det) return data_.relatives.contains(t.lower) && t.lower != "that";
    return t.pos == Pos::cconj;
  }
  [[nodiscard]] bool breaks_clause(std::uint32_t i) const {
    const std::string& w = at(i).lower;
    return w == ";" || w == ":" || w == "\"" || w == "-" || w == "--" || w == "(" || w == ")" || w == ",";
  }

  /// Where the clause of the finite verb `next` begins, given that the one before ends at or after `previous`.
  [[nodiscard]] std::uint32_t boundary(std::uint32_t previous_start, std::uint32_t previous_end,
                                       std::uint32_t next) const {
    bool after_relative = previous_start < previous_end && data_.relatives.contains(at(previous_start).lower) &&
                          next > previous_end && at(next - 1).lower == ",";
    if (after_relative) return next;  // "…, who lives there, said": the main clause goes on
    for (std::uint32_t i = next; i-- > previous_end;)
      if (opens_clause(i) && pos(i) != Pos::cconj) return compound_opener(i, previous_end);
    for (std::uint32_t i = next; i-- > previous_end;)
      if (pos(i) == Pos::cconj) return i;
    // A comma right before the verb closes an apposition: the pair of commas belongs to the subject.
    int skipped = next > previous_end && at(next - 1).lower == "," ? 2 : 0;
    for (std::uint32_t i = next; i-- > previous_end;) {
      if (!breaks_clause(i)) continue;
      if (at(i).lower == "," && skipped-- > 0) continue;
      return i + 1;
    }
    // "said North Korea has": the noun phrase just before the verb is its subject
    for (std::size_t p = doc_.phrases.size(); p-- > phrase_base_;) {
      const NounPhrase& phrase = doc_.phrases[p];
      if (phrase.tokens.last <= next && phrase.tokens.first >= previous_end) {
        std::uint32_t start = phrase.tokens.first;
        while (p-- > phrase_base_ && doc_.phrases[p].tokens.first >= previous_end && start > previous_end &&
               (pos(start - 1) == Pos::adp || doc_.phrases[p].tokens.last + doc_.phrases[p].possessive == start))
          start = doc_.phrases[p].tokens.first;
        return start;
      }
    }
    return next;
  }

  /// "as long as": from the last word of a compound subordinator to its first.
  [[nodiscard]] std::uint32_t compound_opener(std::uint32_t i, std::uint32_t from) const {
    bool as_x_as = at(i).lower == "as" && i >= from + 2 && at(i - 2).lower == "as";
    return as_x_as ? i - 2 : i;
  }

  void clauses() {
    std::vector<std::size_t> finite;
    for (std::size_t v = verb_base_; v < doc_.verbs.size(); ++v)
      if (doc_.verbs[v].form == VerbForm::finite) finite.push_back(v);
    std::vector<std::uint32_t> starts;
    for (std::size_t k = 0; k < finite.size(); ++k) {
      std::uint32_t begin =
          k == 0 ? first_opening(doc_.verbs[finite[0]].tokens.first)
                 : boundary(starts.back(), doc_.verbs[finite[k - 1]].tokens.last, doc_.verbs[finite[k]].tokens.first);
      starts.push_back(begin);
    }
    for (std::size_t k = 0; k < finite.size(); ++k) {
      VerbGroup& v = doc_.verbs[finite[k]];
      std::uint32_t end = k + 1 < finite.size() ? starts[k + 1] : last_;
      v.clause = {starts[k], std::max(end, v.tokens.last)};
      trim(v.clause);
      std::uint32_t first = v.clause.first;
      if (opens_clause(first) && first < v.tokens.first) v.introduced_by = at(first).lower;
      bool compound = first + 2 < v.tokens.first && at(first).lower == "as" && at(first + 2).lower == "as";
      if (compound) v.introduced_by = "as " + at(first + 1).lower + " as";
    }
    for (std::size_t v = verb_base_; v < doc_.verbs.size(); ++v)
      if (doc_.verbs[v].form != VerbForm::finite) dependent_clause(v, finite);
  }

  /// The first clause starts at its subordinator if one stands after the sentence's first words, else at the sentence.
  [[nodiscard]] std::uint32_t first_opening(std::uint32_t verb) const {
    for (std::uint32_t i = verb; i-- > first_;)
      if (opens_clause(i) && pos(i) != Pos::cconj) return i;
    return first_;
  }

  void trim(TokenRange& range) const {
    auto outer = [&](std::uint32_t i) { return at(i).pos == Pos::punct; };
    while (!range.empty() && outer(range.first)) ++range.first;
    while (!range.empty() && outer(range.last - 1)) --range.last;
  }

  /// An infinitive's or participle's clause: from itself to the end of the finite clause around it, or to the next
  /// comma before another verb.
  void dependent_clause(std::size_t index, const std::vector<std::size_t>& finite) {
    VerbGroup& v = doc_.verbs[index];
    std::uint32_t end = last_;
    for (std::size_t f : finite) {
      const VerbGroup& g = doc_.verbs[f];
      if (g.clause.contains(v.head)) end = g.clause.last;
      if (g.clause.first > v.head) end = std::min(end, g.clause.first);
      bool matrix_after = g.clause.contains(v.head) && g.tokens.first > v.head;  // "talks scheduled for Friday were …"
      if (matrix_after) end = std::min(end, g.tokens.first);
    }
    for (std::uint32_t i = v.tokens.last; i < end; ++i)
      if (breaks_clause(i) && at(i).lower != "\"" && verb_between(i, end)) end = i;
    v.clause = {v.tokens.first, std::max(end, v.tokens.last)};
    trim(v.clause);
  }

  [[nodiscard]] bool verb_between(std::uint32_t from, std::uint32_t to) const {
    for (std::size_t v = verb_base_; v < doc_.verbs.size(); ++v)
      if (doc_.verbs[v].tokens.first >= from && doc_.verbs[v].tokens.first < to) return true;
    return false;
  }

  // ---- arguments
  // ----------------------------------------------------------------------------------------------------------

  /// Index of the last phrase that ends at or before `token` and begins at or after `from`; -1 if there is none.
  [[nodiscard]] std::int32_t phrase_before(std::uint32_t token, std::uint32_t from) const {
    for (std::size_t p = doc_.phrases.size(); p-- > phrase_base_;)
      if (doc_.phrases[p].tokens.last <= token)
        return doc_.phrases[p].tokens.first >= from ? static_cast<std::int32_t>(p) : -1;
    return -1;
  }
  [[nodiscard]] std::int32_t phrase_at_or_after(std::uint32_t token, std::uint32_t end) const {
    for (std::size_t p = phrase_base_; p < doc_.phrases.size(); ++p)
      if (doc_.phrases[p].tokens.first >= token)
        return doc_.phrases[p].tokens.first < end ? static_cast<std::int32_t>(p) : -1;
    return -1;
  }

  /// From a phrase before the verb to the head of the whole noun phrase: over "of …", "in …", appositions, possessives.
  [[nodiscard]] std::int32_t climb(std::int32_t p, std::uint32_t from) const {
    while (p >= 0) {
      std::uint32_t start = doc_.phrases[static_cast<std::size_t>(p)].tokens.first;
      if (start == 0 || start <= from) return p;
      if (pos(start - 1) == Pos::cconj) {  // "talks between Norway and Chile": over the first conjunct
        std::int32_t first = phrase_before(start - 1, from);
        if (first < 0 || doc_.phrases[static_cast<std::size_t>(first)].tokens.last != start - 1) return p;
        p = first;
        continue;
      }
      bool attached = pos(start - 1) == Pos::adp;
      if (!attached) return p;
      std::int32_t q = phrase_before(start - 1, from);
      // "In November talks were held": a preposition at the clause's start takes its phrase out of question
      if (q < 0) return -1;
      p = q;
    }
    return p;
  }

  void subject(std::size_t index) {
    VerbGroup& v = doc_.verbs[index];
    if (v.form == VerbForm::finite) {
      v.subject = finite_subject(index);
    } else if (v.form == VerbForm::participle) {
      std::int32_t p = phrase_before(v.tokens.first, first_);
      bool adjacent = p >= 0 && doc_.phrases[static_cast<std::size_t>(p)].tokens.last + 1 >= v.tokens.first;
      v.subject = adjacent ? climb_loose(p) : matrix_subject(index);
    }
    // infinitives and gerunds get theirs from their governor, in govern()
  }

  [[nodiscard]] std::int32_t climb_loose(std::int32_t p) const {
    std::int32_t q = climb(p, first_);
    return q < 0 ? p : q;
  }

  [[nodiscard]] std::int32_t matrix_subject(std::size_t index) const {
    for (std::size_t k = index; k-- > verb_base_;)
      if (doc_.verbs[k].form == VerbForm::finite) return doc_.verbs[k].subject;
    return -1;
  }

  std::int32_t finite_subject(std::size_t index) {
    const VerbGroup& v = doc_.verbs[index];
    std::uint32_t from = v.clause.first;
    std::uint32_t opener = from < v.tokens.first && opens_clause(from) ? from + 1 : from;
    if (v.introduced_by.starts_with("as ")) opener = from + 3;
    std::int32_t p = climb(phrase_before(v.tokens.first, opener), opener);
    if (p >= 0) p = over_apposition(p, opener);
    if (p >= 0) return p;
    bool relative = from < v.tokens.first && (at(from).tag == "WDT" || data_.relatives.contains(at(from).lower));
    if (relative) {
      std::int32_t noun = phrase_before(from, first_);
      return noun;
    }
    if (from < v.tokens.first && pos(from) == Pos::cconj) return matrix_subject(index);
    bool own_clause = v.clause.first == v.tokens.first && index > verb_base_ && at(v.tokens.first - 1).lower == ",";
    if (own_clause)  // "…, who lives there, said": the main clause goes on
      for (std::size_t k = index; k-- > verb_base_;)
        if (doc_.verbs[k].form == VerbForm::finite) {
          if (data_.relatives.contains(doc_.verbs[k].introduced_by)) return resumed_subject(index);
          break;
        }
    if (std::int32_t inverted = inverted_subject(v); inverted >= 0) return inverted;
    return resumed_subject(index);
  }

  /// "Kim Yong-chol, vice chairman of the party, said": from the apposition back to the name.
  [[nodiscard]] std::int32_t over_apposition(std::int32_t p, std::uint32_t from) const {
    std::uint32_t start = doc_.phrases[static_cast<std::size_t>(p)].tokens.first;
    std::uint32_t verb_side = doc_.phrases[static_cast<std::size_t>(p)].tokens.last;
    bool commas = start > from && at(start - 1).lower == "," && closed_by_comma(verb_side);
    if (!commas) return p;
    std::int32_t q = phrase_before(start - 1, from);
    if (q < 0 || doc_.phrases[static_cast<std::size_t>(q)].tokens.last != start - 1) return p;
    std::int32_t climbed = climb(q, from);
    return climbed >= 0 ? climbed : q;
  }

  /// Does a comma stand between here and the verb, with no verb in between?
  [[nodiscard]] bool closed_by_comma(std::uint32_t token) const {
    for (std::uint32_t i = token; i < last_ && !is_verbal(i); ++i)
      if (at(i).lower == ",") return true;
    return false;
  }

  /// '"…," said X': no noun phrase before the verb, one right after it.
  [[nodiscard]] std::int32_t inverted_subject(const VerbGroup& v) const {
    if (v.passive || v.tokens.first == first_) return -1;
    const std::string& w = at(v.tokens.first - 1).lower;
    if (w != "\"" && w != ",") return -1;
    std::int32_t p = phrase_at_or_after(v.tokens.last, last_);
    return p >= 0 && doc_.phrases[static_cast<std::size_t>(p)].tokens.first == v.tokens.last ? p : -1;
  }

  /// After a relative clause or parenthesis the main clause goes on: its subject is the one that was left open.
  [[nodiscard]] std::int32_t resumed_subject(std::size_t index) const {
    for (std::size_t k = index; k-- > verb_base_;) {
      const VerbGroup& g = doc_.verbs[k];
      if (g.form != VerbForm::finite) continue;
      bool relative = !g.introduced_by.empty() && data_.relatives.contains(g.introduced_by);
      if (relative && g.clause.first > first_) {
        std::int32_t noun = phrase_before(g.clause.first, first_);
        if (noun >= 0) return climb_loose(noun);
      }
      if (!relative) return g.subject;
    }
    return climb_loose(phrase_before(doc_.verbs[index].tokens.first, first_));
  }

  void object(std::size_t index) {
    VerbGroup& v = doc_.verbs[index];
    std::uint32_t i = v.tokens.last;
    while (i < last_ && (pos(i) == Pos::adv || data_.particles.contains(at(i).lower)) && pos(i) != Pos::sconj) {
      bool particle = data_.particles.contains(at(i).lower);
      bool phrase_next = pos(i) == Pos::adp && !data_.only_particles.contains(at(i).lower) && i + 1 < last_ &&
                         (pos(i + 1) == Pos::num || at(i + 1).tag == "NNP");
      if (particle && (v.passive || phrase_next)) break;
      ++i;
    }
    if (v.passive) {
      agent(v);
      return;
    }
    std::int32_t p = phrase_at_or_after(i, last_);
    if (p < 0 || doc_.phrases[static_cast<std::size_t>(p)].tokens.first != i || p == v.subject) return;
    bool finite_follows = false;  // "said North Korea has": the phrase is the next clause's subject
    for (std::size_t k = index + 1; k < doc_.verbs.size(); ++k)
      if (doc_.verbs[k].form == VerbForm::finite && doc_.verbs[k].subject == p) finite_follows = true;
    if (finite_follows) return;
    while (doc_.phrases[static_cast<std::size_t>(p)].possessive &&
           static_cast<std::size_t>(p) + 1 < doc_.phrases.size())
      ++p;
    v.object = p;
  }

  void agent(VerbGroup& v) const {
    for (std::uint32_t i = v.tokens.last; i < std::min(v.clause.last, v.tokens.last + 8); ++i) {
      if (at(i).lower != "by") continue;
      std::int32_t p = phrase_at_or_after(i + 1, last_);
      bool right = p >= 0 && doc_.phrases[static_cast<std::size_t>(p)].tokens.first == i + 1;
      if (right && pos(i + 1) != Pos::num) v.agent = p;
      return;
    }
  }

  /// Complements: the verb that an infinitive, gerund or that-clause hangs on, and the subject that control gives it.
  void govern(std::size_t index) {
    VerbGroup& v = doc_.verbs[index];
    for (std::size_t k = index; k-- > verb_base_;) {
      const VerbGroup& g = doc_.verbs[k];
      if (v.form == VerbForm::finite) {
        bool content = v.introduced_by == "that" || data_.wh_words.contains(v.introduced_by) ||
                       (v.introduced_by.empty() && v.clause.first == g.tokens.last);
        if (content && v.clause.first >= g.tokens.last && v.clause.first <= g.tokens.last + 8)
          v.governor = static_cast<std::int32_t>(k);
        if (v.governor >= 0 || g.form == VerbForm::finite) break;
        continue;
      }
      if (g.tokens.last > v.tokens.first) continue;
      v.governor = static_cast<std::int32_t>(k);
      break;
    }
    if (v.form == VerbForm::finite || v.form == VerbForm::participle) return;
    if (v.governor < 0) {
      initial_complement(v);
      return;
    }
    const VerbGroup& g = doc_.verbs[static_cast<std::size_t>(v.governor)];
    bool object_between =
        g.object >= 0 && doc_.phrases[static_cast<std::size_t>(g.object)].tokens.last <= v.tokens.first;
    bool direct = object_between && v.form == VerbForm::infinitive &&
                  doc_.phrases[static_cast<std::size_t>(g.object)].tokens.last == v.tokens.first;
    // "called on X to …": a phrase with a preposition right before the infinitive
    std::int32_t p = phrase_before(v.tokens.first, g.tokens.last);
    bool oblique = v.form == VerbForm::infinitive && p >= 0 &&
                   doc_.phrases[static_cast<std::size_t>(p)].tokens.last == v.tokens.first;
    v.subject = direct ? g.object : oblique && !object_between ? p : g.subject;
    if (g.passive && g.agent < 0 && !oblique) v.subject = g.subject;
  }

  /// "After meeting the envoy, Kim said": the subject comes with the next finite verb.
  void initial_complement(VerbGroup& v) const {
    if (v.form == VerbForm::infinitive)  // a headline: "Talks likely to be put off"
      if (std::int32_t p = phrase_before(v.tokens.first, first_); p >= 0) {
        v.subject = climb_loose(p);
        return;
      }
    for (std::size_t k = verb_base_; k < doc_.verbs.size(); ++k)
      if (doc_.verbs[k].form == VerbForm::finite && doc_.verbs[k].tokens.first > v.tokens.last) {
        v.subject = doc_.verbs[k].subject;
        return;
      }
  }

  std::uint32_t first_, last_, index_;
  const Lexicon::Data& data_;
  Document& doc_;
  std::size_t phrase_base_, verb_base_;
};

}  // namespace

void find_phrases(const Sentence& sentence, std::uint32_t index, const Lexicon::Data& data, Document& document) {
  Chunker(sentence, index, data, document).run();
}

}  // namespace parley
