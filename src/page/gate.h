// Who may ask: the checks before any request is looked at.
//
// A page on 127.0.0.1 is open to every web site that the user visits, if that site makes its own name resolve to
// 127.0.0.1 (DNS rebinding) or posts a form across. So the Host must be ours, an Origin, where one is given, must be
// ours too, and behind a proxy a token can be asked for. Neighbour: site.h, which calls this first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "page/http_server.h"

namespace parley {

struct GateRules {
  int port = 0;
  std::vector<std::string> names;  // further host names, as a proxy passes them on; "example.org" or "example.org:81"
  std::string token;               // empty: none is asked for
  bool editable = false;           // corrections may be posted
};

/// Why the request is turned away, as an answer; nothing where it may pass.
std::optional<PageReply> turn_away(const PageRequest& request, const GateRules& rules);

/// An error as every answer gives it: {"error": {"status", "message"}}.
PageReply error_reply(int status, const std::string& message);

}  // namespace parley
