// What all briefs of one record stand on: see brief.h.
#include <algorithm>

#include "page/brief.h"

namespace parley {
namespace {

constexpr std::size_t kLongestName = 60;  // bytes
constexpr double kLeastConfidence = 0.5;  // events whose other side was only inferred are no headlines

}  // namespace

BriefGround::BriefGround(const Record& known, Stories told)
    : record(known), stories(std::move(told)), columns(known, stories) {
  note_days();
  note_news();
  note_names();
}

void BriefGround::note_days() {
  for (const Report& r : record.reports) {
    const auto range = r.published.range();
    days.push_back(range ? std::optional(range->latest.plus_days(-1)) : std::nullopt);
    if (range && range->latest != kLastDate) last = std::max(last, range->latest.plus_days(-1));
  }
}

/// What happened between two sides, on its own day if that is known to within a month, else when it was told.
void BriefGround::note_news() {
  constexpr int kMonth = 31;
  for (std::size_t k = 0; k < record.findings.events.size(); ++k) {
    const Event& e = record.findings.events[k];
    happened.emplace_back();
    if (e.confidence < kLeastConfidence || e.status != EventStatus::happened || e.source.empty() || e.target.empty())
      continue;
    const auto day = parse_date(e.time.earliest), latest = parse_date(e.time.latest);
    const std::uint32_t report = columns.events.report[k];
    const bool exact = day && latest && latest->days - day->days <= kMonth;
    happened.back() = exact ? day : report == kNoNumber ? std::nullopt : days[report];
  }
}

/// The longest name by which an actor is called anywhere: a pronoun is shown as whom it stands for.
void BriefGround::note_names() {
  const auto note = [&](const std::vector<ActorRef>& list) {
    for (const ActorRef& a : list) {
      std::string_view& name = longest_name[a.actor];
      const bool better = a.name.size() <= kLongestName &&
                          std::pair(a.name.size(), name) > std::pair(name.size(), std::string_view(a.name));
      if (better) name = a.name;
    }
  };
  for (const Event& e : record.findings.events) note(e.source), note(e.target);
  for (const Claim& c : record.findings.claims) note(c.actors);
  for (const Forecast& f : record.findings.forecasts) note(f.actors);
}

}  // namespace parley
