// parley read: reports into the ledger, with a bar on a terminal. Ctrl-C ends after the group at hand; the next run
// goes on.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
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
    if (!(last && drawn_) && now - shown_ < std::chrono::milliseconds(100)) return;
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
  /// Without a terminal: a line a minute.
  void tell(const IngestProgress& p) {
    auto now = std::chrono::steady_clock::now();
    if (now - told_ < std::chrono::minutes(1)) return;
    told_ = now;
    double seconds = std::chrono::duration<double>(now - start_).count();
    std::fprintf(stderr, "parley: %zu reports after %.0f s, %.0f/s; %.0f of %.0f MB\n", p.reports, seconds,
                 static_cast<double>(p.reports) / seconds, static_cast<double>(p.bytes_done) / 1e6,
                 static_cast<double>(p.bytes) / 1e6);
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
  std::chrono::steady_clock::time_point shown_, told_ = start_;
  bool drawn_ = false;
};

std::string findings_json(const Analysis& a) {
  std::string out = to_json(a.report) + '\n';
  for_each_kind(a.findings, [&](const auto& list) {
    for (const auto& f : list) out += to_json(f) + '\n';
  });
  return out;
}

std::string counted(std::size_t n, const std::string& one, const std::string& many) {
  return std::to_string(n) + ' ' + (n == 1 ? one : many);
}

/// "home page 3, error page 1" in the order of their number.
std::string list_of(const std::map<std::string, std::size_t>& counts) {
  std::vector<std::pair<std::string, std::size_t>> order(counts.begin(), counts.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out;
  for (const auto& [name, n] : order) out += (out.empty() ? "" : ", ") + name + ' ' + std::to_string(n);
  return out;
}

std::size_t sum_of(const std::map<std::string, std::size_t>& counts) {
  std::size_t n = 0;
  for (const auto& [name, count] : counts) n += count;
  return n;
}

/// What was not read as reports are, and why.
std::string left_out(const IngestSummary& s) {
  std::string text;
  if (std::size_t n = sum_of(s.kinds); n > 0)
    text += "Refused " + counted(n, "page", "pages") + " without an article: " + list_of(s.kinds) + ".\n";
  if (std::size_t n = sum_of(s.languages); n > 0)
    text += "Kept, but not read: " + counted(n, "report", "reports") + " in other languages (" + list_of(s.languages) +
            ").\n";
  if (s.copies > 0)
    text += "Of the new reports " + counted(s.copies, "is a copy of another", "are copies of others") +
            ", whole or in part.\n";
  if (!s.passed_over.empty()) text += "Passed over: " + list_of(s.passed_over) + ".\n";
  if (s.site_lines > 0)
    text += "Set aside " + counted(s.site_lines, "line that recurs", "lines that recur") + " on the pages of a site.\n";
  if (s.feed_entries > 0) text += "Feeds: " + counted(s.feed_entries, "entry", "entries") + ".\n";
  return text;
}

void summarise(const IngestSummary& s, const CommandOptions& o, double seconds) {
  std::string text = "Read " + counted(s.progress.reports, "report", "reports") + " into " + o.ledger + ": " +
                     std::to_string(s.added) + " new, " + std::to_string(s.known) + " known already; " +
                     std::to_string(s.findings) + " findings";
  if (seconds > 1) {
    char rate[96];
    std::snprintf(rate, sizeof rate, "; %.1f s, %.*f reports/s, %.0f words/s", seconds,
                  static_cast<double>(s.progress.reports) < 10 * seconds ? 1 : 0,
                  static_cast<double>(s.progress.reports) / seconds, static_cast<double>(s.progress.words) / seconds);
    text += rate;
  }
  text += ".\n" + left_out(s);
  if (s.stopped) text += "Stopped. What was read is kept; the same command goes on from there.\n";
  if (o.format == "jsonl") {
    if (!o.quiet) std::fprintf(stderr, "%s", text.c_str());
  } else {
    print(text);
  }
}

/// The refused pages one by one; of very many the first.
void tell_refused(const IngestSummary& s) {
  constexpr std::size_t kMost = 100;
  for (std::size_t k = 0; k < s.refused.size() && k < kMost; ++k)
    std::fprintf(stderr, "parley: refused %s\n", s.refused[k].text().c_str());
  if (std::size_t all = sum_of(s.kinds); all > kMost)
    std::fprintf(stderr, "parley: and %zu more pages without an article\n", all - kMost);
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
  if (!o.quiet) {
    bool terminal = ::isatty(STDERR_FILENO) != 0;
    hooks.on_progress = [&bar, terminal](const IngestProgress& p) { terminal ? bar.show(p) : bar.tell(p); };
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
  if (summary->problem_count > summary->problems.size())
    std::fprintf(stderr, "parley: and %zu more problems\n", summary->problem_count - summary->problems.size());
  tell_refused(*summary);
  summarise(*summary, o, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  if (!summary->problems.empty()) return kBadInput;
  return summary->progress.reports == 0 ? kNothing : kDone;
}

}  // namespace parley
