// Records of JSON-lines files. See intake.h.
#include "base/json_reader.h"
#include "base/text.h"
#include "intake/intake.h"

namespace parley {
namespace {

const Value& first_of(const Value& object, std::initializer_list<std::string_view> names) {
  for (std::string_view name : names)
    if (const Value& v = object.at(name); !v.is_null()) return v;
  return object.at("");
}

std::string text_of(const Value& v) {
  if (v.kind == Value::Kind::integer) return std::to_string(v.integer);
  return v.text;
}

/// ISO text as it stands; seconds since 1970 as a day.
std::string date_of(const Value& v) {
  if (v.kind != Value::Kind::integer) return v.text;
  std::int64_t days = v.integer / 86400;
  return days >= kFirstDate.days && days <= kLastDate.days ? Date{static_cast<std::int32_t>(days)}.iso()
                                                           : std::string();
}

}  // namespace

bool looks_like_json_lines(std::string_view bytes) {
  std::size_t p = 0;
  while (p < bytes.size() && is_ascii_space(bytes[p])) ++p;
  if (p >= bytes.size() || bytes[p] != '{') return false;
  std::size_t end = bytes.find('\n', p);
  return is_json(bytes.substr(p, end == std::string_view::npos ? end : end - p));
}

Result<TextRecord> parse_json_record(std::string_view line, const std::string& where) {
  constexpr std::size_t kMostValues = 100000;
  if (std::string_view s = trim(line); s.starts_with('{') && !s.ends_with('}'))
    return fail(ErrorCode::bad_input, "not valid JSON: the object has no end on its line", where);
  auto parsed = parse_bounded_json(line, kMostValues);
  if (!parsed) return fail(ErrorCode::bad_input, parsed.error().message, where);
  const Value& object = *parsed;
  if (!object.is_table()) return fail(ErrorCode::bad_input, "not a JSON object", where);
  const Value& text = first_of(object, {"text", "body", "content"});
  if (text.is_null()) return fail(ErrorCode::bad_input, "field 'text' is missing", where);
  if (!text.is_text()) return fail(ErrorCode::bad_input, "field 'text' is not a string", where);
  TextRecord r;
  r.text = is_utf8(text.text) ? text.text : repair_utf8(text.text);
  Given& g = r.given;
  g.text_name = where;
  g.url = text_of(first_of(object, {"url", "link"}));
  g.title = text_of(first_of(object, {"title", "headline"}));
  g.publisher = text_of(first_of(object, {"publisher", "source", "outlet", "site"}));
  g.published = date_of(first_of(object, {"published", "date", "date_published", "pubDate"}));
  g.modified = date_of(first_of(object, {"modified", "updated", "date_modified"}));
  g.language = text_of(first_of(object, {"language", "lang"}));
  const Value& authors = first_of(object, {"authors", "author", "byline"});
  if (authors.is_text()) g.authors.push_back(authors.text);
  for (const Value& a : authors.list)
    if (a.is_text()) g.authors.push_back(a.text);
  return r;
}

}  // namespace parley
