// Views over time, counted here so that the page draws what can be seen and no more: the timeline, and the series of a
// pair. See views.h.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "page/choice.h"
#include "page/views.h"
#include "record/fields.h"

namespace parley {
namespace {

constexpr int kMostBins = 260;
constexpr std::size_t kMostMeetings = 150;
constexpr std::size_t kClasses = 5;  // of intensity, from hostile to friendly

/// Bounds between the classes on Goldstein's scale: -10 | -5 | -1 | 1 | 5 | 10.
std::size_t class_of(double intensity) {
  return intensity < -5 ? 0 : intensity < -1 ? 1 : intensity <= 1 ? 2 : intensity <= 5 ? 3 : 4;
}

struct Tally {
  std::array<std::int64_t, kClasses> counts{};
  double sum = 0;
};

/// Days, weeks, months, quarters or years, whichever is the finest of which there are not too many.
struct Grid {
  const char* unit = "day";
  int months = 0;  // of a unit; 0: days
  int days = 1;

  static Grid of(DateRange range) {
    if (range.length() <= kMostBins) return {};
    if (range.length() / 7 <= kMostBins) return {"week", 0, 7};
    for (auto [unit, months] : {std::pair("month", 1), std::pair("quarter", 3)})
      if (range.length() / (30 * months) <= kMostBins) return {unit, months, 0};
    return {"year", 12, 0};
  }
  [[nodiscard]] Date start(Date d) const {
    if (months == 0) return days == 7 ? d.plus_days(1 - d.weekday()) : d;
    const Date month = d.month_start();
    return month.plus_months(-((month.month() - 1) % months));
  }
  [[nodiscard]] Date next(Date start) const { return months == 0 ? start.plus_days(days) : start.plus_months(months); }
};

struct Series {
  std::map<Date, Tally> bins;
  std::int64_t events = 0;
};

bool counts(const RecordColumns& columns, std::size_t event) {
  const EventStatus status = columns.event_status[event];
  return (status == EventStatus::happened || status == EventStatus::ongoing) && !columns.events.repeated[event];
}

/// First and last day that the events and meetings of the query touch.
DateRange span_of(const DayState& state, const Choice& choice, const PageQuery& q) {
  if (q.since && q.until) return {*q.since, q.until->plus_days(1)};
  DateRange out{kLastDate, kFirstDate};
  const auto take = [&](DateRange days) {
    if (!is_known(days)) return;
    out.earliest = std::min(out.earliest, std::max(days.earliest, state.last().plus_days(-36500)));
    out.latest = std::max(out.latest, std::min(days.latest, state.last().plus_days(1830)));
  };
  const RecordColumns& columns = state.columns();
  const Findings& f = state.record().findings;
  for (std::size_t k = 0; k < f.events.size(); ++k)
    if (counts(columns, k) && choice.fits(columns.events, k, f.events[k])) take(columns.events.told[k]);
  for (std::size_t k = 0; k < f.meetings.size(); ++k)
    if (choice.fits(columns.meetings, k, f.meetings[k])) take(columns.meetings.told[k]);
  if (out.latest <= out.earliest) return {state.last(), state.last().plus_days(1)};
  if (q.since) out.earliest = *q.since;
  if (q.until) out.latest = q.until->plus_days(1);
  return out;
}

Series series_of(const DayState& state, const Choice& choice, DateRange range, const Grid& grid) {
  Series out;
  const RecordColumns& columns = state.columns();
  const auto& events = state.record().findings.events;
  Date begin = kLastDate, end = kFirstDate;  // of the bin that was used last
  Tally* bin = nullptr;
  for (std::size_t k = 0; k < events.size(); ++k) {
    const DateRange days = columns.events.told[k];
    const bool inside = is_known(days) && range.contains(days.earliest) && counts(columns, k);
    if (!inside || !choice.fits(columns.events, k, events[k])) continue;
    if (days.earliest < begin || days.earliest >= end) {
      begin = grid.start(days.earliest), end = grid.next(begin);
      bin = &out.bins[begin];
    }
    const double intensity = columns.intensity[k];
    ++bin->counts[class_of(intensity)];
    bin->sum += intensity;
    ++out.events;
  }
  return out;
}

void write_series(JsonWriter& json, const Series& series, const Grid& grid) {
  json.key("unit"), json.text(grid.unit);
  json.key("events"), json.integer(series.events);
  json.key("bins"), json.begin_array();
  for (const auto& [day, bin] : series.bins) {
    json.begin_object();
    json.key("from"), json.text(day.iso());
    json.key("counts"), json.begin_array();
    std::int64_t n = 0;
    for (std::int64_t c : bin.counts) json.integer(c), n += c;
    json.end_array();
    json.key("mean"), json.real(std::round(bin.sum / static_cast<double>(n) * 100) / 100);
    json.end_object();
  }
  json.end_array();
}

std::string series_csv(const Series& series) {
  std::vector<std::vector<std::string>> rows{
      {"from", "hostile", "unfriendly", "neutral", "friendly", "very_friendly", "sum"}};
  for (const auto& [day, bin] : series.bins) {
    auto& row = rows.emplace_back();
    row.push_back(day.iso());
    for (std::int64_t c : bin.counts) row.push_back(std::to_string(c));
    char sum[32];
    std::snprintf(sum, sizeof sum, "%.1f", bin.sum);
    row.emplace_back(sum);
  }
  return rows_csv(rows);
}

std::vector<const Meeting*> meetings_in(const DayState& state, const Choice& choice, DateRange range,
                                        std::size_t& total) {
  const auto& meetings = state.record().findings.meetings;
  const KindColumns& kind = state.columns().meetings;
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k < meetings.size(); ++k)
    if (is_known(kind.told[k]) && kind.told[k].overlaps(range) && choice.fits(kind, k, meetings[k])) found.push_back(k);
  total = found.size();
  // The most that was told of is kept: steps, then the latest.
  const auto weight = [&](std::size_t k) {
    const Meeting& m = meetings[k];
    return std::tuple(m.slips, m.history.size(), std::string_view(m.planned.earliest), std::string_view(m.id));
  };
  if (found.size() > kMostMeetings) {
    std::nth_element(found.begin(), found.begin() + kMostMeetings, found.end(),
                     [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
    found.resize(kMostMeetings);
  }
  std::sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
    const DateRange x = kind.told[a], y = kind.told[b];
    return std::tie(x.earliest, x.latest, meetings[a].id) < std::tie(y.earliest, y.latest, meetings[b].id);
  });
  std::vector<const Meeting*> out;
  for (std::size_t k : found) out.push_back(&meetings[k]);
  return out;
}

}  // namespace

Result<std::string> view_timeline(ViewRoom& room, const PageQuery& q) {
  const SharedState state = TRY(room.data.state(q.on));
  const Choice choice(state->columns(), q);
  const DateRange range = span_of(*state, choice, q);
  const Grid grid = Grid::of(range);
  const Series series = series_of(*state, choice, range, grid);
  if (q.form == AnswerForm::csv) return series_csv(series);
  std::size_t total = 0;
  const auto meetings = meetings_in(*state, choice, range, total);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("from"), json.text(range.earliest.iso());
  json.key("to"), json.text(range.latest.plus_days(-1).iso());
  json.key("last_report"), json.text(state->last() == kFirstDate ? "" : state->last().iso());
  write_series(json, series, grid);
  json.key("meetings_total"), json.integer(static_cast<std::int64_t>(total));
  json.key("meetings"), json.begin_array();
  for (const Meeting* m : meetings) json.raw(to_json(*m));
  json.end_array();
  json.end_object();
  return out + "\n";
}

Result<std::string> view_pair(ViewRoom& room, const PageQuery& q) {
  if (q.selection.about.size() != 2) return fail(ErrorCode::bad_usage, "a pair is two actors: about=PRK,USA");
  const SharedState state = TRY(room.data.state(q.on));
  const Choice choice(state->columns(), q);
  const DateRange range = span_of(*state, choice, q);
  const Grid grid = Grid::of(range);
  const Series series = series_of(*state, choice, range, grid);
  if (q.form == AnswerForm::csv) return series_csv(series);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("from"), json.text(range.earliest.iso());
  json.key("to"), json.text(range.latest.plus_days(-1).iso());
  json.key("actors"), json.begin_array();
  for (const std::string& code : q.selection.about) {
    json.begin_object();
    json.key("code"), json.text(code);
    json.key("name"), json.text(room.knowledge.lexicon.name_of_code(code));
    json.end_object();
  }
  json.end_array();
  write_series(json, series, grid);
  json.end_object();
  return out + "\n";
}

}  // namespace parley
