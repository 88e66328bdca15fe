// See resolve.h.
#include "outlook/resolve.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "outlook/evidence.h"

namespace parley {
namespace {

/// One forecast as it is held against the record.
struct Case {
  const Forecast& forecast;
  bool own = false;  // stated by Parley: any encounter or event of the type will do
  Date told;
  DateRange window;
  std::string words;  // the event, lower case
  std::string type;
  std::string entry;  // of the codebook, behind the predicate; empty: any
  Codes parties;
  bool encounter = false;
};

class Resolver {
 public:
  Resolver(const Record& record, std::optional<Date> on) : evidence_(record), on_(on.value_or(evidence_.last())) {}

  [[nodiscard]] Resolution settle(const Forecast& f, std::optional<Date> stated) const {
    Resolution out;
    out.forecast = f.id;
    auto window = range_of(f.window.earliest, f.window.latest);
    auto told = stated ? stated : evidence_.day_of(f.report);
    if (!window || !told) {
      out.note = window ? "it is not known when this was said" : "no window";
      return out;
    }
    if (window->latest <= *told) {
      out.state = ForecastState::void_;
      out.note = "the window had ended when this was said";
      return out;
    }
    window->earliest = std::max(window->earliest, *told);
    Case c{f, stated.has_value(), *told, *window, lower_ascii(f.event), f.predicate.type, {}, codes_of(f.predicate)};
    const bool consults = c.type == name_of(EventType::consult);
    c.encounter =
        c.own ? consults
              : (consults && evidence_.names_encounter(c.words)) || (c.type.empty() && evidence_.is_bare_encounter(f));
    complete(c);
    if (c.parties.size() < (c.encounter ? 2U : 1U) ||
        (!c.encounter && (c.type.empty() || (c.entry.empty() && !c.own)))) {
      out.note = "the sentence does not say who does what to whom";
      return out;
    }
    out.question = question_of(c);
    out.parties.assign(c.parties.begin(), c.parties.end());
    decide(c, out);
    return out;
  }

 private:
  /// The entry behind the predicate; parties that the sentence leaves out.
  void complete(Case& c) const {
    if (c.own) return;
    const Event* nearest = nullptr;
    for (const Event* e : evidence_.events_of(c.forecast.report)) {
      const bool inside = name_of(e->type) == c.type && e->start < c.forecast.end && c.forecast.start < e->end;
      if (inside && (nearest == nullptr || e->end - e->start < nearest->end - nearest->start)) nearest = e;
    }
    if (nearest != nullptr) c.entry = entry_of(*nearest);
    if (!c.encounter || c.parties.size() >= 2) return;
    std::set<Codes> companies;
    for (const Meeting* m : evidence_.meetings_of(c.forecast.report)) {
      Codes company;
      add_codes(m->parties, company);
      if (company.size() >= 2 && holds_all(company, c.parties) && evidence_.names(c.words, *m))
        companies.insert(company);
    }
    if (companies.size() == 1) c.parties = *companies.begin();
  }

  [[nodiscard]] std::string question_of(const Case& c) const {
    std::string out = (c.encounter ? evidence_.kind_named(c.words) : c.entry.empty() ? c.type : c.entry) + ":";
    for (const std::string& code : c.parties) out += " " + code;
    return out + " by " + c.window.latest.iso();
  }

  void decide(const Case& c, Resolution& out) const {
    const bool positive = c.forecast.polarity != "-" || c.own;
    out.evidence = c.encounter ? encounters(c, EventStatus::happened) : std::vector<std::string>();
    if (!c.encounter || (c.own && !evidence_.names_a_level(c.words)))
      for (std::string& id : events(c)) out.evidence.push_back(std::move(id));
    if (!out.evidence.empty()) {
      out.state = positive ? ForecastState::yes : ForecastState::no;
      out.note = "told as happened inside the window";
      return;
    }
    if (c.window.latest > on_ || evidence_.last() < c.window.latest) {
      out.note = "the window is not over, or no report since";
      return;
    }
    const std::size_t heard = evidence_.heard_since(c.window.latest, c.parties);
    if (heard == 0) {
      out.note = "the window is over, but no report since tells of these parties";
      return;
    }
    for (EventStatus s : {EventStatus::cancelled, EventStatus::postponed})
      for (std::string& id : encounters(c, s)) out.evidence.push_back(std::move(id));
    out.note =
        "the window is over; " + std::to_string(heard) +
        (heard == 1 ? " later report tells of these parties, not" : " later reports tell of these parties, none") +
        " of this";
    out.state = positive ? ForecastState::no : ForecastState::yes;
    if (!c.forecast.conditions.empty() && !condition_met(c)) {
      out.state = ForecastState::condition_not_met;
      out.note += ", nor of the condition";
    }
  }

  /// Ids of meetings of the kind and parties that stand like this inside the window, as later reports tell.
  [[nodiscard]] std::vector<std::string> encounters(const Case& c, EventStatus status) const {
    std::vector<std::string> out;
    const DateRange near{c.window.earliest.plus_days(-kLongestDay), c.window.latest};
    for (const auto& [meeting, days] : beginning_in(evidence_.dated_meetings(c.parties), near)) {
      const Meeting& m = *meeting;
      if (m.status != status || m.history.empty() || !days.overlaps(c.window)) continue;
      if (!told_later(m.history.back().report, c)) continue;
      if (c.own ? evidence_.names_level(c.words, m) : evidence_.names(c.words, m)) out.push_back(m.id);
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  [[nodiscard]] std::vector<std::string> events(const Case& c) const {
    std::vector<std::string> out;
    Codes sources;
    add_codes(c.forecast.predicate.source, sources);
    for (const auto& [event, days] : beginning_in(evidence_.dated_events(c.type, c.parties), c.window)) {
      const Event& e = *event;
      if (e.status != EventStatus::happened || (!c.own && entry_of(e) != c.entry) || days.latest > c.window.latest)
        continue;
      Codes by;
      add_codes(e.source, by);
      if ((c.encounter || holds_all(by, sources)) && told_later(e.report, c)) out.push_back(e.id);
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  /// Did the record tell, inside the window, of an encounter that the condition names?
  [[nodiscard]] bool condition_met(const Case& c) const {
    for (const std::string& condition : c.forecast.conditions)
      for (const Meeting* m : evidence_.meetings_with(c.parties)) {
        auto day = range_of(m->planned.earliest, m->planned.latest);
        if (m->status == EventStatus::happened && day && day->earliest >= c.told && day->latest <= c.window.latest &&
            evidence_.names(lower_ascii(condition), *m))
          return true;
      }
    return false;
  }

  [[nodiscard]] bool told_later(const std::string& report, const Case& c) const {
    auto day = evidence_.day_of(report);
    return day && *day >= c.told && report != c.forecast.report;
  }

  Evidence evidence_;
  Date on_;
};

/// The last judgement by hand on each forecast.
std::map<std::string, const Judgement*> by_hand(const Record& record) {
  std::map<std::string, const Judgement*> out;
  for (const Judgement& j : record.judgements)
    if (j.by != kJudgedByRecord) out[j.forecast] = &j;
  return out;
}

}  // namespace

std::vector<Resolution> resolutions_of(const Record& record, std::optional<Date> on) {
  const Resolver resolver(record, on);
  const auto hand = by_hand(record);
  std::vector<Resolution> out;
  const auto add = [&](const Forecast& f, std::optional<Date> stated) {
    auto judged = hand.find(f.id);
    if (judged == hand.end()) {
      out.push_back(resolver.settle(f, stated));
    } else {
      const Judgement& j = *judged->second;
      out.push_back(resolver.settle(f, stated));
      out.back().state = j.state;
      out.back().evidence = j.evidence;
      out.back().note = "judged by " + j.by + (j.note.empty() ? "" : ": " + j.note);
    }
  };
  for (const Forecast& f : record.findings.forecasts) add(f, std::nullopt);
  for (const StatedForecast& s : record.stated) add(s.forecast, s.day);
  return out;
}

std::vector<Resolution> resolve_forecasts(Record& record, std::optional<Date> on) {
  std::vector<Resolution> all = resolutions_of(record, on);
  std::size_t at = 0;
  const auto set = [&](Forecast& f) {
    f.state = all[at].state;
    f.resolved_by = all[at].evidence;
    ++at;
  };
  for (Forecast& f : record.findings.forecasts) set(f);
  for (StatedForecast& s : record.stated) set(s.forecast);
  return all;
}

std::vector<Judgement> changed_judgements(const Record& record, Date on) {
  std::map<std::string, const Judgement*> last;
  for (const Judgement& j : record.judgements) last[j.forecast] = &j;
  const auto hand = by_hand(record);
  std::vector<Judgement> out;
  for (const Resolution& r : resolutions_of(record, on)) {
    if (hand.contains(r.forecast)) continue;
    auto before = last.find(r.forecast);
    const bool same = before == last.end() ? r.state == ForecastState::open
                                           : before->second->state == r.state && before->second->evidence == r.evidence;
    if (!same) out.push_back({r.forecast, r.state, r.evidence, r.note, std::string(kJudgedByRecord), on});
  }
  return out;
}

}  // namespace parley
