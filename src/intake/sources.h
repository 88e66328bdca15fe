// Which files the words of a command line mean: files, folders, patterns, standard input.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <vector>

#include "base/result.h"

namespace parley {

struct SourceFile {
  std::string path;  // "-" for standard input
  std::uint64_t bytes = 0;
};

struct Sources {
  std::vector<SourceFile>
      files;  // in the order of `paths`, a folder's by name; feeds first, whose entries speak of pages
  std::size_t passed_over = 0;  // files of folders that hold no reports, by their content
  std::vector<Error> problems;  // paths without a file, folders that cannot be read
};

/// A path that names no file and holds *, ? or [ is a pattern. Of folders, walked to the bottom, files are taken whose
/// ending or content is that of reports; a file that is named itself is taken whatever it is.
Sources collect_sources(const std::vector<std::string>& paths);

/// Opens a source and hands its stream over. False, with the problem, if it cannot be read.
Status with_stream(const SourceFile& file, const std::function<Status(std::istream&, const std::string& name)>& read);

}  // namespace parley
