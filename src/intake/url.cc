// See url.h.
#include "intake/url.h"

#include <algorithm>

#include "base/text.h"

namespace parley {
namespace {

bool is_tracking(std::string_view parameter, const std::vector<std::string>& tracking) {
  std::string name = lower_ascii(parameter.substr(0, parameter.find('=')));
  return std::any_of(tracking.begin(), tracking.end(), [&](const std::string& t) {
    return t.ends_with('*') ? name.starts_with(std::string_view(t).substr(0, t.size() - 1)) : name == t;
  });
}

}  // namespace

std::string host_of(std::string_view url) {
  constexpr std::string_view kArchive = "web.archive.org/web/";
  std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::string(url);
  std::string_view rest = url.substr(scheme + 3);
  if (rest.starts_with(kArchive)) {
    std::size_t original = rest.find("://");
    if (original == std::string_view::npos) original = rest.find('/', kArchive.size()) - 2;
    if (original + 3 < rest.size()) rest = rest.substr(original + 3);
  }
  std::string host = lower_ascii(rest.substr(0, rest.find_first_of("/?#:")));
  return host.starts_with("www.") ? host.substr(4) : host;
}

std::string page_address(std::string_view url, const std::vector<std::string>& tracking) {
  constexpr std::size_t kLongest = 2000;  // bytes
  url = trim(url);
  std::string scheme = lower_ascii(url.substr(0, 8));
  if ((!scheme.starts_with("http://") && scheme != "https://") || url.size() > kLongest) return {};
  std::string_view rest = url.substr(scheme.starts_with("http://") ? 7 : 8);
  rest = rest.substr(0, rest.find('#'));
  std::size_t path = std::min(rest.find_first_of("/?"), rest.size());
  std::string out = lower_ascii(rest.substr(0, path));
  out = out.substr(0, out.find(':'));
  if (out.starts_with("www.")) out.erase(0, 4);
  if (out.empty()) return {};
  rest = rest.substr(path);
  std::size_t query = std::min(rest.find('?'), rest.size());
  std::string_view folders = rest.substr(0, query);
  while (folders.ends_with('/')) folders.remove_suffix(1);
  out += folders;
  if (query >= rest.size()) return out;
  std::vector<std::string_view> parameters = split(rest.substr(query + 1), '&');
  std::erase_if(parameters, [&](std::string_view p) { return p.empty() || is_tracking(p, tracking); });
  std::sort(parameters.begin(), parameters.end());
  for (std::size_t k = 0; k < parameters.size(); ++k) (out += k == 0 ? '?' : '&') += parameters[k];
  return out;
}

}  // namespace parley
