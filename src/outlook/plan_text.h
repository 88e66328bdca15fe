// A plan and its draws: as text for people, as JSON for the page, as a picture.
#pragma once

#include <string>

#include "outlook/plan_draws.h"

namespace parley {

struct PlanView {
  const PlanNetwork& network;
  const PlanDraws& draws;
  const std::vector<PlanSlip>& slips;
  const Lexicon& lexicon;  // names of codes
  std::uint64_t seed = 1;
  std::vector<std::string> about;
  std::size_t limit = 8;  // of meetings that hang on nothing, in the text; 0: all
};

std::string plan_text(const PlanView& view);
/// One object on one line; fields in docs/outlook.md.
std::string plan_json(const PlanView& view);
/// A row for each meeting over a calendar: its plan's days, where its day falls, what it waits for.
std::string plan_svg(const PlanView& view);

/// "a second summit (North Korea and United States)".
std::string title_of(const PlanView& view, std::size_t node);
/// Nodes that wait for something or are waited for, then the others; each in the network's order.
std::vector<std::size_t> shown_first(const PlanNetwork& network);

}  // namespace parley
