// The files of the page, as web/build.mjs put them into the program: none where the build had no Node.js.
#pragma once

#include <string_view>
#include <vector>

namespace parley {

struct EmbeddedFile {
  std::string_view path;  // "/app.js"
  std::string_view type;
  std::string_view etag;           // with its quotes
  std::string_view bytes, packed;  // packed: gzip
};

/// All files; "/index.html" stands for every address that is no file and no data. Defined in the file that the build
/// makes.
const std::vector<EmbeddedFile>& embedded_files();

}  // namespace parley
