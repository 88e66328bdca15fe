// Adding to a history; see history.h. Names go to disk first, then rows, then the header that makes them count.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/file.h"
#include "outlook/history.h"
#include "outlook/history_file.h"

namespace parley {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;  // rows of a block in memory

/// What makes an event the same one. The ledger's events have a row for each pair of sides.
std::uint64_t key_of(const HistoryEvent& e) {
  std::uint64_t h = (e.id ^ (std::uint64_t{e.origin} << 51U)) * 0xD6E8FEB86659FD93ULL;
  h = (h ^ (h >> 32U) ^ (std::uint64_t{e.source} << 32U) ^ e.target) * 0x9E3779B97F4A7C15ULL;
  return h ^ (h >> 32U);
}

Status sound(Date day, float weight) {
  if (day >= kFirstDate && day <= kLastDate && weight >= 0 && weight <= 1) return {};
  return fail(ErrorCode::bad_input, "a day outside years 1 to 9999, or a weight outside 0 to 1");
}

std::uint64_t after(std::uint64_t id) { return id == ~std::uint64_t{0} ? id : id + 1; }

/// A file open for writing at places; closes itself.
class Output {
 public:
  explicit Output(std::string path)
      : path_(std::move(path)), file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644)) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() {
    if (file_ >= 0) ::close(file_);
  }

  Status write(std::string_view bytes, std::uint64_t at) {
    while (file_ >= 0 && !bytes.empty()) {
      ssize_t n = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(at));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return trouble();
      bytes.remove_prefix(static_cast<std::size_t>(n));
      at += static_cast<std::uint64_t>(n);
    }
    return file_ < 0 ? trouble() : Status();
  }
  /// Drops what an append that was cut off left behind.
  Status end_at(std::uint64_t size) {
    return file_ < 0 || ::ftruncate(file_, static_cast<off_t>(size)) != 0 ? trouble() : Status();
  }
  Status flush() { return file_ < 0 || ::fsync(file_) != 0 ? trouble() : Status(); }

 private:
  [[nodiscard]] Status trouble() const {
    return fail(errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::unreadable, std::strerror(errno), path_);
  }
  std::string path_;
  int file_;
};

std::string_view bytes_of(const std::vector<HistoryEvent>& rows) {
  return {reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(HistoryEvent)};
}

}  // namespace

Result<HistoryWriter> HistoryWriter::open(std::string path) {
  HistoryWriter writer;
  writer.path_ = std::move(path);
  writer.old_hash_ = kHistoryHashStart;
  auto history = History::open(writer.path_);
  if (!history && history.error().code == ErrorCode::not_found) return writer;
  if (!history) return tl::unexpected(history.error());
  HistoryHeader header;
  if (!std::ifstream(writer.path_, std::ios::binary).read(reinterpret_cast<char*>(&header), sizeof header))
    return fail(ErrorCode::unreadable, "cannot be read", writer.path_);
  writer.old_rows_ = header.rows;
  writer.old_hash_ = header.rows_hash;
  writer.names_ = TRY(read_file(writer.path_ + ".names")).substr(0, header.names_bytes);
  auto take = [](Dictionary& dictionary, const std::vector<std::string>& names) {
    for (const std::string& n : names)
      if (dictionary.list.find(n) == NameNumbers::kNone) dictionary.list.add(n);
  };
  take(writer.actors_, history->names().actors);
  take(writer.types_, history->names().types);
  take(writer.origins_, history->names().origins);
  writer.beyond_.resize(writer.origins_.list.size());
  for (const HistoryEvent& e : history->events())
    writer.beyond_[e.origin] = std::max(writer.beyond_[e.origin], after(e.id));
  writer.old_ = std::move(*history);
  return writer;
}

Result<std::uint32_t> HistoryWriter::number(Dictionary& dictionary, std::string_view name) {
  const std::uint32_t number = dictionary.list.find(name);
  if (number != NameNumbers::kNone) return number;
  const bool fits = !name.empty() && name.find_first_of("\t\n") == std::string_view::npos;
  if (!fits || dictionary.list.size() >= dictionary.most)
    return fail(ErrorCode::bad_input,
                "no name of " + std::string(dictionary.kind) + ", or too many of them: '" + std::string(name) + "'");
  names_ += dictionary.kind;
  names_ += '\t';
  names_ += name;
  names_ += '\n';
  return dictionary.list.add(name);
}

/// Data sets come with rising ids, so most rows need no look-up; the set is made when the first one does.
bool HistoryWriter::is_new(const HistoryEvent& row) {
  if (beyond_.size() <= row.origin) beyond_.resize(row.origin + std::size_t{1});
  const bool beyond = row.id >= beyond_[row.origin] && row.id != ~std::uint64_t{0};
  beyond_[row.origin] = std::max(beyond_[row.origin], after(row.id));
  if (beyond && !knows_all_) return true;
  if (!knows_all_) {
    for (const HistoryEvent& e : old_.events()) known_.add(key_of(e));
    for (const auto& block : rows_)
      for (const HistoryEvent& e : block) known_.add(key_of(e));
    knows_all_ = true;
  }
  return known_.add(key_of(row));
}

Result<HistoryWriter::Added> HistoryWriter::add(const NamedEvent& e) {
  TRY_VOID(sound(e.day, e.weight));
  HistoryEvent row;
  row.origin = TRY(origin(e.origin));
  row.source = TRY(actor(e.source));
  row.target = TRY(actor(e.target));
  row.type = TRY(type(e.type));
  row.id = e.id;
  row.day = e.day.days;
  row.weight = e.weight;
  return add(row);
}

Result<HistoryWriter::Added> HistoryWriter::add(const HistoryEvent& row) {
  TRY_VOID(sound(Date{row.day}, row.weight));
  if (!is_new(row)) return Added::known_already;
  if (rows_.empty() || rows_.back().size() == kChunk) rows_.emplace_back().reserve(kChunk);
  rows_.back().push_back(row);
  ++new_rows_;
  return Added::yes;
}

Status HistoryWriter::commit() {
  HistoryHeader header;
  header.rows = rows();
  header.rows_hash = old_hash_;
  for (const auto& chunk : rows_) header.rows_hash = history_hash(bytes_of(chunk), header.rows_hash);
  header.names_bytes = names_.size();
  header.names_hash = history_hash(names_, kHistoryHashStart);
  Output names(path_ + ".names");
  TRY_VOID(names.write(names_, 0));
  TRY_VOID(names.end_at(names_.size()));
  TRY_VOID(names.flush());
  Output file(path_);
  std::uint64_t end = sizeof header + old_rows_ * sizeof(HistoryEvent);
  for (const auto& chunk : rows_) {
    TRY_VOID(file.write(bytes_of(chunk), end));
    end += chunk.size() * sizeof(HistoryEvent);
  }
  TRY_VOID(file.end_at(end));
  TRY_VOID(file.flush());
  TRY_VOID(file.write({reinterpret_cast<const char*>(&header), sizeof header}, 0));
  TRY_VOID(file.flush());
  old_rows_ = header.rows;
  old_hash_ = header.rows_hash;
  rows_.clear();
  new_rows_ = 0;
  if (!knows_all_) old_ = TRY(History::open(path_));
  return {};
}

}  // namespace parley
