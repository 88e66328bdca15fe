// See brief.h.
#include "page/brief.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.h"
#include "ledger/stories.h"

namespace parley {
namespace {

constexpr int kRecentDays = 30;     // "just happened"
constexpr int kExplainedDays = 45;  // explanations and demands older than this are history
constexpr int kTableDays = 120;
constexpr std::size_t kLongestPronoun = 4;  // bytes: "they"
constexpr std::size_t kLongestName = 60;    // bytes
constexpr double kLeastConfidence = 0.5;    // events whose other side was only inferred are no headlines

class BriefMaker {
 public:
  BriefMaker(const BriefGround& ground, const BriefOptions& options)
      : ground_(ground), record_(ground.record), o_(options), stories_(ground.stories), last_(ground.last) {
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

  [[nodiscard]] std::string name(const std::string& code) const {
    if (code == "UNK") return "someone unnamed";
    std::string base = code.starts_with("CIV:") ? code.substr(4) : code;
    std::string n = o_.name_of ? o_.name_of(base) : base;
    return code.starts_with("CIV:") ? "people of " + n : code == "CIV" ? "civilians" : n;
  }
  [[nodiscard]] std::string names(const std::vector<ActorRef>& actors) const {
    std::vector<std::string> seen;
    for (const ActorRef& a : actors)
      if (std::string n = name(a.code); std::find(seen.begin(), seen.end(), n) == seen.end()) seen.push_back(n);
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
    auto it = ground_.reports.find(report);
    if (it == ground_.reports.end()) return {};
    const Report& r = *it->second;
    std::string who = !r.publisher.empty() ? r.publisher : !r.title.empty() ? "\"" + r.title + "\"" : std::string();
    std::string day = r.published.day()             ? r.published.day()->iso()
                      : !r.published.latest.empty() ? "before " + r.published.latest
                                                    : "undated";
    return who.empty() ? day : who + ", " + day;
  }
  [[nodiscard]] std::optional<Date> day_of_report(const std::string& report) const {
    auto it = ground_.days.find(report);
    return it == ground_.days.end() ? std::nullopt : std::optional(it->second);
  }
  [[nodiscard]] bool within(const std::string& report, int days) const {
    auto day = day_of_report(report);
    return !day || (on_.days - day->days <= days && *day <= on_);
  }
  void cut(BriefSection& s) const {
    if (s.items.size() <= o_.most) return;
    s.more = s.items.size() - o_.most;
    s.items.resize(o_.most);
  }

  // ---- meetings
  // -------------------------------------------------------------------------------------------------------------

  [[nodiscard]] static std::string words_of(EventStatus s) { return std::string(name_of(s)); }

  [[nodiscard]] std::string chain(const Meeting& m) const {
    std::string out;
    for (const MeetingStep& s : m.history) {
      if (!out.empty()) out += " > ";
      out += words_of(s.status);
      if (!s.value.empty()) out += (s.status == EventStatus::happened ? " on " : " for ") + s.value;
      if (!s.by.empty()) out += " (by " + names(s.by) + ")";
      if (!s.reported.empty()) out += " [" + s.reported + "]";
    }
    return out;
  }

  [[nodiscard]] BriefItem meeting_item(const Meeting& m) const {
    BriefItem item;
    item.id = m.id;
    item.lead = m.planned.value.empty() ? "no date" : m.planned.value;
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
    return !m.history.empty() && within(m.history.back().report, kRecentDays);
  }
  [[nodiscard]] bool about(const Meeting& m) const { return involves({&m.parties}, o_.about); }

  BriefSection scheduled() const {
    BriefSection s{"Scheduled and expected", "Nothing is scheduled.", {}, 0};
    std::vector<const Meeting*> list;
    for (const Meeting& m : record_.findings.meetings)
      if (about(m) && ahead(m) && m.status != EventStatus::cancelled) list.push_back(&m);
    std::stable_sort(list.begin(), list.end(), [](const Meeting* a, const Meeting* b) {
      bool x = a->planned.earliest.empty();
      bool y = b->planned.earliest.empty();
      return x != y ? y : a->planned.earliest < b->planned.earliest;
    });
    for (const Meeting* m : list) s.items.push_back(meeting_item(*m));
    cut(s);
    return s;
  }

  BriefSection slipped() const {
    BriefSection s{"Called off or slipped lately", "", {}, 0};
    for (const Meeting& m : record_.findings.meetings) {
      bool off = m.status == EventStatus::cancelled || (m.slips > 0 && !ahead(m) && m.status != EventStatus::happened);
      if (about(m) && off && !m.history.empty() && within(m.history.back().report, kTableDays))
        s.items.push_back(meeting_item(m));
    }
    std::reverse(s.items.begin(), s.items.end());
    cut(s);
    return s;
  }

  // ---- demands
  // --------------------------------------------------------------------------------------------------------------

  BriefSection table() const {
    BriefSection s{"On the table", "No demand or offer is known.", {}, 0};
    std::set<std::string> seen;
    std::vector<const Demand*> list;
    for (const Demand& d : record_.findings.demands)
      if (involves({&d.by, &d.to}, o_.about) && within(d.report, kTableDays) && !stories_.is_repeated(d.id))
        list.push_back(&d);
    std::stable_sort(list.begin(), list.end(), [&](const Demand* a, const Demand* b) {
      return day_of_report(a->report) > day_of_report(b->report);
    });
    for (const Demand* d : list) {
      BriefItem item;
      item.id = d->id;
      std::string verb = d->form == DemandForm::offer       ? " offers "
                         : d->form == DemandForm::condition ? " makes it a condition for "
                                                            : " demands of ";
      item.lead = day_of_report(d->report) ? day_of_report(d->report)->iso() : "undated";
      item.text = (d->by.empty() ? "someone" : names(d->by)) + verb + (d->to.empty() ? "others" : names(d->to)) + ": " +
                  squeeze(d->what);
      if (!d->in_return.empty()) item.details.push_back("in return: " + squeeze(d->in_return));
      if (!d->deadline.empty()) item.details.push_back("time limit: " + squeeze(d->deadline));
      if (!seen.insert(lower_ascii(item.text)).second) continue;
      item.quote = d->quote;
      item.source = source(d->report);
      s.items.push_back(std::move(item));
    }
    cut(s);
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
    std::set<std::string> seen;
    for (const Event& e : record_.findings.events) {
      if (e.confidence < kLeastConfidence) continue;
      if (e.status != EventStatus::happened || e.source.empty() || e.target.empty()) continue;
      if (!involves({&e.source, &e.target}, o_.about)) continue;
      auto day = parse_date(e.time.earliest);
      auto latest = parse_date(e.time.latest);
      bool exact = day && latest && latest->days - day->days <= 31;
      if (!exact) day = day_of_report(e.report);
      if (!day || *day > on_ || on_.days - day->days > kRecentDays || stories_.is_repeated(e.id)) continue;
      list.push_back({*day, &e});
    }
    std::stable_sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) {
      return std::pair(-a.day.days, -std::abs(a.event->intensity.value_or(0))) <
             std::pair(-b.day.days, -std::abs(b.event->intensity.value_or(0)));
    });
    for (const Entry& entry : list) {
      const Event& e = *entry.event;
      BriefItem item;
      item.id = e.id;
      item.lead = entry.day.iso();
      item.text =
          names(e.source) + " - " + names(e.target) + ": " + e.trigger + " (" + std::string(name_of(e.type)) + ")";
      if (!seen.insert(item.lead + item.text).second) continue;
      item.quote = e.quote;
      item.source = source(e.report);
      s.items.push_back(std::move(item));
    }
    cut(s);
    return s;
  }

  // ---- forecasts
  // ------------------------------------------------------------------------------------------------------------

  [[nodiscard]] static std::string percent(const Forecast& f) {
    if (!f.low || !f.high) return "?";
    auto p = [](double x) { return std::to_string(static_cast<int>(std::lround(x * 100))); };
    return *f.low == *f.high ? p(*f.low) + " %" : p(*f.low) + "-" + p(*f.high) + " %";
  }

  [[nodiscard]] bool mentions_about(const Forecast& f) const {
    return o_.about.empty() || involves({&f.predicate.source, &f.predicate.target, &f.actors}, {o_.about.front()}) ||
           f.predicate.type.empty();
  }

  BriefSection expected() const {
    BriefSection s{"Who expects what", "No forecast is open.", {}, 0};
    std::vector<const Forecast*> list;
    for (const Forecast& f : record_.findings.forecasts) {
      auto to = parse_date(f.window.latest);
      bool over = to && *to <= on_;
      if (over || f.state != ForecastState::open || !within(f.report, to ? 400 : kTableDays) || !mentions_about(f) ||
          stories_.is_repeated(f.id))
        continue;
      list.push_back(&f);
    }
    std::stable_sort(list.begin(), list.end(), [&](const Forecast* a, const Forecast* b) {
      return std::tuple(a->window.value.empty(), a->by.empty(), day_of_report(b->report)) <
             std::tuple(b->window.value.empty(), b->by.empty(), day_of_report(a->report));
    });
    std::set<std::string> seen;
    for (const Forecast* f : list) {
      BriefItem item;
      item.id = f->id;
      item.lead = percent(*f);
      item.text = squeeze(f->event) + (f->window.value.empty() ? "" : " [" + f->window.value + "]");
      item.details.push_back(speaker(f->by, f->actors) + " (\"" + f->phrase + "\")");
      for (const std::string& c : f->conditions) item.details.push_back("condition: " + squeeze(c));
      if (!seen.insert(lower_ascii(item.text)).second) continue;
      item.quote = f->quote;
      item.source = source(f->report);
      s.items.push_back(std::move(item));
    }
    cut(s);
    return s;
  }

  // ---- the rest
  // -------------------------------------------------------------------------------------------------------------

  BriefSection explained() const {
    BriefSection s{"Explanations that compete", "", {}, 0};
    std::map<std::string, std::size_t> place;
    for (const Explanation& e : record_.findings.explanations) {
      if (!within(e.report, kExplainedDays) || stories_.is_repeated(e.id)) continue;
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
    cut(s);
    return s;
  }

  BriefSection committed() const {
    BriefSection s{"Commitments and how they stand", "", {}, 0};
    std::set<std::string> seen;
    for (const Commitment& c : record_.findings.commitments) {
      if (!involves({&c.by, &c.to}, o_.about) || stories_.is_repeated(c.id) || !within(c.report, 400)) continue;
      BriefItem item;
      item.id = c.id;
      item.lead = std::string(name_of(c.state));
      item.text = names(c.by) + (c.to.empty() ? "" : " to " + names(c.to)) + ": " + squeeze(c.what);
      if (!seen.insert(lower_ascii(item.text)).second) continue;
      item.quote = c.quote;
      item.source = source(c.report);
      s.items.push_back(std::move(item));
    }
    std::reverse(s.items.begin(), s.items.end());
    cut(s);
    return s;
  }

  BriefSection contradicted() const {
    BriefSection s{"What contradicts what", "", {}, 0};
    for (const Contradiction& c : record_.contradictions) {
      BriefItem item;
      item.id = c.id;
      item.lead = "!";
      item.text = squeeze(c.about) + ": " + c.note;
      for (const std::string& id : c.between)
        if (std::string from = source(id); !from.empty()) item.details.push_back(from);
      s.items.push_back(std::move(item));
    }
    cut(s);
    return s;
  }

  BriefSection doubtful() const {
    BriefSection s{"Doubtful dates of reports", "", {}, 0};
    for (const Report& r : record_.reports)
      for (const DateSignal& signal : r.published.signals)
        if (signal.doubtful && !signal.source.starts_with("text")) {
          BriefItem item;
          item.id = r.id;
          item.lead = "?";
          item.text = (r.title.empty() ? r.id : r.title) + ": " + signal.source + " " + signal.value;
          item.details.push_back(signal.note);
          s.items.push_back(std::move(item));
        }
    cut(s);
    return s;
  }

  const BriefGround& ground_;
  const Record& record_;
  const BriefOptions& o_;
  const Stories& stories_;
  Date last_;
  Date on_;
};

}  // namespace

BriefGround::BriefGround(const Record& known) : record(known), stories(known) {
  for (const Report& r : known.reports) {
    reports[r.id] = &r;
    const auto range = r.published.range();
    if (!range) continue;
    days[r.id] = range->latest.plus_days(-1);
    if (range->latest != kLastDate) last = std::max(last, range->latest.plus_days(-1));
  }
  // The longest name by which an actor is called anywhere: a pronoun is shown as whom it stands for.
  const auto note = [&](const std::vector<ActorRef>& list) {
    for (const ActorRef& a : list) {
      std::string_view& name = longest_name[a.actor];
      const bool better = a.name.size() <= kLongestName &&
                          std::pair(a.name.size(), name) > std::pair(name.size(), std::string_view(a.name));
      if (better) name = a.name;
    }
  };
  for (const Event& e : known.findings.events) note(e.source), note(e.target);
  for (const Claim& c : known.findings.claims) note(c.actors);
  for (const Forecast& f : known.findings.forecasts) note(f.actors);
}

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
