// See meeting_parties.h.
#include "reading/meeting_parties.h"

#include <algorithm>

#include "base/text.h"
#include "reading/actors.h"

namespace parley {

void join_parties(std::vector<ActorRef>& list, const std::vector<ActorRef>& more) {
  for (const ActorRef& a : more) {
    bool known = a.code == "UNK" || a.code.starts_with("MED");
    for (const ActorRef& b : list) known = known || b.code == a.code;
    if (!known) list.push_back(a);
  }
}

std::vector<ActorRef> series_members(const Context& context, TokenRange phrase) {
  const Document& d = context.document;
  std::string inside = ' ' + lower_ascii(d.words(phrase)) + ' ';
  for (const auto& series : context.knowledge.meetings->series) {
    bool named = std::any_of(series.words.begin(), series.words.end(),
                             [&](const std::string& w) { return inside.find(' ' + w + ' ') != std::string::npos; });
    std::vector<ActorRef> members;
    for (bool by_state : {true, false})  // "China" before "China's envoy"
      for (const Mention& m : d.mentions)
        if (named && (m.kind == MentionKind::state) == by_state &&
            std::find(series.members.begin(), series.members.end(), m.code) != series.members.end())
          join_parties(members, {actor_of(d, m)});
    if (members.size() >= 2) return members;
  }
  return {};
}

}  // namespace parley
