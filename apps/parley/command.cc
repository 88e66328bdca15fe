// See command.h.
#include "command.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

namespace parley {

int complain(const Error& error) {
  std::fprintf(stderr, "parley: %s\n", error.text().c_str());
  switch (error.code) {
    case ErrorCode::bad_usage:
      return kUsage;
    case ErrorCode::ledger_locked:
    case ErrorCode::ledger_newer:
    case ErrorCode::ledger_broken:
    case ErrorCode::disk_full:
      return kLedgerError;
    default:
      return kBadInput;
  }
}

namespace {

/// A folder of ours: the one given, else the environment's, else the one of that name that lies beside the program or
/// above it (installed, or in the source tree) and holds `file`. Empty if there is none.
std::string folder_of_ours(const std::string& given, const char* variable, const std::string& name, const char* file) {
  if (!given.empty()) return given;
  if (const char* path = std::getenv(variable); path != nullptr && *path != '\0') return path;
  std::error_code error;
  std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (const char* place : {"../share/parley", ".", "..", "../.."}) {
    std::filesystem::path candidate = (self / place / name).lexically_normal();
    if (std::filesystem::exists(candidate / file, error)) return candidate.string();
  }
  return {};
}

}  // namespace

Result<std::string> codebook_for(const CommandOptions& options) {
  std::string folder = folder_of_ours(options.codebook, "PARLEY_CODEBOOK", "codebook", "english.toml");
  if (!folder.empty()) return folder;
  return fail(ErrorCode::not_found,
              "no codebook found beside the program; name its folder with --codebook or PARLEY_CODEBOOK");
}

Result<std::string> models_for(const CommandOptions& options) {
  std::string folder = folder_of_ours(options.models, "PARLEY_MODELS", "models", "language.bin");
  if (!folder.empty()) return folder;
  return fail(ErrorCode::not_found,
              "no trained models found beside the program; name their folder with --models or PARLEY_MODELS");
}

Result<Knowledge> knowledge_for(const CommandOptions& options) {
  return load_knowledge(TRY(codebook_for(options)), TRY(models_for(options)));
}

Result<Record> record_for(const CommandOptions& options) {
  AsOf as_of;
  if (!options.on.empty()) {
    as_of.day = parse_date(options.on);
    if (!as_of.day) return fail(ErrorCode::bad_usage, "--on takes a day as YYYY-MM-DD, not '" + options.on + "'");
  }
  Ledger ledger = TRY(Ledger::open(options.ledger, Ledger::Mode::read_only));
  return ledger.record(as_of);
}

Result<Date> last_day(const Record& record, const std::string& on) {
  std::optional<Date> last = parse_date(on);
  for (const Report& r : record.reports)
    if (auto range = r.published.range(); on.empty() && range && range->latest != kLastDate)
      last = std::max(last.value_or(kFirstDate), range->latest.plus_days(-1));
  if (!last) return fail(ErrorCode::bad_input, "the ledger holds no report with a day; name one with --on");
  return *last;
}

std::string now_utc() {
  std::time_t now = std::time(nullptr);
  std::tm utc = {};
  gmtime_r(&now, &utc);
  char buffer[32];
  std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return buffer;
}

bool print(std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

unsigned terminal_width() {
  winsize size = {};
  for (int fd : {STDOUT_FILENO, STDERR_FILENO})
    if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 100;
}

}  // namespace parley
