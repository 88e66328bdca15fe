// Foreign bytes in order, in bounded memory: from a stream, and through gzip.
//
// A ByteSource gives bytes until it ends or comes to a damaged place, behind which resume() goes on. A ByteWindow looks
// ahead in one without taking the bytes: what the readers of archives and lines stand on. Neighbours: gzip_source.h,
// warc.h, document_reader.h.
#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

namespace parley {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Up to `size` bytes. 0 at the end and before a damaged place.
  virtual std::size_t read(char* to, std::size_t size) = 0;
  /// Goes on behind a damaged place; false at the end.
  virtual bool resume() { return false; }
  /// What is wrong at the place where read() stopped, in words; empty at a proper end.
  [[nodiscard]] virtual std::string damage() const { return {}; }
  /// True if the damage is a trap: the bytes before it grew from so few that they are no text.
  [[nodiscard]] virtual bool is_trap() const { return false; }
};

/// The bytes of a stream.
class StreamSource final : public ByteSource {
 public:
  explicit StreamSource(std::istream& stream) : stream_(stream) {}
  std::size_t read(char* to, std::size_t size) override;
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  std::istream& stream_;
  std::uint64_t bytes_read_ = 0;
};

/// Bytes that are in memory, which must outlive it.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : rest_(bytes) {}
  std::size_t read(char* to, std::size_t size) override;

 private:
  std::string_view rest_;
};

class ByteWindow {
 public:
  explicit ByteWindow(ByteSource& source) : source_(source) {}

  /// What lies ahead: at least `size` bytes, fewer only before the end or a damaged place. Valid until the next call.
  std::string_view ahead(std::size_t size);
  /// What has been read already and not been passed over.
  [[nodiscard]] std::string_view at_hand() const { return {buffer_.get() + begin_, end_ - begin_}; }
  /// Passes over bytes at hand.
  void skip(std::size_t size);
  /// The next line with its line break, cut behind `most` bytes (the rest of it is passed over). False at the end or
  /// before a damaged place.
  bool next_line(std::string& line, std::size_t most);
  /// Drops what is at hand and goes on behind a damaged place; false at the end.
  bool resume();
  /// Number of bytes passed over, counted in what the source gives.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }
  [[nodiscard]] ByteSource& source() { return source_; }

 private:
  void make_room();

  ByteSource& source_;
  std::unique_ptr<char[]> buffer_;  // no string: its new bytes would be set to zero before they are read
  std::size_t room_ = 0;
  std::size_t begin_ = 0, end_ = 0;  // what of it is at hand
  std::uint64_t offset_ = 0;
};

}  // namespace parley
