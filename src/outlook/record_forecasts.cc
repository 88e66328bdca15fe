// See record_forecasts.h.
#include "outlook/record_forecasts.h"

#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

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

/// Does a word stand for somebody without naming them?
bool is_pronoun(const std::string& name) {
  static const std::set<std::string> kPronouns = {
      "i",       "you",     "he",     "she",     "it",      "we",     "they",       "me",   "him",  "her",
      "us",      "them",    "his",    "hers",    "its",     "their",  "theirs",     "my",   "mine", "our",
      "ours",    "your",    "yours",  "who",     "whom",    "whose",  "which",      "that", "this", "these",
      "those",   "one",     "ones",   "himself", "herself", "itself", "themselves", "both", "each", "either",
      "neither", "another", "others", "some",    "many",    "all"};
  return kPronouns.contains(lower_ascii(name));
}

/// Names of forecasters: the longest form by which any finding of the record names the actor. A pronoun is no name:
/// what it stands for is, where it was found; else nobody is named.
class Forecasters {
 public:
  explicit Forecasters(const Record& record) {
    for (const Forecast& f : record.findings.forecasts)
      if (!f.actors.empty()) add(f.actors.front());
    for (const auto& [actor, name] : names_)
      if (name.empty()) unnamed_.insert(actor);
    for (const Claim& c : record.findings.claims) add_unnamed(c.actors);
    for (const Event& e : record.findings.events) add_unnamed(e.source), add_unnamed(e.target);
    for (const Meeting& m : record.findings.meetings) add_unnamed(m.parties);
    for (const Demand& d : record.findings.demands) add_unnamed(d.by), add_unnamed(d.to);
    for (const Commitment& c : record.findings.commitments) add_unnamed(c.by), add_unnamed(c.to);
  }
  [[nodiscard]] std::string name_of(const Forecast& f) const {
    auto it = f.actors.empty() ? names_.end() : names_.find(f.actors.front().actor);
    const std::string name = it == names_.end() ? short_name(f.by) : it->second;
    return is_pronoun(name) ? std::string() : name;
  }

 private:
  void add(const ActorRef& a) {
    if (a.actor.empty()) return;
    std::string& best = names_[a.actor];
    const std::string name = short_name(a.name);
    if (is_pronoun(name)) return;
    if (name.size() > best.size() || (name.size() == best.size() && name < best)) best = name;
  }
  /// Names from other findings, for those whom forecasts call by pronouns alone.
  void add_unnamed(const std::vector<ActorRef>& actors) {
    for (const ActorRef& a : actors)
      if (unnamed_.contains(a.actor)) add(a);
  }

  std::map<std::string, std::string> names_;
  std::set<std::string> unnamed_;
};

/// Classes of source by report and the words of the source.
using SourceClasses = std::unordered_map<std::string_view, std::map<std::string_view, SourceClass>>;

SourceClasses classes_of(const std::vector<Claim>& claims) {
  SourceClasses out;
  for (const Claim& c : claims) out[c.report].try_emplace(c.source, c.source_class);
  return out;
}

const SourceClass* class_of(const SourceClasses& classes, const Forecast& f) {
  const auto report = classes.find(f.report);
  if (report == classes.end()) return nullptr;
  const auto source = report->second.find(f.by);
  return source == report->second.end() ? nullptr : &source->second;
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
  return resolved_forecasts(record, resolutions_of(record, on));
}

RecordForecasts resolved_forecasts(const Record& record, const std::vector<Resolution>& resolutions) {
  RecordForecasts out;
  std::unordered_map<std::string_view, const Report*> reports;
  for (const Report& r : record.reports) reports[r.id] = &r;
  const Stories stories(record);
  const Forecasters forecasters(record);
  const auto classes = classes_of(record.findings.claims);
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
    if (const SourceClass* c = class_of(classes, f)) resolved.source_class = std::string(name_of(*c));
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
