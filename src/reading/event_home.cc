// See event_home.h.
#include "reading/event_home.h"

#include <algorithm>
#include <string_view>

#include "reading/actors.h"
#include "reading/events.h"
#include "reading/meetings.h"

namespace parley {
namespace {

const std::vector<std::string> kAbroad = {"@abroad"};
constexpr double kGuess = 0.5;  // what a side that nobody named leaves of the event's confidence

bool is_state(std::string_view code) {
  return code.size() == 3 && code != "UNK" && code != "CIV" && code != "MED" && code != "NSA" &&
         std::all_of(code.begin(), code.end(), [](char c) { return 'A' <= c && c <= 'Z'; });
}

bool is_between_sides(EventType type) { return type == EventType::consult || type == EventType::cooperate; }

/// The state that the actors act for or belong to: of "KEN", "CIV:KEN" and "NSA:KEN" it is "KEN". Empty if none.
std::string_view state_of(const std::vector<ActorRef>& actors) {
  for (const ActorRef& a : actors) {
    std::string_view code = a.code;
    if (code.starts_with("CIV:") || code.starts_with("NSA:")) code.remove_prefix(4);
    if (is_state(code)) return code;
  }
  return {};
}

class Home {
 public:
  explicit Home(const Context& c) : c_(c), d_(c.document) {}

  void settle(Event& e) const {
    std::string where = state_of_place(e);
    if (e.type != EventType::protest && !is_of_unnamed(e)) {  // not "marched against Japan"
      bool rebels = std::any_of(e.source.begin(), e.source.end(), [](const ActorRef& a) { return a.code == "NSA"; });
      fill(e, e.source, rebels && !where.empty() ? where : std::string(state_of(e.target)));
    }
    bool known = !where.empty() && !state_of(e.source).empty();
    fill(e, e.target, known ? where : std::string(state_of(e.source)));
  }

 private:
  void fill(Event& e, std::vector<ActorRef>& side, const std::string& state) const {
    if (state.empty() || tells_of_abroad(e)) return;
    for (ActorRef& a : side)
      if (std::string code = code_at_home(a, state); !code.empty()) a = {a.name, code, content_actor_id(code, a.name)};
    if (!side.empty() || is_between_sides(e.type)) return;
    std::string code = "CIV:" + state;
    std::string name = name_of(state);
    side.push_back({name, code, content_actor_id(code, name)});
    e.by_rule += "+home";
    e.confidence *= kGuess;
  }

  /// "Banned foreign reporters", "called on the Europeans": others than the state's own are meant, whoever they are.
  [[nodiscard]] bool tells_of_abroad(const Event& e) const {
    auto at = std::partition_point(d_.tokens.begin(), d_.tokens.end(),
                                   [&](const Token& t) { return t.span.end <= e.spans[0].span.begin; });
    for (; at != d_.tokens.end() && at->span.begin < e.span.end; ++at)
      if (c_.knowledge.events->classes.matches_any(kAbroad, d_, static_cast<std::uint32_t>(at - d_.tokens.begin())))
        return true;
    return false;
  }

  /// The code of an actor of no stated country if he belongs to `state`; empty where he has one, or may be anybody's.
  [[nodiscard]] std::string code_at_home(const ActorRef& a, const std::string& state) const {
    if (a.code == "CIV" || a.code == "MED") return "CIV:" + state;
    if (a.code == "NSA") return "NSA:" + state;
    if (a.code != "UNK") return {};
    auto m = std::find_if(d_.mentions.begin(), d_.mentions.end(),
                          [&](const Mention& x) { return x.code == a.code && d_.words(x.tokens) == a.name; });
    if (m == d_.mentions.end()) return {};
    if (m->kind == MentionKind::person || m->kind == MentionKind::organisation) return "CIV:" + state;
    bool of_many = c_.knowledge.meetings->delegates.contains(d_.tokens[m->head.last - 1].lower);  // "the diplomats"
    return m->kind == MentionKind::role && !of_many ? state : std::string();
  }

  /// The state in which the act is told to take place; empty if none is named.
  [[nodiscard]] std::string state_of_place(const Event& e) const {
    if (e.place.empty()) return {};
    auto first = std::partition_point(d_.mentions.begin(), d_.mentions.end(),
                                      [&](const Mention& m) { return m.span.begin < e.span.begin; });
    for (auto it = first; it != d_.mentions.end() && it->span.begin < e.span.end; ++it)
      if (d_.words(it->tokens) == e.place) return is_state(it->code) ? it->code : std::string();
    return {};
  }

  [[nodiscard]] std::string name_of(const std::string& state) const {
    auto it = std::find_if(d_.mentions.begin(), d_.mentions.end(),
                           [&](const Mention& m) { return m.kind == MentionKind::state && m.code == state; });
    return it != d_.mentions.end() ? it->name : state;
  }

  const Context& c_;
  const Document& d_;
};

}  // namespace

void settle_at_home(const Context& context, std::vector<Event>& events) {
  Home home(context);
  for (Event& e : events) home.settle(e);
}

}  // namespace parley
