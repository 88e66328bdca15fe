// The wire: HTTP/1.1 on a loopback address, in front of one function that answers requests.
//
// cpp-httplib parses and writes; what it leaves open is closed here, because a page of one analyst must stay up
// whatever else runs on the machine. A request must have arrived whole within a deadline, however slowly its bytes
// trickle, and within a number of bytes. Connections have a thread each up to a limit; one more than that takes the
// place of the one that has waited longest for its next request. Neighbours: site.h (what is answered), gate.h (who may
// ask).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace parley {

struct PageRequest {
  std::string method = "GET";
  std::string path;                           // decoded, without the query
  std::map<std::string, std::string> params;  // of the query, decoded; of a name given twice the first
  std::string host, origin, authorization, cookie, if_none_match;
  std::string fetch_site;          // Sec-Fetch-Site: who asks, as browsers tell
  std::string content_type, body;  // of POST; the body is read only of JSON
  bool takes_gzip = false;
  bool takes_early = false;  // "Prefer: respond-async" (RFC 7240): what is there now, rather than wait for the rest
};

struct PageReply {
  int status = 200;
  std::string type = "application/json; charset=utf-8";
  std::shared_ptr<const std::string> body;
  std::vector<std::pair<std::string, std::string>> headers;
};

struct ServerLimits {
  std::size_t connections = 256;
  std::size_t request_bytes = 32768;  // line, headers and body together
  int request_seconds = 10;           // from its first byte to its last
  int idle_seconds = 15;              // between two requests of a connection
  int write_seconds = 10;
};

using PageHandler = std::function<PageReply(const PageRequest&)>;

class PageServer {
 public:
  /// Binds to 127.0.0.1; port 0 takes any that is free. Error unreadable: the port is taken, or may not be used.
  static Result<std::unique_ptr<PageServer>> bind(int port, const ServerLimits& limits);
  virtual ~PageServer() = default;
  [[nodiscard]] virtual int port() const = 0;
  /// Answers until stop(); the handler is called from several threads.
  virtual void run(PageHandler handler) = 0;
  /// May be called from another thread; connections that are being answered end first.
  virtual void stop() = 0;
};

}  // namespace parley
