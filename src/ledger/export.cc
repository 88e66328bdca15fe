// See export.h.
#include "ledger/export.h"

#include <filesystem>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "ledger/cells.h"
#include "record/fields.h"

namespace parley {
namespace {

std::string text_of(const Cell& c) {
  switch (c.kind) {
    case Cell::Kind::null:
      return {};
    case Cell::Kind::integer:
      return std::to_string(c.integer);
    case Cell::Kind::real: {
      std::string out;
      char buffer[32];
      out.assign(buffer, static_cast<std::size_t>(std::snprintf(buffer, sizeof buffer, "%.10g", c.real)));
      return out;
    }
    case Cell::Kind::text:
      return c.text;
  }
  return {};
}

/// A content line, folded at 75 octets (RFC 5545, 3.1) without breaking a code point.
void content_line(std::string& out, const std::string& line) {
  std::size_t width = 0;
  for (std::size_t p = 0; p < line.size();) {
    std::size_t next = p;
    next_code_point(line, next);
    if (width + next - p > 74) {
      out += "\r\n ";
      width = 1;
    }
    out.append(line, p, next - p);
    width += next - p;
    p = next;
  }
  out += "\r\n";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c != '\r') {
      out += c;
    }
  }
  return out;
}

std::string compact(std::string_view iso) {
  std::string out;
  for (char c : iso)
    if (c != '-') out += c;
  return out;
}

void event_lines(std::string& out, const Meeting& m) {
  bool off = m.status == EventStatus::cancelled || m.status == EventStatus::negated;
  bool firm =
      m.status == EventStatus::happened || m.status == EventStatus::scheduled || m.status == EventStatus::ongoing;
  std::string parties;
  for (const ActorRef& a : m.parties) parties += (parties.empty() ? "" : ", ") + a.code;
  std::string story;
  for (const MeetingStep& s : m.history)
    story += std::string(name_of(s.status)) + (s.value.empty() ? "" : " " + s.value) +
             (s.reported.empty() ? "" : ", reported " + s.reported) + ": " + squeeze(s.quote) + "\n";
  content_line(out, "BEGIN:VEVENT");
  content_line(out, "UID:" + m.id + "@parley");
  std::string stamp =
      m.history.empty() || m.history.back().reported.empty() ? m.planned.earliest : m.history.back().reported;
  content_line(out, "DTSTAMP:" + compact(stamp) + "T000000Z");
  content_line(out, "DTSTART;VALUE=DATE:" + compact(m.planned.earliest));
  content_line(out, "DTEND;VALUE=DATE:" + compact(m.planned.latest));
  content_line(out, std::string("STATUS:") + (off ? "CANCELLED" : firm ? "CONFIRMED" : "TENTATIVE"));
  content_line(out,
               "SUMMARY:" + escaped(squeeze(m.name) + " (" + parties + ", " + std::string(name_of(m.status)) + ")"));
  if (!m.place.empty()) content_line(out, "LOCATION:" + escaped(squeeze(m.place)));
  content_line(out, "DESCRIPTION:" + escaped(story));
  content_line(out, "END:VEVENT");
}

template <class F>
std::string csv_head() {
  std::string out;
  for (const Column& c : columns_of<F>(RowFor::people)) out += (out.empty() ? "" : ",") + c.name;
  return out + "\r\n";
}

template <class F>
std::string csv_line(const F& row) {
  std::string out;
  bool first = true;
  for (const Cell& c : cells_of(row, RowFor::people)) {
    out += (first ? "" : ",") + csv_field(text_of(c));
    first = false;
  }
  return out + "\r\n";
}

std::string judgement_json(const Judgement& j) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("kind"), json.text("judgement");
  json.key("forecast"), json.text(j.forecast);
  json.key("state"), json.text(name_of(j.state));
  json.key("evidence"), json.begin_array();
  for (const std::string& id : j.evidence) json.text(id);
  json.end_array();
  json.key("note"), json.text_or_null(j.note);
  json.key("by"), json.text(j.by);
  json.key("day"), json.text(j.day.iso());
  json.end_object();
  return out;
}

std::string judgement_csv(const Judgement& j) {
  return csv_field(j.forecast) + ',' + std::string(name_of(j.state)) + ',' + csv_field(join(j.evidence, "; ")) + ',' +
         csv_field(j.note) + ',' + csv_field(j.by) + ',' + j.day.iso() + "\r\n";
}

/// A forecast of Parley's own: the day on which it was stated, then the fields of any forecast.
std::string stated_json(const StatedForecast& s) {
  return R"({"kind":"stated_forecast","stated":")" + s.day.iso() + "\"," +
         to_json(s.forecast).substr(std::string_view(R"({"kind":"forecast",)").size());
}

/// What was judged and corrected, oldest first, and what Parley stated itself, by day.
Status write_judged(const Record& record, ExportFormat format, const std::filesystem::path& directory) {
  const bool csv = format == ExportFormat::csv;
  std::string judged = csv ? "forecast,state,evidence,note,by,day\r\n" : "";
  for (const Judgement& j : record.judgements) judged += csv ? judgement_csv(j) : judgement_json(j) + '\n';
  std::string stated = csv ? "stated," + csv_head<Forecast>() : "";
  for (const StatedForecast& s : record.stated)
    stated += csv ? s.day.iso() + ',' + csv_line(s.forecast) : stated_json(s) + '\n';
  const std::string end = csv ? ".csv" : ".jsonl";
  std::string corrected = csv ? corrections_csv(record.corrections) : "";
  for (const Correction& c : record.corrections)
    if (!csv) corrected += correction_json(c) + '\n';
  TRY_VOID(write_file(directory / ("corrections" + end), corrected));
  TRY_VOID(write_file(directory / ("judgements" + end), judged));
  return write_file(directory / ("stated_forecasts" + end), stated);
}

std::string chance_words(const Forecast& f) {
  if (!f.point) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%.0f %%: ", 100 * *f.point);
  return text;
}

/// The last day of a stated forecast's window, on which it can be judged.
void due_lines(std::string& out, const StatedForecast& s, const std::vector<Judgement>& judgements) {
  const auto end = parse_date(s.forecast.window.latest);
  if (!end) return;
  std::string state(name_of(s.forecast.state));
  std::string story = "stated " + s.day.iso() + "\n";
  for (const Judgement& j : judgements)
    if (j.forecast == s.forecast.id) {
      state = name_of(j.state);
      story += "judged " + state + ", " + j.day.iso() + ", by " + j.by + (j.note.empty() ? "" : ": " + j.note) + "\n";
    }
  content_line(out, "BEGIN:VEVENT");
  content_line(out, "UID:" + s.forecast.id + "@parley");
  content_line(out, "DTSTAMP:" + compact(s.day.iso()) + "T000000Z");
  content_line(out, "DTSTART;VALUE=DATE:" + compact(end->plus_days(-1).iso()));
  content_line(out, "DTEND;VALUE=DATE:" + compact(end->iso()));
  content_line(out, "SUMMARY:" + escaped("Forecast due: " + chance_words(s.forecast) + squeeze(s.forecast.event) +
                                         " (" + state + ")"));
  content_line(out, "DESCRIPTION:" + escaped(story));
  content_line(out, "END:VEVENT");
}

template <class F>
Status write_kind(const std::vector<F>& rows, std::string_view kind, ExportFormat format,
                  const std::filesystem::path& directory) {
  std::string name = std::string(kind) + "s";
  if (format == ExportFormat::csv) return write_file(directory / (name + ".csv"), to_csv(rows));
  std::string out;
  for (const F& row : rows) out += to_json(row) + '\n';
  return write_file(directory / (name + ".jsonl"), out);
}

}  // namespace

std::string csv_field(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
  std::string out = "\"";
  for (char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

template <class F>
std::string to_csv(const std::vector<F>& rows) {
  std::string out = csv_head<F>();
  for (const F& row : rows) out += csv_line(row);
  return out;
}

template std::string to_csv(const std::vector<Report>&);
template std::string to_csv(const std::vector<Event>&);
template std::string to_csv(const std::vector<Meeting>&);
template std::string to_csv(const std::vector<Claim>&);
template std::string to_csv(const std::vector<Forecast>&);
template std::string to_csv(const std::vector<Demand>&);
template std::string to_csv(const std::vector<Explanation>&);
template std::string to_csv(const std::vector<Commitment>&);
template std::string to_csv(const std::vector<Contradiction>&);

namespace {

std::string calendar_head() {
  std::string out;
  for (const char* line :
       {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Parley//Record of negotiations//EN", "CALSCALE:GREGORIAN"})
    content_line(out, line);
  return out;
}

}  // namespace

std::string corrections_csv(const std::vector<Correction>& corrections) {
  std::string out = "explanation,evidence,bearing,note,by,day\r\n";
  for (const Correction& c : corrections)
    out += csv_field(c.explanation) + ',' + csv_field(c.evidence) + ',' + std::string(name_of(c.bearing)) + ',' +
           csv_field(c.note) + ',' + csv_field(c.by) + ',' + c.day.iso() + "\r\n";
  return out;
}

std::string to_ics(const std::vector<Meeting>& meetings) {
  std::string out = calendar_head();
  for (const Meeting& m : meetings)
    if (parse_date(m.planned.earliest) && parse_date(m.planned.latest)) event_lines(out, m);
  content_line(out, "END:VCALENDAR");
  return out;
}

std::string to_ics(const std::vector<StatedForecast>& stated, const std::vector<Judgement>& judgements) {
  std::string out = calendar_head();
  for (const StatedForecast& s : stated) due_lines(out, s, judgements);
  content_line(out, "END:VCALENDAR");
  return out;
}

Status export_record(const Record& record, ExportFormat format, const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return fail(ErrorCode::unreadable, "cannot make this folder: " + error.message(), directory);
  const std::filesystem::path folder(directory);
  if (format == ExportFormat::ics) {
    TRY_VOID(write_file(folder / "meetings.ics", to_ics(record.findings.meetings)));
    return write_file(folder / "stated_forecasts.ics", to_ics(record.stated, record.judgements));
  }
  TRY_VOID(write_kind(record.reports, "report", format, directory));
  Status status;
  for_each_kind(record.findings, [&](const auto& list) {
    using F = typename std::decay_t<decltype(list)>::value_type;
    if (status) status = write_kind(list, F::kKind, format, directory);
  });
  TRY_VOID(status);
  TRY_VOID(write_kind(record.contradictions, "contradiction", format, directory));
  return write_judged(record, format, folder);
}

}  // namespace parley
