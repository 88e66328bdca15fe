// See direction.h.
#include "time/direction.h"

#include <algorithm>

#include "base/text.h"

namespace parley {
namespace {

constexpr std::uint32_t kReach = 25;   // words to the left that are looked at
constexpr std::uint32_t kOpening = 4;  // an expression that begins before this word opens its sentence
constexpr std::uint32_t kAhead = 12;   // and to the right, up to a comma

class Clause {
 public:
  Clause(const Document& d, const Sentence& s, const TimeRules::Data& r, TokenRange expression) : d_(d), s_(s), r_(r) {
    possessive_ = expression.last < s.tokens.last && d.tokens[expression.last].lower == "'s";
  }

  [[nodiscard]] int left(std::uint32_t from, TimeRole role, std::uint32_t& distance) const {
    bool ahead = role != TimeRole::at && role != TimeRole::every;
    bool infinitive = false;
    std::uint32_t gerund = 0;  // token of "-ing", moved over adverbs
    std::uint32_t stop = std::max(s_.tokens.first, from > kReach ? from - kReach : 0);
    for (std::uint32_t k = from; k-- > stop;) {
      const std::string& w = d_.tokens[k].lower;
      distance = from - k;
      if (w == ";") return 0;
      if (w == "to" && k + 1 < from && is_base(k + 1)) infinitive = true;
      Tense tense = tense_of(k);
      if (tense == Tense::modal || tense == Tense::prospect) return looks_back(k, from) ? -1 : kind_of(tense);
      if (tense == Tense::future) return did_before(k) ? -1 : 1;
      bool plans = infinitive && d_.tokens[k + 1].lower == "to";                          // "still plans to announce"
      bool to = plans || (infinitive && k + 2 < from && d_.tokens[k + 2].lower == "to");  // "was unlikely to meet"
      if (tense == Tense::upcoming && !possessive_ && (plans || !attributive(k))) return did_before(k) ? -1 : 1;
      if (tense == Tense::moving && (ahead || d_.tokens[k + 1].lower == "to")) return 1;
      if (tense == Tense::past_auxiliary) return to ? 1 : -1;
      if (tense == Tense::present && gerund == k + 1) return 1;
      if (tense == Tense::past || tense == Tense::moving) {
        if (attributive(k)) continue;
        int n = by_auxiliary(k);
        return n < 0 && to && !listed_past(k) ? 1 : n;
      }
      if (w.size() > 4 && w.ends_with("ing"))
        gerund = k;
      else if (gerund == k + 1 && (w == "not" || w.ends_with("ly")))
        gerund = k;
    }
    return infinitive ? 1 : 0;
  }

  /// `fronted`: the expression opens the sentence, and a comma parts it from its clause.
  [[nodiscard]] int right(std::uint32_t from, bool fronted) const {
    std::uint32_t stop = std::min(s_.tokens.last, from + kAhead);
    for (std::uint32_t k = from; k < stop; ++k) {
      if (fronted && k == from && d_.tokens[k].lower == ",") continue;
      const std::string& w = d_.tokens[k].lower;
      if (w == "," || w == ";" || w == "--" || w == "\"" || w == "that") return 0;
      if ((w == "and" || w == "but") && k + 1 < stop && tense_of(k + 1) != Tense::none) return 0;
      Tense tense = tense_of(k);
      if (tense == Tense::modal || tense == Tense::prospect) return kind_of(tense);
      if (tense == Tense::future) return 1;
      bool noun = attributive(k) || (k > from && d_.tokens[k - 1].lower == "to");
      if (tense == Tense::upcoming && !possessive_ && !noun) return 1;
      if (tense == Tense::past_auxiliary) return -1;
      if (tense == Tense::past || tense == Tense::moving) return by_auxiliary(k);
    }
    return 0;
  }

  [[nodiscard]] bool possessive() const { return possessive_; }

  /// Does the word in the past at `k` leave it to the words after the expression?
  [[nodiscard]] bool yields(std::uint32_t k, std::uint32_t distance) const {
    const TimeWord* w = r_.word(d_.tokens[k].lower);
    return w != nullptr && (w->tense == Tense::moving || (w->tense == Tense::past && distance > 2));
  }

 private:
  static int kind_of(Tense tense) { return tense == Tense::prospect ? 2 : 1; }

  [[nodiscard]] bool listed_past(std::uint32_t k) const {
    const TimeWord* w = r_.word(d_.tokens[k].lower);
    return w != nullptr && w->tense == Tense::past;
  }

  [[nodiscard]] Tense tense_of(std::uint32_t k) const {
    const std::string& w = d_.tokens[k].lower;
    const TimeWord* known = r_.word(w);
    if (known != nullptr && known->tense != Tense::none) return known->tense;
    bool regular = w.size() > 4 && w.ends_with("ed") && !d_.tokens[k].capital && !w.ends_with("eed");
    return regular && (known == nullptr || known->classes == 0) ? Tense::past : Tense::none;
  }

  /// Can the word after "to" be a verb? Not an article, a number or a name.
  [[nodiscard]] bool is_base(std::uint32_t k) const {
    const Token& t = d_.tokens[k];
    const TimeWord* known = r_.word(t.lower);
    bool plain = is_ascii_lower(t.lower[0]) && !t.capital && t.lower.size() > 1 && t.lower != "the";
    return plain && (known == nullptr || known->classes == 0);
  }

  /// "did not meet"
  [[nodiscard]] bool did_before(std::uint32_t k) const {
    for (std::uint32_t n = k; n-- > std::max(s_.tokens.first, k > 3 ? k - 3 : 0);)
      if (tense_of(n) == Tense::past_auxiliary) return d_.tokens[n].lower == "did";
    return false;
  }

  [[nodiscard]] bool attributive(std::uint32_t k) const {
    return k > s_.tokens.first && r_.attributive.contains(d_.tokens[k - 1].lower);
  }

  /// "would have met": a modal whose verb lies behind.
  [[nodiscard]] bool looks_back(std::uint32_t k, std::uint32_t from) const {
    if (d_.tokens[k].lower == "will" || d_.tokens[k].lower == "'ll") return false;
    for (std::uint32_t n = k + 1; n < std::min(k + 3, from); ++n)
      if (d_.tokens[n].lower == "have") return true;
    return false;
  }

  /// A participle or past tense at `k`: what do the auxiliaries before it say?
  [[nodiscard]] int by_auxiliary(std::uint32_t k) const {
    std::uint32_t stop = std::max(s_.tokens.first, k > 4 ? k - 4 : 0);
    for (std::uint32_t n = k; n-- > stop;) {
      const std::string& w = d_.tokens[n].lower;
      const TimeWord* known = r_.word(w);
      Tense tense = known == nullptr ? Tense::none : known->tense;
      if (tense == Tense::modal || tense == Tense::prospect) return looks_back(n, k) ? -1 : kind_of(tense);
      if (w == "to") return 1;
      if (w == "be" || w == "being" || w == "not" || w == "n't" || w.ends_with("ly")) continue;
      if (w == "is" || w == "are" || w == "'re" || w == "am") return 1;
      return -1;
    }
    return -1;
  }

  const Document& d_;
  const Sentence& s_;
  const TimeRules::Data& r_;
  bool possessive_ = false;  // "Tuesday's declaration": a verb in the present does not date it
};

const VerbGroup* nearest_verb(const Document& d, std::uint32_t token) {
  const VerbGroup* best = nullptr;
  std::uint32_t distance = 0;
  for (const VerbGroup& verb : d.verbs_in({token > 40 ? token - 40 : 0, token + 40})) {
    if (!verb.clause.contains(token)) continue;
    std::uint32_t n = verb.head < token ? token - verb.head : (verb.head - token) * 2;
    if (best != nullptr && n >= distance) continue;
    best = &verb;
    distance = n;
  }
  return best;
}

}  // namespace

std::optional<Preposition> preposition_of(const Document& document, const Sentence& sentence, std::uint32_t token,
                                          const TimeRules::Data& rules) {
  std::uint32_t begin = sentence.tokens.first;
  auto low = [&](std::uint32_t k) -> const std::string& { return document.tokens[k].lower; };
  if (token > begin && low(token - 1) == "the") --token;
  for (std::uint32_t n = std::min(3U, token - begin); n > 0; --n) {  // the longest first
    std::string words = low(token - n);
    for (std::uint32_t k = token - n + 1; k < token; ++k) words += ' ' + low(k);
    if (auto it = rules.roles.find(words); it != rules.roles.end()) return Preposition{it->second, token - n};
  }
  return std::nullopt;
}

int clause_direction(const Document& document, const Sentence& sentence, TokenRange expression, TimeRole role,
                     const TimeRules::Data& rules) {
  if (expression.first > sentence.tokens.first && document.tokens[expression.first - 1].lower == "since") return -1;
  Clause clause(document, sentence, rules, expression);
  std::uint32_t distance = 0;
  bool limit = role == TimeRole::until || role == TimeRole::by;
  int found = clause.left(expression.first, role, distance);
  // "said the talks on Monday will …", "has set Nov. 10 as the deadline"
  if (found < 0 && clause.yields(expression.first - distance, distance) && clause.right(expression.last, false) > 0)
    return 1;
  if (found == 0) found = clause.right(expression.last, expression.first < sentence.tokens.first + kOpening);
  if (limit) return found < 0 ? 0 : 1;
  if (found != 0) return found;
  if (role == TimeRole::since) return -1;
  const VerbGroup* verb = nearest_verb(document, expression.first);
  if (verb == nullptr) return 0;
  if (verb->past || verb->perfect) return -1;
  return !clause.possessive() && verb->form == VerbForm::finite && document.tokens[verb->head].lemma != "be" ? 1 : 0;
}

}  // namespace parley
