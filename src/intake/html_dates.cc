// When a page says that it was published and changed. See html_metadata.h.
// Every place that names a day is a signal of some kind (JSON-LD, <meta>, <time>, address, a line by the headline),
// weighed by how often that kind was right on pages with a known date. Signals of one day and different kinds add up;
// the day with the most weight wins, unless it lies behind the last change. Confidence comes from how many groups of
// evidence agree (what is told to machines, what is shown, the address), since kinds of one group err together.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "intake/html_date_places.h"
#include "intake/html_entities.h"
#include "intake/html_metadata.h"

namespace parley {
namespace {

constexpr std::size_t kLongestLine = 140;        // bytes: a longer line is no stamp
constexpr std::uint32_t kAbove = 6, kBelow = 4;  // blocks around headline and text that are near

bool begins_with_one(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& w) { return text.starts_with(w); });
}

class PageDates {
 public:
  PageDates(const PageContext& c, Report& report) : c_(c), report_(report), order_(day_order_of(c)) { find_place(); }

  void run(const Given& given) {
    const DateWeights& w = c_.rules.weight;
    const char* source = given.published_by_user ? "given" : given_source(given);
    if (!given.published.empty())
      add_signal("published", source, given.published, given.published_by_user ? w.given : w.field);
    if (!given.modified.empty()) add_signal("modified", given_source(given), given.modified, w.field);
    json();
    metas();
    marks();
    lines();
    lead();
    title(c_.page.title);
    add("published", "url", day_in_address(c_.url));
    if (report_.published.signals.empty() && report_.modified.signals.empty()) elsewhere();
    read_fetch_time(given, report_);
    if (auto day = parse_date(given.fetched)) fetched_ = day->plus_days(1).iso();
    settle();
    bound_by_fetch_time(report_);
  }

 private:
  // ---- kinds of evidence

  void json() {
    std::vector<std::uint32_t> articles = json_articles(c_.json);
    for (const JsonFact& f : c_.json.facts) {
      bool article = std::find(articles.begin(), articles.end(), f.object) != articles.end();
      bool first = !articles.empty() && f.object == articles.front();
      std::string key = lower_ascii(f.key);
      if (key == "datepublished") add("published", article && first ? "json-ld" : "json-ld, other", f.value);
      if (key == "datecreated" && article) add("published", "json-ld created", f.value);
      if (key == "datemodified" && (article || articles.empty())) add("modified", "json-ld", f.value);
    }
  }

  void metas() {
    const PageWords& w = c_.rules.page;
    add("published", "meta", meta_value(c_.page, w.published));
    add("published", "vague meta", meta_value(c_.page, w.vague));
    add("modified", "meta", meta_value(c_.page, w.modified));
  }

  [[nodiscard]] bool near(std::uint32_t block) const { return block >= near_begin_ && block < near_end_; }

  void marks() {
    for (const PageMark& m : c_.page.marks) {
      HintSet dated = m.hints & bits(Hint::date, Hint::published, Hint::modified);
      if (dated == 0 && !m.is_time) continue;
      std::string words(m.value);
      std::string_view shown = front_of(slice(report_.text, m.text), kLongestLine);
      if (words.empty() || !day_of_words(words, c_.rules, order_)) words = shown;
      std::string before = lower_ascii(shown);
      bool modified = (m.hints & bit(Hint::modified)) != 0 && (m.hints & bit(Hint::published)) == 0;
      // the cheap question first: there are many such places
      if (begins_with_one(before, c_.rules.modified_words) && last_of(c_.rules.modified_words, before) == 0)
        modified = true;
      bool comment = (c_.page.elements[m.element].chain & bits(Hint::comment, Hint::related)) != 0;
      bool close = near(m.block) && !comment;
      if (modified) {
        if (close || m.itemprop) add("modified", close ? "marked near" : "marked far", words);
        continue;
      }
      bool named = m.itemprop && (m.hints & bit(Hint::published)) != 0 && !comment;
      bool place = m.is_time || !m.value.empty();
      add("published",
          named   ? "itemprop"
          : place ? (close ? "time near" : "time far")
          : close ? "marked near"
                  : "marked far",
          words);
    }
  }

  void lines() {
    for (std::uint32_t k = 0; k < c_.blocks.size(); ++k) {
      const Block& b = c_.blocks[k];
      if (b.role == BlockRole::dateline) dateline(b);
      if (b.role == BlockRole::body || b.role == BlockRole::duplicate || !near(k)) continue;
      for (Span s : lines_of_block(report_.text, b.span, kLongestLine)) line(s);
    }
  }

  /// "27.1.2018 - The envoys met …", "Release of 27 January 2018 | Oslo": a day at the start of the first two
  /// paragraphs, parted from what follows.
  void lead() {
    constexpr std::size_t kStart = 40;  // bytes
    int looked = 0;
    for (const Block& b : c_.blocks) {
      if (b.role != BlockRole::body || looked++ == 2) continue;
      std::string_view s = front_of(slice(report_.text, b.span), kLongestLine);
      auto d = find_written_date(s, 0, c_.rules, order_);
      if (!d || d->begin > kStart) continue;
      std::string_view behind = trim(s.substr(d->end));
      bool parted =
          behind.empty() || std::string_view("-|:\xE2").find(behind[0]) != std::string_view::npos;  // dashes, quotes
      auto begin = b.span.begin + static_cast<std::uint32_t>(d->begin);
      if (parted)
        return add_signal("published", "lead", d->value, weight("lead"),
                          {begin, begin + static_cast<std::uint32_t>(d->end - d->begin)});
    }
  }

  /// A day at the end of the page's <title>, or of what it says of itself.
  void title(std::string_view words) {
    std::string s = squeeze(decode_entities(front_of(words, kLongestLine * 3)));
    if (auto d = find_written_date(s, 0, c_.rules, order_); d && d->end + 2 >= s.size())
      add_signal("published", "title", d->value, weight("title"), {}, s);
  }

  /// Where nothing by the headline names a day: scripts, the description, the first line anywhere that is one.
  void elsewhere() {
    auto scripts = [&](const std::vector<std::string>& keys) {  // the first day under one of them
      for (const std::string& key : keys)
        find_days_in_scripts(c_.bytes, key, [&](std::string_view words) {
          add("published", "script", words);
          return !report_.published.signals.empty();
        });
    };
    scripts(c_.rules.page.script);
    if (report_.published.signals.empty()) title(meta_value(c_.page, c_.rules.page.description));
    if (!report_.published.signals.empty()) return;
    for (bool any : {false, true})
      for (const Block& b : c_.blocks)
        for (Span s : lines_of_block(report_.text, b.span, kLongestLine)) {
          if ((any && b.role != BlockRole::body) || is_stamp(slice(report_.text, s), c_.rules)) line(s, "stamp far");
          if (!report_.published.signals.empty()) return;
        }
    scripts(c_.rules.page.last_script);
  }

  void dateline(const Block& b) {
    auto d = find_dateline(slice(report_.text, b.span), c_.rules);
    if (!d || !d->date || d->date->value.starts_with("XXXX")) return;
    add_signal("published", "dateline", d->date->value, weight("dateline"), b.span);
  }

  /// All dates of a line: the last word about dates before each says which it is.
  void line(Span in, const std::string& kind_of_plain = "stamp near") {
    std::string_view s = slice(report_.text, in);
    std::size_t from = 0;
    while (auto d = find_written_date(s, from, c_.rules, order_)) {
      std::string before = lower_ascii(s.substr(from, d->begin - from));
      std::size_t published = last_of(c_.rules.published_words, before);
      std::size_t modified = last_of(c_.rules.modified_words, before);
      bool changed = modified != std::string::npos && (published == std::string::npos || modified > published);
      bool stated = published != std::string::npos && !changed;
      Span span{in.begin + static_cast<std::uint32_t>(d->begin), in.begin + static_cast<std::uint32_t>(d->end)};
      std::string kind = changed || stated ? "stated" : kind_of_plain;
      add_signal(changed ? "modified" : "published", kind, d->value, weight(kind), span);
      from = d->end;
    }
  }

  // ---- helpers

  /// The blocks by the headline, and up to the text and just behind it.
  void find_place() {
    auto total = static_cast<std::uint32_t>(c_.blocks.size());
    std::uint32_t first = total, last = 0, title = total;
    for (std::uint32_t k = 0; k < total; ++k) {
      if (c_.blocks[k].role == BlockRole::headline) title = std::min(title, k);
      if (c_.blocks[k].role != BlockRole::body) continue;
      first = std::min(first, k);
      last = k;
    }
    if (first == total) first = last = std::min(title, total);
    std::uint32_t top = std::min(title, first);
    if (first > top + 40) top = first > kAbove ? first - kAbove : 0;
    near_begin_ = top > kAbove ? top - kAbove : 0;
    near_end_ = std::min(total, last + kBelow + 1);
  }

  [[nodiscard]] double weight(const std::string& kind) const {
    auto it = c_.rules.page.date_weight.find(kind);
    return it == c_.rules.page.date_weight.end() ? .1 : it->second;
  }

  void add(const std::string& about, const std::string& kind, std::string_view words) {
    if (auto value = day_of_words(words, c_.rules, order_)) add_signal(about, kind, *value, weight(kind), {}, words);
  }

  void add_signal(const std::string& about, const std::string& kind, const std::string& value, double w, Span span = {},
                  std::string_view words = {}) {
    constexpr std::size_t kMostSignals = 60;
    auto& list = (about == "published" ? report_.published : report_.modified).signals;
    if (list.size() >= kMostSignals) return;
    std::string when = words.empty() ? std::string(slice(report_.text, span)) : squeeze(front_of(words, kLongestLine));
    for (const DateSignal& s : list) {
      if (s.source != kind) continue;
      if (s.value == value) return;
      if (s.value.substr(0, 10) != value.substr(0, 10)) w = std::min(w, weight(kind) * kLater);
    }
    DateSignal s = date_signal(about, kind, when.empty() ? value : when, value, w);
    s.span = span;
    auto day = parse_date(value);
    if (day && day->year() < kFirstYear) return;
    list.push_back(std::move(s));
  }

  // ---- what it adds up to

  struct Day {
    std::map<std::string, double> kinds;  // the best weight of each kind of evidence
    double left = 1;                      // what speaks against it
  };

  /// Of the days that a line with day and month in either order may mean the one that is told to machines.
  [[nodiscard]] std::string told_of(const std::string& both, const std::string& day) const {
    std::string told;
    for (const DateSignal& s : report_.published.signals) {
      std::string other = s.value.substr(0, 10);
      if (group(s.source) != "told" || both.find(other) == std::string::npos) continue;
      if (other == day) return day;
      told = other;
    }
    return told.empty() ? day : told;
  }

  /// A time in UTC by midnight may be another day where the page was written: the one that the page shows.
  [[nodiscard]] std::string day_of(const DateSignal& s) const {
    std::string day = s.value.substr(0, 10);
    if (std::string both = other_reading(s.when); !both.empty() && group(s.source) == "shown") day = told_of(both, day);
    auto date = parse_date(day);
    if (!date || !s.value.ends_with("+00:00") || s.value.size() < 16) return day;
    int hour = (s.value[11] - '0') * 10 + s.value[12] - '0';
    std::string other = date->plus_days(hour >= kEvening ? 1 : -1).iso();
    bool midnight =
        (hour == 22 || hour == 23) && s.value.substr(13, 3) == ":00" && s.value.find(":00:00") != std::string::npos;
    bool shown = false, any = false;
    for (const DateSignal& o : report_.published.signals) {
      if (group(o.source) != "shown") continue;
      if (o.value.substr(0, 10) == day) return day;
      if (o.weight < weight(o.source)) continue;
      any = true;
      shown = shown || o.value.substr(0, 10) == other;
    }
    return (shown && (hour >= kEvening || hour <= kMorning)) || (!any && midnight) ? other : day;
  }

  [[nodiscard]] std::string group(const std::string& kind) const {
    auto it = c_.rules.page.date_group.find(kind);
    return it == c_.rules.page.date_group.end() ? std::string() : it->second;
  }

  void collect(const DateEstimate& e, double factor, std::map<std::string, Day>& days) const {
    for (const DateSignal& s : e.signals) {
      if (!parse_date(s.value)) continue;
      double& w = days[day_of(s)].kinds[s.source];
      w = std::max(w, s.weight * factor);
    }
  }

  void settle() {
    settle_modified();
    std::map<std::string, Day> days;
    collect(report_.published, 1, days);
    bool only_modified = days.empty();
    if (only_modified) collect(report_.modified, weight("modified"), days);
    std::string best;
    double most = 0;
    confirm(days);
    for (auto& [day, d] : days) {
      std::map<std::string, double> groups;  // kinds of one group say the same thing twice
      for (const auto& [kind, w] : d.kinds) {
        double& most_of_group = groups[group(kind).empty() ? kind : group(kind)];
        most_of_group = std::max(most_of_group, w);
      }
      for (const auto& [name, w] : groups) d.left *= 1 - std::min(w, .995);
      if (groups.contains("shown") && is_change(day)) d.left *= 1 - weight("modified");
      double sum = 1 - d.left;
      if (!bound_.empty() && day > bound_) sum *= kBehindChange;
      if (!fetched_.empty() && day > fetched_) sum *= kBehindFetch;
      if (sum > most) most = sum, best = day;
    }
    if (!best.empty()) decide(best, only_modified ? weight("modified") : confidence(best, days));
  }

  /// True for a day that fields name as the day of a change: what the page shows in place of the first day.
  [[nodiscard]] bool is_change(const std::string& day) const {
    return std::any_of(report_.modified.signals.begin(), report_.modified.signals.end(),
                       [&](const DateSignal& s) { return group(s.source) == "told" && day_of(s) == day; });
  }

  /// A second day of a kind counts nearly in full where another group of evidence names it too: then the first is
  /// another page's, or today's.
  void confirm(std::map<std::string, Day>& days) const {
    for (auto& [day, d] : days)
      for (auto& [kind, w] : d.kinds) {
        if (w >= weight(kind) || group(kind).empty()) continue;
        for (const auto& [other, other_weight] : d.kinds)
          if (!group(other).empty() && group(other) != group(kind) && other_weight >= weight(other)) {
            w = weight(kind) * kConfirmed;
            break;
          }
      }
  }

  /// By how many groups of evidence name the day, and whether another is named by such that seldom errs.
  [[nodiscard]] double confidence(const std::string& best, const std::map<std::string, Day>& days) const {
    const PageWords& w = c_.rules.page;
    std::set<std::string> agree;
    double strongest = 0;
    for (const auto& [kind, weight_here] : days.at(best).kinds) {
      if (kind == "given") return weight_here;
      if (!group(kind).empty()) agree.insert(group(kind));
      strongest = std::max(strongest, weight_here);
    }
    double sure = agree.size() >= 3 ? w.sure_three : agree.size() == 2 ? w.sure_two : std::min(strongest, w.sure_one);
    bool changed = !bound_.empty() && best < parse_date(bound_)->plus_days(-1).iso();
    bool shown = agree.contains("shown");
    if (changed && agree.size() == 2 && !agree.contains("address") && !agree.contains("time"))
      sure = std::min(sure, w.sure_changed);  // what is shown may be the day of the change
    if (agree.size() == 2 && !shown && (agree.contains("time") || changed))
      sure = std::min(sure, w.sure_one);  // told to machines only
    for (const auto& [day, d] : days)
      for (const auto& [kind, weight_here] : d.kinds)
        if (day != best && !group(kind).empty() && weight_here >= weight(kind))
          sure = std::min(sure, agree.size() >= 3 ? w.sure_one : w.sure_contradicted);
    return sure;
  }

  /// The latest change that a field or a line names; a change never lies before the publication that it changes.
  void settle_modified() {
    DateEstimate& e = report_.modified;
    const DateSignal* last = nullptr;
    for (const DateSignal& s : e.signals) {
      bool told = group(s.source) == "told" || s.source == "stated" || s.source == "field";
      if (!parse_date(s.value)) continue;
      if (told) bound_ = std::max(bound_, parse_date(day_of(s))->plus_days(1).iso());  // the clock of another zone
      if (last == nullptr || (told && s.value.substr(0, 10) > last->value.substr(0, 10))) last = &s;
    }
    if (last == nullptr) return;
    e.value = last->value;
    e.earliest = last->earliest;
    e.latest = last->latest;
    e.basis = last->source + ": " + last->when;
    e.confidence = last->weight;
  }

  /// What is most worth showing of the signals of one day: one with a time, then the one of most weight.
  static std::pair<bool, double> rank(const DateSignal& s) { return {s.value.size() > 10, s.weight}; }

  void decide(const std::string& day, double confidence) {
    DateEstimate& e = report_.published;
    const DateSignal* best = nullptr;
    for (const auto* list : {&e.signals, &report_.modified.signals})
      for (const DateSignal& s : *list)
        if (day_of(s) == day && (best == nullptr || rank(s) > rank(*best))) best = &s;
    if (best == nullptr) return;
    e.value = best->value.starts_with(day) ? best->value : day;
    e.earliest = day;
    e.latest = parse_date(day)->plus_days(1).iso();
    e.basis = best->source + ": " + best->when;
    e.confidence = confidence;
    for (DateSignal& s : e.signals) {
      if (day_of(s) == day) continue;
      s.doubtful = true;
      s.note = "contradicts " + e.basis;
    }
  }

  static constexpr int kFirstYear = 1990;
  static constexpr int kEvening = 17, kMorning = 9;  // hours of UTC at which it is another day elsewhere
  static constexpr double kLater = .4;               // what a second day of one kind is worth
  static constexpr double kConfirmed = .9;           // and one that another group names too
  static constexpr double kBehindChange = .3;        // what a day is worth that lies behind the last change
  static constexpr double kBehindFetch = .02;        // and one that lies behind the day on which the page was fetched

  const PageContext& c_;
  Report& report_;
  DayOrder order_;
  std::uint32_t near_begin_ = 0, near_end_ = 0;
  std::string bound_;    // the day after the last change that is told; the page was not published after it
  std::string fetched_;  // the day after it was fetched: where it is later than in UTC
};

}  // namespace

void read_page_dates(const PageContext& context, const Given& given, Report& report) {
  PageDates(context, report).run(given);
}

}  // namespace parley
