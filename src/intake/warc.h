// Archives of the web: WARC 1.0 and 1.1 (ISO 28500), one record after another, in bounded memory.
//
// Archives are long, and somewhere damaged. The length that a record states is believed only if another record or the
// end follows; else the record ends where the next one begins. What cannot be read is an error that names the place,
// and reading goes on behind it. Packed archives (.warc.gz) come through gzip_source.h. Neighbours: http_message.h
// (what a record of a response holds), document_reader.h (who calls this).
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "intake/byte_source.h"

namespace parley {

struct WarcRecord {
  std::size_t number = 0;    // 1 for the first of the archive
  std::uint64_t offset = 0;  // of its first byte in the archive, unpacked
  std::string type;          // "response", "resource", "conversion", …; lower case
  std::string uri;           // WARC-Target-URI
  std::string date;          // WARC-Date: when it was fetched, ISO 8601 in UTC
  std::string content_type;
  std::string_view block;  // what the record holds; valid until the next call
  std::string note;        // what was repaired
};

class WarcReader {
 public:
  /// `most`: bytes of a block; longer ones are passed over with an error.
  WarcReader(ByteWindow& in, std::size_t most) : in_(in), most_(most) {}

  /// The next record; false at the end. Error bad_input names what is wrong at a place (its `where` is "record N"); the
  /// next call goes on behind it.
  Result<bool> next(WarcRecord& record);
  /// True if the last error speaks of a trap: a member of gzip that the budget refused.
  [[nodiscard]] bool is_trap() const { return trap_; }

 private:
  bool find_record();
  bool read_headers(WarcRecord& record);
  Status read_block(WarcRecord& record);
  Status read_block_to_next_record(WarcRecord& record);
  tl::unexpected<Error> pass_over(const WarcRecord& record);
  tl::unexpected<Error> leave_trap(const WarcRecord& record);
  [[nodiscard]] std::string place() const;
  [[nodiscard]] std::string where(const WarcRecord& record) const;

  ByteWindow& in_;
  std::size_t most_;
  std::size_t number_ = 0;
  bool trap_ = false;
  std::uint64_t length_ = 0;  // stated; kNoLength if none is
  std::size_t given_ = 0;     // bytes of the block that was given last, still to be passed over
};

/// True if the bytes begin as a WARC does.
bool looks_like_warc(std::string_view bytes);

}  // namespace parley
