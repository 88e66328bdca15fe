// The closed vocabularies of the record (docs/record.md), each with its names as they are written out.
//
// PLOVER types after Open Event Data Alliance, "PLOVER: Political Language Ontology for Verifiable Event Records";
// statuses, stances and source classes are the project's own. name_of() and parse_name() convert.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace parley {

enum class EventType : std::uint8_t {
  agree,
  consult,
  support,
  concede,
  cooperate,
  aid,
  retreat,
  request,
  accuse,
  reject,
  threaten,
  protest,
  sanction,
  mobilize,
  coerce,
  assault,
};

/// How an act, or a meeting, stands.
enum class EventStatus : std::uint8_t {
  happened,
  ongoing,
  scheduled,
  proposed,
  cancelled,
  postponed,
  predicted,
  hypothetical,
  negated,
};

enum class Stance : std::uint8_t {
  says,
  denies,
  predicts,
  demands,
  accuses,
  promises,
  threatens,
  evaluates,
  believes,
  offers,
  explains,
  declines,
};

/// Who a claim is attributed to; `role` covers anonymous persons ("a diplomatic source").
enum class SourceClass : std::uint8_t { named, role, group, media, document, none };

enum class DemandForm : std::uint8_t { demand, offer, condition };

enum class CommitmentState : std::uint8_t { made, kept, broken, questioned, pending };

enum class ForecastState : std::uint8_t { open, yes, no, void_, condition_not_met };

enum class BlockRole : std::uint8_t { headline, deck, byline, dateline, stamp, caption, body, boilerplate, duplicate };

template <class E>
struct EnumNames;

template <>
struct EnumNames<EventType> {
  static constexpr std::array<std::string_view, 16> names = {
      "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
      "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
};
template <>
struct EnumNames<EventStatus> {
  static constexpr std::array<std::string_view, 9> names = {
      "happened", "ongoing", "scheduled", "proposed", "cancelled", "postponed", "predicted", "hypothetical", "negated"};
};
template <>
struct EnumNames<Stance> {
  static constexpr std::array<std::string_view, 12> names = {"says",     "denies",   "predicts",  "demands",
                                                             "accuses",  "promises", "threatens", "evaluates",
                                                             "believes", "offers",   "explains",  "declines"};
};
template <>
struct EnumNames<SourceClass> {
  static constexpr std::array<std::string_view, 6> names = {"named", "role", "group", "media", "document", "none"};
};
template <>
struct EnumNames<DemandForm> {
  static constexpr std::array<std::string_view, 3> names = {"demand", "offer", "condition"};
};
template <>
struct EnumNames<CommitmentState> {
  static constexpr std::array<std::string_view, 5> names = {"made", "kept", "broken", "questioned", "pending"};
};
template <>
struct EnumNames<ForecastState> {
  static constexpr std::array<std::string_view, 5> names = {"open", "yes", "no", "void", "condition-not-met"};
};
template <>
struct EnumNames<BlockRole> {
  static constexpr std::array<std::string_view, 9> names = {"headline", "deck", "byline",      "dateline", "stamp",
                                                            "caption",  "body", "boilerplate", "duplicate"};
};

template <class E>
concept NamedEnum = requires {
  EnumNames<E>::names;
};

template <NamedEnum E>
constexpr std::string_view name_of(E e) {
  return EnumNames<E>::names[static_cast<std::size_t>(e)];
}

template <NamedEnum E>
constexpr std::optional<E> parse_name(std::string_view name) {
  for (std::size_t i = 0; i < EnumNames<E>::names.size(); ++i)
    if (EnumNames<E>::names[i] == name) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace parley
