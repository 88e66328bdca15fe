// The side of an event that the text leaves open: who is filled in, and when nobody is. See event_sides.h.
#include <algorithm>

#include "reading/actors.h"
#include "reading/event_sides.h"
#include "reading/meetings.h"
#include "reading/news_items.h"

namespace parley {
namespace {

const std::vector<std::string> kAbroad = {"@abroad"};

}  // namespace

/// "The EU's ministers met in Luxembourg": where, not with whom.
bool SideFinder::is_venue(const Mention& m) const {
  return m.kind == MentionKind::state && !m.adjectival && m.tokens.first > 0 &&
         c_.knowledge.meetings->stands_for_place(d_.tokens[m.tokens.first - 1].lower);
}

std::optional<ActorRef> SideFinder::counterpart(const Event& e, std::uint32_t head) const {
  const std::vector<ActorRef>& side = e.source.empty() ? e.target : e.source;
  bool among_members = e.type == EventType::consult && std::all_of(side.begin(), side.end(), [](const ActorRef& a) {
                         return a.code.starts_with("IGO:");
                       });
  auto other = [&](const Mention& m) {
    return acts_for_a_side(m) && !(among_members && is_venue(m)) &&
           std::none_of(side.begin(), side.end(), [&](const ActorRef& a) { return a.code == m.code; });
  };
  const Mention* best = nullptr;
  std::uint32_t distance = 0;
  for (const Mention& m : d_.mentions_in(d_.sentences[d_.sentence_at(head)].tokens)) {
    if (!other(m)) continue;
    std::uint32_t away = m.head.first > head ? m.head.first - head : head - m.head.first;
    if (best != nullptr && away >= distance) continue;
    best = &m;
    distance = away;
  }
  if (best != nullptr) return actor_of(d_, *best);
  std::uint32_t item = item_of_[d_.sentence_at(head)];
  if (item >= sides_.size()) return std::nullopt;
  const auto& sides = sides_[item];
  auto named = std::find_if(sides.begin(), sides.end(), [&](const Mention* m) { return other(*m); });
  return named != sides.end() ? std::optional(actor_of(d_, **named)) : std::nullopt;
}

/// "Is accused of", "international pressure": said by some whom the words leave open.
bool SideFinder::is_said_by_some(const Event& e, std::uint32_t head) const {
  if (!is_utterance(e.type) || e.type == EventType::reject || !e.source.empty()) return false;
  const Sentence& sentence = d_.sentences[d_.sentence_at(head)];
  for (const VerbGroup& v : d_.verbs_in(sentence.tokens))
    if (v.head == head) return v.passive && v.agent < 0;
  for (std::uint32_t i = head; i-- > sentence.tokens.first && d_.tokens[i].pos == Pos::adj;)
    if (c_.knowledge.events->classes.matches_any(kAbroad, d_, i)) return true;
  return false;
}

void SideFinder::fill_other_side(Event& e, std::uint32_t head) const {
  if (is_political(e.source) == is_political(e.target)) return;
  bool to_target = e.target.empty();
  if (!to_target && !e.source.empty()) return;
  auto other = counterpart(e, head);
  if (!other) return;
  (to_target ? e.target : e.source).push_back(std::move(*other));
  e.by_rule += "+counterpart";
  e.confidence = 0.4;
}

}  // namespace parley
