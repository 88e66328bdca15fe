// See page_query.h.
#include "page/page_query.h"

#include <charconv>

#include "base/hash.h"

namespace parley {
namespace {

std::string hex_of(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::string check_of(std::string_view bytes) { return content_id("c", bytes).substr(2, 4); }

std::string value_of(const std::map<std::string, std::string>& params, const char* name) {
  auto it = params.find(name);
  return it == params.end() ? std::string() : std::string(trim(it->second));
}

Result<std::optional<Date>> day_in(const std::map<std::string, std::string>& params, const char* name) {
  const std::string text = value_of(params, name);
  if (text.empty()) return std::optional<Date>();
  const auto day = parse_date(text);
  if (!day) return fail(ErrorCode::bad_usage, std::string(name) + " takes a day as YYYY-MM-DD, not '" + text + "'");
  return day;
}

}  // namespace

std::string cursor_of(std::string_view id) { return check_of(id) + hex_of(id); }

std::optional<std::string> read_cursor(std::string_view cursor) {
  std::string out;
  if (cursor.size() < 4 || cursor.size() % 2 != 0) return std::nullopt;
  for (std::size_t k = 4; k < cursor.size(); k += 2) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(cursor.data() + k, cursor.data() + k + 2, value, 16);
    if (error != std::errc() || end != cursor.data() + k + 2) return std::nullopt;
    out += static_cast<char>(value);
  }
  if (check_of(out) != cursor.substr(0, 4)) return std::nullopt;
  return out;
}

Result<PageQuery> PageQuery::read(const std::map<std::string, std::string>& params, const Lexicon& lexicon) {
  for (const auto& [name, value] : params)
    if (!is_utf8(value)) return fail(ErrorCode::bad_usage, name + " holds bytes that are not UTF-8");
  PageQuery q;
  q.params = params;
  const std::string about = value_of(params, "about");
  for (std::string_view part : split(about, ',')) {
    if (trim(part).empty()) continue;
    const std::string code = lexicon.code_of_name(trim(part));
    q.selection.about.push_back(code.empty() ? std::string(trim(part)) : code);
  }
  q.selection.status = value_of(params, "status");
  q.selection.by = value_of(params, "by");
  q.selection.search = value_of(params, "quote");
  q.on = TRY(day_in(params, "on"));
  q.since = TRY(day_in(params, "since"));
  q.until = TRY(day_in(params, "until"));
  q.outlet = value_of(params, "outlet");
  q.report = value_of(params, "report");
  q.id = value_of(params, "id");
  q.kind = value_of(params, "kind");
  q.text = value_of(params, "q");
  q.newest_first = value_of(params, "order") == "new";
  if (const std::string limit = value_of(params, "limit"); !limit.empty()) {
    const auto [end, error] = std::from_chars(limit.data(), limit.data() + limit.size(), q.limit);
    if (error != std::errc() || end != limit.data() + limit.size() || q.limit < 1 || q.limit > kMostAPage)
      return fail(ErrorCode::bad_usage,
                  "limit takes a number from 1 to " + std::to_string(kMostAPage) + ", not '" + limit + "'");
  }
  if (const std::string after = value_of(params, "after"); !after.empty()) {
    auto id = read_cursor(after);
    if (!id) return fail(ErrorCode::bad_usage, "'" + after + "' is no place of a page before: leave out after=");
    q.after = *id;
  }
  return q;
}

}  // namespace parley
