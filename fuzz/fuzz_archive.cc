// Foreign bytes as a file of any kind: gzip, WARC, HTTP, feeds, JSON lines, pages. What comes out are reports in UTF-8.
#include <cstdlib>
#include <sstream>

#include "base/file.h"
#include "base/text.h"
#include "intake/document_reader.h"
#include "intake/site_memory.h"

using namespace parley;

namespace {

struct Sink : DocumentSink {
  const IntakeRules& rules;
  FeedMemory feeds;
  SiteMemory sites;
  explicit Sink(const IntakeRules& r) : rules(r) {}

  Status document(RawDocument d) override {
    if (d.bytes.size() > kLargestDocument) std::abort();
    auto page = make_document_report(d, feeds, rules);
    if (!page) return {};
    const Report& r = page->report;
    std::uint32_t end = 0;
    for (const Block& b : r.blocks) {
      if (b.span.begin < end || b.span.end > r.text.size()) std::abort();
      end = b.span.end;
    }
    if (!is_utf8(r.text) || !is_utf8(r.title)) std::abort();
    sites.learn(r);
    sites.apply(page->report);
    return {};
  }
  Status feed_entry(FeedEntry e) override {
    if (!is_utf8(e.title) || !is_utf8(e.url) || !is_utf8(e.text)) std::abort();
    feeds.learn(std::move(e), rules);
    return {};
  }
  void problem(Error e) override {
    if (e.where.empty() || e.message.empty()) std::abort();
  }
  void pass_over(const std::string&) override {}
  void bytes_read(std::uint64_t) override {}
  [[nodiscard]] bool stopped() const override { return false; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const IntakeRules kRules = [] {
    std::string file = std::string(PARLEY_SOURCE_DIR) + "/codebook/intake.toml";
    return std::move(*IntakeRules::load(*parse_toml(*read_file(file), file), file));
  }();
  std::istringstream stream(std::string(reinterpret_cast<const char*>(data), size));
  Sink sink(kRules);
  if (!read_documents(stream, "fuzz", kRules, sink)) std::abort();
  return 0;
}
