// What of a record forecasts are held against, with ways into it: who met whom, which kinds of encounter are told of,
// who was heard of when. For resolve.cc alone.
#pragma once

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "ledger/ledger.h"

namespace parley {

using Codes = std::set<std::string>;

inline void add_codes(const std::vector<ActorRef>& actors, Codes& out) {
  for (const ActorRef& a : actors)
    if (a.code != "UNK" && !a.code.empty()) out.insert(a.code);
}

inline Codes codes_of(const Predicate& p) {
  Codes out;
  add_codes(p.source, out);
  add_codes(p.target, out);
  return out;
}

inline bool holds_all(const Codes& all, const Codes& wanted) {
  return std::includes(all.begin(), all.end(), wanted.begin(), wanted.end());
}

inline std::optional<DateRange> range_of(const std::string& from, const std::string& to) {
  auto a = parse_date(from);
  auto b = parse_date(to);
  if (!b) return std::nullopt;
  return DateRange{a ? *a : kFirstDate, *b};
}

/// Last word of a meeting's name: "summit" of "a second summit"; empty where it is short or a name.
inline std::string head_of(const Meeting& m) {
  std::size_t space = m.name.find_last_of(' ');
  std::string head = space == std::string::npos ? m.name : m.name.substr(space + 1);
  if (head.size() <= 3 || is_ascii_upper(head.front())) return {};
  return lower_ascii(head);
}

/// Is the word used with an article alone: "a summit", "the summit"?
inline bool has_article(std::string_view words, std::string_view head) {
  for (std::string_view article : {"a ", "the "}) {
    const std::string both = std::string(article) + std::string(head);
    if (words.starts_with(both) || words.find(" " + both) != std::string_view::npos) return true;
  }
  return false;
}

/// The codebook's entry behind an event, without how its sides were found.
inline std::string_view entry_of(const Event& e) { return std::string_view(e.by_rule).substr(0, e.by_rule.find('+')); }

/// Days within which a date must be known to settle anything.
inline constexpr int kLongestDay = 40;

/// A finding with the days on which it took place.
template <class F>
struct Placed {
  const F* finding = nullptr;
  DateRange days;
};

/// Those of a list, ordered by their first day, that begin on one of these days.
template <class F>
std::span<const Placed<F>> beginning_in(const std::vector<Placed<F>>& list, DateRange days) {
  const auto before = [](const Placed<F>& p, Date day) { return p.days.earliest < day; };
  const auto from = std::lower_bound(list.begin(), list.end(), days.earliest, before);
  return {from, std::max(from, std::lower_bound(list.begin(), list.end(), days.latest, before))};
}

/// What of the record forecasts are held against, with ways into it. The record must outlive it, and stay where it is.
class Evidence {
 public:
  explicit Evidence(const Record& record) {
    for (const Report& r : record.reports)
      if (auto range = r.published.range(); range && range->latest != kLastDate) {
        days_[r.id] = range->latest.plus_days(-1);
        last_ = std::max(last_, days_[r.id]);
      }
    for (const Event& e : record.findings.events) {
      Codes& heard = company_[e.report];
      Codes acting;
      add_codes(e.source, acting), add_codes(e.target, acting);
      for (const std::string& code : acting) acts_[{std::string(name_of(e.type)), code}].push_back(&e);
      heard.insert(acting.begin(), acting.end());
      of_report_[e.report].push_back(&e);
    }
    for (const Meeting& m : record.findings.meetings) {
      if (!m.level.empty()) levels_.insert(lower_ascii(m.level));
      if (!head_of(m).empty()) kinds_.insert(head_of(m));
      Codes parties;
      add_codes(m.parties, parties);
      for (const std::string& code : parties) meets_[code].push_back(&m);
      for (const MeetingStep& s : m.history) {
        add_codes(m.parties, company_[s.report]);
        meetings_of_[s.report].push_back(&m);
      }
    }
    for (const auto& [report, codes] : company_)
      if (auto day = days_.find(report); day != days_.end())
        for (const std::string& code : codes) heard_[code].emplace_back(day->second, &codes);
    for (auto& [code, list] : heard_)
      std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  }

  [[nodiscard]] Date last() const { return last_; }
  [[nodiscard]] std::optional<Date> day_of(const std::string& report) const {
    auto it = days_.find(report);
    return it == days_.end() ? std::nullopt : std::optional(it->second);
  }
  [[nodiscard]] const std::vector<const Event*>& events_of(const std::string& report) const {
    return at(of_report_, report);
  }
  [[nodiscard]] const std::vector<const Meeting*>& meetings_of(const std::string& report) const {
    return at(meetings_of_, report);
  }

  /// Do the words name a kind of encounter that the record knows?
  [[nodiscard]] bool names_encounter(const std::string& words) const {
    return std::any_of(kinds_.begin(), kinds_.end(),
                       [&](const std::string& k) { return words.find(k) != std::string::npos; });
  }
  /// The levels and kinds of encounter that the words name: "high-level talks"; "meeting" where there is none.
  [[nodiscard]] std::string kind_named(const std::string& words) const {
    std::vector<std::string> named;
    for (const auto* list : {&levels_, &kinds_})
      for (const std::string& word : *list)
        if (words.find(word) != std::string::npos && (named.empty() || named.back() != word)) named.push_back(word);
    return named.empty() ? "meeting" : join(named, " ");
  }
  /// Do the words name this kind of encounter, and not another one of the same parties?
  [[nodiscard]] bool names(const std::string& words, const Meeting& m) const {
    const std::string head = head_of(m);
    if (head.empty() || words.find(head) == std::string::npos) return false;
    return names_level(words, m) && (m.ordinal.empty() || words.find(m.ordinal) != std::string::npos ||
                                     has_article(words, head) || words.find(" the ") != std::string::npos);
  }
  /// Is the meeting of the level that the words name? True where they name none.
  [[nodiscard]] bool names_level(const std::string& words, const Meeting& m) const {
    return std::none_of(levels_.begin(), levels_.end(), [&](const std::string& level) {
      return words.find(level) != std::string::npos && lower_ascii(m.level) != level;
    });
  }
  [[nodiscard]] bool names_a_level(const std::string& words) const {
    return std::any_of(levels_.begin(), levels_.end(),
                       [&](const std::string& level) { return words.find(level) != std::string::npos; });
  }
  /// Is an encounter all that the forecast speaks of: "the talks will probably begin in July", not "the talks will
  /// produce a list"? Behind the hedge stands hardly more than a verb and the window.
  [[nodiscard]] bool is_bare_encounter(const Forecast& f) const {
    const std::string words = lower_ascii(f.event);
    const std::string phrase = lower_ascii(f.phrase);
    const std::size_t hedge = words.find(phrase);
    if (phrase.empty() || hedge == std::string::npos || !names_encounter(words.substr(0, hedge))) return false;
    std::string rest = words.substr(hedge + phrase.size());
    const std::string when = lower_ascii(f.window.when);
    if (std::size_t at = rest.find(when); !when.empty() && at != std::string::npos) rest.resize(at);
    rest = squeeze(rest);
    return std::count(rest.begin(), rest.end(), ' ') < 3;
  }
  /// How many reports from that day on tell of all these parties.
  [[nodiscard]] std::size_t heard_since(Date day, const Codes& parties) const {
    auto [it, fresh] = heard_of_.try_emplace(parties);
    if (fresh) {
      const std::vector<std::pair<Date, const Codes*>>* rarest = nullptr;
      for (const std::string& code : parties) {
        const auto& list = at(heard_, code);
        if (rarest == nullptr || list.size() < rarest->size()) rarest = &list;
      }
      for (std::size_t k = 0; rarest != nullptr && k < rarest->size(); ++k)
        if (holds_all(*(*rarest)[k].second, parties)) it->second.push_back((*rarest)[k].first);
    }
    const auto& days = it->second;  // latest first
    return static_cast<std::size_t>(std::upper_bound(days.begin(), days.end(), day, std::greater<>()) - days.begin());
  }
  /// Meetings to which all of these (one at least) belong, in the order of the record.
  [[nodiscard]] const std::vector<const Meeting*>& meetings_with(const Codes& parties) const {
    auto [it, fresh] = meetings_with_.try_emplace(parties);
    if (fresh)
      it->second = shared<Meeting>(
          parties, [&](const std::string& code) -> const auto& { return at(meets_, code); });
    return it->second;
  }
  /// The same, of those that are planned for or took place on days that are known, by their first day.
  [[nodiscard]] const std::vector<Placed<Meeting>>& dated_meetings(const Codes& parties) const {
    auto [it, fresh] = dated_meetings_.try_emplace(parties);
    if (fresh)
      for (const Meeting* m : meetings_with(parties))
        if (auto days = range_of(m->planned.earliest, m->planned.latest); days && days->length() <= kLongestDay)
          it->second.push_back({m, *days});
    return by_first_day(it->second, fresh);
  }
  /// Events of a type in which all of these (one at least) act or are acted on, by their first day: their own if it is
  /// known, else that of their report.
  [[nodiscard]] const std::vector<Placed<Event>>& dated_events(const std::string& type, const Codes& parties) const {
    auto [it, fresh] = dated_events_.try_emplace({type, parties});
    if (fresh)
      for (const Event* e : shared<Event>(
               parties, [&](const std::string& code) -> const auto& {
                 return at(acts_, {type, code});
               }))
        if (auto days = days_of(*e)) it->second.push_back({e, *days});
    return by_first_day(it->second, fresh);
  }

 private:
  template <class Map>
  static const typename Map::mapped_type& at(const Map& map, const typename Map::key_type& key) {
    static const typename Map::mapped_type kNone;
    auto it = map.find(key);
    return it == map.end() ? kNone : it->second;
  }
  /// What stands in the lists of all these codes; each list is in the order of the record.
  template <class F, class ListOf>
  static std::vector<const F*> shared(const Codes& codes, const ListOf& list_of) {
    std::vector<const F*> out;
    for (auto code = codes.begin(); code != codes.end(); ++code) {
      const std::vector<const F*>& list = list_of(*code);
      std::vector<const F*> both;
      std::set_intersection(list.begin(), list.end(), out.begin(), out.end(), std::back_inserter(both));
      out = code == codes.begin() ? list : std::move(both);
    }
    return out;
  }
  template <class F>
  static const std::vector<Placed<F>>& by_first_day(std::vector<Placed<F>>& list, bool fresh) {
    if (fresh)
      std::stable_sort(list.begin(), list.end(),
                       [](const Placed<F>& a, const Placed<F>& b) { return a.days.earliest < b.days.earliest; });
    return list;
  }
  [[nodiscard]] std::optional<DateRange> days_of(const Event& e) const {
    const auto days = range_of(e.time.earliest, e.time.latest);
    if (days && days->earliest != kFirstDate && days->length() <= kLongestDay) return days;
    const auto told = day_of(e.report);
    return told ? std::optional(DateRange{*told, told->plus_days(1)}) : std::nullopt;
  }

  std::unordered_map<std::string_view, Date> days_;
  Date last_ = kFirstDate;
  std::map<std::pair<std::string, std::string>, std::vector<const Event*>> acts_;  // by type and code
  std::unordered_map<std::string_view, std::vector<const Event*>> of_report_;
  std::unordered_map<std::string_view, std::vector<const Meeting*>> meetings_of_;  // by report
  std::map<std::string, std::vector<const Meeting*>> meets_;                       // by code
  std::unordered_map<std::string_view, Codes> company_;                            // who is told of, by report
  std::map<std::string, std::vector<std::pair<Date, const Codes*>>> heard_;        // latest first
  std::set<std::string> levels_, kinds_;
  // Found once and kept: many forecasts are of the same parties. An Evidence belongs to one thread.
  mutable std::map<Codes, std::vector<Date>> heard_of_;  // latest first
  mutable std::map<Codes, std::vector<const Meeting*>> meetings_with_;
  mutable std::map<Codes, std::vector<Placed<Meeting>>> dated_meetings_;
  mutable std::map<std::pair<std::string, Codes>, std::vector<Placed<Event>>> dated_events_;
};

}  // namespace parley
