// See trigger_match.h.
#include "reading/trigger_match.h"

#include <algorithm>

#include "base/text.h"
#include "language/sentence_tree.h"

namespace parley {
namespace {

constexpr std::uint32_t kReach = 8;  // words between a verb and the rest of its entry

class Matcher {
 public:
  Matcher(const Document& d, const EventRules& rules, TokenRange tokens)
      : d_(d), rules_(rules), range_(tokens), tree_(d, tokens) {}

  std::vector<TriggerMatch> run() {
    for (std::uint32_t i = range_.first; i < range_.last; ++i) {
      const Token& t = d_.tokens[i];
      if (t.pos == Pos::verb || t.pos == Pos::aux) verb(i);
      if (t.pos == Pos::noun) noun(i);
    }
    return std::move(out_);
  }

 private:
  void verb(std::uint32_t i) {
    auto it = rules_.verbs.find(d_.tokens[i].lemma);
    if (it == rules_.verbs.end()) return;
    for (std::uint32_t index : it->second) {
      const EventTrigger& t = rules_.triggers[index];
      if (t.pos != Pos::verb || !rest_follows(i, t)) continue;
      TriggerMatch m{index, i, object_of(i, t.object), {}};
      if (!t.object.empty() && (m.object < 0 || !fits(t.object, m.object)))
        m.missing = "no object of " + join(t.object, ", ");
      else if (m.object >= 0 && !t.not_object.empty() && fits(t.not_object, m.object))
        m.missing = "its object is one of " + join(t.not_object, ", ");
      else if (!t.complement.empty() && !has_complement(i, t.complement))
        m.missing = "no complement '" + t.complement + "'";
      out_.push_back(std::move(m));
    }
  }

  void noun(std::uint32_t head) {
    std::uint32_t begin = head;
    while (begin > range_.first && head - begin < 3 && d_.tokens[begin - 1].head == static_cast<std::int32_t>(head) &&
           d_.tokens[begin - 1].deprel != Deprel::case_)
      --begin;
    for (std::uint32_t i = begin; i <= head; ++i) {
      auto word = [&](std::uint32_t k) {
        return i + k <= head ? std::string_view(d_.tokens[i + k].lemma) : std::string_view();
      };
      auto found = rules_.nouns.longest(word);
      if (found.length == 0 || i + found.length != head + 1) continue;
      out_.push_back({found.payload, head, -1, {}});
      return;
    }
  }

  /// Are the entry's further words there, one after the other, within reach of the verb?
  [[nodiscard]] bool rest_follows(std::uint32_t verb, const EventTrigger& t) const {
    std::uint32_t at = verb + 1;
    std::uint32_t end = std::min(range_.last, verb + 1 + kReach + static_cast<std::uint32_t>(t.words.size()));
    for (std::size_t k = 1; k < t.words.size(); ++k) {
      while (at < end && d_.tokens[at].lemma != t.words[k] && d_.tokens[at].lower != t.words[k]) ++at;
      if (at == end) return false;
      ++at;
    }
    return true;
  }

  /// The word in the object's place: of those that hang on the verb as objects, subjects of a passive or after a
  /// preposition the one that fits, else the first; -1 if there is none.
  [[nodiscard]] std::int32_t object_of(std::uint32_t verb, const std::vector<std::string>& wanted) const {
    std::int32_t first = -1;
    for (std::uint32_t c : tree_.children(verb)) {
      bool direct = is_one_of(d_.tokens[c].deprel, {Deprel::obj, Deprel::nsubj_pass});
      if (!direct && (wanted.empty() || !is_one_of(d_.tokens[c].deprel, {Deprel::obl, Deprel::xcomp}))) continue;
      auto at = static_cast<std::int32_t>(c);
      if (!wanted.empty() && fits(wanted, at)) return at;
      if (direct && first < 0) first = at;
    }
    return first;
  }

  /// Does the word, or a noun inside its phrase ("a round of talks", "talks and visits"), belong to one of the classes?
  [[nodiscard]] bool fits(const std::vector<std::string>& patterns, std::int32_t object) const {
    auto head = static_cast<std::uint32_t>(object);
    if (rules_.classes.matches_any(patterns, d_, head)) return true;
    auto inner = tree_.children(head);
    return std::any_of(inner.begin(), inner.end(), [&](std::uint32_t c) {
      return is_one_of(d_.tokens[c].deprel, {Deprel::conj, Deprel::nmod}) &&
             rules_.classes.matches_any(patterns, d_, c);
    });
  }

  [[nodiscard]] bool has_complement(std::uint32_t verb, const std::string& kind) const {
    for (std::uint32_t c : tree_.children(verb)) {
      if (!is_one_of(d_.tokens[c].deprel, {Deprel::xcomp, Deprel::ccomp, Deprel::advcl})) continue;
      bool ing = d_.tokens[c].tag == "VBG";
      if (kind == "ing" && ing) return true;
      if (kind == "to" && !ing && d_.tokens[c].deprel != Deprel::ccomp) return true;
      if (kind == "that" && d_.tokens[c].deprel == Deprel::ccomp) return true;
    }
    return false;
  }

  const Document& d_;
  const EventRules& rules_;
  TokenRange range_;
  SentenceTree tree_;
  std::vector<TriggerMatch> out_;
};

}  // namespace

std::vector<TriggerMatch> match_triggers(const Document& document, const EventRules& rules, TokenRange tokens) {
  return Matcher(document, rules, tokens).run();
}

}  // namespace parley
