// Measures the ranker on a benchmark folder: who is the other party of each event of a split?
//
// Line q of the split asks two queries: `o`, (source, type, ?, day), and `s`, (?, type, target, day). Each gets a line
// "q<TAB>o|s<TAB>actor:score actor:score …", best first, up to a hundred actors. Ranks are counted elsewhere.
#pragma once

#include <string>

#include "outlook/quadruples.h"
#include "outlook/ranker.h"

namespace parley {

struct EvaluateOptions {
  Split split = Split::test;
  RankerOptions ranker;
};

/// The prediction lines of all queries of the split, in their order. With HistoryMode::running every day before a
/// query's own is known, though weights and counts of rules stay as they were when the split began; with
/// HistoryMode::frozen nothing of the split is known. Errors: those of read_quadruples().
Result<std::string> predict_split(const std::string& folder, const EvaluateOptions& options, const Tell& tell = {});

/// The settings that ship (docs/decisions/0014-outlook-ranking.md).
RankerOptions shipped_ranker(HistoryMode history);

}  // namespace parley
