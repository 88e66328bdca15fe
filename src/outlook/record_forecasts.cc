// See record_forecasts.h.
#include "outlook/record_forecasts.h"

#include <map>

#include "base/text.h"
#include "outlook/resolve.h"
#include "outlook/scoreboard.h"

namespace parley {
namespace {

/// Reports that copy each other, directly or through others: each report's story.
class Stories {
 public:
  explicit Stories(const Record& record) {
    for (const Report& r : record.reports)
      for (const CopyRelation& c : r.copies_of) parent_[root(r.id)] = root(c.report);
  }
  [[nodiscard]] std::string root(std::string report) const {
    for (auto it = parent_.find(report); it != parent_.end() && it->second != report; it = parent_.find(report))
      report = it->second;
    return report;
  }

 private:
  std::map<std::string, std::string> parent_;
};

/// "Anton Wirth" of "Anton Wirth, director of …".
std::string short_name(const std::string& name) { return squeeze(name.substr(0, name.find(','))); }

class Forecasters {
 public:
  explicit Forecasters(const std::vector<Forecast>& forecasts) {
    for (const Forecast& f : forecasts) {
      if (f.actors.empty() || f.actors.front().actor.empty()) continue;
      std::string& best = names_[f.actors.front().actor];
      const std::string name = short_name(f.actors.front().name);
      if (name.size() > best.size() || (name.size() == best.size() && name < best)) best = name;
    }
  }
  [[nodiscard]] std::string name_of(const Forecast& f) const {
    auto it = f.actors.empty() ? names_.end() : names_.find(f.actors.front().actor);
    return it == names_.end() ? short_name(f.by) : it->second;
  }

 private:
  std::map<std::string, std::string> names_;
};

/// Classes of source by report and the words of the source.
std::map<std::pair<std::string, std::string>, SourceClass> classes_of(const std::vector<Claim>& claims) {
  std::map<std::pair<std::string, std::string>, SourceClass> out;
  for (const Claim& c : claims) out.try_emplace({c.report, c.source}, c.source_class);
  return out;
}

std::optional<double> chance_of(const Forecast& f) {
  if (f.point) return f.point;
  return f.low && f.high ? std::optional((*f.low + *f.high) / 2) : std::nullopt;
}

/// What became of the event itself: a forecast that it will not happen is right where it does not.
ForecastState state_of_event(const Forecast& f, ForecastState state) {
  if (f.polarity != "-") return state;
  return state == ForecastState::yes ? ForecastState::no : state == ForecastState::no ? ForecastState::yes : state;
}

}  // namespace

RecordForecasts forecasts_of(const Record& record, std::optional<Date> on) {
  RecordForecasts out;
  std::map<std::string, const Report*> reports;
  for (const Report& r : record.reports) reports[r.id] = &r;
  const Stories stories(record);
  const Forecasters forecasters(record.findings.forecasts);
  const auto classes = classes_of(record.findings.claims);
  const std::vector<Resolution> resolutions = resolutions_of(record, on);
  std::size_t at = 0;
  const auto start = [&](const Forecast& f) {
    const Resolution& r = resolutions[at++];
    ResolvedForecast resolved;
    resolved.id = f.id;
    resolved.question = r.question;
    resolved.probability = chance_of(f);
    resolved.state = r.state;
    return resolved;
  };
  for (const Forecast& f : record.findings.forecasts) {
    ResolvedForecast resolved = start(f);
    if (!resolved.probability || f.window.latest.empty()) {
      ++out.unscoreable;
      continue;
    }
    resolved.state = state_of_event(f, resolved.state);
    resolved.forecaster = forecasters.name_of(f);
    auto source = classes.find({f.report, f.by});
    if (source != classes.end()) resolved.source_class = std::string(name_of(source->second));
    if (f.by.empty()) resolved.source_class = std::string(name_of(SourceClass::none));
    if (auto report = reports.find(f.report); report != reports.end()) {
      resolved.outlet = report->second->publisher;
      if (auto day = report->second->published.day()) resolved.day = day->iso();
    }
    resolved.story = stories.root(f.report);
    out.forecasts.push_back(std::move(resolved));
  }
  for (const StatedForecast& s : record.stated) {
    ResolvedForecast resolved = start(s.forecast);
    resolved.forecaster = std::string(kOwnName);
    resolved.day = s.day.iso();
    out.forecasts.push_back(std::move(resolved));
  }
  return out;
}

}  // namespace parley
