// A question in words, read with the same stages as a report: who, what, by when.
//
//   "Will the United States and North Korea hold high-level talks before 1 January 2019?"
//    → CONSULT, level "high-level", USA and PRK, from the day of asking to 1 January 2019 (not included)
//
// The act and the sides come from the events and meetings that the reader finds, the window from the time expression
// that bounds it. Actors may also be named as the history names them ("Foreign Affairs (Ghana)"): while the rest is
// read, plain names stand in for those.
#pragma once

#include <string>
#include <vector>

#include "outlook/outlook_text.h"
#include "outlook/pair_days.h"
#include "reading/reading.h"

namespace parley {

struct QuestionActor {
  std::string words;  // as written
  std::string code;   // as in the history: "USA", or a name
};

struct Question {
  std::string text;
  std::string type;                   // PLOVER
  std::string act;                    // the words that say so
  std::string level;                  // of an encounter ("high-level", "summit"); empty where any will do
  std::vector<QuestionActor> actors;  // of a directed act, who acts comes first
  Sides sides = Sides::either;
  DateRange window;                // from the day of asking or later
  std::string when;                // the words of the window
  std::vector<std::string> notes;  // what was left aside
  [[nodiscard]] std::int32_t days_ahead(Date on) const { return window.latest.days - on.days; }
};

/// Reads a question as asked on a day. `names` are the actors of the history. Errors of code bad_input say what the
/// question lacks (an act, actors, an end of the window that lies ahead) and how to put it.
Result<Question> read_question(const std::string& text, Date on, const Knowledge& knowledge, const SaidTypes& said,
                               const std::vector<std::string>& names);

}  // namespace parley
