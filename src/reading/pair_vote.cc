// See pair_vote.h.
#include "reading/pair_vote.h"

#include <algorithm>

namespace parley {
namespace {

// Share of the way to certainty, and to nothing, that a sure classifier moves an event. On the development reports its
// consent says more than its dissent: three of four of the events that it confirms are right, and so is every other of
// those that it doubts.
constexpr double kUp = 0.6;
constexpr double kDown = 0.2;

/// The mention of one of the actors that stands nearest to the trigger in its sentence; an empty range if none does.
TokenRange nearest(const Document& d, TokenRange sentence, std::uint32_t trigger, const std::vector<ActorRef>& actors) {
  TokenRange best;
  std::uint32_t distance = 0;
  for (const Mention& m : d.mentions_in(sentence)) {
    bool named = std::any_of(actors.begin(), actors.end(), [&](const ActorRef& a) { return a.code == m.code; });
    std::uint32_t away = m.head.first > trigger ? m.head.first - trigger : trigger - m.head.first;
    if (!named || (!best.empty() && away >= distance)) continue;
    best = m.tokens;
    distance = away;
  }
  return best;
}

}  // namespace

double voted_confidence(double confidence, EventType type, EventStatus status, const PairAnswer& answer) {
  auto of = [&](EventType t) { return answer.probabilities[static_cast<std::size_t>(t)]; };
  bool planned = status == EventStatus::scheduled || status == EventStatus::proposed ||
                 status == EventStatus::predicted || status == EventStatus::postponed;
  double p = of(type);
  if (type == EventType::concede) p += of(EventType::retreat);
  if (type == EventType::retreat) p += of(EventType::concede);
  if (type == EventType::sanction) p += of(EventType::coerce);
  if (planned && type != EventType::agree) p += of(EventType::agree);
  double even = 1.0 / 3;  // an answer this sure neither confirms nor doubts
  if (p >= even) return confidence + (1 - confidence) * kUp * (p - even) / (1 - even);
  return confidence * (1 - kDown * (even - p) / even);
}

void vote_on_events(const Context& context, std::vector<Event>& events) {
  const Document& d = context.document;
  if (context.knowledge.pairs == nullptr) return;
  for (Event& e : events) {
    if (e.spans.empty() || e.source.empty() || e.target.empty()) continue;
    auto at = std::partition_point(d.tokens.begin(), d.tokens.end(),
                                   [&](const Token& t) { return t.span.end <= e.spans[0].span.begin; });
    if (at == d.tokens.end()) continue;
    auto trigger = static_cast<std::uint32_t>(at - d.tokens.begin());
    TokenRange sentence = d.sentences[d.sentence_at(trigger)].tokens;
    TokenRange source = nearest(d, sentence, trigger, e.source);
    TokenRange target = nearest(d, sentence, trigger, e.target);
    if (source.empty() || target.empty() || source.overlaps(target)) continue;
    e.confidence =
        voted_confidence(e.confidence, e.type, e.status, classify_pair(context.knowledge, d, source, target));
  }
}

}  // namespace parley
