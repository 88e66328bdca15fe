// See commitments.h.
#include "reading/commitments.h"

#include <algorithm>

#include "base/file.h"
#include "base/value.h"
#include "reading/actors.h"
#include "reading/demands.h"
#include "reading/events.h"

namespace parley {
namespace {

bool holds(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

class CommitmentFinder {
 public:
  CommitmentFinder(const Context& c, const std::vector<Claim>& claims)
      : d_(c.document), rules_(*c.knowledge.commitments), status_(c.knowledge.events->status), claims_(claims) {}

  std::vector<Commitment> run() {
    for (std::size_t v = 0; v < d_.verbs.size(); ++v) verb(v);
    for (std::size_t p = 0; p < d_.phrases.size(); ++p) noun(p);
    for (const Claim& c : claims_)
      if (c.stance == Stance::promises) claim(c);
    return std::move(found_);
  }

 private:
  static bool political(const std::vector<ActorRef>& actors) {
    return std::any_of(actors.begin(), actors.end(), [](const ActorRef& a) {
      return a.code != "UNK" && !a.code.starts_with("CIV") && !a.code.starts_with("MED");
    });
  }

  [[nodiscard]] CommitmentState state_of(TokenRange sentence) const {
    for (const auto& [state, phrase] : rules_.states)
      if (!find_words(d_, sentence, phrase).empty()) return state;
    return CommitmentState::made;
  }

  void put(std::vector<ActorRef> by, TokenRange what, std::uint32_t sentence, const char* rule) {
    if (!political(by) || what.size() < 2) return;
    Span span = d_.span_of(what);
    for (const Commitment& c : found_)
      if (c.span.overlaps(span)) return;
    Commitment c;
    c.by = std::move(by);
    for (ActorRef& a : actors_in(d_, what))
      if (std::none_of(c.by.begin(), c.by.end(), [&](const ActorRef& b) { return b.code == a.code; }))
        c.to.push_back(std::move(a));
    c.what = std::string(d_.words(what));
    c.state = state_of(d_.sentences[sentence].tokens);
    c.span = span;
    c.spans.push_back({"what", span});
    c.by_rule = rule;
    c.confidence = 0.5;
    found_.push_back(std::move(c));
  }

  /// Was it said or agreed, and not only asked for, expected or set under a condition?
  [[nodiscard]] bool is_done(std::size_t verb) const {
    const VerbGroup& v = d_.verbs[verb];
    if (v.negated || !v.modal.empty()) return false;
    EventStatus status = status_.of_verb(d_, static_cast<std::uint32_t>(verb), nullptr);
    return status == EventStatus::happened || status == EventStatus::ongoing;
  }

  /// "promised to withdraw", "agreed to hold": the complement is what is promised.
  void verb(std::size_t index) {
    const VerbGroup& v = d_.verbs[index];
    bool adjective = holds(rules_.copulas, d_.tokens[v.head].lemma) && v.tokens.last < d_.tokens.size() &&
                     holds(rules_.adjectives, d_.tokens[v.tokens.last].lower);
    bool participle = holds(rules_.adjectives, d_.tokens[v.head].lower);
    if ((!holds(rules_.verbs, d_.tokens[v.head].lemma) && !adjective && !participle) || !is_done(index)) return;
    auto by = actors_of_phrase(d_, v.subject);
    if (adjective || participle)
      return put(by, {adjective ? v.tokens.last : v.head, v.clause.last}, v.sentence, "commitments/adjective");
    for (std::size_t k = index + 1; k < d_.verbs.size() && d_.verbs[k].sentence == v.sentence; ++k) {
      const VerbGroup& g = d_.verbs[k];
      if (g.governor != static_cast<std::int32_t>(index)) continue;
      std::uint32_t first =
          g.form == VerbForm::infinitive && d_.tokens[g.tokens.first].tag == "TO" ? g.tokens.first + 1 : g.clause.first;
      return put(by, {first, g.clause.last}, v.sentence, "commitments/verb");
    }
    std::int32_t object = v.object;
    bool preposition = v.tokens.last < d_.tokens.size() && holds(rules_.prepositions, d_.tokens[v.tokens.last].lower);
    if (object < 0 && preposition) object = d_.phrase_at(v.tokens.last + 1);  // "agreed on a ceasefire"
    if (object >= 0)
      put(by, {d_.phrases[static_cast<std::size_t>(object)].tokens.first, v.clause.last}, v.sentence,
          "commitments/verb");
  }

  /// "its commitment to extended deterrence".
  void noun(std::size_t index) {
    const NounPhrase& p = d_.phrases[index];
    if (!holds(rules_.nouns, d_.tokens[p.head].lemma) || p.tokens.last >= d_.tokens.size() ||
        d_.tokens[p.tokens.last].lower != "to")
      return;
    auto by = actors_in(d_, p.tokens);
    if (by.empty() && index > 0 && d_.phrases[index - 1].possessive)
      by = actors_of_phrase(d_, static_cast<std::int32_t>(index) - 1);
    std::uint32_t end = p.tokens.last + 1;
    while (end < d_.sentences[p.sentence].tokens.last && d_.tokens[end].pos != Pos::punct &&
           d_.tokens[end].pos != Pos::sconj)
      ++end;
    put(by, {p.head, end}, p.sentence, "commitments/noun");
  }

  void claim(const Claim& c) {
    for (const FieldSpan& f : c.spans) {
      if (f.field != "content") continue;
      TokenRange what = tokens_of(d_, f.span);
      if (what.empty()) return;
      return put(c.actors, act_in(what), d_.sentence_at(what.first), "commitments/claim");
    }
  }

  /// What is promised inside the words of a promise: "it would ease sanctions, a spokesman …" → "ease sanctions".
  [[nodiscard]] TokenRange act_in(TokenRange content) const {
    for (const VerbGroup& v : d_.verbs_in(content))
      if (holds(rules_.modals, v.modal)) {
        std::uint32_t end = v.tokens.last;  // "provide as many ships as Chile wants": over what depends on it
        while (end < std::min(content.last, d_.sentences[v.sentence].tokens.last) && !ends_act(end)) ++end;
        return {v.head, end};
      }
    return content;
  }

  /// A mark (but a hyphen inside a word), or a conjunction before another clause.
  [[nodiscard]] bool ends_act(std::uint32_t i) const {
    const Token& t = d_.tokens[i];
    if (t.pos == Pos::punct) return t.space_after || (i > 0 && d_.tokens[i - 1].space_after) || t.lower != "-";
    if (t.pos != Pos::cconj || i + 1 >= d_.tokens.size()) return t.pos == Pos::cconj;
    Pos next = d_.tokens[i + 1].pos;
    return next == Pos::verb || next == Pos::aux || next == Pos::pron || next == Pos::adv || next == Pos::part;
  }

  const Document& d_;
  const CommitmentRules& rules_;
  const StatusRules& status_;
  const std::vector<Claim>& claims_;
  std::vector<Commitment> found_;
};

}  // namespace

Result<std::shared_ptr<const CommitmentRules>> CommitmentRules::load(const std::string& codebook_dir) {
  auto r = std::make_shared<CommitmentRules>();
  std::string file = codebook_dir + "/commitments.toml";
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  r->verbs = root.texts("verbs");
  r->nouns = root.texts("nouns");
  r->adjectives = root.texts("adjectives");
  r->modals = root.texts("modals");
  r->copulas = root.texts("copulas");
  r->prepositions = root.texts("prepositions");
  for (const auto& [name, phrases] : root.at("state").table) {
    auto state = parse_name<CommitmentState>(name);
    if (!state) continue;
    for (const Value& p : phrases.list) r->states.emplace_back(*state, p.text);
  }
  return std::shared_ptr<const CommitmentRules>(r);
}

std::vector<Commitment> find_commitments(const Context& context, const std::vector<Claim>& claims) {
  return CommitmentFinder(context, claims).run();
}

}  // namespace parley
