// SHA-256 comes from OpenSSL's libcrypto. See hash.h.
#include "base/hash.h"

#include <openssl/evp.h>

#include <memory>

namespace parley {
namespace {

/// OpenSSL's SHA-256, found once a thread: EVP_Digest() looks it up under locks each time, which costs more than to
/// hash a line.
struct Sha256 {
  std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> kind{EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free};
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> state{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  static thread_local Sha256 sha;
  EVP_DigestInit_ex(sha.state.get(), sha.kind.get(), nullptr);
  EVP_DigestUpdate(sha.state.get(), bytes.data(), bytes.size());
  EVP_DigestFinal_ex(sha.state.get(), digest, &size);
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
