// parley outlook: forecasts from a history of events; evaluate measures the ranker on a benchmark folder.
#include <ctime>

#include "base/file.h"
#include "command.h"
#include "outlook/evaluate.h"

namespace parley {
namespace {

Tell progress(const CommandOptions& o) {
  auto start = std::clock();
  return [start, quiet = o.quiet](const std::string& line) {
    if (!quiet)
      std::fprintf(stderr, "%6.1f CPU s  %s\n", static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC,
                   line.c_str());
  };
}

int evaluate(const CommandOptions& o) {
  EvaluateOptions options;
  options.split = o.split == "valid" ? Split::valid : Split::test;
  options.ranker = shipped_ranker(o.history == "frozen" ? HistoryMode::frozen : HistoryMode::running);
  auto lines = predict_split(o.directory, options, progress(o));
  if (!lines) return complain(lines.error());
  if (auto done = write_file(o.predictions, *lines); !done) return complain(done.error());
  return kDone;
}

}  // namespace

int run_outlook(const CommandOptions& o) { return evaluate(o); }

}  // namespace parley
