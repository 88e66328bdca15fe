// Foreign bytes as a page of HTML: encoding, blocks, roles, JSON-LD, dates, authors. Blocks must lie in the text in
// order, and in the page; what comes out is UTF-8.
#include <cstdlib>

#include "base/file.h"
#include "base/text.h"
#include "intake/html.h"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const IntakeRules kRules = [] {
    std::string file = std::string(PARLEY_SOURCE_DIR) + "/codebook/intake.toml";
    IntakeRules rules = std::move(*IntakeRules::load(*parse_toml(*read_file(file), file), file));
    if (!rules.load_page_model(std::string(PARLEY_SOURCE_DIR) + "/models/intake.bin")) std::abort();
    return rules;
  }();
  std::string bytes(reinterpret_cast<const char*>(data), size);
  looks_like_html(bytes);
  auto page = decode_page(std::move(bytes), {}, nullptr);
  if (!page) return 0;
  if (!is_utf8(*page)) std::abort();
  Given given;
  given.url = "https://courier.example/2018/11/07/a";
  Report r = make_page_report(*page, given, kRules).report;
  std::uint32_t end = 0;
  for (const Block& b : r.blocks) {
    if (b.span.begin < end || b.span.end > r.text.size() || b.raw.end > page->size()) std::abort();
    end = b.span.end;
  }
  if (!is_utf8(r.text) || !is_utf8(r.title) || !is_utf8(r.language)) std::abort();
  for (const std::string& a : r.authors)
    if (!is_utf8(a)) std::abort();
  return 0;
}
