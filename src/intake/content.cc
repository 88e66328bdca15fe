// See content.h.
#include "intake/content.h"

#include "base/text.h"
#include "intake/feed.h"
#include "intake/gzip_source.h"
#include "intake/html.h"
#include "intake/warc.h"

namespace parley {
namespace {

struct Foreign {
  std::string_view start, words;
};

constexpr Foreign kForeign[] = {
    {"%PDF-", "is a PDF: give its text (pdftotext FILE -)"},
    {"PK\x03\x04", "is a zip archive or office document: unpack it first, or give its text"},
    {"\x28\xB5\x2F\xFD", "is packed with zstd: unpack it first (zstd -dc FILE | parley read -)"},
    {"\xFD"
     "7zXZ",
     "is packed with xz: unpack it first (xz -dc FILE | parley read -)"},
    {"BZh91AY&SY", "is packed with bzip2: unpack it first (bzip2 -dc FILE | parley read -)"},
    {"\x89PNG", "is an image"},
    {"\xFF\xD8\xFF", "is an image"},
    {"GIF8", "is an image"},
    {"SQLite format 3", "is a database"},
};

}  // namespace

ContentKind look_at(std::string_view head, bool is_named_lines) {
  if (looks_like_gzip(head)) return ContentKind::gzip;
  if (looks_like_warc(head)) return ContentKind::warc;
  if (!words_about_foreign(head).empty()) return ContentKind::foreign;
  if (looks_like_feed(head)) return ContentKind::feed;
  if (head.starts_with('{') && (looks_like_json_lines(head) || is_named_lines)) return ContentKind::json_lines;
  if (looks_like_html(head)) return ContentKind::page;
  return ContentKind::text;
}

std::string words_about_foreign(std::string_view head) {
  for (const Foreign& f : kForeign)
    if (head.starts_with(f.start)) return std::string(f.words);
  return {};
}

}  // namespace parley
