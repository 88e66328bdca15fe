// From archives to stored reports without reading them: bench_intake CODEBOOK MODELS LEDGER THREADS FILE…
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "base/memory.h"
#include "ledger/ingest.h"

int main(int argc, char** argv) {
  using namespace parley;
  if (argc < 6) {
    std::fprintf(stderr, "bench_intake CODEBOOK MODELS LEDGER THREADS FILE...\n");
    return 2;
  }
  keep_freed_memory();
  auto knowledge = load_knowledge(argv[1], argv[2]);
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(std::string(argv[3]) + end);
  auto ledger = Ledger::open(argv[3], Ledger::Mode::read_write);
  if (!knowledge || !ledger) {
    std::fprintf(stderr, "%s\n", (knowledge ? ledger.error() : knowledge.error()).text().c_str());
    return 1;
  }
  IngestOptions options;
  options.paths.assign(argv + 5, argv + argc);
  options.recorded = "2026-01-01T00:00:00Z";
  options.threads = static_cast<unsigned>(std::atoi(argv[4]));
  options.store_only = true;
  auto start = std::chrono::steady_clock::now();
  double all_read = 0;
  auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
  IngestHooks hooks;
  hooks.on_derive = [&] { all_read = seconds(); };
  auto summary = ingest(options, *knowledge, *ledger, hooks);
  if (!summary) {
    std::fprintf(stderr, "%s\n", summary.error().text().c_str());
    return 1;
  }
  std::size_t refused = 0;
  for (const auto& [kind, n] : summary->kinds) refused += n;
  std::size_t pages = summary->progress.reports + refused;
  std::printf("%zu pages (%zu reports, %zu copies): %.2f s, of which copies %.2f s; %.0f pages/s, %.1f MB/s packed\n",
              pages, summary->progress.reports, summary->copies, seconds(), seconds() - all_read,
              static_cast<double>(pages) / seconds(), static_cast<double>(summary->progress.bytes) / 1e6 / seconds());
  return 0;
}
