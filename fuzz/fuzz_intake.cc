// Foreign bytes as a file of reports: decoding, JSON lines, blocks. Blocks must cover the text in order.
#include <cstdlib>

#include "base/file.h"
#include "base/text.h"
#include "intake/intake.h"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const IntakeRules kRules = [] {
    std::string file = std::string(PARLEY_SOURCE_DIR) + "/codebook/intake.toml";
    return std::move(*IntakeRules::load(*parse_toml(*read_file(file), file), file));
  }();
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  looks_like_json_lines(bytes);
  if (auto record = parse_json_record(bytes, "fuzz:1")) make_report(std::move(record->text), record->given, kRules);
  auto text = decode_text(bytes, nullptr);
  if (!text) return 0;
  if (!is_utf8(*text)) std::abort();
  Report r = make_report(std::move(*text), Given{}, kRules);
  std::uint32_t end = 0;
  for (const Block& b : r.blocks) {
    if (b.span.begin < end || b.span.end > r.text.size()) std::abort();
    end = b.span.end;
  }
  return 0;
}
