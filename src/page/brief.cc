// See brief.h.
#include "page/brief.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_set>

#include "base/text.h"
#include "page/choice.h"

namespace parley {
namespace {

constexpr int kRecentDays = 30;     // "just happened"
constexpr int kExplainedDays = 45;  // explanations and demands older than this are history
constexpr int kTableDays = 120;
constexpr std::size_t kLongestPronoun = 4;  // bytes: "they"

/// A time as it is shown: its value, unless that names no days ("FUTURE_REF").
std::string shown(const std::string& value) { return value.ends_with("_REF") ? std::string() : value; }

class BriefMaker {
 public:
  BriefMaker(const BriefGround& ground, const BriefOptions& options)
      : ground_(ground),
        record_(ground.record),
        columns_(ground.columns),
        o_(options),
        about_(columns_, o_.about),
        first_about_(columns_, first_of(o_.about)),
        last_(ground.last) {
    on_ = o_.on.value_or(last_);
  }

  Brief run() {
    Brief b;
    b.title = title();
    b.on = on_.iso();
    b.basis = basis();
    b.sections = {scheduled(), slipped(),   table(),        happened(), expected(),
                  explained(), committed(), contradicted(), doubtful()};
    return b;
  }

 private:
  /// Who says it: the words of the report, or the actor's name where those do not name him ("she").
  [[nodiscard]] std::string speaker(const std::string& words, const std::vector<ActorRef>& actors) const {
    if (words.empty()) return "the report itself";
    bool pronoun = words.size() <= kLongestPronoun && actors.size() == 1 && actors[0].name == words;
    auto it = pronoun ? ground_.longest_name.find(actors[0].actor) : ground_.longest_name.end();
    return squeeze(it == ground_.longest_name.end() ? std::string_view(words) : it->second);
  }

  [[nodiscard]] static std::vector<std::string> first_of(const std::vector<std::string>& about) {
    return about.empty() ? about : std::vector<std::string>{about.front()};
  }

  [[nodiscard]] const std::string& name(const std::string& code) const {
    const auto [it, fresh] = names_.try_emplace(code);
    if (fresh) it->second = make_name(code);
    return it->second;
  }
  [[nodiscard]] std::string make_name(const std::string& code) const {
    if (code == "UNK") return "someone unnamed";
    std::string base = code.starts_with("CIV:") ? code.substr(4) : code;
    std::string n = o_.name_of ? o_.name_of(base) : base;
    return code.starts_with("CIV:") ? "people of " + n : code == "CIV" ? "civilians" : n;
  }
  [[nodiscard]] std::string names(const std::vector<ActorRef>& actors) const {
    std::vector<std::string> seen;
    for (const ActorRef& a : actors)
      if (const std::string& n = name(a.code); std::find(seen.begin(), seen.end(), n) == seen.end()) seen.push_back(n);
    std::string out;
    for (std::size_t k = 0; k < seen.size(); ++k)
      out += (k == 0 ? "" : k + 1 == seen.size() ? " and " : ", ") + seen[k];
    return out;
  }

  [[nodiscard]] std::string title() const {
    if (o_.about.empty()) return "State of play";
    std::vector<std::string> parts;
    for (const std::string& code : o_.about) parts.push_back(name(code));
    return "State of play: " + join(parts, " - ");
  }

  [[nodiscard]] std::string basis() const {
    std::size_t copies = 0;
    std::string first;
    for (const Report& r : record_.reports) {
      copies += repeats_another(r);
      if (first.empty() && r.published.day()) first = r.published.day()->iso();
    }
    std::string text = std::to_string(record_.reports.size()) + (record_.reports.size() == 1 ? " report" : " reports");
    if (!first.empty()) text += ", " + first + " to " + last_.iso();
    if (copies > 0)
      text += "; " + std::to_string(copies) + (copies == 1 ? " is a copy of another" : " are copies of others");
    return text;
  }

  [[nodiscard]] std::string source(const std::string& report) const {
    const std::uint32_t number = columns_.reports.find(report);
    if (number == kNoNumber) return {};
    const Report& r = record_.reports[number];
    std::string who = !r.publisher.empty() ? r.publisher : !r.title.empty() ? "\"" + r.title + "\"" : std::string();
    std::string day = r.published.day()             ? r.published.day()->iso()
                      : !r.published.latest.empty() ? "before " + r.published.latest
                                                    : "undated";
    return who.empty() ? day : who + ", " + day;
  }
  [[nodiscard]] std::optional<Date> day_of(std::uint32_t report) const {
    return report == kNoNumber ? std::nullopt : ground_.days[report];
  }
  [[nodiscard]] bool within(std::uint32_t report, int days) const {
    const auto day = day_of(report);
    return !day || (on_.days - day->days <= days && *day <= on_);
  }
  [[nodiscard]] bool last_within(const Meeting& m, int days) const {
    return within(columns_.reports.find(m.history.back().report), days);
  }
  /// Makes an item, or counts it where there are enough.
  template <class Make>
  void add(BriefSection& s, Make&& make) const {
    if (s.items.size() < o_.most) {
      s.items.push_back(make());
    } else {
      ++s.more;
    }
  }

  // ---- meetings
  // -------------------------------------------------------------------------------------------------------------

  [[nodiscard]] static std::string words_of(EventStatus s) { return std::string(name_of(s)); }

  [[nodiscard]] std::string chain(const Meeting& m) const {
    std::string out;
    for (const MeetingStep& s : m.history) {
      if (!out.empty()) out += " > ";
      out += words_of(s.status);
      const std::string when = shown(s.value);
      if (!when.empty()) out += (s.status == EventStatus::happened ? " on " : " for ") + when;
      if (!s.by.empty()) out += " (by " + names(s.by) + ")";
      if (!s.reported.empty()) out += " [" + s.reported + "]";
    }
    return out;
  }

  [[nodiscard]] BriefItem meeting_item(const Meeting& m) const {
    BriefItem item;
    item.id = m.id;
    item.lead = shown(m.planned.value).empty() ? "no date" : m.planned.value;
    item.text = squeeze(m.name) + " (" + names(m.parties) + "): " + words_of(m.status);
    if (m.slips > 0) item.text += ", slipped " + std::to_string(m.slips) + (m.slips == 1 ? " time" : " times");
    if (m.slipped_days && *m.slipped_days > 0)
      item.text += ", " + std::to_string(*m.slipped_days) + " days later than first planned";
    if (m.history.size() > 1) item.details.push_back(chain(m));
    for (const std::string& c : m.conditions) item.details.push_back("condition: " + squeeze(c));
    item.quote = m.history.empty() ? m.quote : m.history.back().quote;
    item.source = source(m.history.empty() ? m.report : m.history.back().report);
    return item;
  }

  /// Still ahead: planned for a day that is not over, or without one and spoken of lately.
  [[nodiscard]] bool ahead(const Meeting& m) const {
    if (m.status == EventStatus::happened || m.status == EventStatus::negated || m.status == EventStatus::ongoing)
      return false;
    auto latest = parse_date(m.planned.latest);
    if (latest) return *latest > on_ && (m.status != EventStatus::cancelled || !m.history.empty());
    return !m.history.empty() && last_within(m, kRecentDays);
  }
  /// Those of the finding's sides that the brief is about, all of them.
  [[nodiscard]] bool is_about(const KindColumns& kind, std::size_t k) const { return about_.all_in(kind.codes.of(k)); }

  BriefSection scheduled() const {
    BriefSection s{"Scheduled and expected", "Nothing is scheduled.", {}, 0};
    std::vector<const Meeting*> list;
    const auto& meetings = record_.findings.meetings;
    for (std::size_t k = 0; k < meetings.size(); ++k)
      if (is_about(columns_.meetings, k) && meetings[k].status != EventStatus::cancelled && ahead(meetings[k]))
        list.push_back(&meetings[k]);
    std::stable_sort(list.begin(), list.end(), [](const Meeting* a, const Meeting* b) {
      bool x = a->planned.earliest.empty();
      bool y = b->planned.earliest.empty();
      return x != y ? y : a->planned.earliest < b->planned.earliest;
    });
    for (const Meeting* m : list) add(s, [&] { return meeting_item(*m); });
    return s;
  }

  BriefSection slipped() const {
    BriefSection s{"Called off or slipped lately", "", {}, 0};
    const auto& meetings = record_.findings.meetings;
    for (std::size_t k = meetings.size(); k-- > 0;) {
      const Meeting& m = meetings[k];
      if (!is_about(columns_.meetings, k)) continue;
      bool off = m.status == EventStatus::cancelled || (m.slips > 0 && m.status != EventStatus::happened && !ahead(m));
      if (off && !m.history.empty() && last_within(m, kTableDays)) add(s, [&] { return meeting_item(m); });
    }
    return s;
  }

  // ---- demands
  // --------------------------------------------------------------------------------------------------------------

  BriefSection table() const {
    BriefSection s{"On the table", "No demand or offer is known.", {}, 0};
    std::unordered_set<std::string> seen;
    const auto& demands = record_.findings.demands;
    const KindColumns& kind = columns_.demands;
    std::vector<std::size_t> list;
    for (std::size_t k = 0; k < demands.size(); ++k)
      if (is_about(kind, k) && !kind.repeated[k] && within(kind.report[k], kTableDays)) list.push_back(k);
    std::stable_sort(list.begin(), list.end(),
                     [&](std::size_t a, std::size_t b) { return day_of(kind.report[a]) > day_of(kind.report[b]); });
    for (std::size_t k : list) {
      const Demand& d = demands[k];
      const std::string verb = d.form == DemandForm::offer       ? " offers "
                               : d.form == DemandForm::condition ? " makes it a condition for "
                                                                 : " demands of ";
      const std::string text = (d.by.empty() ? "someone" : names(d.by)) + verb +
                               (d.to.empty() ? "others" : names(d.to)) + ": " + squeeze(d.what);
      if (!seen.insert(lower_ascii(text)).second) continue;
      add(s, [&] {
        BriefItem item;
        item.id = d.id;
        item.lead = day_of(kind.report[k]) ? day_of(kind.report[k])->iso() : "undated";
        item.text = text;
        if (!d.in_return.empty()) item.details.push_back("in return: " + squeeze(d.in_return));
        if (!d.deadline.empty()) item.details.push_back("time limit: " + squeeze(d.deadline));
        item.quote = d.quote;
        item.source = source(d.report);
        return item;
      });
    }
    return s;
  }

  // ---- events
  // ---------------------------------------------------------------------------------------------------------------

  BriefSection happened() const {
    BriefSection s{"What has just happened", "Nothing in the last 30 days.", {}, 0};
    struct Entry {
      Date day;
      const Event* event;
    };
    std::vector<Entry> list;
    std::unordered_set<std::string> seen;
    const auto& events = record_.findings.events;
    for (std::size_t k = 0; k < events.size(); ++k) {
      const auto day = ground_.happened[k];
      if (!day || *day > on_ || on_.days - day->days > kRecentDays || columns_.events.repeated[k]) continue;
      if (is_about(columns_.events, k)) list.push_back({*day, &events[k]});
    }
    std::stable_sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) {
      return std::pair(-a.day.days, -std::abs(a.event->intensity.value_or(0))) <
             std::pair(-b.day.days, -std::abs(b.event->intensity.value_or(0)));
    });
    for (const Entry& entry : list) {
      const Event& e = *entry.event;
      const std::string text =
          names(e.source) + " - " + names(e.target) + ": " + e.trigger + " (" + std::string(name_of(e.type)) + ")";
      if (!seen.insert(entry.day.iso() + text).second) continue;
      add(s, [&] {
        BriefItem item;
        item.id = e.id;
        item.lead = entry.day.iso();
        item.text = text;
        item.quote = e.quote;
        item.source = source(e.report);
        return item;
      });
    }
    return s;
  }

  // ---- forecasts
  // ------------------------------------------------------------------------------------------------------------

  [[nodiscard]] static std::string percent(const Forecast& f) {
    if (!f.low || !f.high) return "?";
    auto p = [](double x) { return std::to_string(static_cast<int>(std::lround(x * 100))); };
    return *f.low == *f.high ? p(*f.low) + " %" : p(*f.low) + "-" + p(*f.high) + " %";
  }

  BriefSection expected() const {
    BriefSection s{"Who expects what", "No forecast is open.", {}, 0};
    const auto& forecasts = record_.findings.forecasts;
    const KindColumns& kind = columns_.forecasts;
    std::vector<std::size_t> list;
    for (std::size_t k = 0; k < forecasts.size(); ++k) {
      const Forecast& f = forecasts[k];
      if (kind.repeated[k] || f.state != ForecastState::open) continue;
      const auto to = parse_date(f.window.latest);
      const bool over = to && *to <= on_;
      const bool of_them = first_about_.all_in(kind.codes.of(k)) || f.predicate.type.empty();
      if (!over && of_them && within(kind.report[k], to ? 400 : kTableDays)) list.push_back(k);
    }
    std::stable_sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) {
      const Forecast &x = forecasts[a], &y = forecasts[b];
      return std::tuple(shown(x.window.value).empty(), x.by.empty(), day_of(kind.report[b])) <
             std::tuple(shown(y.window.value).empty(), y.by.empty(), day_of(kind.report[a]));
    });
    std::unordered_set<std::string> seen;
    for (std::size_t k : list) {
      const Forecast& f = forecasts[k];
      const std::string when = shown(f.window.value);
      const std::string text = squeeze(f.event) + (when.empty() ? "" : " [" + when + "]");
      if (!seen.insert(lower_ascii(text)).second) continue;
      add(s, [&] {
        BriefItem item;
        item.id = f.id;
        item.lead = percent(f);
        item.text = text;
        item.details.push_back(speaker(f.by, f.actors) + " (\"" + f.phrase + "\")");
        for (const std::string& c : f.conditions) item.details.push_back("condition: " + squeeze(c));
        item.quote = f.quote;
        item.source = source(f.report);
        return item;
      });
    }
    return s;
  }

  // ---- the rest
  // -------------------------------------------------------------------------------------------------------------

  BriefSection explained() const {
    BriefSection s{"Explanations that compete", "", {}, 0};
    std::map<std::string, std::size_t> place;
    const auto& explanations = record_.findings.explanations;
    for (std::size_t k = 0; k < explanations.size(); ++k) {
      const Explanation& e = explanations[k];
      if (columns_.explanations.repeated[k] || !within(columns_.explanations.report[k], kExplainedDays)) continue;
      std::string key = e.report + lower_ascii(squeeze(e.of));
      std::string line = squeeze(e.hypothesis) + " - " + (e.by.empty() ? "no one named" : speaker(e.by, e.actors));
      auto [it, fresh] = place.try_emplace(key, s.items.size());
      if (fresh) {
        BriefItem item;
        item.id = e.id;
        item.lead = "why";
        item.text = squeeze(e.of) + "?";
        item.source = source(e.report);
        s.items.push_back(std::move(item));
      }
      s.items[it->second].details.push_back(line);
    }
    std::stable_sort(s.items.begin(), s.items.end(),
                     [](const BriefItem& a, const BriefItem& b) { return a.details.size() > b.details.size(); });
    if (s.items.size() > o_.most) {
      s.more = s.items.size() - o_.most;
      s.items.resize(o_.most);
    }
    return s;
  }

  BriefSection committed() const {
    BriefSection s{"Commitments and how they stand", "", {}, 0};
    std::unordered_set<std::string> seen;
    std::vector<std::pair<const Commitment*, std::string>> list;
    const auto& commitments = record_.findings.commitments;
    const KindColumns& kind = columns_.commitments;
    for (std::size_t k = 0; k < commitments.size(); ++k) {
      if (kind.repeated[k] || !is_about(kind, k) || !within(kind.report[k], 400)) continue;
      const Commitment& c = commitments[k];
      std::string text = names(c.by) + (c.to.empty() ? "" : " to " + names(c.to)) + ": " + squeeze(c.what);
      if (seen.insert(lower_ascii(text)).second) list.emplace_back(&c, std::move(text));
    }
    for (auto it = list.rbegin(); it != list.rend(); ++it)
      add(s, [&] {
        BriefItem item;
        item.id = it->first->id;
        item.lead = std::string(name_of(it->first->state));
        item.text = it->second;
        item.quote = it->first->quote;
        item.source = source(it->first->report);
        return item;
      });
    return s;
  }

  BriefSection contradicted() const {
    BriefSection s{"What contradicts what", "", {}, 0};
    for (const Contradiction& c : record_.contradictions)
      add(s, [&] {
        BriefItem item;
        item.id = c.id;
        item.lead = "!";
        item.text = squeeze(c.about) + ": " + c.note;
        for (const std::string& id : c.between)
          if (std::string from = source(id); !from.empty()) item.details.push_back(from);
        return item;
      });
    return s;
  }

  BriefSection doubtful() const {
    BriefSection s{"Doubtful dates of reports", "", {}, 0};
    for (const Report& r : record_.reports)
      for (const DateSignal& signal : r.published.signals)
        if (signal.doubtful && !signal.source.starts_with("text"))
          add(s, [&] {
            BriefItem item;
            item.id = r.id;
            item.lead = "?";
            item.text = (r.title.empty() ? r.id : r.title) + ": " + signal.source + " " + signal.value;
            item.details.push_back(signal.note);
            return item;
          });
    return s;
  }

  const BriefGround& ground_;
  const Record& record_;
  const RecordColumns& columns_;
  const BriefOptions& o_;
  AboutCodes about_, first_about_;
  mutable std::unordered_map<std::string_view, std::string> names_;  // by code
  Date last_;
  Date on_;
};

}  // namespace

bool involves(const std::vector<const std::vector<ActorRef>*>& sides, const std::vector<std::string>& about) {
  for (const std::string& code : about) {
    bool found = false;
    for (const auto* side : sides)
      for (const ActorRef& a : *side) found = found || a.code == code || a.code == "CIV:" + code;
    if (!found) return false;
  }
  return true;
}

Brief make_brief(const BriefGround& ground, const BriefOptions& options) { return BriefMaker(ground, options).run(); }

Brief make_brief(const Record& record, const BriefOptions& options) { return make_brief(BriefGround(record), options); }

}  // namespace parley
