// See archives.h.
#include "support/archives.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <stdexcept>

#include "base/text.h"

namespace parley {
namespace {

std::string pack(const std::string& bytes, int bits) {
  z_stream z = {};
  if (deflateInit2(&z, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("zlib");
  std::string out(deflateBound(&z, bytes.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  if (deflate(&z, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib");
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}

}  // namespace

std::string gzip(const std::string& bytes) { return pack(bytes, 15 + 16); }
std::string deflated(const std::string& bytes, bool bare) { return pack(bytes, bare ? -15 : 15); }

std::string brotli(const std::string& bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size()) + 64;
  std::string out(size, '\0');
  if (BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE)
    throw std::runtime_error("brotli");
  out.resize(size);
  return out;
}

std::string chunked(const std::string& body, std::size_t size) {
  std::string out;
  char length[32];
  for (std::size_t p = 0; p < body.size(); p += size) {
    std::string part = body.substr(p, size);
    std::snprintf(length, sizeof length, "%zx;name=value\r\n", part.size());
    out += length + part + "\r\n";
  }
  return out + "0\r\n\r\n";
}

std::string http_response(const std::string& body, const std::string& headers, const std::string& status) {
  return "HTTP/1.1 " + status + "\r\nServer: courier\r\n" + headers + "\r\n" + body;
}

std::string warc_record(const std::string& type, const std::string& uri, const std::string& block,
                        const std::string& length, const std::string& version, const std::string& date) {
  std::string content = type == "response" ? "application/http; msgtype=response" : "text/html";
  return "WARC/" + version + "\r\nWARC-Type: " + type + "\r\nWARC-Date: " + date + "\r\nWARC-Target-URI: " + uri +
         "\r\nContent-Type: " + content +
         "\r\nContent-Length: " + (length.empty() ? std::to_string(block.size()) : length) + "\r\n\r\n" + block +
         "\r\n\r\n";
}

std::string warc_page(const std::string& uri, const std::string& html) {
  return warc_record("response", uri, http_response(html));
}

std::string site_page(const std::string& title, const std::string& text, const std::string& footer) {
  std::string body;
  for (std::string_view paragraph : split(text, '\n')) body += "<p>" + std::string(paragraph) + "</p>";
  return "<!DOCTYPE html><html lang=\"en\"><head><title>" + title +
         "</title></head><body><nav class=\"menu\"><a href=\"/\">Home</a> <a href=\"/world\">World</a></nav><article>"
         "<h1>" +
         title + "</h1><div class=\"article-body\">" + body + footer +
         "</div></article><footer class=\"footer\"><p>&copy; The Northern Courier</p></footer></body></html>";
}

}  // namespace parley
