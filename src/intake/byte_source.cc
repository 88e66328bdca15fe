// See byte_source.h.
#include "intake/byte_source.h"

#include <algorithm>
#include <cstring>

namespace parley {
namespace {

constexpr std::size_t kStep = 1 << 19;

}  // namespace

std::size_t StreamSource::read(char* to, std::size_t size) {
  stream_.read(to, static_cast<std::streamsize>(size));
  auto got = static_cast<std::size_t>(stream_.gcount());
  bytes_read_ += got;
  return got;
}

std::size_t MemorySource::read(char* to, std::size_t size) {
  std::size_t n = std::min(size, rest_.size());
  std::memcpy(to, rest_.data(), n);
  rest_.remove_prefix(n);
  return n;
}

std::string_view ByteWindow::ahead(std::size_t size) {
  while (end_ - begin_ < size) {
    if (room_ - end_ < kStep) make_room();
    std::size_t got = source_.read(buffer_.get() + end_, kStep);
    end_ += got;
    if (got == 0) break;
  }
  return at_hand();
}

/// Room for one more step behind what is at hand, which moves to the front; doubled where it is mostly full.
void ByteWindow::make_room() {
  std::size_t used = end_ - begin_;
  if (used + kStep > room_ / 2) {
    std::size_t room = std::max(2 * kStep, 2 * (used + kStep));
    auto larger = std::make_unique_for_overwrite<char[]>(room);
    if (used > 0) std::memcpy(larger.get(), buffer_.get() + begin_, used);
    buffer_ = std::move(larger);
    room_ = room;
  } else {
    std::memmove(buffer_.get(), buffer_.get() + begin_, used);
  }
  begin_ = 0;
  end_ = used;
}

void ByteWindow::skip(std::size_t size) {
  std::size_t n = std::min(size, end_ - begin_);
  begin_ += n;
  offset_ += n;
  if (begin_ == end_) begin_ = end_ = 0;
}

bool ByteWindow::next_line(std::string& line, std::size_t most) {
  line.clear();
  for (;;) {
    std::string_view s = at_hand();
    if (s.empty() && (s = ahead(1)).empty()) return !line.empty();
    std::size_t end = s.find('\n');
    std::string_view part = s.substr(0, end == std::string_view::npos ? end : end + 1);
    if (line.size() <= most) line += part.substr(0, most + 1 - line.size());
    skip(part.size());
    if (end != std::string_view::npos) return true;
  }
}

bool ByteWindow::resume() {
  skip(at_hand().size());
  return source_.resume();
}

}  // namespace parley
