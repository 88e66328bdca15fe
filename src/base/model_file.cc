// See model_file.h.
#include "base/model_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <map>

#include "base/file.h"

namespace parley {
namespace {

constexpr std::string_view kMagic = "PARLEYM1";
constexpr std::uint64_t kAlignment = 64;

std::uint64_t aligned(std::uint64_t n) { return (n + kAlignment - 1) / kAlignment * kAlignment; }

template <class T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Reads numbers and names from the table; every read is checked against the end.
class Cursor {
 public:
  explicit Cursor(std::span<const std::byte> bytes) : bytes_(bytes) {}
  template <class T>
  bool take(T& value) {
    if (bytes_.size() - at_ < sizeof value) return false;
    std::memcpy(&value, bytes_.data() + at_, sizeof value);
    at_ += sizeof value;
    return true;
  }
  bool take(std::string& text, std::size_t size) {
    if (bytes_.size() - at_ < size) return false;
    text.assign(reinterpret_cast<const char*>(bytes_.data()) + at_, size);
    at_ += size;
    return true;
  }

 private:
  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
};

}  // namespace

struct ModelFile::Mapping {
  std::span<const std::byte> bytes;
  std::map<std::string, std::span<const std::byte>, std::less<>> sections;

  Mapping() = default;
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (!bytes.empty()) ::munmap(const_cast<std::byte*>(bytes.data()), bytes.size());
  }

  bool read_table() {
    Cursor cursor(bytes);
    std::string magic;
    std::uint32_t count = 0;
    if (!cursor.take(magic, kMagic.size()) || magic != kMagic || !cursor.take(count)) return false;
    for (std::uint32_t k = 0; k < count; ++k) {
      std::uint32_t length = 0;
      std::string name;
      std::uint64_t offset = 0;
      std::uint64_t size = 0;
      if (!cursor.take(length) || !cursor.take(name, length) || !cursor.take(offset) || !cursor.take(size))
        return false;
      if (offset % kAlignment != 0 || offset > bytes.size() || size > bytes.size() - offset) return false;
      sections.emplace(std::move(name), bytes.subspan(offset, size));
    }
    return true;
  }
};

Result<ModelFile> ModelFile::open(const std::string& path) {
  int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail(ErrorCode::not_found, "no model here", path);
  struct stat info {};
  void* address = MAP_FAILED;
  if (::fstat(file, &info) == 0 && info.st_size > 0)
    address = ::mmap(nullptr, static_cast<std::size_t>(info.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  ::close(file);
  auto damaged = [&] {
    return fail(ErrorCode::bad_input, "not a model file, or damaged: train it anew, or take the shipped one", path);
  };
  if (address == MAP_FAILED) return damaged();
  auto mapping = std::make_shared<Mapping>();
  mapping->bytes = {static_cast<const std::byte*>(address), static_cast<std::size_t>(info.st_size)};
  if (!mapping->read_table()) return damaged();
  ModelFile model;
  model.mapping_ = std::move(mapping);
  return model;
}

std::span<const std::byte> ModelFile::section(std::string_view name) const {
  if (!mapping_) return {};
  auto it = mapping_->sections.find(name);
  return it == mapping_->sections.end() ? std::span<const std::byte>() : it->second;
}

Status ModelWriter::write(const std::string& path) const {
  std::uint64_t offset = kMagic.size() + sizeof(std::uint32_t);
  for (const auto& [name, bytes] : sections_) offset += sizeof(std::uint32_t) + name.size() + 2 * sizeof(std::uint64_t);
  std::string out(kMagic);
  put(out, static_cast<std::uint32_t>(sections_.size()));
  for (const auto& [name, bytes] : sections_) {
    offset = aligned(offset);
    put(out, static_cast<std::uint32_t>(name.size()));
    out += name;
    put(out, offset);
    put(out, static_cast<std::uint64_t>(bytes.size()));
    offset += bytes.size();
  }
  for (const auto& [name, bytes] : sections_) {
    out.resize(aligned(out.size()), '\0');
    out += bytes;
  }
  return write_file(path, out);
}

}  // namespace parley
