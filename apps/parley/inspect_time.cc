// parley inspect time. With a day given, the time stage runs alone on plain paragraphs (words and sentences are all it
// needs); without one the whole report is read, for its date.
#include "inspect_time.h"

#include <algorithm>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "intake/intake.h"
#include "language/sentences.h"
#include "language/tokens.h"
#include "time/facets.h"

namespace parley {
namespace {

/// What is needed to show the expressions of one text.
struct Times {
  std::string text;
  std::vector<Timex> found;
};

/// Words and sentences of each paragraph, and the expressions in them, against a day that is known.
Times times_on(std::string text, const DateRange& day, const Knowledge& k) {
  Report report;
  report.text = std::move(text);
  report.published.earliest = day.earliest.iso();
  report.published.latest = day.latest.iso();
  Document d;
  d.text = report.text;
  std::size_t size = report.text.size();
  for (std::size_t from = 0; from < size;) {
    std::size_t to = std::min(report.text.find("\n\n", from), size);
    auto first = static_cast<std::uint32_t>(d.tokens.size());
    tokenize(d.text, {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)}, k.lexicon.data(), d.tokens);
    split_sentences(d.text, 0, BlockRole::body, first, k.lexicon.data(), d);
    from = to + 1;
  }
  std::vector<Timex> found = find_times(report, d, k.time);
  return {std::move(report.text), std::move(found)};
}

Times times_of(std::string text, const std::string& name, const std::string& date, const Knowledge& k) {
  if (auto day = bounds_of(date)) return times_on(std::move(text), *day, k);
  Given given;
  given.text_name = name;
  auto a = read_report(make_report(std::move(text), given, k.intake), k);
  return {std::move(a->report.text), std::move(a->times)};
}

void bounds_field(JsonWriter& json, std::string_view key, const std::optional<DateRange>& range) {
  if (!range) return;
  json.key(key), json.begin_array();
  json.text(range->earliest.iso()), json.text(range->latest.iso());
  json.end_array();
}

void timex_fields(JsonWriter& json, const std::string& text, const CodePointIndex& index, const Timex& t) {
  json.begin_object();
  json.key("start"), json.integer(index.at(t.span.begin));
  json.key("end"), json.integer(index.at(t.span.end));
  json.key("text"), json.text(slice(text, t.span));
  json.key("type"), json.text(name_of(t.type));
  json.key("value"), json.text(t.value);
  json.key("mod"), json.text_or_null(t.mod);
  json.key("earliest"), json.text_or_null(t.range ? t.range->earliest.iso() : std::string());
  json.key("latest"), json.text_or_null(t.range ? t.range->latest.iso() : std::string());
  json.key("role"), json.text(name_of(t.role));
  json.key("granularity"), json.text_or_null(std::string(granularity_of(t.value)));
  TimeBounds bounds = time_bounds(t);
  bounds_field(json, "begins", bounds.start);
  bounds_field(json, "ends", bounds.end);
  if (!t.min.empty()) json.key("min"), json.text(t.min);
  if (!t.max.empty()) json.key("max"), json.text(t.max);
  if (!t.zone.empty()) json.key("zone"), json.text(t.zone);
  json.key("edtf"), json.text_or_null(edtf(t));
  json.key("anchor"), json.text_or_null(t.anchor);
  json.key("rule"), json.text(t.rule);
  json.key("confidence"), json.real(t.confidence);
  json.key("rejected"), json.text_or_null(t.rejected);
  json.end_object();
}

std::string json_lines(const Times& times) {
  CodePointIndex index(times.text);
  std::string out;
  for (const Timex& t : times.found) {
    JsonWriter json(out);
    timex_fields(json, times.text, index, t);
    out += '\n';
  }
  return out;
}

std::string json_line(const Times& times, const std::string& id) {
  CodePointIndex index(times.text);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("id"), json.text(id);
  json.key("expressions"), json.begin_array();
  for (const Timex& t : times.found) timex_fields(json, times.text, index, t);
  json.end_array();
  json.end_object();
  return out + '\n';
}

// ---- for people

/// The value and what modifies it, short enough to stand below the words.
std::string label(const Timex& t) {
  std::string out = t.value;
  if (!t.mod.empty()) out += ' ' + t.mod;
  if (!t.zone.empty()) out += ' ' + t.zone;
  if (t.role != TimeRole::at) out += ' ' + std::string(name_of(t.role));
  return out;
}

/// One line of the text, the marks below its expressions, and their values, each below its own where there is room.
std::string underlined(std::string_view text, Span line, std::vector<Timex>::const_iterator& next,
                       std::vector<Timex>::const_iterator end) {
  std::string out = std::string(slice(text, line)) + '\n';
  std::string marks;
  std::vector<std::string> rows;
  for (; next != end && next->span.begin < line.end; ++next) {
    std::size_t column = display_width(slice(text, {line.begin, next->span.begin}));
    std::size_t width = display_width(slice(text, {next->span.begin, std::min(next->span.end, line.end)}));
    marks.resize(std::max(marks.size(), column), ' ');
    marks.append(width, '~');
    std::size_t row = 0;
    while (row < rows.size() && rows[row].size() >= column && column > 0) ++row;
    if (row == rows.size()) rows.emplace_back();
    rows[row].resize(std::max(rows[row].size(), column), ' ');
    rows[row] += label(*next);
  }
  if (!marks.empty()) out += marks + '\n';
  for (const std::string& row : rows) out += row + '\n';
  return out;
}

/// Where a line of at most `width` columns that begins at `from` ends: at a space, or at a line end of the text.
std::uint32_t line_end(std::string_view text, std::uint32_t from, std::size_t width) {
  std::uint32_t best = from;
  for (std::uint32_t p = from; p < text.size() && text[p] != '\n'; ++p) {
    if (p - from >= width && best > from) return best;
    if (text[p] == ' ') best = p;
  }
  auto end = static_cast<std::uint32_t>(std::min(text.find('\n', from), text.size()));
  return end - from <= width || best == from ? end : best;
}

std::string for_people(const Times& times) {
  std::string out;
  auto next = times.found.begin();
  auto size = static_cast<std::uint32_t>(times.text.size());
  std::size_t width = terminal_width();
  for (std::uint32_t p = 0; p < size;) {
    std::uint32_t end = line_end(times.text, p, width);
    out += underlined(times.text, {p, end}, next, times.found.end());
    p = end + 1;
  }
  return out;
}

int inspect_lines(const CommandOptions& o, std::string_view bytes, const std::string& path, const Knowledge& k) {
  int code = kDone;
  std::size_t number = 0;
  for (std::string_view line : split(bytes, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    std::string where = path + ":" + std::to_string(number);
    auto object = parse_json(line);
    if (!object || !object->at("text").is_text()) {
      code = complain({ErrorCode::bad_input, object ? "field 'text' is missing" : object.error().message, where});
      continue;
    }
    std::string date = object->str(o.date_field.empty() ? "date" : o.date_field);
    Times times = times_of(object->str("text"), where, date, k);
    std::string id = object->str("id");
    if (!print(o.underline ? for_people(times) : json_line(times, id))) return code;
  }
  return code;
}

}  // namespace

int run_inspect_time(const CommandOptions& o) {
  auto knowledge = knowledge_for(o);
  if (!knowledge) return complain(knowledge.error());
  int code = kDone;
  for (const std::string& path : o.paths) {
    auto bytes = read_file(path);
    if (!bytes) {
      code = complain(bytes.error());
      continue;
    }
    if (o.jsonl) {
      code = std::max(code, inspect_lines(o, *bytes, path, *knowledge));
      continue;
    }
    auto text = decode_text(*bytes, nullptr);
    if (!text) {
      code = complain({text.error().code, text.error().message, path});
      continue;
    }
    Times times = times_of(std::move(*text), path, o.date, *knowledge);
    if (!print(o.underline ? for_people(times) : json_lines(times))) return code;
  }
  return code;
}

}  // namespace parley
