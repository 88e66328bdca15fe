// Speed and memory of the history: N made-up events are added, written, mapped and indexed.
//
//   bench_outlook_history [EVENTS]      (default 15 million, 50,000 actors, 16 types)
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "base/random.h"
#include "outlook/history_index.h"

using namespace parley;

namespace {

double since(std::clock_t start) { return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC; }

long megabytes() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return use.ru_maxrss / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t events = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 15000000;
  const std::string path = "bench.history";
  std::remove(path.c_str());
  std::remove((path + ".names").c_str());
  std::vector<std::string> actors, types;
  for (int k = 0; k < 50000; ++k) actors.push_back("CIV:X" + std::to_string(k));
  for (int k = 0; k < 16; ++k) types.push_back("TYPE" + std::to_string(k));
  Random random(1);
  auto drawn = [&] {  // few actors do most
    auto n = static_cast<std::uint32_t>(actors.size());
    return random.below(random.below(random.below(n) + 1) + 1);
  };
  auto event = [&](std::size_t k) {
    auto day = static_cast<std::int32_t>(10000 + k * 3000 / events);
    return NamedEvent{actors[drawn()], types[random.below(16)], actors[drawn()], "bench", Date{day}, 1, k};
  };
  std::clock_t start = std::clock();
  std::size_t letters = 0;
  for (std::size_t k = 0; k < events; ++k) letters += event(k).source.size();
  const double drawing = since(start);
  std::printf("drawing alone: %.1f CPU s (%zu letters)\n", drawing, letters);
  start = std::clock();
  {
    auto writer = HistoryWriter::open(path);
    for (std::size_t k = 0; k < events; ++k) {
      auto added = writer->add(event(k));
      if (!added) return 3;
    }
    if (!writer->commit()) return 3;
    double added = since(start) - drawing;
    std::printf("added and written, without drawing: %.1f CPU s, %.2f million events/s, %ld MB at most\n", added,
                static_cast<double>(events) / added / 1e6, megabytes());
  }
  start = std::clock();
  auto history = History::open(path);
  if (!history) return 3;
  std::printf("mapped and checked: %.1f CPU s\n", since(start));
  start = std::clock();
  HistoryIndex index(*history);
  std::printf("indexed (%zu pairs): %.1f CPU s, %.2f million events/s, %ld MB at most\n", index.pairs(), since(start),
              static_cast<double>(events) / since(start) / 1e6, megabytes());
  std::remove(path.c_str());
  std::remove((path + ".names").c_str());
  return 0;
}
