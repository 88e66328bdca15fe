// Foreign bytes as TOML and JSON.
#include "base/value.h"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)parse_toml(bytes, "fuzz.toml");
  (void)parse_json(bytes);
  return 0;
}
