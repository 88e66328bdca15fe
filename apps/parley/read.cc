// parley read: reports into the ledger, with a bar on a terminal. Ctrl-C ends after the group at hand; the next run
// goes on.
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "command.h"
#include "ledger/ingest.h"
#include "record/fields.h"

namespace parley {
namespace {

std::atomic<bool> stop_requested{false};

extern "C" void on_interrupt(int) { stop_requested = true; }

class Bar {
 public:
  void show(const IngestProgress& p) {
    auto now = std::chrono::steady_clock::now();
    bool last = p.files_done == p.files;
    if (!last && now - shown_ < std::chrono::milliseconds(100)) return;
    shown_ = now;
    double seconds = std::chrono::duration<double>(now - start_).count();
    double share = p.bytes > 0 ? static_cast<double>(p.bytes_done) / static_cast<double>(p.bytes) : 0;
    double rate = seconds > 0 ? static_cast<double>(p.reports) / seconds : 0;
    double left = share > 0.01 ? seconds * (1 - share) / share : 0;
    constexpr int kWidth = 30;
    int filled = static_cast<int>(share * kWidth);
    std::string bar(static_cast<std::size_t>(filled), '#');
    bar.resize(kWidth, '.');
    std::fprintf(stderr, "\r[%s] %3.0f%%  %zu reports, %.0f/s, %.0f s left ", bar.c_str(), share * 100, p.reports, rate,
                 left);
    drawn_ = true;
  }
  void putting_together() {
    if (!drawn_) return;
    clear();
    std::fprintf(stderr, "\rputting meetings and copies together ...");
  }
  void clear() const {
    if (drawn_) std::fprintf(stderr, "\r%80s\r", "");
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point shown_;
  bool drawn_ = false;
};

std::string findings_json(const Analysis& a) {
  std::string out = to_json(a.report) + '\n';
  for_each_kind(a.findings, [&](const auto& list) {
    for (const auto& f : list) out += to_json(f) + '\n';
  });
  return out;
}

void summarise(const IngestSummary& s, const CommandOptions& o, double seconds) {
  std::string text = "Read " + std::to_string(s.progress.reports) + (s.progress.reports == 1 ? " report" : " reports") +
                     " into " + o.ledger + ": " + std::to_string(s.added) + " new, " + std::to_string(s.known) +
                     " known already; " + std::to_string(s.findings) + " findings";
  if (seconds > 1) {
    char rate[64];
    std::snprintf(rate, sizeof rate, "; %.1f s, %.0f words/s", seconds,
                  static_cast<double>(s.progress.words) / seconds);
    text += rate;
  }
  text += ".\n";
  if (!s.refused.empty())
    text += "Refused " + std::to_string(s.refused.size()) + (s.refused.size() == 1 ? " page" : " pages") +
            " without an article; the reasons are above.\n";
  if (s.stopped) text += "Stopped. What was read is kept; the same command goes on from there.\n";
  if (o.format == "jsonl") {
    if (!o.quiet) std::fprintf(stderr, "%s", text.c_str());
  } else {
    print(text);
  }
}

}  // namespace

int run_read(const CommandOptions& o) {
  if (!o.date.empty() && !bounds_of(o.date))
    return complain({ErrorCode::bad_usage, "--date takes a day as YYYY-MM-DD, not '" + o.date + "'", ""});
  auto knowledge = knowledge_for(o);
  if (!knowledge) return complain(knowledge.error());
  auto ledger = Ledger::open(o.ledger, Ledger::Mode::read_write);
  if (!ledger) {
    complain(ledger.error());
    return kLedgerError;
  }
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  std::signal(SIGPIPE, SIG_IGN);
  IngestOptions options{o.paths, o.date, now_utc(),
                        o.threads > 0 ? o.threads : std::max(1U, std::thread::hardware_concurrency()),
                        o.format == "jsonl"};
  Bar bar;
  IngestHooks hooks;
  hooks.stop = &stop_requested;
  if (::isatty(STDERR_FILENO) != 0 && !o.quiet) {
    hooks.on_progress = [&](const IngestProgress& p) { bar.show(p); };
    hooks.on_derive = [&] { bar.putting_together(); };
  }
  if (o.format == "jsonl")
    hooks.on_reading = [&](const Analysis& a) {
      if (!print(findings_json(a))) stop_requested = true;
    };
  auto start = std::chrono::steady_clock::now();
  auto summary = ingest(options, *knowledge, *ledger, hooks);
  bar.clear();
  if (!summary) {
    complain(summary.error());
    return kLedgerError;
  }
  for (const Error& e : summary->problems) complain(e);
  for (const Error& e : summary->refused) std::fprintf(stderr, "parley: refused %s\n", e.text().c_str());
  summarise(*summary, o, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  if (!summary->problems.empty()) return kBadInput;
  return summary->progress.reports == 0 ? kNothing : kDone;
}

}  // namespace parley
