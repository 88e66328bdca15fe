// Files as bytes, with errors that say what to do.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace parley {

/// Whole contents. Errors: not_found, unreadable (a directory, no permission, an I/O error).
Result<std::string> read_file(const std::filesystem::path& path);

/// Writes the file in full or not at all (a temporary beside it is renamed). Errors: unreadable, disk_full.
Status write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace parley
