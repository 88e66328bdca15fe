// Addresses of pages: which are the same page, and of which host.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// The host of an address, without "www."; of an archive's copy that of the original; else the whole text.
std::string host_of(std::string_view url);

/// What names the page in an address: host in lower case and without "www." or port, path without a slash at its end,
/// the parameters that name no reader, campaign or session, in order; no scheme, no fragment. `tracking` are names of
/// such parameters, lower case; "utm_*" stands for all that begin so. Empty for what is no address of the web.
std::string page_address(std::string_view url, const std::vector<std::string>& tracking);

}  // namespace parley
