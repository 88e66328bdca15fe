// Who acts on whom: the actors that a trigger's frame names around a verb group or a noun phrase.
#pragma once

#include <unordered_map>
#include <vector>

#include "reading/trigger_match.h"

namespace parley {

class SideFinder {
 public:
  explicit SideFinder(const Context& context);

  /// Is the phrase the object of a verb whose subject has the act done to him: "faces calls to leave"?
  [[nodiscard]] bool is_undergone(const EventTrigger& trigger, std::uint32_t phrase) const;

  /// Does the phrase name an act of others on which the subject of its verb comments: "condemned the attacks",
  /// "demanded the release"?
  [[nodiscard]] bool is_of_others(const EventTrigger& trigger, std::uint32_t phrase) const;

  /// The verb group whose object or subject a phrase is; -1 if it is none's.
  [[nodiscard]] std::int32_t verb_with_object(std::uint32_t phrase) const { return object_of_[phrase]; }
  [[nodiscard]] std::int32_t verb_with_subject(std::uint32_t phrase) const { return subject_of_[phrase]; }

  /// Fills source and target of an event that a verb tells.
  void of_verb(Event& event, const VerbGroup& verb, const VerbHit& hit) const;
  /// Fills source and target of an event that a noun tells; what is filled already stays.
  void of_noun(Event& event, const EventTrigger& trigger, std::uint32_t phrase) const;

  /// Who does what the verb says: the subject, of a passive the agent.
  [[nodiscard]] std::vector<ActorRef> subject(const VerbGroup& verb) const;

  /// The verb of the innermost clause around a noun that begins before it; nullptr if there is none.
  [[nodiscard]] const VerbGroup* clause_around(const NounPhrase& phrase) const;

  /// Fills the side that the text leaves open with the nearest other side of the sentence, else with the one that its
  /// news item names most, where the event has one side that acts for a state, organisation or group. A careful reader
  /// fills it in the same way; the event says so by its rule and lower confidence.
  void fill_other_side(Event& event, std::uint32_t head) const;

  /// Does the phrase before only measure this one: "a series of warnings", "20 million dollars in aid"?
  [[nodiscard]] bool is_measured(std::size_t phrase) const;

  /// Is the event said by some whom the words leave open ("is accused of", "international pressure")?
  [[nodiscard]] bool is_said_by_some(const Event& event, std::uint32_t head) const;

 private:
  void count_sides();
  [[nodiscard]] std::vector<ActorRef> other_owners(std::int32_t phrase) const;
  [[nodiscard]] std::vector<ActorRef> places(const std::vector<FrameSlot>& slots, std::int32_t object,
                                             TokenRange behind) const;
  [[nodiscard]] const NounPhrase& phrase(std::int32_t p) const { return d_.phrases[static_cast<std::size_t>(p)]; }
  [[nodiscard]] const VerbGroup& verb(std::int32_t v) const { return d_.verbs[static_cast<std::size_t>(v)]; }
  [[nodiscard]] std::vector<ActorRef> fill(const std::vector<FrameSlot>& slots, const VerbGroup& verb,
                                           const VerbHit& hit) const;
  [[nodiscard]] std::vector<ActorRef> fill(const std::vector<FrameSlot>& slots, std::uint32_t phrase) const;
  [[nodiscard]] bool comes_from_others(const NounPhrase& phrase) const;
  [[nodiscard]] std::vector<ActorRef> who(std::int32_t phrase) const;
  [[nodiscard]] std::vector<ActorRef> inside(std::int32_t phrase) const;
  [[nodiscard]] bool is_actor_itself(const NounPhrase& phrase) const;
  [[nodiscard]] std::vector<ActorRef> complement_subject(const VerbGroup& verb) const;
  [[nodiscard]] std::vector<ActorRef> after(const std::string& preposition, TokenRange range) const;
  [[nodiscard]] std::vector<ActorRef> behind(std::uint32_t phrase, const std::string& preposition) const;
  void both_sides(Event& event, std::uint32_t phrase) const;
  [[nodiscard]] std::vector<ActorRef> complement_object(const VerbGroup& verb) const;
  [[nodiscard]] bool answers(const VerbGroup& verb) const;
  [[nodiscard]] bool is_answered(const EventTrigger& trigger, std::uint32_t phrase) const;
  [[nodiscard]] bool is_venue(const Mention& mention) const;
  [[nodiscard]] std::optional<ActorRef> counterpart(const Event& event, std::uint32_t head) const;

  const Context& c_;
  const Document& d_;
  std::vector<std::int32_t> object_of_, subject_of_;
  std::vector<std::uint32_t> item_of_;              // of each sentence
  std::vector<std::vector<const Mention*>> sides_;  // of each item, those named more than once, the most named first
};

/// Is one of the actors more than an unknown?
bool is_political(const std::vector<ActorRef>& actors);

}  // namespace parley
