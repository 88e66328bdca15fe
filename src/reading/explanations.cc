// See explanations.h.
#include "reading/explanations.h"

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "reading/actors.h"
#include "reading/demands.h"

namespace parley {
namespace {

class ExplanationFinder {
 public:
  ExplanationFinder(const Context& c, const std::vector<Event>& events, const std::vector<Claim>& claims)
      : d_(c.document), rules_(*c.knowledge.explanations), events_(events), by_sentence_(d_.sentences.size()) {
    for (const Claim& claim : claims) file_under_sentences(claim);
  }

  std::vector<Explanation> run() {
    for (std::size_t s = 0; s < d_.sentences.size(); ++s) {
      topic(s);
      if (!enumerated(s) && !offered(s) && !attributed(s) && !connective(s)) adverbial(s);
    }
    return std::move(found_);
  }

 private:
  void put(Span of, Span hypothesis, std::string by, const std::vector<ActorRef>& actors, const char* rule) {
    of = trim(d_.text, of);
    hypothesis = trim(d_.text, hypothesis);
    if (of.size() < 4 || hypothesis.size() < 4) return;
    Explanation e;
    e.of = std::string(slice(d_.text, of));
    e.hypothesis = std::string(slice(d_.text, hypothesis));
    e.by = std::move(by);
    e.actors = actors;
    e.span = hypothesis;
    e.spans = {{"of", of}, {"hypothesis", hypothesis}};
    e.by_rule = rule;
    e.confidence = 0.6;
    found_.push_back(std::move(e));
  }

  /// A claim belongs to every sentence that its words lie in.
  void file_under_sentences(const Claim& claim) {
    if (d_.sentences.empty()) return;
    Span all = claim.span;
    for (const FieldSpan& f : claim.spans) all = cover(all, f.span);
    auto ends_before = [](const Sentence& s, std::uint32_t begin) { return s.span.end <= begin; };
    auto it = std::lower_bound(d_.sentences.begin(), d_.sentences.end(), all.begin, ends_before);
    for (; it != d_.sentences.end() && it->span.begin < all.end; ++it)
      by_sentence_[static_cast<std::size_t>(it - d_.sentences.begin())].push_back(&claim);
  }

  [[nodiscard]] const Claim* claim_around(std::size_t s, Span span) const {
    for (const Claim* c : by_sentence_[s])
      for (const FieldSpan& f : c->spans)
        if (f.field == "content" && f.span.contains(span) && !c->source.empty()) return c;
    return nullptr;
  }

  /// The claim that the verb is the cue of.
  [[nodiscard]] const Claim* claim_with_cue(std::size_t s, const VerbGroup& v) const {
    const Span verb = d_.span_of({v.head, v.head + 1});
    for (const Claim* c : by_sentence_[s])
      for (const FieldSpan& f : c->spans)
        if (f.field == "cue" && f.span.overlaps(verb) && !c->source.empty()) return c;
    return nullptr;
  }

  /// A few words in quotation marks are part of the clause: 'the "harmony" event'. The token itself if it opens none.
  [[nodiscard]] std::uint32_t behind_quoted_words(std::uint32_t i, std::uint32_t end) const {
    constexpr std::uint32_t kFewWords = 6;
    if (d_.tokens[i].lower != "\"") return i;
    for (std::uint32_t k = i + 2; k < std::min(end, i + 2 + kFewWords); ++k)
      if (d_.tokens[k].lower == "\"" && k + 1 < end && d_.tokens[k + 1].pos != Pos::punct) return k + 1;
    return i;
  }

  /// The clause that starts at a token: to the next stop, closing quote or comma before another clause.
  [[nodiscard]] std::uint32_t clause_end(std::uint32_t from, std::uint32_t end) const {
    for (std::uint32_t i = from; i < end; ++i) {
      i = behind_quoted_words(i, end);
      if (i >= end) break;
      const std::string& w = d_.tokens[i].lower;
      if (w == "." || w == ";" || w == "\"" || w == "?" || w == "!" || w == "--") return i;
      if (w == "," && i + 1 < end &&
          (d_.tokens[i + 1].pos == Pos::cconj || d_.tokens[i + 1].pos == Pos::sconj || says_next(i + 1, end)))
        return i;
    }
    return end;
  }
  /// ", an official said": a subject and a verb of its own to the sentence's end.
  [[nodiscard]] bool says_next(std::uint32_t i, std::uint32_t end) const {
    for (const Claim* c : by_sentence_[d_.sentence_at(i)])
      for (const FieldSpan& f : c->spans)
        if (f.field == "cue" && i < end && f.span.begin >= d_.tokens[i].span.begin &&
            f.span.end <= d_.tokens[end - 1].span.end && f.span.begin < d_.tokens[i].span.begin + 120)
          return true;
    return false;
  }

  /// Where the innermost clause begins that ends right before a token, behind its "that".
  [[nodiscard]] std::uint32_t innermost_clause(TokenRange sentence, std::uint32_t before) const {
    std::uint32_t start = sentence.first;
    for (const VerbGroup& v : d_.verbs_in({sentence.first, before}))
      if (v.form == VerbForm::finite && v.introduced_by == "that" && v.clause.first > start) start = v.clause.first + 1;
    return start;
  }

  /// Is it false that the sentence gives a reason with one of the connectives?
  bool connective(std::size_t s) {
    TokenRange range = d_.sentences[s].tokens;
    for (const auto& c : rules_.connectives) {
      TokenRange at = find_words(d_, range, c.words);
      if (at.empty()) continue;
      bool planned = at.last < range.last && d_.tokens[at.last].tag == "VB" && !c.infinitive;  // "talks due to begin"
      if (planned) continue;
      for (const std::string& w : rules_.never)
        if (!find_words(d_, {range.first, at.first}, w).empty()) return false;
      std::uint32_t end = clause_end(at.last, range.last);
      std::uint32_t start = at.first;
      while (start > range.first) {
        const Token& t = d_.tokens[start - 1];
        if (t.lower == "\"" || t.lower == ";" || t.lower == ":") break;
        --start;
      }
      start = std::max(start, innermost_clause(range, at.first));
      std::uint32_t of_end = at.first;
      while (of_end > start && (d_.tokens[of_end - 1].pos == Pos::punct || d_.tokens[of_end - 1].pos == Pos::aux))
        --of_end;  // "the delay [is] due to": what is explained is the delay
      Span reason = d_.span_of({at.last, end});
      Span of = d_.span_of({start, of_end});
      if (of.empty()) {  // "Because of A, B": what is explained follows
        std::uint32_t comma = end < range.last && d_.tokens[end].lower == "," ? end + 1 : range.last;
        for (std::uint32_t i = at.last; i < range.last && comma == range.last; ++i)
          if (d_.tokens[i].lower == ",") {
            reason = d_.span_of({at.last, i});
            comma = i + 1;
          }
        of = d_.span_of({comma, clause_end(comma, range.last)});
      }
      const Claim* claim = claim_around(s, reason);
      if (claim != nullptr)  // what is explained is part of what is said
        for (const FieldSpan& f : claim->spans)
          if (f.field == "content" && f.span.begin > of.begin && f.span.begin < of.end) of.begin = f.span.begin;
      put(of, reason, claim != nullptr ? claim->source : std::string(),
          claim != nullptr ? claim->actors : std::vector<ActorRef>{}, "explanations/connective");
      return true;
    }
    return false;
  }

  /// "Norway attributed the delay to a dispute", "cited a dispute as the reason for the delay".
  bool attributed(std::size_t s) {
    for (const VerbGroup& v : d_.verbs_in(d_.sentences[s].tokens)) {
      if (v.passive || v.negated || v.object < 0 || v.subject < 0) continue;
      const auto [first, last] = rules_.attributing.equal_range(d_.tokens[v.head].lemma);
      const NounPhrase& object = d_.phrases[static_cast<std::size_t>(v.object)];
      for (auto it = first; it != last; ++it)
        for (const std::string& words : it->second.between) {
          const TokenRange at = find_words(d_, {object.tokens.last, v.clause.last}, words);
          if (at.empty()) continue;
          const TokenRange before{object.tokens.first, at.first};
          const TokenRange behind{at.last, clause_end(at.last, v.clause.last)};
          const bool reversed = it->second.reason_first;
          const Claim* told = claim_with_cue(s, v);  // it knows whose words they are: "Chile denied … and blamed …"
          put(d_.span_of(reversed ? behind : before), d_.span_of(reversed ? before : behind),
              told != nullptr ? told->source
                              : std::string(d_.words(d_.phrases[static_cast<std::size_t>(v.subject)].tokens)),
              told != nullptr ? told->actors : actors_of_phrase(d_, v.subject), "explanations/attributed");
          return true;
        }
    }
    return false;
  }

  /// A clause that hangs on an act: what it is for ("imposed the ban to protest …"), or what it followed ("put off the
  /// trip after …") where the act is one that answers something.
  void adverbial(std::size_t s) {
    for (const VerbGroup& v : d_.verbs_in(d_.sentences[s].tokens)) {
      const Token& head = d_.tokens[v.head];
      if (head.deprel != Deprel::advcl || head.head < 0) continue;
      const VerbGroup* main = group_at(s, static_cast<std::uint32_t>(head.head));
      const Event* act = main != nullptr ? event_at(*main) : nullptr;
      if (act == nullptr || v.tokens.first < main->tokens.last) continue;
      bool purpose = v.form == VerbForm::infinitive && d_.tokens[v.tokens.first].lower == "to" && v.governor >= 0 &&
                     !rules_.asks.contains(name_of(act->type)) && !rules_.topic_verbs.contains(head.lemma) &&
                     !takes_infinitive(v.tokens.first - 1) &&
                     (main->object < 0 || !takes_infinitive(d_.phrases[static_cast<std::size_t>(main->object)].head));
      bool answers =
          v.form == VerbForm::finite && v.introduced_by == "after" && rules_.answers.contains(name_of(act->type));
      if (!purpose && !answers) continue;
      std::uint32_t start = purpose ? v.tokens.first : v.clause.first + 1;
      explain({main->clause.first, purpose ? start : v.clause.first}, {start, v.clause.last}, s,
              purpose ? "explanations/purpose" : "explanations/after");
      return;
    }
  }

  [[nodiscard]] bool takes_infinitive(std::uint32_t noun) const {
    return rules_.takes_infinitive.contains(d_.tokens[noun].lemma);
  }

  [[nodiscard]] const VerbGroup* group_at(std::size_t s, std::uint32_t head) const {
    for (const VerbGroup& v : d_.verbs_in(d_.sentences[s].tokens))
      if (v.head == head) return &v;
    return nullptr;
  }
  [[nodiscard]] const Event* event_at(const VerbGroup& v) const {
    Span verb = d_.span_of({v.head, v.head + 1});
    for (const Event& e : events_)
      for (const FieldSpan& f : e.spans)
        if (f.field == "trigger" && f.span.overlaps(verb)) return &e;
    return nullptr;
  }

  void explain(TokenRange of, TokenRange reason, std::size_t s, const char* rule) {
    while (of.last > of.first && d_.tokens[of.last - 1].pos == Pos::punct) --of.last;
    if (of.first < of.last && d_.tokens[of.first].lower == "that") ++of.first;
    const Claim* claim = claim_around(s, d_.span_of(reason));
    put(d_.span_of(of), d_.span_of(reason), claim != nullptr ? claim->source : std::string(),
        claim != nullptr ? claim->actors : std::vector<ActorRef>{}, rule);
  }

  /// "Various explanations are offered about why X": X is the topic of the list that follows.
  void topic(std::size_t s) {
    TokenRange range = d_.sentences[s].tokens;
    TokenRange why;
    for (const std::string& w : rules_.why)
      if (why.empty()) why = find_words(d_, range, w);
    bool question = !why.empty() && why.first == range.first;
    bool announced = false;
    for (const std::string& t : rules_.topics)
      announced = announced || !find_words(d_, {range.first, why.empty() ? range.last : why.first}, t).empty();
    if (why.empty() || (!announced && !question)) {
      if (!topic_.empty() && s > topic_sentence_ + 12) topic_ = {};
      return;
    }
    std::uint32_t end = range.last;
    while (end > why.last && d_.tokens[end - 1].pos == Pos::punct) --end;
    topic_ = d_.span_of({why.last, end});
    topic_sentence_ = s;
    listed_ = false;
  }

  /// "One of these is A", "Other analysts think B", "Another explanation is that C" while a topic is open.
  bool enumerated(std::size_t s) {
    if (topic_.empty() || s == topic_sentence_) return false;
    TokenRange range = d_.sentences[s].tokens;
    for (const std::string& e : rules_.enumerators) {
      TokenRange at = find_words(d_, {range.first, std::min(range.last, range.first + 5)}, e);
      if (at.empty() || at.first != range.first) continue;
      TokenRange l;  // the first link, the longest of those that begin there
      for (const std::string& link : rules_.links) {
        TokenRange found = find_words(d_, {at.last, std::min(range.last, at.last + 4)}, link);
        if (found.empty()) continue;
        if (l.empty() || found.first < l.first || (found.first == l.first && found.last > l.last)) l = found;
      }
      if (!l.empty() && !is_of_another_thing({at.last, l.first}, l.first)) {
        std::uint32_t begin = l.last;
        if (begin < range.last && d_.tokens[begin].lower == "that") ++begin;
        std::uint32_t end = clause_end(begin, range.last);
        bool people = d_.tokens[at.last - 1].tag == "NNS";
        std::string by = people ? std::string(d_.words(at)) : std::string();
        std::vector<ActorRef> actors;
        if (const Claim* next = proponent(s, people)) {
          by = next->source;
          actors = next->actors;
        }
        put(topic_, d_.span_of({begin, end}), by, actors, "explanations/list");
        listed_ = true;
        return true;
      }
    }
    return false;
  }

  /// "A third summit is unlikely": what is counted is no explanation.
  [[nodiscard]] bool is_of_another_thing(TokenRange between, std::uint32_t link) const {
    if (d_.tokens[link].pos != Pos::aux) return false;
    const auto& topics = rules_.topics;
    for (std::uint32_t i = between.first; i < between.last; ++i)
      if (d_.tokens[i].pos == Pos::noun && std::find(topics.begin(), topics.end(), d_.tokens[i].lower) == topics.end())
        return true;
    return false;
  }

  /// A list without such words: what each source says in the paragraph that announced it.
  bool offered(std::size_t s) {
    if (topic_.empty() || listed_ || s == topic_sentence_) return false;
    if (d_.sentences[s].block != d_.sentences[topic_sentence_].block) return false;
    for (const Claim* c : by_sentence_[s]) {
      if (!d_.sentences[s].span.contains(c->span) || c->source.empty() || c->source_class == SourceClass::media)
        continue;
      for (const FieldSpan& f : c->spans)
        if (f.field == "content") {
          put(topic_, f.span, c->source, c->actors, "explanations/offered");
          return true;
        }
    }
    return false;
  }

  /// The source of the quotation that backs an enumerated explanation: in the same sentence after it, or in the next
  /// one.
  [[nodiscard]] const Claim* proponent(std::size_t s, bool people) const {
    for (std::size_t k = s; k < std::min(s + 2, d_.sentences.size()); ++k)
      for (const Claim* claim : by_sentence_[k]) {
        const Claim& c = *claim;
        bool here = d_.sentences[k].span.contains(c.span) || c.span.overlaps(d_.sentences[k].span);
        bool quoted = c.span.end > c.span.begin &&
                      slice(d_.text, d_.sentences[k].span).find_first_of("\"\xE2") != std::string_view::npos;
        bool person = c.source_class == SourceClass::role || c.source_class == SourceClass::named;
        bool block = d_.sentences[k].block == d_.sentences[s].block;
        if (here && person && block && !c.source.empty() && (k > s ? quoted && !people : c.cue != "think" && !people))
          return &c;
      }
    return nullptr;
  }

  const Document& d_;
  const ExplanationRules& rules_;
  const std::vector<Event>& events_;
  std::vector<std::vector<const Claim*>> by_sentence_;
  Span topic_;
  std::size_t topic_sentence_ = 0;
  bool listed_ = false;  // an enumerated explanation of the topic has been found
  std::vector<Explanation> found_;
};

}  // namespace

Result<std::shared_ptr<const ExplanationRules>> ExplanationRules::load(const std::string& codebook_dir) {
  auto r = std::make_shared<ExplanationRules>();
  std::string file = codebook_dir + "/explanations.toml";
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  for (const Value& v : root.at("connective").list)
    for (const std::string& w : v.texts("words")) r->connectives.push_back({w, v.str("reason") == "infinitive"});
  for (const Value& v : root.at("attributing").list)
    for (const std::string& verb : v.texts("verbs"))
      r->attributing.insert({verb, {v.texts("between"), v.str("reason") == "object"}});
  std::stable_sort(r->connectives.begin(), r->connectives.end(),
                   [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
  const Value& list = root.at("list");
  r->never = root.at("never").texts("words");
  r->topics = list.texts("topics");
  r->why = list.texts("why");
  r->enumerators = list.texts("enumerators");
  r->links = list.texts("links");
  for (auto& type : root.at("adverbial").texts("answers")) r->answers.insert(type);
  for (auto& type : root.at("adverbial").texts("asks")) r->asks.insert(type);
  for (auto& noun : root.at("adverbial").texts("takes_infinitive")) r->takes_infinitive.insert(noun);
  for (auto& verb : root.at("adverbial").texts("topic_verbs")) r->topic_verbs.insert(verb);
  return std::shared_ptr<const ExplanationRules>(r);
}

std::vector<Explanation> find_explanations(const Context& context, const std::vector<Event>& events,
                                           const std::vector<Claim>& claims) {
  return ExplanationFinder(context, events, claims).run();
}

}  // namespace parley
