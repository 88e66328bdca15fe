// See gzip_source.h.
#include "intake/gzip_source.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>

namespace parley {
namespace {

constexpr std::size_t kAhead = 1 << 18;   // packed bytes tried at once
constexpr std::size_t kAtOnce = 4 << 20;  // bytes: longer members are streamed
constexpr std::size_t kFirst = 1 << 18;   // room at first; it grows fourfold
constexpr std::size_t kStep = 1 << 16;    // bytes unpacked by a step of zlib

}  // namespace

struct GzipSource::Engines {
  libdeflate_decompressor* whole = libdeflate_alloc_decompressor();
  z_stream stream = {};
  bool open = false;

  ~Engines() {
    libdeflate_free_decompressor(whole);
    if (open) inflateEnd(&stream);
  }
  bool restart() {
    constexpr int kGzip = 15 + 16;
    stream.next_in = nullptr;
    stream.avail_in = 0;
    if (open) return inflateReset2(&stream, kGzip) == Z_OK;
    open = inflateInit2(&stream, kGzip) == Z_OK;
    return open;
  }
};

bool looks_like_gzip(std::string_view bytes) {
  return bytes.size() >= 4 && bytes.starts_with("\x1F\x8B\x08") && (static_cast<unsigned char>(bytes[3]) & 0xE0) == 0;
}

GzipSource::GzipSource(ByteSource& packed, UnpackBudget& budget)
    : packed_(packed), budget_(budget), engines_(std::make_unique<Engines>()), unpacked_(kFirst, '\0') {}
GzipSource::~GzipSource() = default;

std::size_t GzipSource::read(char* to, std::size_t size) {
  while (begin_ == end_) {
    std::size_t straight = 0;
    if (!fill_unpacked(to, size, straight)) return 0;
    if (straight > 0) return straight;
  }
  std::size_t n = std::min(size, end_ - begin_);
  std::memcpy(to, unpacked_.data() + begin_, n);
  begin_ += n;
  return n;
}

/// Unpacks some more, perhaps of the next member: a member that has room there goes straight to where it is wanted, all
/// else into unpacked_. False at the end or before a damaged place.
bool GzipSource::fill_unpacked(char* to, std::size_t size, std::size_t& straight) {
  begin_ = end_ = 0;
  if (!damage_.empty()) return false;
  if (streaming_) return unpack_some();
  return begin_member(to, size, straight);
}

bool GzipSource::begin_member(char* to, std::size_t size, std::size_t& straight) {
  std::string_view ahead = packed_.ahead(kAhead);
  while (!ahead.empty() && ahead.find_first_not_of('\0') == std::string_view::npos) {  // padding of tapes and disks
    packed_.skip(ahead.size());
    ahead = packed_.ahead(kAhead);
  }
  if (ahead.empty()) return false;
  member_begin_ = packed_.offset();
  member_packed_ = member_out_ = 0;
  if (!looks_like_gzip(ahead)) {
    damage_ = "what stands at byte " + std::to_string(member_begin_) + " is not gzip";
    return false;
  }
  ++members_;
  if (unpack_at_once(to, size, straight)) return true;
  streaming_ = engines_->restart();
  if (!streaming_) damage_ = "zlib cannot start: not enough memory";
  return streaming_ && unpack_some();
}

bool GzipSource::unpack_at_once(char* to, std::size_t size, std::size_t& straight) {
  if (engines_->whole == nullptr || budget_.is_used_up()) return false;
  std::string_view in = packed_.at_hand();
  std::size_t used = 0, made = 0;
  const auto unpack = [&](char* out, std::size_t room) {
    return libdeflate_gzip_decompress_ex(engines_->whole, in.data(), in.size(), out, room, &used, &made);
  };
  libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
  if (size >= kFirst) result = unpack(to, size);
  const bool is_there = result != LIBDEFLATE_INSUFFICIENT_SPACE;
  for (std::size_t tried = size; result == LIBDEFLATE_INSUFFICIENT_SPACE && tried < kAtOnce; tried = unpacked_.size()) {
    if (unpacked_.size() <= tried) unpacked_.resize(unpacked_.size() * 4);
    result = unpack(unpacked_.data(), unpacked_.size());
  }
  if (result != LIBDEFLATE_SUCCESS) return false;
  (is_there ? straight : end_) = made;
  packed_.skip(used);
  budget_.spend(used, made);
  return true;
}

bool GzipSource::unpack_some() {
  z_stream& z = engines_->stream;
  z.next_out = reinterpret_cast<Bytef*>(unpacked_.data());
  std::size_t step = budget_.is_used_up() ? UnpackBudget::kTold : kStep;
  z.avail_out = static_cast<uInt>(step);
  while (z.avail_out > 0 && streaming_ && damage_.empty()) {
    std::string_view in = packed_.at_hand();
    if (in.empty()) in = packed_.ahead(1);
    if (in.empty()) {
      damage_ = "the gzip member that begins at byte " + std::to_string(member_begin_) + " is cut off";
      break;
    }
    auto given = static_cast<uInt>(std::min<std::size_t>(in.size(), 1U << 30));
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    z.avail_in = given;
    int code = inflate(&z, Z_NO_FLUSH);
    packed_.skip(given - z.avail_in);
    member_packed_ += given - z.avail_in;
    if (code == Z_STREAM_END) streaming_ = false;
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
      damage_ = "the gzip member that begins at byte " + std::to_string(member_begin_) + " is damaged at byte " +
                std::to_string(packed_.offset());
  }
  end_ = step - z.avail_out;
  member_out_ += end_;
  trap_ = budget_.refuses(member_packed_, member_out_);
  if (trap_) {
    end_ = 0;
    damage_ = "the gzip member that begins at byte " + std::to_string(member_begin_) + " " + std::string(kTrapWords);
  }
  if (!streaming_ || !damage_.empty()) budget_.spend(member_packed_, member_out_);
  return end_ > 0 || (!streaming_ && damage_.empty());
}

/// Goes to the next place from `from` bytes ahead that looks like a member and unpacks; false if there is none.
bool GzipSource::find_member(std::size_t from) {
  for (std::string_view s = packed_.ahead(kAhead); !s.empty(); s = packed_.ahead(kAhead)) {
    std::size_t p = s.find("\x1F\x8B\x08", std::min(from, s.size()));
    from = 0;
    if (p == std::string_view::npos) {
      packed_.skip(s.size() > 2 && s.size() >= kAhead ? s.size() - 2 : s.size());
      continue;
    }
    packed_.skip(p);
    s = packed_.ahead(kAhead);
    z_stream probe = {};
    std::string out(512, '\0');
    bool good = looks_like_gzip(s) && inflateInit2(&probe, 15 + 16) == Z_OK;
    if (good) {
      probe.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(s.data()));
      probe.avail_in = static_cast<uInt>(std::min<std::size_t>(s.size(), 1 << 16));
      probe.next_out = reinterpret_cast<Bytef*>(out.data());
      probe.avail_out = static_cast<uInt>(out.size());
      int code = inflate(&probe, Z_NO_FLUSH);
      good = (code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR) && probe.avail_out < out.size();
      inflateEnd(&probe);
    }
    if (good) return true;
    packed_.skip(3);
  }
  return false;
}

bool GzipSource::resume() {
  if (damage_.empty()) return false;
  damage_.clear();
  streaming_ = trap_ = false;
  begin_ = end_ = 0;
  bool at_start = packed_.offset() == member_begin_;
  return find_member(at_start ? 1 : 0);
}

}  // namespace parley
