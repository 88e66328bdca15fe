// See export.h.
#include "ledger/export.h"

#include <filesystem>

#include "base/file.h"
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
  std::string out;
  auto columns = columns_of<F>(RowFor::people);
  for (std::size_t i = 0; i < columns.size(); ++i) out += (i == 0 ? "" : ",") + columns[i].name;
  out += "\r\n";
  for (const F& row : rows) {
    bool first = true;
    for (const Cell& c : cells_of(row, RowFor::people)) {
      out += (first ? "" : ",") + csv_field(text_of(c));
      first = false;
    }
    out += "\r\n";
  }
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

std::string to_ics(const std::vector<Meeting>& meetings) {
  std::string out;
  for (const char* line :
       {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Parley//Record of negotiations//EN", "CALSCALE:GREGORIAN"})
    content_line(out, line);
  for (const Meeting& m : meetings)
    if (parse_date(m.planned.earliest) && parse_date(m.planned.latest)) event_lines(out, m);
  content_line(out, "END:VCALENDAR");
  return out;
}

Status export_record(const Record& record, ExportFormat format, const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return fail(ErrorCode::unreadable, "cannot make this folder: " + error.message(), directory);
  if (format == ExportFormat::ics)
    return write_file(std::filesystem::path(directory) / "meetings.ics", to_ics(record.findings.meetings));
  TRY_VOID(write_kind(record.reports, "report", format, directory));
  Status status;
  for_each_kind(record.findings, [&](const auto& list) {
    using F = typename std::decay_t<decltype(list)>::value_type;
    if (status) status = write_kind(list, F::kKind, format, directory);
  });
  TRY_VOID(status);
  return write_kind(record.contradictions, "contradiction", format, directory);
}

}  // namespace parley
