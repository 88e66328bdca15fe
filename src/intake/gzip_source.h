// Bytes out of gzip (RFC 1952), member by member, as archives of the web are kept: one member a record, or all in one.
//
// A member that lies in memory as a whole is unpacked at once by libdeflate (three times as fast); what is longer, cut
// off or damaged goes through zlib, which gives what comes before the damage. Behind a damaged place the source goes on
// with the next member.
#pragma once

#include <memory>
#include <string>

#include "intake/byte_source.h"
#include "intake/unpack.h"

namespace parley {

class GzipSource final : public ByteSource {
 public:
  /// Both must outlive it. A member that the budget refuses is damaged there.
  GzipSource(ByteSource& packed, UnpackBudget& budget);
  ~GzipSource() override;
  std::size_t read(char* to, std::size_t size) override;
  bool resume() override;
  [[nodiscard]] std::string damage() const override { return damage_; }
  [[nodiscard]] bool is_trap() const override { return trap_; }

 private:
  struct Engines;
  bool begin_member(char* to, std::size_t size, std::size_t& straight);
  bool fill_unpacked(char* to, std::size_t size, std::size_t& straight);
  bool unpack_at_once(char* to, std::size_t size, std::size_t& straight);
  bool unpack_some();
  bool find_member(std::size_t from);

  ByteWindow packed_;
  UnpackBudget& budget_;
  std::unique_ptr<Engines> engines_;
  std::string unpacked_;
  std::size_t begin_ = 0, end_ = 0;  // what of `unpacked_` is still to be read
  std::string damage_;
  bool streaming_ = false;                            // zlib is in the middle of a member
  bool trap_ = false;                                 // what the damage is
  std::uint64_t member_packed_ = 0, member_out_ = 0;  // bytes of the member so far
  std::uint64_t member_begin_ = 0;
  std::size_t members_ = 0;
};

/// True if the bytes begin as a member of gzip does.
bool looks_like_gzip(std::string_view bytes);

}  // namespace parley
