// Foreign bytes as a file of resolved forecasts: every row becomes a forecast or is counted, scores are numbers, never
// a crash.
#include <cmath>
#include <string>

#include "outlook/resolved.h"
#include "outlook/score_text.h"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ForecastFileNames kNames = *ForecastFileNames::load(std::string(PARLEY_SOURCE_DIR) + "/codebook");
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string& head : {std::string(), std::string("probability,outcome,forecaster,question\n")}) {
    auto file = read_forecast_file(head + bytes, "fuzz", kNames);
    if (!file) continue;
    std::size_t skipped = 0;
    for (const auto& [reason, s] : file->skipped) skipped += s.rows;
    if (file->forecasts.size() + skipped != file->rows) __builtin_trap();
    ScoreboardOptions options;
    options.bootstrap.rounds = 10;
    const Scoreboard board = make_scoreboard(std::move(file->forecasts), options);
    if (!(std::fabs(board.all.scores.parts.sum() - board.all.scores.brier) < 1e-9)) __builtin_trap();
    scores_text(board);
    scores_json(board);
  }
  return 0;
}
