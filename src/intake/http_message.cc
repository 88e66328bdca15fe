// See http_message.h.
#include "intake/http_message.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace parley {
namespace {

struct Headers {
  std::vector<std::pair<std::string, std::string>> list;  // names in lower case

  [[nodiscard]] std::string value(std::string_view name) const {
    for (const auto& [n, v] : list)
      if (n == name) return v;
    return {};
  }
};

/// "Name: value" of a line, or the line goes on from the one before.
void add_header_line(std::string_view line, Headers& headers) {
  constexpr std::size_t kMost = 200;
  if ((line.starts_with(' ') || line.starts_with('\t')) && !headers.list.empty()) {
    headers.list.back().second += ' ' + std::string(trim(line));
    return;
  }
  std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || headers.list.size() >= kMost) return;
  headers.list.emplace_back(lower_ascii(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1))));
}

/// The status of "HTTP/1.1 200 OK"; 0 if the line is none.
int read_status(std::string_view line) {
  if (!line.starts_with("HTTP/") && !line.starts_with("ICY ")) return 0;
  std::size_t p = line.find(' ');
  int status = 0;
  for (++p; p < line.size() && is_ascii_digit(line[p]) && status < 1000; ++p) status = status * 10 + line[p] - '0';
  return status;
}

void read_content_type(const std::string& value, HttpMessage& m) {
  std::string low = lower_ascii(value);
  m.media_type = trim(std::string_view(low).substr(0, low.find(';')));
  std::size_t p = low.find("charset=");
  if (p == std::string::npos) return;
  std::string_view name = std::string_view(low).substr(p + 8);
  name = trim(name.substr(0, name.find_first_of(";,")));
  if (name.size() >= 2 && (name.front() == '"' || name.front() == '\''))
    name = name.substr(1, name.find(name[0], 1) - 1);
  m.charset = name;
}

void add_note(HttpMessage& m, const std::string& note) { m.note += (m.note.empty() ? "" : "; ") + note; }

/// True for a body that begins as pages, feeds and JSON do.
bool looks_bare(std::string_view body) {
  std::string_view start = trim(body.substr(0, 100));
  return start.starts_with('<') || start.starts_with('{') || start.starts_with("\xEF\xBB\xBF");
}

Status undo_packing(std::string_view name, std::size_t most, UnpackBudget& budget, HttpMessage& m) {
  if (name.empty() || name == "identity") return {};
  Packing packing = Packing::gzip;
  if (name == "deflate") {
    packing = Packing::deflate;
  } else if (name == "br") {
    packing = Packing::brotli;
  } else if (name != "gzip" && name != "x-gzip") {
    if (looks_bare(m.body)) return {};
    return fail(ErrorCode::bad_input,
                "its body is packed as \"" + std::string(name.substr(0, 40)) + "\", which is not known here");
  }
  Unpacked u = unpack(m.body, packing, most, budget);
  if (u.trap) return fail(ErrorCode::bad_input, "its body " + std::string(kTrapWords));
  if (u.too_long)
    return fail(ErrorCode::bad_input,
                "its body unpacks to more than " + std::to_string(most >> 20) + " MB, as no page does");
  if (!u.good || (u.cut && looks_bare(m.body))) return {};  // the archive has unpacked it already
  if (u.cut) add_note(m, "the packed body is cut off or damaged: what comes before was read");
  m.body = std::move(u.bytes);
  return {};
}

}  // namespace

Result<HttpMessage> read_http_message(std::string_view bytes, std::size_t most, UnpackBudget& budget) {
  constexpr std::size_t kMostHead = 1 << 18;
  HttpMessage m;
  Headers headers;
  std::size_t p = 0;
  for (bool first = true;; first = false) {
    std::size_t end = bytes.substr(0, kMostHead).find('\n', p);
    if (end == std::string_view::npos) {
      if (m.status == 0) return fail(ErrorCode::bad_input, "holds no HTTP response");
      p = bytes.size();
      break;
    }
    std::string_view line = bytes.substr(p, end - p);
    if (line.ends_with('\r')) line.remove_suffix(1);
    p = end + 1;
    if (first && (m.status = read_status(line)) == 0) return fail(ErrorCode::bad_input, "holds no HTTP response");
    if (line.empty()) break;
    if (!first) add_header_line(line, headers);
  }
  m.body = bytes.substr(p);
  read_content_type(headers.value("content-type"), m);
  m.last_modified = headers.value("last-modified");
  if (lower_ascii(headers.value("transfer-encoding")).find("chunked") != std::string::npos) {
    Unpacked u = join_chunks(m.body);
    if (u.good) {
      if (u.cut) add_note(m, "the last chunk of the body is missing");
      m.body = std::move(u.bytes);
    }
  }
  std::string packings = lower_ascii(headers.value("content-encoding"));
  std::vector<std::string_view> names = split(packings, ',');
  constexpr std::size_t kMostPackings = 3;
  if (names.size() > kMostPackings) return fail(ErrorCode::bad_input, "its body is packed more than three times over");
  for (std::size_t k = names.size(); k-- > 0;) TRY_VOID(undo_packing(trim(names[k]), most, budget, m));
  return m;
}

}  // namespace parley
