// Files too large to be held, read in pieces.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "base/result.h"

namespace parley {

/// Contents block after block, each gone when the next one comes; the first error of `take` ends it. Errors: its own,
/// and those of read_file (file.h).
Status read_blocks(const std::filesystem::path& path, const std::function<Status(std::string_view)>& take);

}  // namespace parley
