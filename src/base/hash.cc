// SHA-256 comes from OpenSSL's libcrypto. See hash.h.
#include "base/hash.h"

#include <openssl/evp.h>

namespace parley {

std::string sha256_hex(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr);
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(2 * static_cast<std::size_t>(size));
  for (unsigned int i = 0; i < size; ++i) {
    out += kHex[digest[i] >> 4];
    out += kHex[digest[i] & 15];
  }
  return out;
}

std::string content_id(std::string_view prefix, std::string_view key) {
  std::string id(prefix);
  id += '-';
  id += sha256_hex(key).substr(0, 16);
  return id;
}

}  // namespace parley
