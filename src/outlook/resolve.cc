// See resolve.h.
#include "outlook/resolve.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace parley {
namespace {

std::set<std::string> codes(const Predicate& p) {
  std::set<std::string> out;
  for (const auto* side : {&p.source, &p.target})
    for (const ActorRef& a : *side)
      if (a.code != "UNK") out.insert(a.code);
  return out;
}

bool holds_all(const std::vector<ActorRef>& a, const std::vector<ActorRef>& b, const std::set<std::string>& wanted) {
  for (const std::string& code : wanted) {
    bool found = false;
    for (const auto* side : {&a, &b})
      for (const ActorRef& x : *side) found = found || x.code == code;
    if (!found) return false;
  }
  return true;
}

std::optional<DateRange> range_of(const std::string& from, const std::string& to) {
  auto a = parse_date(from);
  auto b = parse_date(to);
  if (!b) return std::nullopt;
  return DateRange{a ? *a : kFirstDate, *b};
}

class Resolver {
 public:
  Resolver(Record& record, std::optional<Date> on) : record_(record) {
    Date last = kFirstDate;
    for (const Report& r : record.reports)
      if (auto range = r.published.range(); range && range->latest != kLastDate) {
        days_[r.id] = range->latest.plus_days(-1);
        last = std::max(last, days_[r.id]);
      }
    on_ = on.value_or(last);
    last_ = last;
  }

  void run() {
    for (Forecast& f : record_.findings.forecasts) settle(f);
  }

 private:
  void settle(Forecast& f) const {
    auto window = range_of(f.window.earliest, f.window.latest);
    auto parties = codes(f.predicate);
    auto told = days_.find(f.report);
    if (!window || parties.size() < 2 || f.predicate.type != name_of(EventType::consult) || told == days_.end()) return;
    window->earliest = std::max(window->earliest, told->second);
    std::vector<std::string> proof = happenings(f, parties, *window);
    bool positive = f.polarity != "-";
    if (!proof.empty()) {
      f.state = positive ? ForecastState::yes : ForecastState::no;
      f.resolved_by = std::move(proof);
    } else if (window->latest <= on_ && last_ >= window->latest) {
      f.state = !f.conditions.empty() ? ForecastState::condition_not_met
                : positive            ? ForecastState::no
                                      : ForecastState::yes;
    }
  }

  [[nodiscard]] std::vector<std::string> happenings(const Forecast& f, const std::set<std::string>& parties,
                                                    DateRange window) const {
    std::vector<std::string> proof;
    for (const Meeting& m : record_.findings.meetings) {
      auto day = range_of(m.planned.earliest, m.planned.latest);
      bool done = m.status == EventStatus::happened && day && day->length() <= 40 && day->overlaps(window);
      if (done && same_kind(m, f) && holds_all(m.parties, {}, parties) && !m.history.empty() &&
          told_later(m.history.back().report, f))
        proof.push_back(m.id);
    }
    std::sort(proof.begin(), proof.end());
    return proof;
  }

  /// Does the forecast name this kind of encounter ("summit", "talks"), and not another one of the same parties?
  [[nodiscard]] static bool same_kind(const Meeting& m, const Forecast& f) {
    std::string name = lower_ascii(m.name);
    std::size_t space = name.find_last_of(' ');
    std::string head = space == std::string::npos ? name : name.substr(space + 1);
    std::string event = lower_ascii(f.event);
    bool counted =
        m.ordinal.empty() || event.find(m.ordinal) != std::string::npos || event.find(" the ") != std::string::npos;
    return head.size() > 3 && event.find(head) != std::string::npos && counted;
  }

  [[nodiscard]] bool told_later(const std::string& report, const Forecast& f) const {
    auto a = days_.find(report);
    auto b = days_.find(f.report);
    return a != days_.end() && b != days_.end() && a->second >= b->second && report != f.report;
  }

  Record& record_;
  std::map<std::string, Date> days_;
  Date on_, last_;
};

}  // namespace

void resolve_forecasts(Record& record, std::optional<Date> on) { Resolver(record, on).run(); }

}  // namespace parley
