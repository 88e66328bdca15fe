// See byte_source.h.
#include "intake/byte_source.h"

#include <algorithm>
#include <cstring>

namespace parley {

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
  constexpr std::size_t kStep = 1 << 18;
  while (buffer_.size() - begin_ < size) {
    if (begin_ > kStep) {
      buffer_.erase(0, begin_);
      begin_ = 0;
    }
    std::size_t old = buffer_.size();
    buffer_.resize(old + kStep);
    std::size_t got = source_.read(buffer_.data() + old, kStep);
    buffer_.resize(old + got);
    if (got == 0) break;
  }
  return at_hand();
}

void ByteWindow::skip(std::size_t size) {
  std::size_t n = std::min(size, buffer_.size() - begin_);
  begin_ += n;
  offset_ += n;
  if (begin_ == buffer_.size()) {
    buffer_.clear();
    begin_ = 0;
  }
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
