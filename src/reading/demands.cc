// See demands.h.
#include "reading/demands.h"

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "reading/actors.h"

namespace parley {
namespace {

class DemandFinder {
 public:
  DemandFinder(const Context& c, const std::vector<Claim>& claims)
      : c_(c), d_(c.document), rules_(*c.knowledge.demands), claims_(claims) {}

  std::vector<Demand> run() {
    for (const Claim& claim : claims_)
      if (claim.stance == Stance::demands || claim.stance == Stance::offers) from_claim(claim);
    for (std::size_t v = 0; v < d_.verbs.size(); ++v) condition(v);
    return std::move(demands_);
  }

 private:
  static bool political(const std::vector<ActorRef>& actors) {
    return std::any_of(actors.begin(), actors.end(), [](const ActorRef& a) {
      return a.code != "UNK" && !a.code.starts_with("CIV") && !a.code.starts_with("MED");
    });
  }

  [[nodiscard]] static Span field(const Claim& c, std::string_view name) {
    for (const FieldSpan& s : c.spans)
      if (s.field == name) return s.span;
    return {};
  }

  void from_claim(const Claim& claim) {
    if (!political(claim.actors)) return;
    Span content = field(claim, "content");
    TokenRange what = tokens_of(d_, content);
    if (what.empty()) return;
    Demand demand;
    demand.form = claim.stance == Stance::offers ? DemandForm::offer : DemandForm::demand;
    demand.by = claim.actors;
    demand.by_rule = "demands/claim";
    // "Chile to withdraw": the party stands before the infinitive
    for (std::uint32_t i = what.first; i < what.last && i < what.first + 10; ++i)
      if (d_.tokens[i].tag == "TO") {
        demand.to = actors_in(d_, {what.first, i});
        if (!demand.to.empty() || i == what.first) what.first = i + 1;
        break;
      }
    if (demand.to.empty()) demand.to = addressee(claim, what);
    if (demand.to.empty()) demand.to = opening_actor(what);
    std::erase_if(demand.to, [&](const ActorRef& a) {
      return std::any_of(demand.by.begin(), demand.by.end(), [&](const ActorRef& b) { return a.code == b.code; });
    });
    if (what.empty()) return;
    finish(std::move(demand), what, cover(claim.span, content));
  }

  /// "its demand that [Chile] withdraw": an actor right before the verb of what is demanded.
  [[nodiscard]] std::vector<ActorRef> opening_actor(TokenRange what) const {
    std::int32_t p = d_.phrase_at(what.first);
    if (p < 0) return {};
    std::uint32_t end = d_.phrases[static_cast<std::size_t>(p)].tokens.last;
    bool verb_next = end < what.last && d_.tokens[end].pos == Pos::verb;
    return verb_next ? actors_of_phrase(d_, p) : std::vector<ActorRef>{};
  }

  [[nodiscard]] std::vector<ActorRef> addressee(const Claim& claim, TokenRange what) const {
    Span cue = field(claim, "cue");
    TokenRange between{tokens_of(d_, cue).last, what.first};
    auto found = between.empty() ? std::vector<ActorRef>{} : actors_in(d_, between);
    if (!found.empty()) return found;
    for (const VerbGroup& v : d_.verbs_in(d_.sentences[d_.sentence_at(what.first)].tokens))
      if (what.contains(v.head)) return actors_of_phrase(d_, v.subject);
    return {};
  }

  [[nodiscard]] bool opens(std::uint32_t token, const std::string& phrase) const {
    auto words = split(phrase, ' ');
    return token + words.size() <= d_.tokens.size() &&
           !find_words(d_, {token, token + static_cast<std::uint32_t>(words.size())}, phrase).empty();
  }

  /// Does the clause open with "unless", "provided", "provided that", "on condition that"?
  [[nodiscard]] bool opens_condition(const VerbGroup& v) const {
    return std::any_of(rules_.openers.begin(), rules_.openers.end(), [&](const std::string& opener) {
      if (opener == v.introduced_by) return true;
      auto words = split(opener, ' ');
      if (words.size() < 2 || words.back() != v.introduced_by) return false;
      std::uint32_t before = static_cast<std::uint32_t>(words.size()) - 1;
      return v.clause.first >= before && opens(v.clause.first - before, opener);
    });
  }

  /// "… not … until Chile promises …": the clause with the opener is the condition, the clause before it what is
  /// withheld.
  void condition(std::size_t index) {
    const VerbGroup& v = d_.verbs[index];
    if (v.form != VerbForm::finite || !opens_condition(v)) return;
    auto to = actors_of_phrase(d_, v.subject);
    if (!political(to)) return;
    const VerbGroup* main = nullptr;  // the nearest: "we will sign if they leave, he said"
    std::uint32_t nearest = 0;
    for (const VerbGroup& g : d_.verbs_in(d_.sentences[v.sentence].tokens)) {
      const bool before = g.tokens.last <= v.clause.first, behind = g.tokens.first >= v.clause.last;
      if (g.head == v.head || g.head + 1 == v.clause.first || !(before || behind) || g.subject < 0 ||
          g.form == VerbForm::gerund)
        continue;
      const std::uint32_t away = before ? v.clause.first - g.tokens.last : g.tokens.first - v.clause.last;
      if (main == nullptr || away < nearest) main = &g, nearest = away;
    }
    if (main == nullptr) return;
    auto by = actors_of_phrase(d_, main->subject);
    std::erase_if(by, [&](const ActorRef& a) { return a.code == to[0].code; });
    if (!political(by)) return;
    Demand demand;
    demand.form = DemandForm::condition;
    demand.by = std::move(by);
    demand.to = std::move(to);
    const bool otherwise = !main->negated && std::find(rules_.otherwise.begin(), rules_.otherwise.end(),
                                                       v.introduced_by) != rules_.otherwise.end();
    if (!otherwise)
      demand.in_return = std::string(d_.words(main->clause));  // not "will leave unless": no return, a threat
    demand.by_rule = "demands/condition";
    std::uint32_t first = v.clause.first;
    while (first < v.tokens.first && d_.tokens[first].pos != Pos::det && d_.tokens[first].pos != Pos::propn &&
           d_.tokens[first].pos != Pos::noun && d_.tokens[first].pos != Pos::pron)
      ++first;
    finish(std::move(demand), {first, v.clause.last}, d_.sentences[v.sentence].span);
  }

  void finish(Demand demand, TokenRange what, Span span) {
    TokenRange sentence = d_.sentences[d_.sentence_at(what.first)].tokens;
    for (const std::string& phrase : rules_.in_return) {
      TokenRange at = find_words(d_, {what.first, sentence.last}, phrase);
      if (at.empty() && opens(sentence.first, phrase))  // "In return for an end to the embargo, Norway wants …"
        at = {sentence.first, sentence.first + static_cast<std::uint32_t>(split(phrase, ' ').size())};
      if (at.empty()) continue;
      std::uint32_t end = at.last;
      while (end < d_.sentences[d_.sentence_at(at.first)].tokens.last && d_.tokens[end].pos != Pos::punct &&
             d_.tokens[end].pos != Pos::sconj)
        ++end;
      demand.in_return = std::string(d_.words({at.last, end}));
      if (at.first > what.first) what.last = std::min(what.last, at.first);
      if (end <= at.last) demand.in_return.clear();  // "in return, …": for what, was said before
      break;
    }
    const Timex* limit = nullptr;
    for (const Timex& t : times_in(c_, what))
      if (t.tokens.last <= what.last && (t.role == TimeRole::by || t.type == TimexType::duration)) limit = &t;
    if (limit != nullptr) {
      demand.deadline = std::string(slice(c_.report.text, limit->with_preposition));
      demand.within = {limit->min, limit->max};
    }
    quantities(demand, what);
    demand.what = std::string(d_.words(what));
    demand.span = cover(span, d_.span_of(what));
    demand.spans.push_back({"what", d_.span_of(what)});
    demand.confidence = 0.6;
    if (demand.what.size() < 4) return;
    for (const Demand& other : demands_)
      if (other.what == demand.what && other.form == demand.form) return;
    demands_.push_back(std::move(demand));
  }

  /// "60% of its nuclear warheads", "two ships": numbers with what they count.
  void quantities(Demand& demand, TokenRange what) const {
    for (std::uint32_t i = what.first; i + 1 < what.last; ++i) {
      if (d_.tokens[i].pos != Pos::num || !is_ascii_digit(d_.tokens[i].lower[0])) continue;
      auto times = times_in(c_, d_.sentences[d_.sentence_at(i)].tokens);
      bool time = std::any_of(times.begin(), times.end(), [&](const Timex& t) { return t.tokens.contains(i); });
      if (time) continue;
      Quantity q;
      q.amount = d_.tokens[i].lower;
      std::uint32_t next = i + 1;
      if (std::find(rules_.percent.begin(), rules_.percent.end(), d_.tokens[next].lower) != rules_.percent.end()) {
        q.unit = "%";
        ++next;
        if (next < what.last && d_.tokens[next].lower == "of") ++next;
      }
      for (const NounPhrase& p : d_.phrases_in(d_.sentences[d_.sentence_at(next)].tokens))
        if (p.tokens.first <= next && next < p.tokens.last)
          q.object = std::string(d_.words({std::max(next, p.tokens.first), p.tokens.last}));
      demand.quantity.push_back(std::move(q));
    }
  }

  const Context& c_;
  const Document& d_;
  const DemandRules& rules_;
  const std::vector<Claim>& claims_;
  std::vector<Demand> demands_;
};

}  // namespace

TokenRange find_words(const Document& d, TokenRange range, const std::string& phrase) {
  auto words = split(phrase, ' ');
  for (std::uint32_t i = range.first; i + words.size() <= range.last; ++i) {
    bool all = true;
    for (std::size_t k = 0; all && k < words.size(); ++k)
      all = d.tokens[i + static_cast<std::uint32_t>(k)].lower == words[k];
    if (all) return {i, i + static_cast<std::uint32_t>(words.size())};
  }
  return {};
}

TokenRange tokens_of(const Document& d, Span span) {
  auto first = std::lower_bound(d.tokens.begin(), d.tokens.end(), span.begin,
                                [](const Token& t, std::uint32_t p) { return t.span.begin < p; });
  auto last = std::lower_bound(first, d.tokens.end(), span.end,
                               [](const Token& t, std::uint32_t p) { return t.span.begin < p; });
  return {static_cast<std::uint32_t>(first - d.tokens.begin()), static_cast<std::uint32_t>(last - d.tokens.begin())};
}

Result<std::shared_ptr<const DemandRules>> DemandRules::load(const std::string& codebook_dir) {
  auto r = std::make_shared<DemandRules>();
  std::string file = codebook_dir + "/demands.toml";
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  r->openers = root.at("conditions").texts("openers");
  r->otherwise = root.at("conditions").texts("otherwise");
  r->in_return = root.at("in_return").texts("phrases");
  r->percent = root.at("quantity").texts("percent");
  return std::shared_ptr<const DemandRules>(r);
}

std::vector<Demand> find_demands(const Context& context, const std::vector<Claim>& claims) {
  return DemandFinder(context, claims).run();
}

}  // namespace parley
