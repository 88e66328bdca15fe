// When was the report published? Its stamps are weighed against its own text. See time.h.
//
// Each piece of text evidence gives bounds: a year said to be "next year", a dated occasion called recent,
// officeholders, a weekday with its date, dates told as past or to come. The pieces that agree are intersected; a stamp
// outside what two independent pieces allow is kept, but marked doubtful.
#include <algorithm>

#include "base/text.h"
#include "time/direction.h"
#include "time/expressions.h"
#include "time/values.h"

namespace parley {
namespace {

class Evidence {
 public:
  Evidence(const Report& report, const Document& d, const std::vector<OfficeEvidence>& offices,
           const TimeRules::Data& r)
      : report_(report), d_(d), r_(r), offices_(offices) {}

  std::vector<DateSignal> run() {
    words_ = find_time_words(d_, r_);
    next_years();
    occasions();
    offices();
    weekday_dates();
    dated_clauses();
    return std::move(signals_);
  }

 private:
  void add(const std::string& what, Span span, Date from, Date to, double weight) {
    DateSignal s;
    s.about = "published";
    s.source = "text: " + what;
    s.when = std::string(slice(report_.text, span));
    s.earliest = from.iso();
    s.latest = to.iso();
    s.weight = weight;
    s.span = span;
    for (const DateSignal& other : signals_)
      if (other.source == s.source && other.earliest == s.earliest && other.latest == s.latest) return;
    signals_.push_back(std::move(s));
  }

  /// "next year" near an explicit year that is named as what lies ahead: the earliest such year is next year.
  void next_years() {
    for (const TimeWords& next : words_) {
      if (next.kind != TimeWords::Kind::unit || next.unit != "Y" || next.shift != 1) continue;
      std::uint32_t s = d_.sentence_at(next.tokens.first);
      std::optional<int> year;
      Span where;
      auto near = std::lower_bound(words_.begin(), words_.end(), d_.sentences[s > 2 ? s - 2 : 0].tokens.first,
                                   [](const TimeWords& w, std::uint32_t token) { return w.tokens.first < token; });
      for (; near != words_.end() && d_.sentence_at(near->tokens.first) <= s + 2; ++near) {
        const TimeWords& w = *near;
        if (!w.year || w.month || w.season.size() > 0) continue;
        bool ahead = w.tokens.first > 0 &&
                     (d_.tokens[w.tokens.first - 1].lower == "for" || d_.tokens[w.tokens.first - 1].lower == "in" ||
                      d_.tokens[w.tokens.first - 1].lower == "of");
        if (!ahead || (year && *year <= *w.year)) continue;
        year = w.year;
        where = d_.span_of(w.tokens);
      }
      if (!year) continue;
      add("'next year' beside " + std::to_string(*year), where, *Date::from_civil(*year - 1, 1, 1),
          *Date::from_civil(*year, 1, 1), r_.weight_year);
      return;
    }
  }

  void occasions() {
    auto count = static_cast<std::uint32_t>(d_.tokens.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      auto m = r_.occasions.longest([&](std::uint32_t k) {
        return i + k < count ? std::string_view(d_.tokens[i + k].lower) : std::string_view();
      });
      if (m.length == 0) continue;
      bool recent = false;
      for (std::uint32_t k = i > 4 ? i - 4 : 0; k < i; ++k) recent = recent || r_.recent.contains(d_.tokens[k].lower);
      if (recent) recent_occasion(r_.occasion_list[m.payload], {i, i + m.length});
      i += m.length - 1;
    }
  }

  /// A recent occasion of several possible years: the one that the other evidence allows, else the last before the
  /// stamp.
  void recent_occasion(const Occasion& o, TokenRange where) {
    std::optional<DateRange> allowed;
    for (const DateSignal& s : signals_)
      if (auto a = parse_date(s.earliest))
        if (auto b = parse_date(s.latest)) allowed = DateRange{*a, *b};
    auto stamp = report_.published.range();
    const DateRange* best = nullptr;
    for (const DateRange& date : o.dates) {
      DateRange after{date.latest, date.latest.plus_days(r_.occasion_days)};
      if (allowed ? after.overlaps(*allowed) : (stamp && date.earliest < stamp->latest)) best = &date;
    }
    if (best == nullptr) return;
    add("recent " + o.name + " of " + best->earliest.iso(), d_.span_of(where), best->latest,
        best->latest.plus_days(r_.occasion_days), r_.weight_occasion);
  }

  void offices() {
    for (const OfficeEvidence& e : offices_) {
      auto first = std::lower_bound(d_.tokens.begin(), d_.tokens.end(), e.span.begin,
                                    [](const Token& t, std::uint32_t begin) { return t.span.begin < begin; });
      auto index = static_cast<std::uint32_t>(first - d_.tokens.begin());
      bool former = false;
      for (std::uint32_t k = index > 4 ? index - 4 : 0; k < std::min<std::size_t>(index + 5, d_.tokens.size()); ++k)
        former = former || r_.former.contains(d_.tokens[k].lower);
      if (!former) add(e.who + " in office", e.span, e.in_office.earliest, e.in_office.latest, r_.weight_office);
    }
  }

  /// "Thursday, Nov. 8" without a year: where no year around the stamp's has that weekday on that day, the report is of
  /// the last year before that has.
  void weekday_dates() {
    auto stamp = report_.published.range();
    if (!stamp || stamp->length() > kStampDays) return;
    for (const TimeWords& w : words_) {
      if (!w.weekday || !w.month || !w.day || w.year || w.year_shift) continue;
      int last = stamp->earliest.year() + 1;
      for (int year = last; year > std::max(0, last - kYearsBack); --year) {
        auto day = Date::from_civil(year, *w.month, *w.day);
        if (!day || day->weekday() != *w.weekday) continue;
        if (year >= last - 2) break;  // agrees with the stamp
        add("a weekday and its date", w.span, day->plus_days(-kHalfYear), day->plus_days(kHalfYear), r_.weight_weekday);
        break;
      }
    }
  }

  /// The latest date with a year that is told as past, and the earliest that is told as to come.
  void dated_clauses() {
    std::optional<DateRange> past, future;
    Span past_span, future_span;
    for (const TimeWords& w : words_) {
      if (w.kind != TimeWords::Kind::calendar || !w.year || w.year_to || w.season == "Q") continue;
      auto range = bounds_of(calendar_value(*w.year, w));
      if (!range) continue;
      const Sentence& s = d_.sentences[d_.sentence_at(w.tokens.first)];
      int direction = clause_direction(d_, s, w.tokens, TimeRole::at, r_);
      if (direction < 0 && (!past || range->earliest > past->earliest)) past = range, past_span = w.span;
      if (direction > 0 && (!future || range->latest < future->latest)) future = range, future_span = w.span;
    }
    if (past) add("told as past", past_span, past->earliest, kLastDate, r_.weight_clause);
    if (future) add("told as to come", future_span, kFirstDate, future->latest, r_.weight_clause);
  }

  static constexpr int kStampDays = 31;  // a stamp wider than a month says no year to compare with
  static constexpr int kYearsBack = 12;  // a day has its weekday again after 5, 6 or 11 years
  static constexpr int kHalfYear = 180;

  const Report& report_;
  const Document& d_;
  const TimeRules::Data& r_;
  const std::vector<OfficeEvidence>& offices_;
  std::vector<TimeWords> words_;
  std::vector<DateSignal> signals_;
};

std::optional<DateRange> bounds(const DateSignal& s) {
  auto a = parse_date(s.earliest);
  auto b = parse_date(s.latest);
  if (!a || !b) return std::nullopt;
  return DateRange{*a, *b};
}

/// A dateline's month and day get the year that makes them fall into `range`, or nearest to it.
void complete_dateline(DateEstimate& published, std::optional<DateRange> range) {
  for (DateSignal& s : published.signals) {
    if (!s.value.starts_with("XXXX-") || !range) continue;
    std::optional<Date> best;
    for (int year = range->earliest.year() - 1; year <= range->latest.year() + 1; ++year) {
      auto day = parse_date(std::to_string(year) + s.value.substr(4));
      if (!day) continue;
      auto distance = [&](Date d) {
        return range->contains(d)
                   ? 0
                   : std::min(std::abs(d.days - range->earliest.days), std::abs(d.days - range->latest.days));
      };
      if (!best || distance(*day) < distance(*best)) best = day;
    }
    if (!best || range->length() > 400) continue;
    s.value = best->iso();
    s.earliest = best->iso();
    s.latest = best->plus_days(1).iso();
    s.note = "year from other evidence";
    if (published.value.empty() && range->contains(*best)) {
      published.value = s.value;
      published.earliest = s.earliest;
      published.latest = s.latest;
      published.basis = "dateline: " + s.when;
    }
  }
}

}  // namespace

void estimate_publication(Report& report, const Document& document, const std::vector<OfficeEvidence>& offices,
                          const TimeRules& rules) {
  DateEstimate& published = report.published;
  std::vector<DateSignal> text = Evidence(report, document, offices, rules.data()).run();
  std::stable_sort(text.begin(), text.end(),
                   [](const DateSignal& a, const DateSignal& b) { return a.weight > b.weight; });
  DateRange all{kFirstDate, kLastDate};
  std::size_t used = 0;
  double weight = 0;
  std::vector<std::string> reasons;
  for (DateSignal& s : text) {
    auto b = bounds(s);
    if (!b) continue;
    if (!b->overlaps(all)) {
      s.doubtful = true;
      s.note = "disagrees with stronger evidence of the text";
      continue;
    }
    all = {std::max(all.earliest, b->earliest), std::min(all.latest, b->latest)};
    ++used;
    weight += s.weight;
    reasons.push_back(s.source);
  }
  auto stamp = published.range();
  double stamp_weight = 0;
  for (const DateSignal& s : published.signals)
    if (!s.doubtful && !s.earliest.empty()) stamp_weight = std::max(stamp_weight, s.weight);
  bool contradicted = stamp && used >= 2 && !all.overlaps(*stamp) && weight > stamp_weight && stamp_weight < 0.8;
  if (contradicted)
    for (DateSignal& s : published.signals) {
      auto b = bounds(s);
      if (!b || b->overlaps(all)) continue;
      s.doubtful = true;
      s.note = "the text speaks for " + all.earliest.iso() + " to " + all.latest.plus_days(-1).iso();
    }
  bool bounded = used >= 2 && all.length() <= 400;
  if (contradicted || (!stamp && bounded)) {
    bool one_year = all.earliest.year() == all.latest.plus_days(-1).year();
    published.value = one_year ? std::to_string(all.earliest.year()) : std::string();
    published.earliest = all.earliest.iso();
    published.latest = all.latest.iso();
    published.basis = join(reasons, "; ");
    stamp = all;
  }
  for (DateSignal& s : text) published.signals.push_back(std::move(s));
  complete_dateline(published, stamp);
}

}  // namespace parley
