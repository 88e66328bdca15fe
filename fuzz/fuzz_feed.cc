// Foreign text as a feed: RSS, Atom, RDF, sitemap, JSON Feed. Entries are in UTF-8 and have an address or a text.
#include <cstdlib>

#include "base/file.h"
#include "base/text.h"
#include "intake/feed.h"
#include "intake/xml_scanner.h"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const IntakeRules kRules = [] {
    std::string file = std::string(PARLEY_SOURCE_DIR) + "/codebook/intake.toml";
    return std::move(*IntakeRules::load(*parse_toml(*read_file(file), file), file));
  }();
  std::string text = repair_utf8(std::string_view(reinterpret_cast<const char*>(data), size));
  XmlScanner scanner(text);
  std::size_t end = 0;
  for (XmlToken t; scanner.next(t); end = t.end)
    if (t.begin < end || t.end <= t.begin || t.end > text.size()) std::abort();
  looks_like_feed(text);
  auto feed = read_feed(text, kRules);
  if (!feed) return 0;
  for (const FeedEntry& e : feed->entries) {
    if (e.url.empty() && e.text.empty()) std::abort();
    for (const std::string* s : {&e.url, &e.title, &e.published, &e.modified, &e.publisher, &e.language, &e.text})
      if (!is_utf8(*s)) std::abort();
    for (const std::string& a : e.authors)
      if (!is_utf8(a)) std::abort();
  }
  return 0;
}
