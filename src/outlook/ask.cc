// See ask.h.
#include "outlook/ask.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/hash.h"
#include "base/text.h"
#include "outlook/calendar.h"
#include "outlook/pool.h"
#include "outlook/record_forecasts.h"
#include "outlook/resolve.h"
#include "outlook/scoreboard.h"

namespace parley {
namespace {

constexpr std::size_t kReasons = 3;
constexpr double kSmallest = 0.03;  // log-odds; a smaller shift is no reason
constexpr double kSurest = 0.001;   // nobody is surer than that
constexpr double kYear = 365;
constexpr double kMostCases = 400;  // that a range counts as evidence: cases alike overlap in time

double log_odds(double p) {
  p = std::clamp(p, 1e-4, 1 - 1e-4);
  return std::log(p / (1 - p));
}

double joined(double a, double b) { return 1 - (1 - a) * (1 - b); }

std::string days_text(std::int32_t days) { return std::to_string(days) + (days == 1 ? " day" : " days"); }

std::string days_of(const DateRange& days) {
  return days.earliest.iso() + (days.length() > 1 ? " to " + days.latest.plus_days(-1).iso() : "");
}

std::string cases_text(const AlikeCases& c) {
  char text[64];
  std::snprintf(text, sizeof text, "%.0f of %.0f", c.hits, c.total);
  return text;
}

double share(const AlikeCases& c) { return c.total > 0 ? (c.hits + 0.5) / (c.total + 1) : 0.5; }

}  // namespace

/// What one answer is made from, on its way.
struct Asker::Work {
  const Question& q;
  std::uint32_t type = 0, a = 0, b = 0;
  std::int32_t days = 0;
  const WhenModel* model = nullptr;
  double own = 0;    // without the ledger's schedules
  double cases = 0;  // behind it
  std::vector<Schedule> schedules;
  Odds newly_set;  // a meeting of the two, if a day were set
  AskAnswer out;
};

Asker::Asker(const OutlookData& data, const Knowledge& knowledge, const Record* record, Date on)
    : data_(data), knowledge_(knowledge), record_(record), on_(on) {
  if (record == nullptr) return;
  for (const Event& e : record->findings.events) quotes_[e.id] = e.quote;
  for (const Meeting& m : record->findings.meetings)
    if (!m.history.empty()) quotes_[m.id] = m.history.back().quote;
}

Result<Question> Asker::read(const std::string& text) const {
  return read_question(text, on_, knowledge_, data_.said(), data_.history().names().actors);
}

const WhenModel& Asker::model(const Question& q, std::uint32_t type) {
  auto& kept = models_[{type, q.sides}];
  if (!kept)
    kept = std::make_unique<WhenModel>(data_.index(), data_.actors(), std::vector<std::uint32_t>{type}, on_, q.sides);
  return *kept;
}

Status Asker::by_history(Work& w) {
  const std::string more = "; import more events (parley outlook import), or read more reports";
  const auto known = [&](auto number) -> Result<std::uint32_t> {
    if (!number) return fail(ErrorCode::not_found, number.error().message + more);
    return *number;
  };
  w.type = TRY(known(data_.type(w.q.type)));
  w.a = TRY(known(data_.actor(w.q.actors[0].code)));
  w.b = w.q.sides == Sides::source_alone ? w.a : TRY(known(data_.actor(w.q.actors[1].code)));
  w.days = w.q.days_ahead(on_);
  w.model = &model(w.q, w.type);
  AskAnswer& out = w.out;
  out.when = w.model->answer(w.a, w.b, w.days);
  w.own = out.when.probability;
  // A window that opens later: none before it, one inside.
  const std::int32_t before = w.q.window.earliest.days - on_.days;
  if (before > 0) {
    const WhenAnswer inside = w.model->answer(w.a, w.b, std::max(1, w.days - before));
    w.own = inside.probability;
    out.when.alike = inside.alike;
    out.when.base = inside.base;
    out.notes.push_back("the window opens in " + days_text(before) + ": the chance is that of as many days from now");
  }
  w.cases = std::min(kMostCases, out.when.alike.total);
  out.base = share(out.when.base);
  out.base_text = "pairs with two such days or more: " + cases_text(out.when.base);
  if (out.when.basis == WhenBasis::rare) {
    out.base = share(out.when.alike);
    out.base_text = std::string("pairs that ") + (out.when.before == 1 ? "did so once: " : "never did so: ") +
                    cases_text(out.when.alike);
  }
  if (w.q.sides == Sides::source_alone) out.base_text = "actors" + out.base_text.substr(5);
  out.basis = out.when.basis == WhenBasis::learned   ? "learned hazards of the history"
              : out.when.basis == WhenBasis::counted ? "cases counted in a short history"
              : out.when.before == 1                 ? "pairs that did so once, counted together"
                                                     : "pairs that never did so, counted together";
  out.wide = w.q.level.empty();
  return {};
}

/// Encounters of one level: their own rate between the two, in the ledger.
void Asker::by_level(Work& w) const {
  AskAnswer& out = w.out;
  if (w.q.level.empty()) return;
  if (record_ == nullptr) {
    out.notes.push_back(
        "the history does not tell levels apart: this is the chance of an encounter of any level; a "
        "ledger (--ledger) knows them");
    return;
  }
  double held = 0;
  std::optional<Date> first;
  for (const Report& r : record_->reports)
    if (auto range = r.published.range(); range && range->earliest != kFirstDate)
      first = std::min(first.value_or(range->earliest), range->earliest);
  if (!first) return;
  std::vector<std::string> ids;
  for (const Meeting& m : record_->findings.meetings) {
    const bool sides = std::all_of(w.q.actors.begin(), w.q.actors.end(), [&](const QuestionActor& a) {
      return std::any_of(m.parties.begin(), m.parties.end(), [&](const ActorRef& p) { return p.code == a.code; });
    });
    if (!sides || m.level != w.q.level || m.status != EventStatus::happened) continue;
    held += 1;
    ids.push_back(m.id);
  }
  const double known = std::max(1, on_.days - first->days);
  const double window = std::max(1, w.q.window.latest.days - std::max(on_, w.q.window.earliest).days);
  // Gamma prior of half a case a year (Jeffreys), so that a short record is not sure of nought.
  const double rate = (held + 0.5) / (known + kYear);
  w.own = 1 - std::exp(-rate * window);
  w.cases = held + 2;
  out.base = w.own;
  out.base_text = "encounters of the level \"" + w.q.level +
                  "\" between them in the ledger: " + std::to_string(static_cast<int>(held)) + " in " +
                  days_text(on_.days - first->days);
  out.basis = "their own rate at this level, in the ledger";
}

void Asker::by_schedules(Work& w) const {
  AskAnswer& out = w.out;
  out.probability = w.own;
  if (record_ == nullptr || w.q.type != name_of(EventType::consult)) return;
  std::vector<std::string> parties;
  for (const QuestionActor& a : w.q.actors) parties.push_back(a.code);
  const ScheduleModel model(data_.schedules(), plan_cases(record_->findings.meetings, on_));
  const int ahead = std::max(0, w.q.window.latest.days - on_.days) / 2;
  w.newly_set = newly_set(model, parties, w.q.level, ahead);
  w.schedules = schedules_of(record_->findings.meetings, model, parties, w.q.level, on_, w.q.window);
  double chance = 0;
  const Schedule* best = nullptr;
  for (const Schedule& s : w.schedules)
    if (s.chance > chance) chance = s.chance, best = &s;
  out.probability = joined(w.own, chance);
  for (const Schedule& s : w.schedules) {
    AskReason r;
    r.ids = {s.meeting->id};
    const std::string name = "\"" + s.meeting->name + "\"";
    if (s.planned) {
      r.text =
          name + " is " + std::string(name_of(s.meeting->status)) + " for " + days_of(*s.planned) +
          (s.meeting->slips > 0 ? ", having slipped before" : "") +
          (s.cases.total > 0 ? "; of such plans " + cases_text(s.cases) + " were kept" : "; no such plan is known") +
          ", of all plans " + cases_text(s.all) + (s.cases.total > 0 ? "" : " were kept");
      r.shift = &s == best ? log_odds(out.probability) - log_odds(w.own) : 0;
      if (s.chance == 0) {
        r.text = name + " is set for " + s.planned->earliest.iso() + ", after the window";
        r.shift = -kSmallest;
      }
    } else if (s.passed) {
      char held[16];
      std::snprintf(held, sizeof held, "%.0f %%", 100 * s.held);
      r.text = name + " was " + std::string(name_of(s.meeting->status)) + " for " + days_of(*s.passed) +
               ", and no report has told since that it took place, was moved or called off: it may have been held "
               "then (" +
               held + "), may come late, or not at all";
      r.shift = &s == best ? log_odds(out.probability) - log_odds(w.own) : 0;
    } else {
      r.text = name + " was " + std::string(name_of(s.meeting->status)) + "; of such " + cases_text(s.cases) +
               " took place within " + std::to_string(kLateDays) + " days";
      // Against a plan that stood: what it would be were it still on.
      const double still_on = joined(w.own, w.newly_set.chance);
      r.shift = log_odds(out.probability) - log_odds(still_on);
    }
    add(w, std::move(r));
  }
}

void Asker::add(Work& w, AskReason reason) const {
  if (std::fabs(reason.shift) < kSmallest) return;
  for (const std::string& id : reason.ids)
    if (auto it = quotes_.find(id); it != quotes_.end()) reason.quotes.push_back(squeeze(it->second));
  (reason.shift > 0 ? w.out.yes : w.out.no).push_back(std::move(reason));
}

std::vector<std::string> Asker::ids_of(const std::vector<std::uint32_t>& events, std::size_t most) const {
  std::vector<std::string> out;
  for (std::uint32_t at : events)
    if (out.size() < most) out.push_back(data_.history().id_of(data_.index().event(at)));
  return out;
}

void Asker::tell_factors(Work& w) const {
  const WhenAnswer& a = w.out.when;
  if (a.basis != WhenBasis::learned || !w.out.wide) return;
  const auto shift = [&](WhenFactor f) {
    return log_odds(a.probability) - log_odds(a.without[static_cast<std::size_t>(f)]);
  };
  char gap[48];
  std::snprintf(gap, sizeof gap, "; so far every %.1f days on average", a.mean_gap);
  add(w, {shift(WhenFactor::recency),
          "the last one was " + days_text(a.gap) + " before" + gap,
          ids_of(a.last_events, 2),
          {}});
  add(w, {shift(WhenFactor::often),
          "they did so on " + days_text(static_cast<std::int32_t>(a.before)) + " so far",
          ids_of(a.last_events, 1),
          {}});
  add(w, {shift(WhenFactor::contact),
          "between them " + std::to_string(a.other_lately) + " events of any kind in the last 28 days, the last " +
              days_text(a.any_gap) + " before",
          {},
          {}});
  add(w, {shift(WhenFactor::busy), "how much each of them does so with others", {}, {}});
}

void Asker::tell_alike(Work& w) const {
  const WhenAnswer& a = w.out.when;
  if (!w.out.wide || a.alike.total <= 0 || a.base.total <= 0) return;
  const std::string within = " did so within " + days_text(w.days);
  const std::string alike = a.basis == WhenBasis::rare
                                ? (a.before == 1 ? "they did so only once so far; of such pairs "
                                                 : "they never did so in the history; of such pairs ")
                                : "of pairs that did so as lately and as often ";
  add(w, {log_odds(share(a.alike)) - log_odds(share(a.base)),
          alike + cases_text(a.alike) + within + ", of all " + cases_text(a.base),
          ids_of(a.last_events, 1),
          {}});
}

void Asker::tell_changes(Work& w) {
  AskAnswer& out = w.out;
  double scheduled = 0;
  bool planned = false;
  for (const Schedule& s : w.schedules)
    if (s.planned && s.chance > 0) planned = true, scheduled = std::max(scheduled, s.chance);
  if (planned) out.changes.push_back({"the meeting that is set is called off", w.own});
  if (!planned && record_ != nullptr && w.q.type == name_of(EventType::consult)) {
    out.changes.push_back({"a day inside the window is set", joined(w.own, w.newly_set.chance)});
  }
  if (!out.wide) return;
  if (auto p = w.model->had_it_just_been(w.a, w.b, w.days))
    out.changes.push_back(
        {"it comes to pass once more right away: the chance of another by then", joined(*p, scheduled)});
  const std::int32_t half = w.days / 2;
  const double left = 1 - out.when.curve.within(half);
  if (half > 0 && left > 0)
    out.changes.push_back({"nothing until " + on_.plus_days(half).iso(),
                           joined((out.when.curve.within(w.days) - (1 - left)) / left, scheduled)});
}

void Asker::tell_experts(Work& w) const {
  if (record_ == nullptr) return;
  const auto resolutions = resolutions_of(*record_, on_.plus_days(-1));
  const RecordForecasts all = forecasts_of(*record_, on_.plus_days(-1));
  std::map<std::string, std::vector<Judged>> records;
  std::map<std::string, const ResolvedForecast*> by_id;
  for (const ResolvedForecast& f : all.forecasts) {
    by_id[f.id] = &f;
    if (auto j = judged_of(f)) records[f.forecaster].push_back(*j);
  }
  std::vector<double> near;
  for (std::size_t k = 0; k < record_->findings.forecasts.size(); ++k) {
    const Forecast& f = record_->findings.forecasts[k];
    auto resolved = by_id.find(f.id);
    auto to = parse_date(f.window.latest);
    if (resolved == by_id.end() || !to || *to <= on_ || resolutions[k].parties.empty()) continue;
    auto from = parse_date(f.window.earliest);
    if (from && *from >= w.q.window.latest) continue;
    const auto& parties = resolutions[k].parties;
    const bool same = std::all_of(w.q.actors.begin(), w.q.actors.end(), [&](const QuestionActor& a) {
      return std::find(parties.begin(), parties.end(), a.code) != parties.end();
    });
    if (!same || (!f.predicate.type.empty() && f.predicate.type != w.q.type)) continue;
    const ResolvedForecast& r = *resolved->second;
    AskExpert e{r.forecaster.empty() ? "(nobody named)" : r.forecaster,
                squeeze(f.event),
                r.day,
                to->plus_days(-1).iso(),
                f.id,
                squeeze(f.quote),
                *r.probability,
                0,
                {}};
    if (auto it = records.find(r.forecaster); it != records.end()) {
      e.judged = it->second.size();
      if (e.judged >= kFewest) e.brier = score_all(it->second).brier;
    }
    if (std::abs(to->days - w.q.window.latest.days) <= 31) near.push_back(e.probability);
    w.out.experts.push_back(std::move(e));
  }
  std::stable_sort(w.out.experts.begin(), w.out.experts.end(), [](const AskExpert& a, const AskExpert& b) {
    return std::pair(b.day, a.id) < std::pair(a.day, b.id);
  });
  if (near.size() > 1) w.out.pooled = pool_median(near);
}

Status Asker::tell_calendar(Work& w) const {
  if (codebook_.empty()) return {};
  std::vector<std::string> codes;
  for (const QuestionActor& a : w.q.actors) codes.push_back(a.code);
  for (const CalendarDay& o : TRY(occasions_of(codebook_, codes, {on_, w.q.window.latest})))
    w.out.notes.push_back("in the window: " + o.name + " (" + o.kind + "), " + o.day.iso());
  return {};
}

void Asker::finish(Work& w) const {
  AskAnswer& out = w.out;
  for (auto* list : {&out.yes, &out.no}) {
    std::stable_sort(list->begin(), list->end(),
                     [](const AskReason& a, const AskReason& b) { return std::fabs(a.shift) > std::fabs(b.shift); });
    if (list->size() > kReasons) list->resize(kReasons);
  }
  double cases = w.cases;
  for (const Schedule& s : w.schedules)
    if (s.chance > 0) cases = std::min(cases, s.weight);
  cases = std::max(2.0, cases);
  out.probability = std::clamp(out.probability, kSurest, 1 - kSurest);
  const Share range = wilson(out.probability * cases, cases, kNormal80);
  out.low = std::min(range.low, out.probability);
  out.high = std::max(range.high, out.probability);
  out.notes.insert(out.notes.end(), w.q.notes.begin(), w.q.notes.end());
}

Result<AskAnswer> Asker::answer(const Question& question) {
  Work w{question};
  TRY_VOID(by_history(w));
  by_level(w);
  if (!w.q.level.empty() && record_ == nullptr) w.out.wide = true;
  by_schedules(w);
  tell_alike(w);
  tell_factors(w);
  tell_changes(w);
  tell_experts(w);
  TRY_VOID(tell_calendar(w));
  finish(w);
  return std::move(w.out);
}

StatedForecast stated_forecast(const Question& q, const AskAnswer& a, Date on) {
  StatedForecast out;
  out.day = on.plus_days(-1);
  Forecast& f = out.forecast;
  f.id = content_id("own", q.text + '|' + on.iso());
  f.by = std::string(kOwnName);
  f.by_rule = "ask";
  f.event = q.level.empty() || lower_ascii(q.text).find(q.level) != std::string::npos ? q.text
                                                                                      : q.text + " (" + q.level + ")";
  f.quote = q.text;
  f.predicate.type = q.type;
  f.predicate.source = {{q.actors[0].words, q.actors[0].code, ""}};
  if (q.actors.size() > 1) f.predicate.target = {{q.actors[1].words, q.actors[1].code, ""}};
  f.low = std::round(a.low * 1e6) / 1e6;
  f.point = std::round(a.probability * 1e6) / 1e6;
  f.high = std::round(a.high * 1e6) / 1e6;
  f.window.when = q.when;
  f.window.earliest = q.window.earliest.iso();
  f.window.latest = q.window.latest.iso();
  return out;
}

}  // namespace parley
