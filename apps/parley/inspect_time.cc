// parley inspect time. With a day given, the time stage runs alone on the words of the report's blocks, and only its
// part of the codebook is loaded; without one the whole report is read, for its date.
#include "inspect_time.h"

#include <algorithm>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "input.h"
#include "intake/intake.h"
#include "language/tokens.h"
#include "time/facets.h"
#include "time/plain_sentences.h"

namespace parley {
namespace {

/// What is needed to show the expressions of one text.
struct Times {
  std::string text;
  std::vector<Timex> found;
};

/// The roles that the language stage reads.
bool carries_news(BlockRole role) {
  return role == BlockRole::headline || role == BlockRole::deck || role == BlockRole::dateline ||
         role == BlockRole::caption || role == BlockRole::body;
}

/// Reads texts with as much of the codebook as they need.
class Reader {
 public:
  static Result<Reader> load(const CommandOptions& o) {
    Reader r;
    std::string dir = TRY(codebook_for(o));
    std::string intake = dir + "/intake.toml";
    r.options_ = o;
    r.intake_ = TRY(IntakeRules::load(TRY(parse_toml(TRY(read_file(intake)), intake)), intake));
    r.lexicon_ = TRY(Lexicon::load(dir));
    r.time_ = TRY(TimeRules::load(dir));
    return r;
  }

  /// The expressions of one text; `date` is empty where it is not known. Errors: those of the codebook.
  Result<Times> read(std::string text, const std::string& name, const std::string& date) {
    Given given;
    given.text_name = name;
    given.published = date;
    given.published_by_user = !date.empty();
    Report report = make_report(std::move(text), given, intake_);
    if (bounds_of(date)) return with_date(std::move(report));
    if (!knowledge_) knowledge_ = std::make_unique<Knowledge>(TRY(knowledge_for(options_)));
    auto a = read_report(std::move(report), *knowledge_);
    return Times{std::move(a->report.text), std::move(a->times)};
  }

 private:
  /// Words and sentences are all that the time stage needs once the day is known.
  [[nodiscard]] Times with_date(Report report) const {
    Document d;
    d.text = report.text;
    for (std::uint32_t b = 0; b < report.blocks.size(); ++b) {
      const Block& block = report.blocks[b];
      if (!carries_news(block.role)) continue;
      auto first = static_cast<std::uint32_t>(d.tokens.size());
      tokenize(d.text, block.span, lexicon_.data(), d.tokens);
      split_at_stops(b, block.role, first, d);
    }
    std::vector<Timex> found = find_times(report, d, time_);
    return {std::move(report.text), std::move(found)};
  }

  CommandOptions options_;
  IntakeRules intake_;
  Lexicon lexicon_;
  TimeRules time_;
  std::unique_ptr<Knowledge> knowledge_;  // for texts without a date
};

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

}  // namespace

int run_inspect_time(const CommandOptions& o) {
  auto reader = Reader::load(o);
  if (!reader) return complain(reader.error());
  auto show = [&](Result<Times> times, const std::string& id) -> Read {
    if (!times) return {complain(times.error()), false};
    return {kDone, print(o.underline ? for_people(*times) : o.jsonl ? json_line(*times, id) : json_lines(*times))};
  };
  return each_file(o.paths, [&](std::string bytes, const std::string& path) -> Read {
    if (o.jsonl)
      return each_json_line(bytes, path, "text", [&](const Value& line, const std::string& where) {
        std::string date = line.str(o.date_field.empty() ? "date" : o.date_field);
        return show(reader->read(line.str("text"), where, date), line.str("id"));
      });
    auto text = decode_text(bytes, nullptr);
    if (!text) return {complain({text.error().code, text.error().message, path}), true};
    return show(reader->read(std::move(*text), path, o.date), path);
  });
}

}  // namespace parley
