// See codebook_check.h.
#include "reading/codebook_check.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "reading/trigger_match.h"

namespace parley {
namespace {

using EntryPair = std::pair<const EventTrigger*, const EventTrigger*>;

constexpr const char* kRulePrefix = "events/";

bool made_by(const Event& event, const EventTrigger& entry) {
  std::string_view rule = event.by_rule;
  return rule.substr(0, rule.find('+')) == kRulePrefix + entry.id;
}

/// Are all the codes among the actors'? A citizen of a state (CIV:SOM) counts as the state here.
bool holds(const std::vector<ActorRef>& actors, std::string_view codes) {
  for (std::string_view code : split(codes, ','))
    if (!code.empty() && std::none_of(actors.begin(), actors.end(), [&](const ActorRef& a) {
          return a.code == code || (a.code.starts_with("CIV:") && a.code.substr(4) == code);
        }))
      return false;
  return true;
}

bool has_sides(const Event& event, std::string_view expect) {
  auto arrow = expect.find('>');
  if (arrow == std::string_view::npos) return true;
  return holds(event.source, expect.substr(0, arrow)) && holds(event.target, expect.substr(arrow + 1));
}

std::string codes(const std::vector<ActorRef>& actors) {
  std::string out;
  for (const ActorRef& a : actors) out += (out.empty() ? "" : ",") + a.code;
  return out;
}

std::unique_ptr<Analysis> read_example(const EventTrigger& entry, const Knowledge& knowledge) {
  Given given;
  given.text_name = entry.file + ":" + std::to_string(entry.line);
  given.published = "2018-11-28";  // any day: examples name none
  given.published_by_user = true;
  return read_report(make_report(entry.example, given, knowledge.intake), knowledge);
}

std::string places_of(const std::vector<FrameSlot>& slots) {
  static constexpr const char* kNames[] = {
      "subject", "object", "object_modifier", "possessive", "modifier", "complement_subject", "complement_object"};
  std::string out;
  for (const FrameSlot& s : slots) {
    if (!out.empty()) out += ", ";
    out +=
        s.kind == FrameSlot::Kind::preposition ? "'" + s.preposition + "'" : kNames[static_cast<std::size_t>(s.kind)];
  }
  return out;
}

}  // namespace

std::string sides_of(const Event& event) { return codes(event.source) + ">" + codes(event.target); }

std::vector<EntryCheck> check_entries(const Knowledge& knowledge) {
  std::vector<EntryCheck> out;
  for (const EventTrigger& t : knowledge.events->triggers) {
    EntryCheck check{&t, EntryState::silent, {}};
    auto a = read_example(t, knowledge);
    for (const Event& e : a->findings.events) {
      check.found +=
          (check.found.empty() ? "" : "; ") + std::string(name_of(e.type)) + ' ' + sides_of(e) + " (" + e.by_rule + ')';
      if (e.type != t.type) continue;
      EntryState state = !made_by(e, t)           ? EntryState::shadowed
                         : has_sides(e, t.expect) ? EntryState::fires
                                                  : EntryState::sides;
      auto rank = [](EntryState s) {
        return s == EntryState::fires ? 3 : s == EntryState::sides ? 2 : s == EntryState::shadowed ? 1 : 0;
      };
      if (rank(state) > rank(check.state)) check.state = state;
    }
    out.push_back(std::move(check));
  }
  return out;
}

std::vector<EntryPair> duplicate_entries(const EventRules& rules) {
  std::map<std::tuple<std::string, Pos, std::string, std::string>, const EventTrigger*> first;
  std::vector<EntryPair> out;
  for (const EventTrigger& t : rules.triggers) {
    auto [it, fresh] = first.try_emplace(
        {join(t.words, " "), t.pos, join(t.object, ","), t.complement + " " + join(t.complement_verb, ",")}, &t);
    if (!fresh) out.emplace_back(it->second, &t);
  }
  return out;
}

std::vector<EntryPair> overlapping_entries(const EventRules& rules) {
  std::map<std::pair<std::string, Pos>, const EventTrigger*> first;
  std::set<std::pair<std::string, std::string>> told;
  std::vector<EntryPair> out;
  for (const EventTrigger& t : rules.triggers) {
    auto [it, fresh] = first.try_emplace({join(t.words, " "), t.pos}, &t);
    if (!fresh && it->second->type != t.type && told.emplace(it->second->id, t.id).second)
      out.emplace_back(it->second, &t);
  }
  return out;
}

std::vector<EntryTrace> explain(const Analysis& analysis, const Knowledge& knowledge) {
  const Document& d = analysis.document;
  const EventRules& rules = *knowledge.events;
  std::vector<EntryTrace> fired;
  std::vector<EntryTrace> silent;
  std::set<const EventTrigger*> told;
  for (const Event& e : analysis.findings.events)
    for (const EventTrigger& t : rules.triggers)
      if (made_by(e, t) && t.type == e.type && (!told.contains(&t) || fired.back().event != &e)) {
        fired.push_back({&t, &e, {}});
        told.insert(&t);
        break;
      }
  auto event_at = [&](std::uint32_t token) -> const Event* {
    for (const Event& e : analysis.findings.events)
      if (!e.spans.empty() && e.spans[0].span.overlaps(d.tokens[token].span)) return &e;
    return nullptr;
  };
  for (const Sentence& s : d.sentences)
    for (const TriggerMatch& m : match_triggers(d, rules, s.tokens)) {
      const EventTrigger& t = *m.trigger;
      const Event* taken = event_at(m.head);
      if (taken != nullptr && made_by(*taken, t) && m.missing.empty()) continue;
      std::string reason = m.missing;
      if (reason.empty() && taken != nullptr) reason = "gave way to " + taken->by_rule;
      if (reason.empty())
        reason = "no actor of a side where it looks (source: " + places_of(t.source) +
                 "; target: " + places_of(t.target) + ")";
      silent.push_back({&t, nullptr, std::move(reason)});
    }
  fired.insert(fired.end(), silent.begin(), silent.end());
  return fired;
}

}  // namespace parley
