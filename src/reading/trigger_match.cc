// See trigger_match.h.
#include "reading/trigger_match.h"

#include <algorithm>

#include "base/text.h"

namespace parley {
namespace {

constexpr int kWordScore = 10;
constexpr std::uint32_t kParticleReach = 7;  // words between a verb and its particle: "called the planned talks off"

std::string in_words(const VerbHit& hit) {
  switch (hit.lacks) {
    case VerbHit::Lacks::nothing:
      return {};
    case VerbHit::Lacks::object:
      return "no object of " + join(hit.trigger->object, ", ");
    case VerbHit::Lacks::other_object:
      return "its object is one of " + join(hit.trigger->not_object, ", ");
    case VerbHit::Lacks::subject:
      return "no subject of " + join(hit.trigger->subject, ", ");
    case VerbHit::Lacks::complement:
      return "no complement '" + hit.trigger->complement + "'";
  }
  return {};
}

}  // namespace

/// A name whose title is a phrase of its own is meant by it: "the US Secretary of State Madeleine Albright".
std::int32_t phrase_of_name(const Document& d, std::int32_t p) {
  const NounPhrase& title = d.phrases[static_cast<std::size_t>(p)];
  for (const Mention& m : d.mentions_in(title.tokens))
    if (m.kind == MentionKind::person && m.head.first >= title.tokens.last) {
      auto phrases = d.phrases_in({title.tokens.last, m.head.last});
      for (const NounPhrase& np : phrases)
        if (np.tokens.contains(m.head.last - 1)) return static_cast<std::int32_t>(&np - d.phrases.data());
    }
  return p;
}

std::int32_t phrase_from(const Document& d, std::uint32_t token, std::uint32_t end, std::int32_t fallback) {
  auto it = std::lower_bound(d.phrases.begin(), d.phrases.end(), token,
                             [](const NounPhrase& p, std::uint32_t t) { return p.tokens.first < t; });
  bool next = it != d.phrases.end() && it->tokens.first < end &&
              (it->tokens.first <= token || (it->tokens.first == token + 1 && d.tokens[token].pos == Pos::adv));
  if (!next) return fallback;
  auto p = static_cast<std::int32_t>(it - d.phrases.begin());
  return it->mention < 0 ? phrase_of_name(d, p) : p;
}

std::vector<VerbHit> TriggerMatcher::on_verb(std::uint32_t v) const {
  std::vector<VerbHit> out;
  if (auto it = rules_.verbs.find(d_.tokens[d_.verbs[v].head].lemma); it != rules_.verbs.end())
    for (std::uint32_t index : it->second)
      if (VerbHit hit = match(v, rules_.triggers[index]); hit.trigger != nullptr) out.push_back(hit);
  std::uint32_t adjective = predicate(d_.verbs[v]);
  bool of_other = adjective != d_.verbs[v].head && d_.tokens[adjective].pos == Pos::verb;  // told on that verb
  if (of_other) return out;
  if (auto it = rules_.adjectives.find(d_.tokens[adjective].lower); it != rules_.adjectives.end())
    for (std::uint32_t index : it->second)
      if (VerbHit hit = match_adjective(v, adjective, rules_.triggers[index]); hit.trigger != nullptr)
        out.push_back(hit);
  return out;
}

std::pair<const EventTrigger*, std::uint32_t> TriggerMatcher::on_noun(std::uint32_t p) const {
  const NounPhrase& np = d_.phrases[p];
  if (d_.tokens[np.head].pos == Pos::pron || d_.tokens[np.head].pos == Pos::propn) return {};
  for (std::uint32_t i = np.tokens.first; i <= np.head; ++i) {
    auto m = rules_.nouns.longest([&](std::uint32_t k) {
      return i + k <= np.head ? std::string_view(d_.tokens[i + k].lemma) : std::string_view();
    });
    if (m.length != 0 && i + m.length == np.head + 1 && stands_right(rules_.triggers[m.payload], p))
      return {&rules_.triggers[m.payload], i};
  }
  return {};
}

/// A noun's place: behind none of its excluded words ("under pressure"), and before what it asks for ("an end to the
/// war").
bool TriggerMatcher::stands_right(const EventTrigger& t, std::uint32_t p) const {
  const NounPhrase& np = d_.phrases[p];
  auto follows = [&](const std::string& word) {
    return np.tokens.first > 0 && d_.tokens[np.tokens.first - 1].lower == word;
  };
  if (std::any_of(t.not_after.begin(), t.not_after.end(), follows)) return false;
  if (t.object.empty()) return true;
  bool next = p + 1 < d_.phrases.size() && d_.phrases[p + 1].tokens.first == np.tokens.last + 1;
  return next && object_fits(t.object, static_cast<std::int32_t>(p) + 1);
}

/// What a copula says of its subject ("is willing to"); else the verb itself ("is prepared to").
std::uint32_t TriggerMatcher::predicate(const VerbGroup& g) const {
  const Token& head = d_.tokens[g.head];
  return head.deprel == Deprel::cop && head.head >= 0 ? static_cast<std::uint32_t>(head.head) : g.head;
}

VerbHit TriggerMatcher::match_adjective(std::uint32_t v, std::uint32_t adjective, const EventTrigger& t) const {
  VerbHit hit;
  for (std::size_t k = 1; k < t.words.size(); ++k)
    if (adjective + k >= d_.tokens.size() || d_.tokens[adjective + k].lower != t.words[k]) return {};
  hit.trigger = &t;
  hit.last = adjective + static_cast<std::uint32_t>(t.words.size()) - 1;
  hit.score = kWordScore * static_cast<int>(t.words.size()) + (t.words.size() > 1 ? 1 : 0);  // above the verb alone
  if (!t.complement.empty() && !has_complement(v, adjective, t)) hit.lacks = VerbHit::Lacks::complement;
  return hit;
}

/// The remaining words of an entry after the verb: right behind it, or behind its object. 0 if they are not there.
std::uint32_t TriggerMatcher::find_rest(const VerbGroup& g, const EventTrigger& t) const {
  if (t.words.size() == 1) return g.head;
  std::uint32_t end =
      std::min<std::uint32_t>(g.clause.last, g.head + 1 + kParticleReach + static_cast<std::uint32_t>(t.words.size()));
  for (std::uint32_t i = g.head + 1; i + t.words.size() - 1 <= end; ++i) {
    bool all = true;
    for (std::size_t k = 1; k < t.words.size(); ++k) {
      const Token& token = d_.tokens[i + k - 1];
      all = all && (token.lemma == t.words[k] || token.lower == t.words[k]);
    }
    if (all) return i + static_cast<std::uint32_t>(t.words.size()) - 2;
    const Token& between = d_.tokens[i];
    bool other_particle = between.deprel == Deprel::compound_prt && between.head == static_cast<std::int32_t>(g.head);
    if (between.pos == Pos::verb || between.lower == "," || between.pos == Pos::sconj || other_particle) break;
  }
  return 0;
}

VerbHit TriggerMatcher::match(std::uint32_t v, const EventTrigger& t) const {
  const VerbGroup& g = d_.verbs[v];
  VerbHit hit;
  hit.last = find_rest(g, t);
  if (hit.last == 0 && t.words.size() > 1) return {};
  hit.trigger = &t;
  hit.object = g.passive ? g.subject : g.object;
  bool of_the_words = hit.object >= 0 && t.words.size() > 1 && phrase(hit.object).head <= hit.last &&
                      phrase(hit.object).tokens.first > g.head;  // "took part in"
  const Token& rest = d_.tokens[hit.last];
  bool preposition = t.words.size() > 1 && rest.pos == Pos::adp && rest.deprel != Deprel::compound_prt;
  if (hit.object < 0 || of_the_words || preposition ||
      (t.words.size() > 1 && phrase(hit.object).tokens.first > g.head + 1))
    hit.object = phrase_from(d_, hit.last + 1, g.clause.last, hit.object);
  if (hit.object < 0 &&
      !t.object.empty())  // "withdrew from the treaty": a kind of object may stand behind a preposition
    hit.object = phrase_from(d_, hit.last + 2, g.clause.last, -1);
  bool takes_place = t.type == EventType::consult && hit.object < 0 && !g.passive && g.subject >= 0;
  if (takes_place && !t.object.empty() && object_fits(t.object, g.subject))
    hit.object = g.subject;  // "the talks resumed"
  hit.score = 10 + kWordScore * static_cast<int>(t.words.size());
  if (!t.object.empty()) {
    bool fits = hit.object >= 0 && object_fits(t.object, hit.object);
    if (!fits) hit.lacks = VerbHit::Lacks::object;
    // "hold a summit of leaders" holds no leaders
    hit.score += fits && rules_.classes.matches_any(t.object, d_, phrase(hit.object).head) ? 15 : 12;
  }
  if (!t.not_object.empty() && hit.object >= 0 && object_fits(t.not_object, hit.object))
    hit.lacks = VerbHit::Lacks::other_object;
  if (!t.subject.empty()) {
    bool fits = g.subject >= 0 && object_fits(t.subject, g.subject);
    if (!fits) hit.lacks = VerbHit::Lacks::subject;
    hit.score += 12;
  }
  if (!t.complement.empty()) {
    if (!has_complement(v, hit.last, t)) hit.lacks = VerbHit::Lacks::complement;
    hit.score += 5;
  }
  return hit;
}

/// Does the head of an object or subject, or a noun after its "of", belong to one of the patterns?
bool TriggerMatcher::object_fits(const std::vector<std::string>& patterns, std::int32_t object) const {
  const NounPhrase& p = phrase(object);
  if (rules_.classes.matches_any(patterns, d_, p.head)) return true;
  auto next = static_cast<std::size_t>(object) + 1;
  bool of = p.tokens.last < d_.tokens.size() && d_.tokens[p.tokens.last].lower == "of";
  bool joined = p.tokens.last < d_.tokens.size() && d_.tokens[p.tokens.last].pos == Pos::cconj;
  return (of || joined || p.possessive) && next < d_.phrases.size() &&
         d_.phrases[next].tokens.first == p.tokens.last + 1 &&
         rules_.classes.matches_any(patterns, d_, d_.phrases[next].head);
}

bool TriggerMatcher::has_complement(std::uint32_t v, std::uint32_t last, const EventTrigger& t) const {
  const std::string& kind = t.complement;
  for (std::size_t k = v + 1; k < d_.verbs.size() && d_.verbs[k].sentence == d_.verbs[v].sentence && k < v + 3; ++k) {
    const VerbGroup& g = d_.verbs[k];
    if (g.governor != static_cast<std::int32_t>(v)) continue;
    if (rules_.classes.matches_any(t.not_complement, d_, g.head)) return false;
    if (!t.complement_verb.empty() && !rules_.classes.matches_any(t.complement_verb, d_, g.head)) return false;
    if (kind == "to" && g.form == VerbForm::infinitive && d_.tokens[g.tokens.first].tag == "TO") return true;
    if (kind == "ing" && g.form == VerbForm::gerund) return true;
    bool asks = g.introduced_by == "whether" || g.introduced_by == "if";
    if (kind == "that" && g.form == VerbForm::finite && !asks) return true;
  }
  if (kind == "that") return last + 1 < d_.tokens.size() && d_.tokens[last + 1].lower == "that";
  if (kind == "to" || kind == "ing") return false;
  for (std::uint32_t i = last + 1; i < d_.verbs[v].clause.last; ++i)  // "recognized … as"
    if (d_.tokens[i].lower == kind && d_.tokens[i].pos == Pos::adp) return true;
  return false;
}

std::vector<TriggerMatch> match_triggers(const Document& document, const EventRules& rules, TokenRange sentence) {
  const TriggerMatcher matcher(document, rules);
  std::vector<TriggerMatch> out;
  for (const VerbGroup& g : document.verbs_in(sentence))
    for (const VerbHit& hit : matcher.on_verb(static_cast<std::uint32_t>(&g - document.verbs.data()))) {
      std::int32_t object =
          hit.object < 0 ? -1 : static_cast<std::int32_t>(document.phrases[static_cast<std::size_t>(hit.object)].head);
      out.push_back({hit.trigger, g.head, object, in_words(hit)});
    }
  for (const NounPhrase& np : document.phrases_in(sentence)) {
    auto [trigger, begin] = matcher.on_noun(static_cast<std::uint32_t>(&np - document.phrases.data()));
    if (trigger != nullptr) out.push_back({trigger, np.head, -1, {}});
  }
  return out;
}

}  // namespace parley
