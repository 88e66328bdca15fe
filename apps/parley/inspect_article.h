// parley inspect article --jsonl: pages given as files, one line of JSON each.
#pragma once

#include "command.h"

namespace parley {

/// Lines {id, path, url} → {id, title, text, authors, published, modified, language, kind, signals, seconds}. A page
/// that cannot be read is named on stderr, and the rest is read.
int run_inspect_pages(const CommandOptions& options);

/// True if the first line of the file that is not blank is an object with a field `path`.
bool names_pages(std::string_view bytes);

/// True if a file holds many documents: an archive, a feed, or something packed.
bool holds_documents(const std::string& path);

/// parley inspect article FILE… for those: a line as above for each document, its id the address.
int run_inspect_documents(const CommandOptions& options);

}  // namespace parley
