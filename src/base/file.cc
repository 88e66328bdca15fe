// See file.h.
#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "base/file_blocks.h"

namespace parley {
namespace {

Error trouble(const std::filesystem::path& path) {
  ErrorCode code = errno == ENOENT   ? ErrorCode::not_found
                   : errno == ENOSPC ? ErrorCode::disk_full
                                     : ErrorCode::unreadable;
  return {code, std::strerror(errno), path.string()};
}

struct Descriptor {
  int fd;
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
};

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path) {
  std::string bytes;
  std::error_code none;
  const auto size = std::filesystem::is_regular_file(path, none) ? std::filesystem::file_size(path, none) : 0;
  if (!none) bytes.reserve(size);
  TRY_VOID(read_blocks(path, [&](std::string_view block) -> Status {
    bytes += block;
    return {};
  }));
  return bytes;
}

Status read_blocks(const std::filesystem::path& path, const std::function<Status(std::string_view)>& take) {
  Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status = {};
  if (file.fd < 0 || ::fstat(file.fd, &status) != 0) return tl::unexpected(trouble(path));
  if (S_ISDIR(status.st_mode)) return fail(ErrorCode::unreadable, "is a directory, not a file", path.string());
  std::vector<char> buffer(std::size_t{1} << 17U);
  for (;;) {
    ssize_t n = ::read(file.fd, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return tl::unexpected(trouble(path));
    if (n == 0) return {};
    TRY_VOID(take({buffer.data(), static_cast<std::size_t>(n)}));
  }
}

Status write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::path temporary = path;
  temporary += ".part";
  {
    Descriptor file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
    if (file.fd < 0) return tl::unexpected(trouble(path));
    while (!bytes.empty()) {
      ssize_t n = ::write(file.fd, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) {
        Error error = trouble(path);
        ::unlink(temporary.c_str());
        return tl::unexpected(std::move(error));
      }
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) return tl::unexpected(trouble(path));
  return {};
}

}  // namespace parley
