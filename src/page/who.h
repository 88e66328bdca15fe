// Who acts on whom in a record's events, and who says what in its claims, as numbers: for the views of actors and
// sources, which add up a million findings by words.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/columns.h"

namespace parley {

/// The sides of events.
struct EventActors {
  EventActors(const Record& record, const RecordColumns& columns);

  /// A code, and words by which it was called.
  struct Form {
    std::uint32_t code = 0;
    std::string name;
  };
  std::vector<Form> forms;
  NumberLists sides;  // of an event, for each actor of each side: twice the number of its form, and one if acted on
  /// Two codes, the lesser first in the order of their words; neither is unknown.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  NumberLists pairs_of;  // of an event, each once
};

/// The sources of claims.
struct ClaimSources {
  ClaimSources(const Record& record, const RecordColumns& columns);

  /// Words and class of a source, in an outlet, and the reason why it is not named.
  struct Source {
    std::string words;  // "(none)" where there is none
    SourceClass source_class = SourceClass::none;
    std::uint32_t outlet = kNoNumber;
    std::string reason;
  };
  std::vector<Source> sources;
  std::vector<std::uint32_t> source_of;  // of each claim
  /// Somebody who acts for a code, and the words used for him.
  struct Speaker {
    std::uint32_t code = 0;
    std::string_view actor, name;
    std::string called;
  };
  std::vector<Speaker> speakers;
  NumberLists speakers_of;  // of each claim
};

}  // namespace parley
