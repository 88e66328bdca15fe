// See history.h.
#include "outlook/history.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cstdio>

#include "base/file.h"
#include "base/text.h"
#include "outlook/history_file.h"

namespace parley {
namespace {

static_assert(std::endian::native == std::endian::little);

Error damaged(const std::string& path, const std::string& how) {
  return {ErrorCode::bad_input, "not a history of events, or damaged (" + how + "): import it anew", path};
}

/// The lines of FILE.names, each a kind and a name.
bool read_names(std::string_view bytes, HistoryNames& names) {
  while (!bytes.empty()) {
    std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) return false;
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) return false;
    std::string_view kind = line.substr(0, tab);
    auto* list = kind == "actor"    ? &names.actors
                 : kind == "type"   ? &names.types
                 : kind == "origin" ? &names.origins
                                    : nullptr;
    if (list == nullptr) return false;
    list->emplace_back(line.substr(tab + 1));
  }
  return true;
}

bool sound(const HistoryEvent& e, const HistoryNames& names) {
  return e.source < names.actors.size() && e.target < names.actors.size() && e.type < names.types.size() &&
         e.origin < names.origins.size() && e.day >= kFirstDate.days && e.day <= kLastDate.days && e.weight >= 0 &&
         e.weight <= 1;
}

}  // namespace

struct History::Files {
  std::span<const std::byte> bytes;  // mapped
  std::span<const HistoryEvent> events;
  HistoryNames names;

  Files() = default;
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  ~Files() {
    if (!bytes.empty()) ::munmap(const_cast<std::byte*>(bytes.data()), bytes.size());
  }

  Status map(const std::string& path) {
    int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return fail(ErrorCode::not_found, "no history of events here: parley outlook import makes one", path);
    struct stat info {};
    void* address = MAP_FAILED;
    if (::fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0)
      address = ::mmap(nullptr, static_cast<std::size_t>(info.st_size), PROT_READ, MAP_PRIVATE, file, 0);
    ::close(file);
    if (address == MAP_FAILED) return tl::unexpected(damaged(path, "empty, or no plain file"));
    bytes = {static_cast<const std::byte*>(address), static_cast<std::size_t>(info.st_size)};
    return {};
  }

  Status check(const std::string& path) {
    HistoryHeader header;
    if (bytes.size() < sizeof header) return tl::unexpected(damaged(path, "no header"));
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != HistoryHeader().magic) return tl::unexpected(damaged(path, "foreign header"));
    if (header.rows > (bytes.size() - sizeof header) / sizeof(HistoryEvent))
      return tl::unexpected(damaged(path, "cut short"));
    events = {reinterpret_cast<const HistoryEvent*>(bytes.data() + sizeof header), header.rows};
    std::string_view rows(reinterpret_cast<const char*>(events.data()), events.size_bytes());
    if (history_hash(rows, kHistoryHashStart) != header.rows_hash)
      return tl::unexpected(damaged(path, "rows do not fit their checksum"));
    auto text = read_file(path + ".names");
    if (!text) return tl::unexpected(damaged(path + ".names", "cannot be read"));
    if (text->size() < header.names_bytes) return tl::unexpected(damaged(path + ".names", "cut short"));
    std::string_view counted = std::string_view(*text).substr(0, header.names_bytes);
    if (history_hash(counted, kHistoryHashStart) != header.names_hash || !read_names(counted, names))
      return tl::unexpected(damaged(path + ".names", "names do not fit their checksum"));
    if (names.types.size() > kMostHistoryTypes) return tl::unexpected(damaged(path + ".names", "too many types"));
    for (const HistoryEvent& e : events)
      if (!sound(e, names)) return tl::unexpected(damaged(path, "a row points outside"));
    return {};
  }
};

Result<History> History::open(const std::string& path) {
  auto files = std::make_shared<Files>();
  TRY_VOID(files->map(path));
  TRY_VOID(files->check(path));
  History history;
  history.files_ = std::move(files);
  return history;
}

std::span<const HistoryEvent> History::events() const {
  return files_ ? files_->events : std::span<const HistoryEvent>();
}

const HistoryNames& History::names() const {
  static const HistoryNames kNone;
  return files_ ? files_->names : kNone;
}

std::string History::id_of(const HistoryEvent& event) const {
  const std::string& origin = names().origins[event.origin];
  if (origin != kLedgerOrigin) return origin + ":" + std::to_string(event.id);
  char text[32];
  std::snprintf(text, sizeof text, "eve-%016llx", static_cast<unsigned long long>(event.id));
  return text;
}

}  // namespace parley
