// See actors.h.
#include "reading/actors.h"

#include <algorithm>

#include "base/hash.h"
#include "time/facets.h"

namespace parley {
namespace {

void add_unique(std::vector<ActorRef>& list, ActorRef actor) {
  for (const ActorRef& a : list)
    if (a.code == actor.code && (a.name == actor.name || actor.code != "UNK")) return;
  list.push_back(std::move(actor));
}

bool is_actor(const Mention& m) { return m.kind != MentionKind::place; }

/// First mention that ends after `token`.
std::size_t first_mention(const Document& d, std::uint32_t token) {
  auto it = std::lower_bound(d.mentions.begin(), d.mentions.end(), token,
                             [](const Mention& m, std::uint32_t t) { return m.tokens.first < t; });
  auto k = static_cast<std::size_t>(it - d.mentions.begin());
  while (k > 0 && d.mentions[k - 1].tokens.last > token) --k;
  return k;
}

enum class Join : std::uint8_t { none, comma, conjunction, comma_conjunction };

/// How the phrase at `next` is joined to what ends at `end`: "A, B and C".
Join joined(const Document& d, std::uint32_t end, std::uint32_t next) {
  if (next <= end || next - end > 2) return Join::none;
  bool conjunction = false;
  bool comma = false;
  for (std::uint32_t i = end; i < next; ++i) {
    const Token& t = d.tokens[i];
    conjunction = conjunction || t.pos == Pos::cconj;
    comma = comma || t.lower == ",";
    if (t.lower != "," && t.lower != "-" && t.pos != Pos::cconj) return Join::none;
  }
  return conjunction ? (comma ? Join::comma_conjunction : Join::conjunction) : Join::comma;
}

/// "…, and rebels fired": the subject of another clause, no member of a list.
bool opens_clause(const Document& d, const NounPhrase& np) {
  Deprel relation = d.tokens[np.head].deprel;
  bool subject = relation == Deprel::nsubj || relation == Deprel::nsubj_pass;
  return subject && !d.verbs_in({d.sentences[np.sentence].tokens.first, np.tokens.first}).empty();
}

/// "In the capital, Oslo, and …": the name of what stands before it, no member of a list.
bool is_named_place(const Document& d, std::size_t phrase) {
  const NounPhrase& np = d.phrases[phrase];
  return phrase > 0 && np.mention >= 0 && d.mentions[static_cast<std::size_t>(np.mention)].seat &&
         d.phrases[phrase - 1].mention < 0;
}

/// Somebody who may be posted abroad: a role, a person or a body ("the Chilean army"), not the name of a state.
bool may_be_posted(const Document& d, const NounPhrase& np) {
  if (np.mention < 0) return false;
  const Mention& m = d.mentions[static_cast<std::size_t>(np.mention)];
  return m.kind != MentionKind::place && (m.kind != MentionKind::state || d.tokens[np.head].pos == Pos::noun);
}

}  // namespace

bool is_posting(const Document& document, std::size_t phrase) {
  if (phrase == 0 || phrase >= document.phrases.size() || document.phrases[phrase].mention < 0) return false;
  const NounPhrase& where = document.phrases[phrase];
  const NounPhrase& who = document.phrases[phrase - 1];
  const Mention& m = document.mentions[static_cast<std::size_t>(where.mention)];
  if (m.kind != MentionKind::state || m.adjectival || where.tokens.first != who.tokens.last + 1) return false;
  const std::string& link = document.tokens[who.tokens.last].lower;
  if (link != "to" && link != "in" && link != "at") return false;
  bool owned = phrase > 1 && document.phrases[phrase - 2].possessive && document.phrases[phrase - 2].mention >= 0 &&
               document.phrases[phrase - 2].tokens.last + 1 == who.tokens.first;  // "Norway's embassy in Chile"
  if (owned) return true;
  std::vector<ActorRef> known = actors_in(document, who.tokens);
  return may_be_posted(document, who) &&
         std::any_of(known.begin(), known.end(), [](const ActorRef& a) { return a.code != "UNK"; });
}

std::string content_actor_id(const std::string& code, const std::string& name) {
  return content_id("act", code + '|' + name);
}

ActorRef actor_of(const Document& document, const Mention& mention) {
  return {std::string(document.words(mention.tokens)), mention.code, content_actor_id(mention.code, mention.name)};
}

std::vector<ActorRef> actors_in(const Document& document, TokenRange range) {
  std::vector<ActorRef> out;
  for (std::size_t k = first_mention(document, range.first); k < document.mentions.size(); ++k) {
    const Mention& m = document.mentions[k];
    if (m.tokens.first >= range.last) break;
    bool ends_here =
        !range.empty() && m.head.first < range.first && m.head.last == range.last;  // a name with "'s" in it
    if (!is_actor(m) || (!range.contains(m.head.first) && !ends_here)) continue;
    if (m.members.empty()) add_unique(out, actor_of(document, m));
    for (const auto& [code, name] : m.members)
      add_unique(out, {std::string(document.words(m.tokens)), code, content_actor_id(code, name)});
  }
  return out;
}

TokenRange without_that(const Document& document, TokenRange clause) {
  bool that = !clause.empty() && document.tokens[clause.first].pos == Pos::sconj &&
              document.tokens[clause.first].lower == "that";
  return that ? TokenRange{clause.first + 1, clause.last} : clause;
}

std::vector<ActorRef> actors_of_phrase(const Document& document, std::int32_t phrase) {
  if (phrase < 0) return {};
  auto p = static_cast<std::size_t>(phrase);
  TokenRange range = document.phrases[p].tokens;
  std::vector<ActorRef> out = actors_in(document, range);
  // What is coordinated with it on either side: "North Korea and the US", "the leaders of North and South Korea".
  // A comma joins only where a conjunction closes the list; a comma and a conjunction join clauses, unless they close a
  // list ("…, but B canceled", "A, B, and C").
  // Between them may stand where the first is posted ("the envoy to A and the B ambassador").
  std::uint32_t end = range.last;
  bool list = false;
  bool posted = is_posting(document, p + 1);
  if (posted) end = document.phrases[p + 1].tokens.last;
  std::vector<ActorRef> pending;
  for (std::size_t k = p + (posted ? 2 : 1); k < document.phrases.size() && k < p + 5; ++k) {
    const NounPhrase& next = document.phrases[k];
    Join join = joined(document, end, next.tokens.first);
    if (posted && !may_be_posted(document, next)) break;
    if (join == Join::none || next.mention < 0 || (join == Join::comma_conjunction && pending.empty())) break;
    for (ActorRef& a : actors_in(document, next.tokens)) pending.push_back(std::move(a));
    end = next.tokens.last;
    if (join == Join::comma) continue;
    for (ActorRef& a : pending) add_unique(out, std::move(a));
    pending.clear();
    list = true;
  }
  std::uint32_t begin = range.first;
  for (std::size_t k = p; k-- > 0 && k + 5 > p;) {
    const NounPhrase& previous = document.phrases[k];
    Join join = joined(document, previous.tokens.last, begin);
    bool of_list = k > 0 && joined(document, document.phrases[k - 1].tokens.last, previous.tokens.first) == Join::comma;
    bool apart = join == Join::comma_conjunction &&
                 (opens_clause(document, document.phrases[k + 1]) || is_named_place(document, k));
    if (join == Join::none || (join == Join::comma && !list) || (join == Join::comma_conjunction && !of_list) || apart)
      break;
    if (previous.mention < 0 || out.empty()) break;
    const bool where = is_posting(document, k);
    if (where && !may_be_posted(document, document.phrases[p])) break;
    const NounPhrase& member = document.phrases[where ? --k : k];
    list = true;
    std::vector<ActorRef> before = actors_in(document, member.tokens);
    for (ActorRef& a : out) add_unique(before, std::move(a));
    out = std::move(before);
    begin = member.tokens.first;
  }
  if (!out.empty()) return out;
  bool owner = document.phrases[p].possessive && p + 1 < document.phrases.size() &&
               document.phrases[p + 1].tokens.first == range.last + 1;  // "Ethiopia's government", one name
  if (owner) return actors_of_phrase(document, phrase + 1);
  // "the leaders of A and B", "officials from A"
  std::uint32_t i = range.last;
  bool preposition = i < document.tokens.size() && document.tokens[i].pos == Pos::adp;
  bool possessor = preposition && (document.tokens[i].lower == "of" || document.tokens[i].lower == "from" ||
                                   document.tokens[i].lower == "between");
  if (possessor && p + 1 < document.phrases.size() && document.phrases[p + 1].tokens.first == i + 1)
    return actors_of_phrase(document, phrase + 1);
  return out;
}

std::span<const Timex> times_in(const Context& context, TokenRange range) {
  auto before = [](const Timex& t, std::uint32_t token) { return t.tokens.first < token; };
  auto first = std::lower_bound(context.times.begin(), context.times.end(), range.first, before);
  return {first, std::lower_bound(first, context.times.end(), range.last, before)};
}

namespace {

/// "Met to prevent delays in elections set for January 25": the day is that of the participle between.
bool is_of_participle(const Document& d, const Timex& t, std::uint32_t anchor) {
  for (std::uint32_t i = t.tokens.first; i < t.tokens.last; ++i) {
    std::int32_t head = d.tokens[i].head;
    if (head < 0 || t.tokens.contains(static_cast<std::uint32_t>(head))) continue;
    const Token& above = d.tokens[static_cast<std::uint32_t>(head)];
    return static_cast<std::uint32_t>(head) > anchor && static_cast<std::uint32_t>(head) < t.tokens.first &&
           above.tag == "VBN" && above.deprel == Deprel::acl;
  }
  return false;
}

}  // namespace

const Timex* time_in(const Context& context, TokenRange range, std::uint32_t anchor) {
  const Timex* best = nullptr;
  std::uint32_t best_distance = 0;
  for (const Timex& t : times_in(context, range)) {
    if ((t.type == TimexType::duration && !t.range) || is_of_participle(context.document, t, anchor)) continue;
    std::uint32_t distance = t.tokens.first >= anchor ? t.tokens.first - anchor : 2 * (anchor - t.tokens.last + 1);
    if (best == nullptr ||
        (best->range.has_value() == t.range.has_value() ? distance < best_distance : t.range.has_value())) {
      best = &t;
      best_distance = distance;
    }
  }
  return best;
}

TimeRef time_ref(const Context& context, const Timex& timex) {
  TimeRef r;
  Span words = timex.with_preposition.empty() ? timex.span : timex.with_preposition;
  r.when = std::string(slice(context.report.text, words));
  r.value = timex.value;
  r.mod = timex.mod;
  r.edtf = edtf(timex);
  if (timex.range) {
    r.earliest = timex.range->earliest.iso();
    r.latest = timex.range->latest.iso();
  }
  return r;
}

}  // namespace parley
