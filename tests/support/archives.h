// Archives of the web made by code: gzip, HTTP responses, WARC records.
#pragma once

#include <string>

namespace parley {

std::string gzip(const std::string& bytes);
/// zlib's frame (RFC 1950), or none (RFC 1951).
std::string deflated(const std::string& bytes, bool bare);
std::string brotli(const std::string& bytes);
/// The body cut into chunks of some bytes, as HTTP/1.1 sends it.
std::string chunked(const std::string& body, std::size_t size);
std::string http_response(const std::string& body, const std::string& headers = "Content-Type: text/html\r\n",
                          const std::string& status = "200 OK");
/// A record with the length of its block, or with `length` as its stated length.
std::string warc_record(const std::string& type, const std::string& uri, const std::string& block,
                        const std::string& length = {}, const std::string& version = "1.0",
                        const std::string& date = "2018-11-28T09:00:00Z");
/// A record of a page that was fetched.
std::string warc_page(const std::string& uri, const std::string& html);
/// A page of a site: its headline, its text in paragraphs (line breaks part them), and what stands around.
std::string site_page(const std::string& title, const std::string& text, const std::string& footer = {});

}  // namespace parley
