// Events: who did what to whom, and how it stands. Triggers of codebook/events/ over verb groups and noun phrases.
//
// A verb trigger fires on a verb group with its particle and object constraint; a noun trigger on a phrase's head. The
// frame says where source and target stand; status.h says how the act stands.
#pragma once

#include <memory>
#include <vector>

#include "base/phrase_table.h"
#include "reading/classes.h"
#include "reading/reading.h"
#include "reading/status.h"

namespace parley {

/// One place where a frame looks for an actor.
struct FrameSlot {
  enum class Kind : std::uint8_t {
    subject,
    object,
    object_modifier,
    possessive,
    modifier,
    complement_subject,
    complement_object,
    preposition
  };
  Kind kind = Kind::subject;
  std::string preposition;
};

/// One entry of codebook/events/*.toml.
struct EventTrigger {
  std::string id;  // file:words
  std::vector<std::string> words;
  Pos pos = Pos::verb;
  EventType type = EventType::consult;
  std::string mode, cameo;
  std::optional<double> intensity;
  std::vector<std::string> object, not_object, subject;
  std::string complement;
  // Words and classes of the complement's verb: only with such ("vowed to crush"), not with such ("declined to
  // comment").
  std::vector<std::string> complement_verb, not_complement;
  std::vector<FrameSlot> source, target;
  std::vector<std::string> not_after;  // of a noun: words that it may not follow ("under pressure")
  std::vector<std::string> not_verb;   // of a noun: verbs whose object it may not be ("poses a threat" tells no act)
  bool mutual = false;
  bool own = false;
  // Tells no act unless the text names that side, or (a noun) says how the act stands: "imposed sanctions", not "the
  // sanctions".
  bool needs_source = false, needs_target = false, needs_status = false;
  std::string example, expect;
  std::uint32_t line = 0;
  std::string file;
};

/// Ends the rule of an act of others on which somebody comments, or of words of some who are not named; nobody is
/// guessed to have done it.
constexpr std::string_view kOfOthers = "+of-others";
inline bool is_of_unnamed(const Event& e) { return e.source.empty() && e.by_rule.ends_with(kOfOthers); }

/// Types of acts that are done by saying something.
inline bool is_utterance(EventType type) {
  using enum EventType;
  return type == request || type == threaten || type == accuse || type == protest || type == reject;
}

struct EventRules {
  std::vector<EventTrigger> triggers;
  std::unordered_map<std::string, std::vector<std::uint32_t>> verbs;       // by first lemma
  std::unordered_map<std::string, std::vector<std::uint32_t>> adjectives;  // by the word
  std::unordered_map<std::string, std::uint32_t> modals;                   // of what somebody says that another must do
  PhraseTable nouns;                                                       // lemma sequences that end in the head
  WordClasses classes;
  StatusRules status;

  static Result<std::shared_ptr<const EventRules>> load(const std::string& codebook_dir);

  /// Is the lemma a noun that names an act: "visit", "deal"?
  [[nodiscard]] bool names_act(std::string_view lemma) const {
    return nouns.longest([&](std::uint32_t i) { return i == 0 ? lemma : std::string_view{}; }).length > 0;
  }
};

/// Events of a document, in order of their triggers. At most one a trigger; an act told again with the same parties,
/// status and date is one event.
std::vector<Event> find_events(const Context& context);

}  // namespace parley
