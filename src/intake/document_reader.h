// From the bytes of a file, whatever it holds, to documents one by one, in bounded memory.
//
//   bytes → gzip_source.h → content.h (what is it?) → warc.h + http_message.h | feed.h | JSON lines | a page | a text
//
// A document is what one report is made of: make_document_report() does that, on any thread. What cannot be read is a
// problem that names file and place; the rest is read.
#pragma once

#include <istream>
#include <string>

#include "base/result.h"
#include "intake/feed.h"
#include "intake/html.h"
#include "intake/intake.h"

namespace parley {

/// Bytes of a page with all that is no text in it, of a feed, of a line of JSON, of a block of an archive; longer ones
/// are refused. Bounds memory.
inline constexpr std::size_t kLargestDocument = 32 << 20;

/// Bytes of a text; longer ones are refused. No report is so long: it is a book, or several reports.
inline constexpr std::size_t kLargestText = 2 << 20;

struct RawDocument {
  enum class Kind : std::uint8_t {
    page,    // HTML in any encoding
    text,    // plain text in any encoding
    record,  // text in UTF-8 that came with fields: a JSON line, an entry of a feed
  };
  Kind kind = Kind::text;
  std::string bytes;
  Given given;
  std::string charset;  // of the HTTP header; empty if not said
  std::string note;     // what was repaired on the way
};

/// Takes what a file holds. All calls come from the thread that reads.
class DocumentSink {
 public:
  virtual ~DocumentSink() = default;
  /// An error ends the reading.
  virtual Status document(RawDocument document) = 0;
  /// An error ends the reading.
  virtual Status feed_entry(FeedEntry entry) = 0;
  virtual void problem(Error error) = 0;
  /// Something that is no document by its nature: a picture in an archive, a redirection. `what`: a few words.
  virtual void pass_over(const std::string& what) = 0;
  /// Packed bytes read so far, for progress.
  virtual void bytes_read(std::uint64_t bytes) = 0;
  [[nodiscard]] virtual bool stopped() const = 0;
};

/// Reads all that the stream holds. `name` is the file's, for messages.
Status read_documents(std::istream& stream, const std::string& name, const IntakeRules& rules, DocumentSink& sink);

/// The report of a document, whose bytes are used up; `given` is completed by what `feeds` know of its address. Error
/// bad_input for bytes that are no text.
Result<PageReport> make_document_report(RawDocument& document, const FeedMemory& feeds, const IntakeRules& rules);

}  // namespace parley
