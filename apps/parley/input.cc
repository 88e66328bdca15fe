// See input.h.
#include "input.h"

#include <algorithm>

#include "base/file.h"
#include "base/text.h"

namespace parley {

int each_file(const std::vector<std::string>& paths,
              const std::function<Read(std::string bytes, const std::string& path)>& read) {
  int code = kDone;
  for (const std::string& path : paths) {
    auto bytes = read_file(path);
    if (!bytes) {
      code = std::max(code, complain(bytes.error()));
      continue;
    }
    Read one = read(std::move(*bytes), path);
    code = std::max(code, one.code);
    if (!one.go_on) break;
  }
  return code;
}

Read each_json_line(std::string_view bytes, const std::string& path, const std::string& field,
                    const std::function<Read(const Value& line, const std::string& where)>& read) {
  Read all;
  std::size_t number = 0;
  for (std::string_view line : split(bytes, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    std::string where = path + ":" + std::to_string(number);
    auto object = parse_json(line);
    if (!object || !object->at(field).is_text()) {
      std::string message = object ? "field '" + field + "' is missing" : object.error().message;
      all.code = std::max(all.code, complain({ErrorCode::bad_input, message, where}));
      continue;
    }
    Read one = read(*object, where);
    all.code = std::max(all.code, one.code);
    all.go_on = one.go_on;
    if (!all.go_on) break;
  }
  return all;
}

}  // namespace parley
