// See warc.h.
#include "intake/warc.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "intake/unpack.h"

namespace parley {
namespace {

constexpr std::uint64_t kNoLength = UINT64_MAX;
constexpr std::size_t kLongestHeader = 1 << 16;
constexpr std::string_view kMark = "WARC/1.";

/// True if a record, or nothing, follows the line breaks that end a block. `s` may be cut off behind kMark.
bool is_record_end(std::string_view s) {
  std::size_t p = s.find_first_not_of("\r\n");
  return p == std::string_view::npos || s.substr(p).starts_with(kMark);
}

/// Where a record begins in `s`, at the start of a line; npos if nowhere.
std::size_t find_mark(std::string_view s, std::size_t from) {
  for (std::size_t p = s.find(kMark, from); p != std::string_view::npos; p = s.find(kMark, p + 1)) {
    bool line = p == 0 || s[p - 1] == '\n';
    bool version = p + kMark.size() + 1 < s.size() && is_ascii_digit(s[p + kMark.size()]) &&
                   (s[p + kMark.size() + 1] == '\r' || s[p + kMark.size() + 1] == '\n');
    if (line && version) return p;
  }
  return std::string_view::npos;
}

/// The part of `s` before the line breaks at its end that belong to the archive, two at most.
std::size_t without_end(std::string_view s) {
  for (int k = 0; k < 2; ++k) {
    if (s.ends_with('\n')) s.remove_suffix(1);
    if (s.ends_with('\r')) s.remove_suffix(1);
  }
  return s.size();
}

std::uint64_t read_length(std::string_view value) {
  constexpr std::size_t kMostDigits = 18;
  if (value.empty() || value.size() > kMostDigits) return kNoLength;
  std::uint64_t n = 0;
  for (char c : value) {
    if (!is_ascii_digit(c)) return kNoLength;
    n = n * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return n;
}

std::string without_brackets(std::string_view uri) {
  if (uri.starts_with('<') && uri.ends_with('>')) uri = uri.substr(1, uri.size() - 2);
  return std::string(uri);
}

void add_note(WarcRecord& r, const std::string& note) { r.note += (r.note.empty() ? "" : "; ") + note; }

}  // namespace

bool looks_like_warc(std::string_view bytes) { return bytes.starts_with("WARC/"); }

std::string WarcReader::place() const { return "record " + std::to_string(number_); }

std::string WarcReader::where(const WarcRecord& record) const {
  return place() + (record.uri.empty() ? "" : " (" + record.uri.substr(0, 200) + ")");
}

Result<bool> WarcReader::next(WarcRecord& record) {
  record = WarcRecord();
  trap_ = false;
  in_.skip(std::exchange(given_, 0));
  std::uint64_t before = in_.offset();
  bool found = find_record();
  std::uint64_t lost = in_.offset() - before;
  std::string damage = found ? std::string() : in_.source().damage();
  if (!damage.empty()) {
    trap_ = in_.source().is_trap();
    in_.resume();
    if (trap_) return fail(ErrorCode::bad_input, damage + ": passed over", "after " + place());
    return fail(ErrorCode::bad_input, damage + ": what could be read of it was, the rest goes on behind it",
                "after " + place());
  }
  constexpr std::uint64_t kLineBreaks = 16;
  if (lost > kLineBreaks)
    return fail(ErrorCode::bad_input, std::to_string(lost) + " bytes belong to no record and were passed over",
                "after " + place());
  if (!found) return false;
  record.number = ++number_;
  record.offset = in_.offset();
  if (!read_headers(record)) {
    if (in_.source().is_trap()) return leave_trap(record);
    return fail(ErrorCode::bad_input, "its header has no end", place());
  }
  TRY_VOID(read_block(record));
  return true;
}

/// Goes to where the next record begins. False at the end, and before a damaged place.
bool WarcReader::find_record() {
  constexpr std::size_t kStep = 1 << 16;
  for (;;) {
    std::string_view s = in_.ahead(kMark.size() + 2);
    if (s.empty()) return false;
    std::size_t p = find_mark(s, 0);
    if (p == 0) return true;
    if (p != std::string_view::npos) {
      in_.skip(p);
      return true;
    }
    s = in_.ahead(kStep);
    p = find_mark(s, 0);
    bool last = s.size() < kStep;
    in_.skip(p != std::string_view::npos ? p : last ? s.size() : s.size() - kMark.size() - 2);
  }
}

bool WarcReader::read_headers(WarcRecord& record) {
  std::string line;
  length_ = kNoLength;
  in_.next_line(line, kLongestHeader);  // the version
  for (std::size_t bytes = 0; bytes < kLongestHeader && in_.next_line(line, kLongestHeader); bytes += line.size()) {
    std::string_view s = trim(line);
    if (s.empty()) return true;
    std::size_t colon = s.find(':');
    if (colon == std::string_view::npos) continue;
    std::string name = lower_ascii(trim(s.substr(0, colon)));
    std::string_view value = trim(s.substr(colon + 1));
    if (name == "warc-type") record.type = lower_ascii(value);
    if (name == "warc-target-uri") record.uri = without_brackets(value);
    if (name == "warc-date") record.date = value;
    if (name == "content-type") record.content_type = lower_ascii(value);
    if (name == "content-length") length_ = read_length(value);
  }
  return false;
}

Status WarcReader::read_block(WarcRecord& record) {
  if (length_ == kNoLength) {
    add_note(record, "states no length");
    return read_block_to_next_record(record);
  }
  if (length_ > most_) return pass_over(record);
  constexpr std::size_t kBehind = 16;
  auto length = static_cast<std::size_t>(length_);
  std::string_view s = in_.ahead(length + kBehind);
  if (s.size() >= length && is_record_end(s.substr(length, kBehind))) {
    record.block = s.substr(0, length);
    given_ = length;
    return {};
  }
  if (s.size() < length && find_mark(s, 0) == std::string_view::npos) {  // cut off
    if (in_.source().is_trap()) return leave_trap(record);
    add_note(record, "is cut off: " + std::to_string(s.size()) + " of " + std::to_string(length) + " bytes");
    record.block = s;
    given_ = s.size();
    return {};
  }
  add_note(record, "states a wrong length");
  return read_block_to_next_record(record);
}

/// The block ends where the next record begins, or at the end of the archive.
Status WarcReader::read_block_to_next_record(WarcRecord& record) {
  constexpr std::size_t kStep = 1 << 18;
  for (std::size_t looked = 0;;) {
    std::string_view s = in_.ahead(looked + kStep);
    std::size_t from = looked > kMark.size() + 2 ? looked - kMark.size() - 2 : 0;
    std::size_t p = find_mark(s, from);
    bool last = s.size() < looked + kStep;
    looked = s.size();
    if (p == std::string_view::npos && !last && looked <= most_) continue;
    if (p == std::string_view::npos && last && in_.source().is_trap()) return leave_trap(record);
    std::size_t end = p == std::string_view::npos ? s.size() : p;
    if (end > most_) return pass_over(record);
    record.block = s.substr(0, without_end(s.substr(0, end)));
    given_ = end;
    return {};
  }
}

/// A block that is too long is dropped up to the next record.
tl::unexpected<Error> WarcReader::pass_over(const WarcRecord& record) {
  constexpr std::size_t kStep = 1 << 18, kKept = kMark.size() + 2;
  for (;;) {
    std::string_view s = in_.ahead(kStep);
    std::size_t p = find_mark(s, 0);
    bool last = s.size() < kStep;
    if (p == std::string_view::npos && last && in_.source().is_trap()) return leave_trap(record);
    in_.skip(p != std::string_view::npos ? p : last ? s.size() : s.size() - kKept);
    if (p != std::string_view::npos || last) break;
  }
  return fail(ErrorCode::bad_input,
              "holds more than " + std::to_string(most_ >> 20) + " MB, as no page does: passed over", where(record));
}

/// Goes on behind the member of gzip that is a trap.
tl::unexpected<Error> WarcReader::leave_trap(const WarcRecord& record) {
  trap_ = true;
  in_.resume();
  return fail(ErrorCode::bad_input, std::string(kTrapWords) + ": passed over", where(record));
}

}  // namespace parley
