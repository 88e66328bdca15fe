// Which findings fit a question: by actors, status, source and words. Shared by `parley show` and the page, so that
// both list the same.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "language/language.h"
#include "page/brief.h"

namespace parley {

struct Selection {
  std::vector<std::string> about;  // codes, all of which are involved; empty: anybody
  std::string status;              // one of the words of state_of(): a status, state, stance, type or class
  std::string by;                  // part of the source's words
  std::string search;              // part of the quote
};

using ActorLists = std::vector<const std::vector<ActorRef>*>;

inline ActorLists sides_of(const Event& e) { return {&e.source, &e.target}; }
inline ActorLists sides_of(const Meeting& m) { return {&m.parties}; }
inline ActorLists sides_of(const Claim& c) { return {&c.actors}; }
inline ActorLists sides_of(const Forecast& f) { return {&f.actors, &f.predicate.source, &f.predicate.target}; }
inline ActorLists sides_of(const Demand& d) { return {&d.by, &d.to}; }
inline ActorLists sides_of(const Explanation& e) { return {&e.actors}; }
inline ActorLists sides_of(const Commitment& c) { return {&c.by, &c.to}; }

/// The words of the closed vocabularies by which a finding can be chosen: "scheduled CONSULT", "says named".
std::vector<std::string_view> states_of(const Event& e);
std::vector<std::string_view> states_of(const Meeting& m);
std::vector<std::string_view> states_of(const Claim& c);
std::vector<std::string_view> states_of(const Forecast& f);
std::vector<std::string_view> states_of(const Demand& d);
std::vector<std::string_view> states_of(const Explanation& e);
std::vector<std::string_view> states_of(const Commitment& c);

/// The source's words, of the kinds that have one.
template <class F>
const std::string& source_words(const F& f) {
  static const std::string kNone;
  if constexpr (std::is_same_v<F, Claim>) {
    return f.source;
  } else if constexpr (std::is_same_v<F, Forecast> || std::is_same_v<F, Explanation>) {
    return f.by;
  } else {
    return kNone;
  }
}

/// True if `part` stands in `text`, without regard to the case of ASCII letters.
bool holds_words(std::string_view text, std::string_view part);

template <class F>
bool fits(const F& f, const Selection& s) {
  if (!s.about.empty() && !involves(sides_of(f), s.about)) return false;
  if (!s.status.empty()) {
    const auto states = states_of(f);
    if (std::none_of(states.begin(), states.end(), [&](auto w) { return equal_ignoring_case(w, s.status); }))
      return false;
  }
  return (s.by.empty() || holds_words(source_words(f), s.by)) && (s.search.empty() || holds_words(f.quote, s.search));
}

}  // namespace parley
