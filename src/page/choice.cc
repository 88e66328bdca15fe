// See choice.h.
#include "page/choice.h"

#include <algorithm>

namespace parley {

AboutCodes::AboutCodes(const RecordColumns& columns, const std::vector<std::string>& about) {
  const auto number = [&](const std::string& code) {
    const std::uint32_t found = columns.codes.find(code);
    return found == kNoNumber ? kNoNumber - 1 : found;
  };
  for (const std::string& code : about) wanted_.push_back({number(code), number("CIV:" + code)});
}

Choice::Choice(const RecordColumns& columns, const PageQuery& query)
    : columns_(columns),
      query_(query),
      about_(columns, query.selection.about),
      by_status_(!query.selection.status.empty()),
      outlet_(columns.outlets.find(query.outlet)) {
  for (std::uint32_t k = 0; k < columns.states.size(); ++k)
    if (equal_ignoring_case(columns.states.word(k), query.selection.status)) states_.push_back(k);
}

bool Choice::has_state(const std::array<std::uint32_t, 2>& states) const {
  return std::any_of(states_.begin(), states_.end(),
                     [&](std::uint32_t wanted) { return states[0] == wanted || states[1] == wanted; });
}

}  // namespace parley
