// See event_merge.h.
#include "reading/event_merge.h"

#include <algorithm>
#include <map>
#include <set>

namespace parley {
namespace {

using Codes = std::set<std::string_view>;

Codes codes(const std::vector<ActorRef>& actors) {
  Codes out;
  for (const ActorRef& a : actors) out.insert(a.code);
  return out;
}

Codes all_codes(const Event& e) {
  Codes out = codes(e.source);
  out.merge(codes(e.target));
  return out;
}

bool guessed(const Event& e) { return e.by_rule.ends_with("+counterpart"); }

/// Does one list hold the other? What nobody named agrees with all.
bool agree(const Codes& a, const Codes& b) {
  return std::includes(a.begin(), a.end(), b.begin(), b.end()) || std::includes(b.begin(), b.end(), a.begin(), a.end());
}

bool sides_agree(const Event& a, const Event& b) {
  if (a.type == EventType::consult || guessed(a) || guessed(b)) return agree(all_codes(a), all_codes(b));
  return agree(codes(a.source), codes(b.source)) && agree(codes(a.target), codes(b.target));
}

bool days_agree(const TimeRef& a, const TimeRef& b) { return a.value.empty() || b.value.empty() || a.value == b.value; }

bool same_act(const EventMention& a, const EventMention& b) {
  if (a.event.type != b.event.type || a.lemma != b.lemma) return false;
  if (!sides_agree(a.event, b.event) || !days_agree(a.event.time, b.event.time)) return false;
  return a.event.status == b.event.status || !a.said || !b.said || b.points_back;
}

/// How much a mention tells: what the others are merged into.
int fullness(const EventMention& m) {
  return 4 * static_cast<int>(m.said) + 4 * static_cast<int>(m.role == BlockRole::body) +
         2 * static_cast<int>(!guessed(m.event)) + static_cast<int>(!m.event.time.value.empty());
}

/// The fuller of two mentions of one act, with the other's day and triggers.
EventMention join(EventMention a, EventMention b) {
  if (b.points_back && b.said) {  // "had been scheduled, but Chile canceled those talks"
    a.event.status = b.event.status;
    a.event.certainty = b.event.certainty;
  }
  if (fullness(b) > fullness(a)) std::swap(a, b);
  if (a.event.time.value.empty()) a.event.time = b.event.time;
  a.event.spans.insert(a.event.spans.end(), b.event.spans.begin(), b.event.spans.end());
  return a;
}

}  // namespace

std::vector<Event> merge_mentions(std::vector<EventMention> mentions) {
  std::vector<EventMention> acts;
  std::map<std::pair<EventType, std::string>, std::vector<std::size_t>> by_word;
  for (EventMention& m : mentions) {
    auto& candidates = by_word[{m.event.type, m.lemma}];
    auto it = std::find_if(candidates.begin(), candidates.end(), [&](std::size_t k) { return same_act(acts[k], m); });
    if (it == candidates.end()) {
      candidates.push_back(acts.size());
      acts.push_back(std::move(m));
    } else {
      acts[*it] = join(std::move(acts[*it]), std::move(m));
    }
  }
  std::set<Codes> told;  // encounters that the report tells of, by their parties
  for (const EventMention& m : acts)
    if (m.said && m.event.type == EventType::consult) told.insert(all_codes(m.event));
  std::vector<bool> only_mentioned;
  for (const EventMention& m : acts)
    only_mentioned.push_back(!m.said && m.event.type == EventType::consult && told.contains(all_codes(m.event)));
  std::vector<Event> out;
  for (std::size_t k = 0; k < acts.size(); ++k)
    if (!only_mentioned[k]) out.push_back(std::move(acts[k].event));
  for (Event& e : out)
    std::sort(e.spans.begin(), e.spans.end(), [](const FieldSpan& a, const FieldSpan& b) { return a.span < b.span; });
  std::stable_sort(out.begin(), out.end(),
                   [](const Event& x, const Event& y) { return x.spans[0].span < y.spans[0].span; });
  return out;
}

}  // namespace parley
