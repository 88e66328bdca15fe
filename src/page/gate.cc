// See gate.h.
#include "page/gate.h"

#include <algorithm>

#include "base/json_writer.h"
#include "base/text.h"

namespace parley {
namespace {

constexpr std::string_view kCookie = "parley_token=";
constexpr std::string_view kCorrections = "/corrections.json";

bool is_ours(const std::string& host, const GateRules& rules) {
  const std::string lower = lower_ascii(host);
  for (const char* name : {"127.0.0.1", "localhost", "[::1]"})
    if (lower == name + (":" + std::to_string(rules.port)) || (rules.port == 80 && lower == name)) return true;
  return std::any_of(rules.names.begin(), rules.names.end(),
                     [&](const std::string& name) { return equal_ignoring_case(name, lower); });
}

/// Compares in a time that does not depend on where the two differ.
bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char differs = 0;
  for (std::size_t k = 0; k < a.size(); ++k) differs = static_cast<unsigned char>(differs | (a[k] ^ b[k]));
  return differs == 0;
}

std::string cookie_token(const std::string& cookie) {
  for (std::string_view part : split(cookie, ';'))
    if (trim(part).starts_with(kCookie)) return std::string(trim(part).substr(kCookie.size()));
  return {};
}

std::optional<PageReply> ask_for_token(const PageRequest& request, const GateRules& rules) {
  if (rules.token.empty()) return std::nullopt;
  auto given = request.params.find("token");
  if (given != request.params.end() && same_secret(given->second, rules.token)) {
    PageReply reply;  // the token leaves the address bar at once and stays in a cookie
    reply.status = 303;
    reply.headers = {{"Location", request.path},
                     {"Set-Cookie", std::string(kCookie) + rules.token + "; Path=/; HttpOnly; SameSite=Strict"},
                     {"Cache-Control", "no-store"}};
    return reply;
  }
  const std::string bearer = request.authorization.starts_with("Bearer ") ? request.authorization.substr(7) : "";
  if ((!bearer.empty() && same_secret(bearer, rules.token)) || same_secret(cookie_token(request.cookie), rules.token))
    return std::nullopt;
  return error_reply(401,
                     "this page asks for a token: open it once with ?token=… (parley serve --token names it), or send "
                     "Authorization: Bearer …");
}

/// Why a request that would change something is turned away. A browser names the Origin of each POST; one that sends
/// JSON to another site asks that site first, and is not answered here.
std::optional<PageReply> turn_away_change(const PageRequest& request, const GateRules& rules) {
  if (request.method != "POST" || !rules.editable || request.path != kCorrections) {
    const bool here = rules.editable && request.path == kCorrections;
    PageReply reply = error_reply(405, rules.editable ? "only corrections are taken: POST " + std::string(kCorrections)
                                                      : "the page is read-only: GET and HEAD alone are answered "
                                                        "(parley serve --editable takes corrections)");
    reply.headers.emplace_back("Allow", here ? "GET, HEAD, POST" : "GET, HEAD");
    return reply;
  }
  if (request.origin.empty() || (!request.fetch_site.empty() && request.fetch_site != "same-origin"))
    return error_reply(403, "a correction must come from the page itself: its Origin is missing, or another site's");
  const std::string type =
      lower_ascii(trim(std::string_view(request.content_type).substr(0, request.content_type.find(';'))));
  if (type != "application/json") return error_reply(415, "a correction is sent as application/json");
  return std::nullopt;
}

}  // namespace

PageReply error_reply(int status, const std::string& message) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("error"), json.begin_object();
  json.key("status"), json.integer(status);
  json.key("message"), json.text(repair_utf8(message));  // it may repeat what was asked for
  json.end_object();
  json.end_object();
  PageReply reply;
  reply.status = status;
  reply.body = std::make_shared<const std::string>(out + "\n");
  reply.headers = {{"Cache-Control", "no-store"}};
  return reply;
}

std::optional<PageReply> turn_away(const PageRequest& request, const GateRules& rules) {
  if (!is_ours(request.host, rules))
    return error_reply(403, "the request is addressed to '" + request.host +
                                "', not to this machine: open http://127.0.0.1:" + std::to_string(rules.port) +
                                "/, or name the host with --host if a proxy stands in front");
  const std::size_t scheme = request.origin.find("://");
  const bool foreign =
      !request.origin.empty() && (scheme == std::string::npos || !is_ours(request.origin.substr(scheme + 3), rules));
  if (foreign)
    return error_reply(403, "another site ('" + request.origin + "') asked for this: only the page itself may");
  if (request.method != "GET" && request.method != "HEAD")
    if (auto refused = turn_away_change(request, rules)) return refused;
  return ask_for_token(request, rules);
}

}  // namespace parley
