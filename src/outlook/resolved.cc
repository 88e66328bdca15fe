// See resolved.h.
#include "outlook/resolved.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <tuple>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "base/value.h"
#include "outlook/event_formats.h"

namespace parley {
namespace {

constexpr std::size_t kShownPlaces = 3;
constexpr std::size_t kMostLinesOfACell = 200;  // beyond them a quotation mark was never closed

void skip(ForecastFile& file, const std::string& reason, const std::string& place) {
  ForecastFile::Skipped& s = file.skipped[reason];
  if (++s.rows <= kShownPlaces) s.places.push_back(place);
}

/// Gives the cell of a field ("probability"), or an empty text.
using Cells = std::map<std::string, std::string>;

std::string cell(const Cells& cells, const std::string& field) {
  auto it = cells.find(field);
  return it == cells.end() ? std::string() : it->second;
}

/// "0.8", ".8" or "80%".
std::optional<double> probability_of(std::string_view text) {
  text = trim(text);
  const bool percent = text.ends_with('%');
  if (percent) text = trim(text.substr(0, text.size() - 1));
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  if (percent) value /= 100;
  return value >= 0 && value <= 1 ? std::optional(value) : std::nullopt;
}

/// Fills what all forms have. The reason why the row is no forecast, or nothing.
std::string fill(const Cells& cells, const ForecastFileNames& names, ResolvedForecast& out) {
  const std::string stated = cell(cells, "probability");
  if (!trim(stated).empty()) {
    out.probability = probability_of(stated);
    if (!out.probability) return "a probability that is no number from 0 to 1 (write 0.8 or 80%)";
  } else if (!out.date) {
    return "no probability";
  }
  auto state = names.outcome(cell(cells, "outcome"));
  if (!state) return "an outcome that the codebook does not know (forecast_files.toml, [outcomes])";
  out.state = *state;
  const std::string status_quo = cell(cells, "status_quo");
  if (!trim(status_quo).empty()) {
    auto p = probability_of(status_quo);
    if (!p) return "a status quo that is no number from 0 to 1";
    out.status_quo = *p;
  }
  out.forecaster = squeeze(cell(cells, "forecaster"));
  out.question = squeeze(cell(cells, "question"));
  out.outlet = squeeze(cell(cells, "outlet"));
  out.source_class = squeeze(cell(cells, "class"));
  out.story = squeeze(cell(cells, "story"));
  if (auto day = parse_date(trim(cell(cells, "day")))) out.day = day->iso();
  return {};
}

/// End of the row that begins at `from`: a line end outside quotation marks (of CSV).
std::size_t end_of_row(std::string_view bytes, std::size_t from, char separator) {
  bool quoted = false;
  bool fresh = true;
  std::size_t lines = 0;
  const std::size_t first_end = std::min(bytes.find('\n', from), bytes.size());
  for (std::size_t k = from; k < bytes.size(); ++k) {
    const char c = bytes[k];
    if (c == '\n' && (!quoted || ++lines > kMostLinesOfACell)) return quoted ? first_end : k;
    if (separator == ',' && c == '"' && (quoted || fresh)) quoted = !quoted;
    fresh = c == separator || (fresh && c == '"' && !quoted);
  }
  return quoted ? first_end : bytes.size();
}

void read_table(std::string_view bytes, char separator, const std::string& path, const ForecastFileNames& names,
                const std::vector<std::pair<std::string, std::size_t>>& places, ForecastFile& file) {
  std::size_t width = 0;
  for (const auto& [field, place] : places) width = std::max(width, place + 1);
  std::size_t line = 1;
  bool head = true;
  for (std::size_t from = 0; from < bytes.size();) {
    const std::size_t end = end_of_row(bytes, from, separator);
    std::string_view row = bytes.substr(from, end - from);
    if (row.ends_with('\r')) row.remove_suffix(1);
    const std::size_t here = line;
    line += 1 + static_cast<std::size_t>(std::count(row.begin(), row.end(), '\n'));
    from = end + 1;
    if (std::exchange(head, false) || trim(row).empty()) continue;
    ++file.rows;
    const std::string place = path + ":" + std::to_string(here);
    std::vector<std::string> columns = cut_row(row, separator);
    if (columns.size() < width) {
      skip(file, "fewer columns than the head line names", place);
      continue;
    }
    Cells cells;
    for (const auto& [field, at] : places) cells[field] = columns[at];
    ResolvedForecast forecast;
    forecast.id = place;
    std::string problem = fill(cells, names, forecast);
    problem.empty() ? file.forecasts.push_back(std::move(forecast)) : skip(file, problem, place);
  }
}

std::string text_of(const Value& v) {
  std::string out;
  JsonWriter json(out);
  switch (v.kind) {
    case Value::Kind::text:
      return v.text;
    case Value::Kind::integer:
      return std::to_string(v.integer);
    case Value::Kind::boolean:
      return v.boolean ? "true" : "false";
    case Value::Kind::real:
      json.real(v.real);
      return out;
    default:
      return {};
  }
}

/// A forecast of a day: from, curve [{by, probability}], happened or none_until. The reason why it is none, or nothing.
std::string fill_date(const Value& line, ResolvedForecast& out) {
  if (!line.at("curve").is_list()) return {};
  DateForecast date;
  auto from = parse_date(line.str("from"));
  if (!from) return "a curve without its first day (from)";
  date.from = *from;
  for (const Value& point : line.at("curve").list) {
    auto by = parse_date(point.str("by"));
    const double p = point.number("probability", -1);
    const bool rises = date.curve.empty() || (by && *by > date.curve.back().first && p >= date.curve.back().second);
    if (!by || *by < *from || !(p >= 0 && p <= 1) || !rises)
      return "a curve whose points are no rising chances on rising days";
    date.curve.emplace_back(*by, p);
  }
  date.happened = parse_date(line.str("happened"));
  date.none_until = parse_date(line.str("none_until"));
  out.date = std::move(date);
  return {};
}

void read_lines(std::string_view bytes, const std::string& path, const ForecastFileNames& names, ForecastFile& file) {
  std::size_t number = 0;
  for (std::string_view text : split(bytes, '\n')) {
    ++number;
    if (trim(text).empty()) continue;
    ++file.rows;
    const std::string place = path + ":" + std::to_string(number);
    auto line = parse_json(text);
    if (!line || !line->is_table()) {
      skip(file, "no JSON object", place);
      continue;
    }
    Cells cells;
    for (const auto& [field, candidates] : names.columns())
      for (const std::string& name : candidates)
        if (line->has(name) && !cells.contains(field)) cells[field] = text_of(line->at(name));
    ResolvedForecast forecast;
    forecast.id = place;
    std::string problem = fill_date(*line, forecast);
    if (problem.empty()) problem = fill(cells, names, forecast);
    problem.empty() ? file.forecasts.push_back(std::move(forecast)) : skip(file, problem, place);
  }
}

}  // namespace

Result<ForecastFileNames> ForecastFileNames::load(const std::string& codebook) {
  const std::string path = codebook + "/forecast_files.toml";
  Value root = TRY(parse_toml(TRY(read_file(path)), path));
  ForecastFileNames out;
  for (const auto& [field, value] : root.at("columns").table)
    for (const std::string& name : root.at("columns").texts(field)) out.columns_[field].push_back(lower_ascii(name));
  for (const auto& [state, value] : root.at("outcomes").table) {
    auto parsed = parse_name<ForecastState>(state);
    if (!parsed)
      return fail(ErrorCode::bad_codebook, "[outcomes] has states of a forecast, not '" + state + "'",
                  path + ":" + std::to_string(value.line));
    for (const std::string& word : root.at("outcomes").texts(state)) out.outcomes_[lower_ascii(word)] = *parsed;
  }
  for (const char* field : {"probability", "outcome"})
    if (!out.columns_.contains(field))
      return fail(ErrorCode::bad_codebook, std::string("[columns] lacks '") + field + "'", path);
  return out;
}

std::optional<ForecastState> ForecastFileNames::outcome(std::string_view word) const {
  auto it = outcomes_.find(lower_ascii(squeeze(word)));
  return it == outcomes_.end() ? std::nullopt : std::optional(it->second);
}

Status ForecastFileNames::map(std::string_view mapping) {
  for (std::string_view pair : split(mapping, ',')) {
    const std::size_t sign = pair.find('=');
    const std::string field(trim(pair.substr(0, sign)));
    if (sign == std::string_view::npos || !columns_.contains(field)) {
      std::vector<std::string> fields;
      for (const auto& [name, words] : columns_) fields.push_back(name);
      return fail(ErrorCode::bad_usage, "--columns takes field=column,…; fields are " + join(fields, ", ") + ", not '" +
                                            std::string(pair) + "'");
    }
    auto& words = columns_[field];
    words.insert(words.begin(), lower_ascii(trim(pair.substr(sign + 1))));
  }
  return {};
}

Result<ForecastFile> read_forecast_file(std::string_view bytes, const std::string& path,
                                        const ForecastFileNames& names) {
  ForecastFile file;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (trim(bytes).empty()) return fail(ErrorCode::bad_input, "holds nothing: no forecast to score", path);
  if (trim(bytes).front() == '{') {
    read_lines(bytes, path, names, file);
    return file;
  }
  const char separator = bytes.substr(0, bytes.find('\n')).find('\t') == std::string_view::npos ? ',' : '\t';
  std::string_view first = bytes.substr(0, end_of_row(bytes, 0, separator));
  if (first.ends_with('\r')) first.remove_suffix(1);
  std::vector<std::string> head;
  for (const std::string& name : cut_row(first, separator)) head.push_back(lower_ascii(squeeze(name)));
  std::vector<std::pair<std::string, std::size_t>> places;
  for (const auto& [field, candidates] : names.columns())
    for (const std::string& name : candidates)
      if (auto it = std::find(head.begin(), head.end(), name); it != head.end()) {
        places.emplace_back(field, static_cast<std::size_t>(it - head.begin()));
        break;
      }
  for (const char* field : {"probability", "outcome"})
    if (std::none_of(places.begin(), places.end(), [&](const auto& p) { return p.first == field; }))
      return fail(ErrorCode::bad_input,
                  std::string("no column for the ") + field + " (it has: " + join(head, ", ").substr(0, 200) +
                      "); say which one it is with --columns \"" + field + "=NAME\"",
                  path + ":1");
  read_table(bytes, separator, path, names, places, file);
  return file;
}

std::size_t merge_stories(std::vector<ResolvedForecast>& forecasts) {
  std::set<std::tuple<std::string, std::string, double>> seen;
  return std::erase_if(forecasts, [&](const ResolvedForecast& f) {
    if (f.story.empty() || !f.probability) return false;
    return !seen.emplace(f.story, f.question, *f.probability).second;
  });
}

}  // namespace parley
