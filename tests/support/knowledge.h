// The repository's codebook, loaded once for all tests, and short ways to read a text with it.
#pragma once

#include <memory>
#include <string>

#include "reading/reading.h"

namespace parley {

const Knowledge& test_knowledge();

/// Reads a text as published on a day ("" for unknown).
std::unique_ptr<Analysis> read_text(const std::string& text, const std::string& date = "2018-11-28");

}  // namespace parley
