// Any encoding to UTF-8: byte order mark, then UTF-8, then what a page declares, then detection (uchardet), converted
// by ICU. See intake.h and html.h.
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "intake/html.h"
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

/// What the web means by a name where it is not what the standard of that name says (WHATWG, Encoding).
std::string web_encoding(std::string_view label) {
  std::string low = lower_ascii(trim(label));
  std::erase_if(low, [](char c) { return c == '"' || c == '\'' || c == ';'; });
  constexpr std::pair<std::string_view, std::string_view> kMeant[] = {{"iso-8859-1", "windows-1252"},
                                                                      {"latin1", "windows-1252"},
                                                                      {"us-ascii", "windows-1252"},
                                                                      {"ascii", "windows-1252"},
                                                                      {"iso8859-1", "windows-1252"},
                                                                      {"gb2312", "gb18030"},
                                                                      {"gbk", "gb18030"},
                                                                      {"gb_2312-80", "gb18030"},
                                                                      {"x-gbk", "gb18030"},
                                                                      {"euc-kr", "windows-949"},
                                                                      {"ks_c_5601-1987", "windows-949"},
                                                                      {"ksc5601", "windows-949"},
                                                                      {"korean", "windows-949"},
                                                                      {"uhc", "windows-949"},
                                                                      {"shift_jis", "ibm-943_P15A-2003"},
                                                                      {"shift-jis", "ibm-943_P15A-2003"},
                                                                      {"sjis", "ibm-943_P15A-2003"},
                                                                      {"x-sjis", "ibm-943_P15A-2003"},
                                                                      {"windows-31j", "ibm-943_P15A-2003"},
                                                                      {"iso-8859-9", "windows-1254"},
                                                                      {"tis-620", "windows-874"},
                                                                      {"iso-8859-11", "windows-874"}};
  for (auto [name, meant] : kMeant)
    if (low == name) return std::string(meant);
  return low;
}

/// ICU's guess, for what uchardet leaves open; empty if ICU is not sure either.
std::string second_opinion(std::string_view bytes) {
  constexpr std::int32_t kLeast = 20;  // of 100
  UErrorCode error = U_ZERO_ERROR;
  UCharsetDetector* detector = ucsdet_open(&error);
  if (U_FAILURE(error)) return {};
  ucsdet_setText(detector, bytes.data(), static_cast<std::int32_t>(std::min(bytes.size(), kDetectBytes)), &error);
  ucsdet_enableInputFilter(detector, true);  // tags are no text
  const UCharsetMatch* match = ucsdet_detect(detector, &error);
  std::string name;
  if (U_SUCCESS(error) && match != nullptr && ucsdet_getConfidence(match, &error) >= kLeast)
    name = ucsdet_getName(match, &error);
  ucsdet_close(detector);
  return name;
}

std::string detect(std::string_view bytes) {
  uchardet_t detector = uchardet_new();
  uchardet_handle_data(detector, bytes.data(), std::min(bytes.size(), kDetectBytes));
  uchardet_data_end(detector);
  std::string name = uchardet_get_charset(detector);
  uchardet_delete(detector);
  return name.empty() ? second_opinion(bytes) : name;
}

/// The encoding that a page's <meta> names: charset=….
std::string declared_charset(std::string_view bytes) {
  constexpr std::size_t kLooked = 4096;
  std::string head = lower_ascii(bytes.substr(0, kLooked));
  for (std::size_t p = head.find("charset"); p != std::string::npos; p = head.find("charset", p + 7)) {
    std::size_t from = head.find_first_not_of(" =\"'", p + 7);
    if (from == std::string::npos || head.find('=', p) > from) continue;
    std::size_t end = head.find_first_of(" \"'>/;", from);
    if (end != std::string::npos && end > from) return head.substr(from, end - from);
  }
  return {};
}

bool is_utf8_name(std::string_view name) { return name == "utf-8" || name == "utf8"; }

}  // namespace

Result<std::string> decode_page(std::string page, std::string_view charset, std::string* note) {
  if (note != nullptr) note->clear();
  std::string_view bytes = page;
  bool marked = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
                bytes.substr(0, 4) == std::string_view("\0\0\xFE\xFF", 4);
  if (marked) return decode_text(bytes, note);
  if (bytes.find('\0') != std::string_view::npos) {  // a stray NUL is no reason to refuse a page
    constexpr std::size_t kStray = 1000;
    std::size_t nuls = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\0'));
    if (nuls * kStray > bytes.size() && nuls > 8) return decode_text(bytes, note);
    std::erase(page, '\0');
    bytes = page;
  }
  if (is_utf8(bytes)) {
    if (page.starts_with("\xEF\xBB\xBF")) page.erase(0, 3);
    return page;
  }
  for (const std::string& name : {web_encoding(charset), web_encoding(declared_charset(bytes))}) {
    if (name.empty() || is_utf8_name(name)) continue;
    std::string text = convert(bytes, name.c_str());
    if (text.empty()) continue;
    if (note != nullptr) *note = "converted from " + name;
    return text;
  }
  bool utf8 = is_utf8_name(web_encoding(charset)) || is_utf8_name(declared_charset(bytes));
  std::size_t bad = 0;
  std::string repaired = utf8 ? repair_utf8(bytes, &bad) : std::string();
  constexpr std::size_t kFew = 500;  // one bad byte in so many is damage, not another encoding
  if (utf8 && bad * kFew < bytes.size()) {
    if (note != nullptr) *note = std::to_string(bad) + (bad == 1 ? " byte was" : " bytes were") + " not UTF-8";
    return repaired;
  }
  return decode_text(bytes, note);
}

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
    encoding = encoding == "UHC" ? web_encoding(encoding) : encoding;
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
