// An HTTP response as an archive keeps it: status, the headers that matter, and the body with its packings undone.
//
// Archives differ in what they leave of a message: some keep the chunks and the packing, some undo them and keep the
// headers that speak of them. So the body's own bytes decide, and Content-Length is not believed.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "intake/unpack.h"

namespace parley {

struct HttpMessage {
  int status = 0;
  std::string media_type;     // "text/html", lower case; empty if not said
  std::string charset;        // of Content-Type, lower case
  std::string last_modified;  // as written
  std::string body;
  std::string note;  // what was repaired
};

/// Reads a message; `most` bounds the body in bytes. Error bad_input for what is no HTTP message, and for a body that
/// is too long, packed in a way that is not known, or a trap.
Result<HttpMessage> read_http_message(std::string_view bytes, std::size_t most, UnpackBudget& budget);

}  // namespace parley
