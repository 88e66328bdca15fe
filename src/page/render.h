// A brief as text for a terminal, as Markdown, as JSON; rows as a table.
#pragma once

#include <string>
#include <vector>

#include "page/brief.h"

namespace parley {

enum class Colour : bool { no, yes };

std::string brief_text(const Brief& brief, Colour colour, std::size_t width = 100);
std::string brief_markdown(const Brief& brief);
std::string brief_json(const Brief& brief);

/// Rows in columns; the last column takes the rest of `width` and is cut with "…". The first row is the head.
std::string table_text(const std::vector<std::vector<std::string>>& rows, Colour colour, std::size_t width = 100);

/// Text in lines of at most `width` columns, each after `indent` spaces.
std::string wrap(std::string_view text, std::size_t indent, std::size_t width);

}  // namespace parley
