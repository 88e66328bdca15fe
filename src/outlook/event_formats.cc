// See event_formats.h.
#include "outlook/event_formats.h"

#include <algorithm>
#include <charconv>

#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "record/enums.h"

namespace parley {
namespace {

std::string& column(EventFormat& format, EventField field) { return format.column[static_cast<std::size_t>(field)]; }
const std::string& column(const EventFormat& format, EventField field) {
  return format.column[static_cast<std::size_t>(field)];
}

bool complete(const EventFormat& f) {
  return !f.name.empty() && !column(f, EventField::day).empty() && !column(f, EventField::source).empty() &&
         !column(f, EventField::target).empty() &&
         (!column(f, EventField::type).empty() || !column(f, EventField::cameo).empty());
}

std::size_t place_of(const std::string& wanted, const std::vector<std::string>& names, bool header) {
  if (wanted.empty()) return kNoColumn;
  if (!header) {
    std::size_t number = 0;
    auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    bool whole = error == std::errc() && end == wanted.data() + wanted.size();
    return whole && number >= 1 && number <= names.size() ? number - 1 : kNoColumn;
  }
  auto it = std::find_if(names.begin(), names.end(),
                         [&](const std::string& n) { return equal_ignoring_case(trim(n), wanted); });
  return it == names.end() ? kNoColumn : static_cast<std::size_t>(it - names.begin());
}

std::string_view without_mark(std::string_view line) {
  if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

}  // namespace

Result<EventFormats> EventFormats::load(const std::string& codebook) {
  const std::string file = codebook + "/history.toml";
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  EventFormats out;
  for (const Value& entry : root.at("format").list) {
    EventFormat format;
    format.name = entry.str("name");
    format.separator = entry.str("separator") == "tab" ? '\t' : ',';
    format.header = entry.flag("header", true);
    for (const Value& w : entry.at("columns").list) format.widths.push_back(static_cast<std::size_t>(w.integer));
    for (std::size_t k = 0; k < kEventFields.size(); ++k) format.column[k] = entry.str(kEventFields[k]);
    if (!complete(format))
      return fail(ErrorCode::bad_codebook, "a format needs name, day, source, target, and type or cameo",
                  file + ":" + std::to_string(entry.line));
    out.formats_.push_back(std::move(format));
  }
  for (const auto& [code, type] : root.at("cameo").table) {
    if (!parse_name<EventType>(type.text))
      return fail(ErrorCode::bad_codebook, "'" + type.text + "' is no PLOVER type",
                  file + ":" + std::to_string(type.line));
    out.cameo_.emplace(code, type.text);
  }
  for (const std::string& s : root.at("sectors").texts("state")) out.state_sectors_.insert(lower_ascii(s));
  return out;
}

const EventFormat* EventFormats::find(std::string_view name) const {
  for (const EventFormat& f : formats_)
    if (f.name == name) return &f;
  return nullptr;
}

const EventFormat* EventFormats::recognise(std::string_view first_line) const {
  for (const EventFormat& f : formats_) {
    std::vector<std::string> cells = cut_row(without_mark(first_line), f.separator);
    if (!f.header && std::find(f.widths.begin(), f.widths.end(), cells.size()) != f.widths.end()) return &f;
    if (f.header && place_columns(f, first_line)) return &f;
  }
  return nullptr;
}

std::string EventFormats::type_of_cameo(std::string_view code) const {
  for (std::string beginning(code); !beginning.empty(); beginning.pop_back())
    if (auto it = cameo_.find(beginning); it != cameo_.end()) return it->second;
  return {};
}

bool EventFormats::acts_for_state(std::string_view sectors) const {
  std::string all = lower_ascii(sectors);
  std::replace(all.begin(), all.end(), ';', ',');
  for (std::string_view s : split(all, ','))
    if (state_sectors_.contains(std::string(trim(s)))) return true;
  return false;
}

std::vector<std::string> cut_row(std::string_view line, char separator) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (std::size_t k = 0; k < line.size(); ++k) {
    char c = line[k];
    if (quoted && c == '"' && k + 1 < line.size() && line[k + 1] == '"') {
      out.back() += line[++k];
    } else if (separator == ',' && c == '"' && (quoted || out.back().empty())) {
      quoted = !quoted;
    } else if (c == separator && !quoted) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

const std::vector<std::string_view>& RowCutter::cut(std::string_view line) {
  cells_.clear();
  if (separator_ == ',' && line.find('"') != std::string_view::npos) {
    quoted_ = cut_row(line, separator_);
    cells_.assign(quoted_.begin(), quoted_.end());
    return cells_;
  }
  while (cells_.size() < most_) {
    const std::size_t end = line.find(separator_);
    cells_.push_back(line.substr(0, end));
    if (end == std::string_view::npos) break;
    line.remove_prefix(end + 1);
  }
  return cells_;
}

Result<EventColumns> place_columns(const EventFormat& format, std::string_view first_line) {
  std::vector<std::string> names = cut_row(without_mark(first_line), format.separator);
  EventColumns places{};
  for (std::size_t k = 0; k < kEventFields.size(); ++k) places[k] = place_of(format.column[k], names, format.header);
  auto lacks = [&](EventField f) { return places[static_cast<std::size_t>(f)] == kNoColumn; };
  for (EventField f : {EventField::day, EventField::source, EventField::target})
    if (lacks(f)) return fail(ErrorCode::bad_input, "no column '" + column(format, f) + "'");
  if (lacks(EventField::type) && lacks(EventField::cameo))
    return fail(ErrorCode::bad_input, "no column for the type of events");
  return places;
}

Status map_columns(EventFormat& format, std::string_view mapping) {
  for (std::string_view pair : split(mapping, ',')) {
    std::size_t sign = pair.find('=');
    std::string_view name = trim(pair.substr(0, sign));
    auto it = std::find(kEventFields.begin(), kEventFields.end(), name);
    if (sign == std::string_view::npos || it == kEventFields.end())
      return fail(ErrorCode::bad_usage,
                  "--columns takes field=column,…; fields are id, day, type, cameo, source, target, "
                  "weight, not '" +
                      std::string(name) + "'");
    column(format, static_cast<EventField>(it - kEventFields.begin())) = trim(pair.substr(sign + 1));
  }
  return {};
}

}  // namespace parley
