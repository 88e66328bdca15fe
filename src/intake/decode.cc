// Any encoding to UTF-8: byte order mark, then UTF-8, then detection (uchardet), converted by ICU. See intake.h.
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include <array>

#include "base/text.h"
#include "intake/intake.h"

namespace parley {
namespace {

constexpr std::size_t kDetectBytes = 1 << 16;

/// Streams the bytes through ICU, so that a large text needs no second copy in UTF-16.
std::string convert(std::string_view bytes, const char* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* from = ucnv_open(encoding, &error);
  UConverter* to = ucnv_open("UTF-8", &error);
  std::string out;
  if (U_SUCCESS(error)) {
    const char* source = bytes.data();
    const char* end = source + bytes.size();
    std::array<UChar, 4096> pivot;
    std::array<char, 16384> target;
    UChar* pivot_source = pivot.data();
    UChar* pivot_target = pivot.data();
    UBool reset = true;
    do {
      char* t = target.data();
      error = U_ZERO_ERROR;
      ucnv_convertEx(to, from, &t, t + target.size(), &source, end, pivot.data(), &pivot_source, &pivot_target,
                     pivot.data() + pivot.size(), reset, true, &error);
      reset = false;
      out.append(target.data(), t);
    } while (error == U_BUFFER_OVERFLOW_ERROR);
  }
  if (from != nullptr) ucnv_close(from);
  if (to != nullptr) ucnv_close(to);
  return out;
}

std::string detect(std::string_view bytes) {
  uchardet_t detector = uchardet_new();
  uchardet_handle_data(detector, bytes.data(), std::min(bytes.size(), kDetectBytes));
  uchardet_data_end(detector);
  std::string name = uchardet_get_charset(detector);
  uchardet_delete(detector);
  return name;
}

}  // namespace

Result<std::string> decode_text(std::string_view bytes, std::string* note) {
  std::string unused;
  std::string& said = note != nullptr ? *note : unused;
  said.clear();
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  using namespace std::string_view_literals;
  for (auto [mark, name] : {std::pair{"\xFF\xFE\0\0"sv, "UTF-32LE"}, std::pair{"\0\0\xFE\xFF"sv, "UTF-32BE"},
                            std::pair{"\xFF\xFE"sv, "UTF-16LE"}, std::pair{"\xFE\xFF"sv, "UTF-16BE"}})
    if (bytes.starts_with(mark)) {
      said = std::string("converted from ") + name;
      return convert(bytes.substr(mark.size()), name);
    }
  if (bytes.find('\0') != std::string_view::npos)
    return fail(ErrorCode::bad_input,
                "holds NUL bytes: a binary file, not a text; give the text of the report instead");
  if (is_utf8(bytes)) return std::string(bytes);
  std::string encoding = detect(bytes);
  if (!encoding.empty() && encoding != "UTF-8" && encoding != "ASCII") {
    std::string text = convert(bytes, encoding.c_str());
    if (!text.empty()) {
      said = "converted from " + encoding;
      return text;
    }
  }
  std::size_t bad = 0;
  std::string text = repair_utf8(bytes, &bad);
  said = std::to_string(bad) + (bad == 1 ? " byte was" : " bytes were") + " not UTF-8 and became U+FFFD";
  return text;
}

}  // namespace parley
