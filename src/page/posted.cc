// See posted.h.
#include "page/posted.h"

#include <algorithm>

#include "base/json_reader.h"
#include "base/text.h"

namespace parley {
namespace {

constexpr std::size_t kMostValues = 16, kLongestNote = 2000, kLongestId = 80;  // values; bytes

/// A text on one line: without control characters and what turns the direction of writing.
Result<std::string> text_in(const Value& object, const char* name, std::size_t longest) {
  const Value& v = object.at(name);
  if (v.is_null()) return std::string();
  if (!v.is_text() || v.text.size() > longest || !is_utf8(v.text))
    return fail(ErrorCode::bad_usage,
                std::string("'") + name + "' takes a text of at most " + std::to_string(longest) + " bytes");
  for (std::size_t at = 0; at < v.text.size();) {
    const char32_t c = next_code_point(v.text, at);
    const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || turns)
      return fail(ErrorCode::bad_usage, std::string("'") + name + "' holds a control character");
  }
  return std::string(trim(v.text));
}

}  // namespace

Result<Correction> read_correction(PageData& data, std::string_view body) {
  const auto object = parse_bounded_json(body, kMostValues);
  if (!object) return fail(ErrorCode::bad_usage, "the correction is no JSON object: " + object.error().message);
  if (!object->is_table()) return fail(ErrorCode::bad_usage, "the correction is no JSON object");
  for (const auto& [name, value] : object->table)
    if (name != "explanation" && name != "evidence" && name != "bearing" && name != "note" && name != "on")
      return fail(ErrorCode::bad_usage,
                  "a correction has explanation, evidence, bearing, note and on, and nothing else");
  Correction out;
  out.explanation = TRY(text_in(*object, "explanation", kLongestId));
  out.evidence = TRY(text_in(*object, "evidence", kLongestId));
  out.note = TRY(text_in(*object, "note", kLongestNote));
  const auto bearing = parse_name<Bearing>(TRY(text_in(*object, "bearing", kLongestId)));
  if (!bearing) return fail(ErrorCode::bad_usage, "'bearing' takes consistent, inconsistent, neutral or withdrawn");
  out.bearing = *bearing;
  const std::string on = TRY(text_in(*object, "on", kLongestId));
  const auto day = parse_date(on);
  if (!on.empty() && (!day || day->iso() != on)) return fail(ErrorCode::bad_usage, "'on' takes a day as YYYY-MM-DD");
  const SharedState state = TRY(data.state(day));
  const auto is_kind = [&](const std::string& id, auto... wanted) {
    bool found = false;
    if (const auto place = state->find(id))
      visit_finding(state->record().findings, *place, [&](const auto& f) { found = ((f.kKind == wanted) || ...); });
    return found;
  };
  if (!is_kind(out.explanation, Explanation::kKind))
    return fail(ErrorCode::not_found, "the ledger has no explanation of that id");
  if (!is_kind(out.evidence, Claim::kKind, Event::kKind))
    return fail(ErrorCode::not_found, "the ledger has no claim or event of that id to be evidence");
  out.day = day ? *day : state->last();
  return out;
}

}  // namespace parley
