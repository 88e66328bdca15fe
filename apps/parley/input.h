// The files named on the command line, read one after another: what every stage of `parley inspect` shares.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "command.h"

namespace parley {

/// What a reader says of a file or line: the exit code so far, and whether to go on (stdout may be closed).
struct Read {
  int code = kDone;
  bool go_on = true;
};

/// Gives each file to `read`. A file that cannot be read is named on stderr, and the rest is read. The worst exit code.
int each_file(const std::vector<std::string>& paths,
              const std::function<Read(std::string bytes, const std::string& path)>& read);

/// Gives each line of JSON lines to `read`, with "file:line". A line that is no object with a text in that field is
/// named on stderr, and the rest is read.
Read each_json_line(std::string_view bytes, const std::string& path, const std::string& field,
                    const std::function<Read(const Value& line, const std::string& where)>& read);

}  // namespace parley
