// See curve_plot.h.
#include "outlook/curve_plot.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/text.h"
#include "outlook/svg.h"

namespace parley {
namespace {

constexpr int kBar = 50;  // columns for 100 %

std::string line_of(const Schedule& s) {
  char cases[160];
  std::snprintf(
      cases, sizeof cases,
      "%.0f %%, by %.0f of %.0f such, %.0f of %.0f of all plans, and what is known elsewhere; chance inside the "
      "window %.0f %%",
      100 * s.kept, s.cases.hits, s.cases.total, s.all.hits, s.all.total, 100 * s.chance);
  std::string out = "  " + squeeze(s.meeting->name) + ": " + std::string(name_of(s.meeting->status));
  if (const auto& days = s.planned ? s.planned : s.passed) {
    out += " for " + days->earliest.iso();
    if (days->length() > 1) out += " to " + days->latest.plus_days(-1).iso();
  }
  if (s.passed) out += ", nothing told since";
  if (s.meeting->slips > 0)
    out += ", slipped " + std::to_string(s.meeting->slips) + (s.meeting->slips == 1 ? " time" : " times");
  return out + " (" + (s.planned || s.passed ? "kept: " : "held within 90 days after: ") + cases + ")  " +
         s.meeting->id + "\n";
}

}  // namespace

std::string curve_svg(const SurvivalCurve& curve, Date on, const std::string& title) {
  const std::int32_t last = kSpanEnds[kSpans - 1];
  SvgChart::Axis x{"last day", 0, static_cast<double>(last), {}};
  for (std::int32_t d = 0; d <= last; d += 60) x.ticks.emplace_back(d, on.plus_days(std::max(0, d - 1)).iso());
  SvgChart::Axis y{"chance that it has come", 0, 1, {}};
  for (int t = 0; t <= 10; t += 2) y.ticks.emplace_back(t / 10.0, std::to_string(t * 10) + " %");
  SvgChart chart(title, x, y);
  std::vector<std::pair<double, double>> points;
  for (std::int32_t d = 0; d <= last; ++d) points.emplace_back(d, curve.within(d));
  chart.line(points, "curve");
  for (double share : {0.1, 0.5, 0.9})
    if (const std::int32_t day = curve.day_of(share); day > 0 && day <= last) {
      chart.point(day, curve.within(day), 4, "dot", on.plus_days(day - 1).iso());
      chart.text(day, curve.within(day), on.plus_days(day - 1).iso(), "count");
    }
  return chart.str();
}

std::string curve_text(const SurvivalCurve& curve, Date on) {
  std::string out;
  for (std::int32_t d : kSpanEnds) {
    char chance[32];
    std::snprintf(chance, sizeof chance, "  %5.1f %%  ", 100 * curve.within(d));
    out += "  " + on.plus_days(d - 1).iso() + chance +
           std::string(static_cast<std::size_t>(std::lround(curve.within(d) * kBar)), '#') + "\n";
  }
  return out;
}

std::string timeline_svg(const std::vector<TimelinePoint>& points, const std::string& title) {
  const Date first = points.empty() ? Date() : points.front().on;
  const double last = points.size() < 2 ? 1 : points.back().on.days - first.days;
  SvgChart::Axis x{"as known before", 0, last, {}};
  for (int t = 0; t <= 4; ++t)
    x.ticks.emplace_back(last * t / 4, first.plus_days(static_cast<int>(last * t / 4)).iso());
  SvgChart::Axis y{"probability", 0, 1, {}};
  for (int t = 0; t <= 10; t += 2) y.ticks.emplace_back(t / 10.0, std::to_string(t * 10) + " %");
  SvgChart chart(title, x, y, 760, 420);
  std::vector<std::pair<double, double>> middle, low, high;
  for (const TimelinePoint& p : points) {
    const double at = p.on.days - first.days;
    middle.emplace_back(at, p.probability), low.emplace_back(at, p.low), high.emplace_back(at, p.high);
  }
  chart.line(low, "guide");
  chart.line(high, "guide");
  chart.line(middle, "curve");
  return chart.str();
}

std::string schedules_text(const std::vector<Schedule>& schedules, const PlanCases& cases) {
  std::string out;
  for (const Schedule& s : schedules) out += line_of(s);
  const std::vector<int> days = days_late(cases);
  if (out.empty() || days.empty()) return out;
  const auto at = [&](double share) {
    return std::to_string(
        days[std::min(days.size() - 1, static_cast<std::size_t>(share * static_cast<double>(days.size())))]);
  };
  return out + "  of " + std::to_string(days.size()) + " plans that were held: " + at(0.5) +
         " days after their day in the middle, 80 % between " + at(0.1) + " and " + at(0.9) + "\n";
}

double with_schedules(double chance, const std::vector<Schedule>& schedules) {
  double best = 0;
  for (const Schedule& s : schedules) best = std::max(best, s.chance);
  return 1 - (1 - chance) * (1 - best);
}

}  // namespace parley
