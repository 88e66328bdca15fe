// From archives to stored reports without reading them: bench_intake CODEBOOK MODELS LEDGER THREADS FILE…
// With - for LEDGER the extraction alone: the documents are in memory, and are made into reports ROUNDS (for THREADS)
// times, one after another.
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "intake/document_reader.h"
#include "ledger/ingest.h"

namespace {

using namespace parley;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Documents : DocumentSink {
  Status document(RawDocument d) override {
    bytes += d.bytes.size();
    list.push_back(std::move(d));
    return {};
  }
  Status feed_entry(FeedEntry) override { return {}; }
  void problem(Error) override {}
  void pass_over(const std::string&) override {}
  void bytes_read(std::uint64_t) override {}
  [[nodiscard]] bool stopped() const override { return false; }

  std::vector<RawDocument> list;
  std::size_t bytes = 0;
};

int extract(const IntakeRules& rules, int rounds, int files, char** names) {
  Documents documents;
  for (int k = 0; k < files; ++k) {
    std::ifstream stream(names[k], std::ios::binary);
    if (auto read = read_documents(stream, names[k], rules, documents); !read) return 1;
  }
  double best = 0;
  for (int k = 0; k < rounds; ++k) {
    double spent = 0;
    for (const RawDocument& d : documents.list) {
      RawDocument copy = d;
      double start = cpu_seconds();
      auto report = make_document_report(copy, {}, rules);
      spent += cpu_seconds() - start;
    }
    best = std::max(best, static_cast<double>(documents.bytes) / 1e6 / spent);
    std::printf("%zu documents, %.1f MB: %.2f CPU s, %.0f MB/s\n", documents.list.size(),
                static_cast<double>(documents.bytes) / 1e6, spent, static_cast<double>(documents.bytes) / 1e6 / spent);
  }
  std::printf("best: %.0f MB/s\n", best);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6) {
    std::fprintf(stderr, "bench_intake CODEBOOK MODELS LEDGER THREADS FILE...\n");
    return 2;
  }
  auto knowledge = load_knowledge(argv[1], argv[2]);
  if (knowledge && std::string_view(argv[3]) == "-")
    return extract(knowledge->intake, std::atoi(argv[4]), argc - 5, argv + 5);
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
  double all_read = 0, started = cpu_seconds();
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
  double cpu = cpu_seconds() - started;
  std::printf("%.2f CPU s after %.2f s for the start of the program: %.0f pages a CPU second\n", cpu, started,
              static_cast<double>(pages) / cpu);
  return 0;
}
