// See grounds.h.
#include "ledger/grounds.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "ledger/schema.h"
#include "ledger/stories.h"

namespace parley {
namespace {

constexpr int kNearDays = 14;      // between the two reports: later news is of another occasion
constexpr std::size_t kMost = 12;  // pieces of evidence for a hypothesis, as many against

struct Words {
  std::uint32_t start = 0, end = 0;
  [[nodiscard]] bool inside(std::uint32_t from, std::uint32_t to) const { return from <= start && end <= to; }
};

/// Where the act is named.
Words trigger_of(const Event& e) {
  for (const FieldSpan& f : e.spans)
    if (f.field == "trigger") return {f.start, f.end};
  return {e.start, e.end};
}

/// The codebook's entry behind an event, without how its sides were found.
std::string_view entry_of(const Event& e) { return std::string_view(e.by_rule).substr(0, e.by_rule.find('+')); }

bool share_a_code(const std::vector<ActorRef>& a, const std::vector<ActorRef>& b) {
  return std::any_of(a.begin(), a.end(), [&](const ActorRef& x) {
    return x.code != "UNK" && std::any_of(b.begin(), b.end(), [&](const ActorRef& y) { return x.code == y.code; });
  });
}

bool same_act(const Event& a, const Event& b) {
  return entry_of(a) == entry_of(b) && share_a_code(a.source, b.source) &&
         ((a.target.empty() && b.target.empty()) || share_a_code(a.target, b.target));
}

/// Told as done (+1), as not done (-1), or neither: planned, expected, supposed.
int told_as(const Event& e) {
  if (e.status == EventStatus::happened || e.status == EventStatus::ongoing) return 1;
  return e.status == EventStatus::negated ? -1 : 0;
}

struct InReport {
  std::optional<Date> day;
  bool repeats = false;
  std::vector<const Event*> events;
  std::vector<const Claim*> claims;
};

class Grounds {
 public:
  Grounds(const std::vector<Report>& reports, const Findings& findings) {
    for (const Report& r : reports) {
      InReport& in = reports_[r.id];
      in.day = parse_date(reported_day(r));
      in.repeats = repeats_another(r);
    }
    for (const Claim& c : findings.claims) reports_[c.report].claims.push_back(&c);
    for (const Event& e : findings.events) {
      reports_[e.report].events.push_back(&e);
      if (told_as(e) == 0) continue;
      for (const ActorRef& a : e.source)
        if (a.code != "UNK") acts_[{entry_of(e), a.code}].push_back(&e);
    }
    for (auto& [key, list] : acts_)
      std::stable_sort(list.begin(), list.end(),
                       [&](const Event* a, const Event* b) { return day_of(*a) < day_of(*b); });
  }

  void tie(Explanation& x) const {
    struct Piece {
      int days = 0;
      std::string_view report;
      std::uint32_t start = 0;
      std::string_view id;
      int bearing = 0;
    };
    std::vector<Piece> found;
    const auto it = reports_.find(x.report);
    if (it == reports_.end()) return;
    const InReport& home = it->second;
    for (const Event* named : home.events) {
      if (!trigger_of(*named).inside(x.start, x.end)) continue;
      const int supposed = named->status == EventStatus::negated ? -1 : 1;
      for (const Event* e : near(*named, home.day)) {
        const bool own = e->report == x.report;
        const Words words = trigger_of(*e);
        if (!same_act(*named, *e) || (own && words.inside(x.start, x.end))) continue;
        const InReport& there = reports_.at(e->report);
        if (!own && (there.repeats || home.repeats)) continue;
        const Claim* claim = said_by(there, words);
        if (claim != nullptr && own && claim->start < x.end && x.start < claim->end) continue;  // who holds it
        const int told = claim != nullptr && claim->stance == Stance::denies ? -1 : told_as(*e);
        const int apart = own || !there.day || !home.day ? 0 : std::abs(there.day->days - home.day->days);
        found.push_back({apart, e->report, words.start, claim != nullptr ? claim->id : e->id, told * supposed});
      }
    }
    std::sort(found.begin(), found.end(), [](const Piece& a, const Piece& b) {
      return std::tie(a.days, a.report, a.start, a.id, a.bearing) <
             std::tie(b.days, b.report, b.start, b.id, b.bearing);
    });
    x.supports.clear(), x.contradicts.clear();
    for (const Piece& p : found) {
      const auto in = [&](const std::vector<std::string>& list) {
        return std::find(list.begin(), list.end(), p.id) != list.end();
      };
      auto& list = p.bearing > 0 ? x.supports : x.contradicts;
      if (list.size() < kMost && !in(x.supports) && !in(x.contradicts)) list.emplace_back(p.id);
    }
  }

 private:
  /// Days of reports that are not known come first.
  [[nodiscard]] Date day_of(const Event& e) const { return reports_.at(e.report).day.value_or(kFirstDate); }

  /// Events of the entry and a source, in reports of about the same days; of a report without one, in it alone.
  [[nodiscard]] std::vector<const Event*> near(const Event& named, std::optional<Date> day) const {
    std::vector<const Event*> out;
    if (!day) {
      for (const Event* e : reports_.at(named.report).events)
        if (told_as(*e) != 0) out.push_back(e);
      return out;
    }
    for (const ActorRef& a : named.source) {
      const auto it = acts_.find({entry_of(named), a.code});
      if (it == acts_.end()) continue;
      const auto& list = it->second;
      const auto from = std::partition_point(list.begin(), list.end(),
                                             [&](const Event* e) { return day_of(*e) < day->plus_days(-kNearDays); });
      const auto to = std::partition_point(from, list.end(),
                                           [&](const Event* e) { return day_of(*e) <= day->plus_days(kNearDays); });
      out.insert(out.end(), from, to);
    }
    return out;
  }

  /// The shortest claim with a source around these words.
  static const Claim* said_by(const InReport& report, Words words) {
    const Claim* out = nullptr;
    for (const Claim* c : report.claims) {
      if (c->source.empty() || !words.inside(c->start, c->end)) continue;
      if (out == nullptr || std::pair(c->end - c->start, c->start) < std::pair(out->end - out->start, out->start))
        out = c;
    }
    return out;
  }

  std::unordered_map<std::string_view, InReport> reports_;
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const Event*>> acts_;  // by entry and source
};

}  // namespace

void tie_evidence(const std::vector<Report>& reports, Findings& findings) {
  if (findings.explanations.empty()) return;
  const Grounds grounds(reports, findings);
  for (Explanation& x : findings.explanations) grounds.tie(x);
}

}  // namespace parley
