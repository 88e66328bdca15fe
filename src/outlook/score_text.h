// Scores as text for a terminal, as JSON lines for programs, and as a picture.
#pragma once

#include <array>
#include <string>

#include "outlook/scoreboard.h"

namespace parley {

struct ScoreTextOptions {
  double clip = kClip;
  std::size_t limit = 15;  // rows of each kind; 0: all
  bool of_ledger = false;  // then it is said where Parley itself has stated nothing
};

/// Everything in at most 100 columns; a group of fewer than twenty gets no scores ("too few to say").
std::string scores_text(const Scoreboard& board, const ScoreTextOptions& options = {});

/// A line for each row ("score") and each comparison ("comparison"); fields in docs/outlook.md.
std::string scores_json(const Scoreboard& board, const ScoreTextOptions& options = {});

/// The calibration table, a line a bin: what was stated, what came, and both on a scale from 0 to 100 %.
std::string calibration_text(const std::array<Bin, kBins>& bins);

/// The calibration table as a picture: stated against came, with 95 % intervals and counts.
std::string calibration_svg(const std::array<Bin, kBins>& bins, const std::string& title);

}  // namespace parley
