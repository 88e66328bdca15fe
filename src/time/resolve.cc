// Placing expressions on the calendar: what the words leave open comes from the report's day, the direction of the
// clause, and dates already mentioned. See time.h; the words are found by composer.h, values are written by values.h.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "time/direction.h"
#include "time/expressions.h"
#include "time/readings.h"
#include "time/spoken.h"
#include "time/values.h"

namespace parley {
namespace {

using Kind = TimeWords::Kind;

constexpr double kSure = 0.9;        // confidence of an expression with one reading
constexpr double kGuessedDay = 0.5;  // of one that counts from a report's day that is itself a guess
constexpr double kDirected = 0.9;    // share of a weekday's reading that the clause's direction decided
constexpr double kUndirected =
    0.8;                       // and of one that it left open: of TimeBank's 125 bare weekdays 76 lie behind, 5 ahead
constexpr int kLeapYears = 8;  // years between two 29ths of February at most (1896, 1904)
constexpr int kWidestGuess = 92;  // days: wider bounds of the report's date give no day to count from

class Resolver {
 public:
  Resolver(const Report& report, const Document& d, const TimeRules::Data& r) : d_(d), r_(r) {
    if (auto range = report.published.range()) {
      if (range->length() <= kWidestGuess) now_ = Date{(range->earliest.days + range->latest.days - 1) / 2};
      exact_ = range->length() == 1;
      const Date middle{
          static_cast<std::int32_t>((static_cast<std::int64_t>(range->earliest.days) + range->latest.days) / 2)};
      if (!now_ && range->earliest.year() == range->latest.plus_days(-1).year()) year_ = middle.year();
    }
    if (now_) year_ = now_->year();
  }

  std::vector<Timex> run() {
    std::vector<Timex> out;
    std::uint32_t sentence = 0;
    for (const TimeWords& w : find_time_words(d_, r_)) {
      while (sentence + 1 < d_.sentences.size() && d_.sentences[sentence].tokens.last <= w.tokens.first) ++sentence;
      Timex t;
      t.tokens = w.tokens;
      t.span = w.span;
      t.with_preposition = t.span;
      t.sentence = sentence;
      t.rule = std::string("time/") + w.rule;
      t.mod = w.mod;
      t.zone = w.zone;
      role(t, w);
      spoken_.join(d_, r_, out, t, w);
      place(t, w);
      t.side = side(t, w);
      spoken_.remember(t, w, r_);
      out.push_back(std::move(t));
    }
    return out;
  }

 private:
  void role(Timex& t, const TimeWords& w) {
    if (w.kind == Kind::set) t.role = TimeRole::every;
    if (w.kind == Kind::duration) t.role = TimeRole::for_;
    limit_ = false;
    auto led = preposition_of(d_, d_.sentences[t.sentence], w.tokens.first, r_);
    if (!led) return;
    if (w.kind != Kind::set) t.role = led->role;
    bool range = w.day_to || w.year_to;
    if (range && (t.role == TimeRole::since || t.role == TimeRole::until)) t.role = TimeRole::at;
    t.with_preposition = {d_.tokens[led->first].span.begin, t.span.end};
    limit_ = r_.limits.contains(d_.tokens[led->first].lower);
  }

  [[nodiscard]] int direction(const Timex& t) const {
    return clause_direction(d_, d_.sentences[t.sentence], t.tokens, t.role, r_);
  }

  /// Where the expression lies, seen from the report's day. Without that day the words tell ("next week"), or the
  /// clause.
  [[nodiscard]] int side(const Timex& t, const TimeWords& w) const {
    if (t.range && now_) return t.range->earliest > *now_ ? 1 : t.range->latest <= *now_ ? -1 : 0;
    auto sign = [](int n) { return n < 0 ? -1 : n > 0 ? 1 : 0; };
    if (w.kind == Kind::moved) return sign(w.direction);
    for (const auto& shift : {w.shift, w.week_shift, w.year_shift})
      if (shift && *shift != 0) return sign(*shift);
    bool placed =
        w.kind == Kind::weekday || w.kind == Kind::calendar || w.kind == Kind::unit || w.kind == Kind::holiday;
    return placed ? direction(t) : 0;
  }

  // ---- values

  void place(Timex& t, const TimeWords& w) {
    switch (w.kind) {
      case Kind::calendar:
        calendar(t, w);
        break;
      case Kind::weekday:
        weekday(t, w);
        break;
      case Kind::unit:
        unit(t, w);
        break;
      case Kind::moved:
        moved(t, w);
        break;
      case Kind::duration:
        duration(t, w);
        break;
      case Kind::reference:
        set_value(t, w.value);
        break;
      case Kind::holiday:
        holiday_day(t, w);
        break;
      case Kind::set:
        t.type = TimexType::set;
        t.value = w.value.empty() ? period(w.unit, w.amount) : w.value;
        if (!w.daypart.empty()) t.value += "T" + w.daypart;
        break;
      case Kind::clock:
        time_of_day(t, w);
        break;
    }
    if (w.part.starts_with("NTH "))
      take_nth(t, w);
    else if (!w.part.empty())
      take_part(t, w.part, r_);
    if (now_ && (w.mod == "START" || w.mod == "END")) cut_at_today(t, *now_, w.mod == "END");
    if (t.range && t.range->length() == 1 && t.type == TimexType::date) {
      if (!w.daypart.empty()) {
        t.type = TimexType::time;
        t.value += "T" + w.daypart;
      } else if (!w.clock.empty()) {
        t.type = TimexType::time;
        t.value += "T" + w.clock;
      }
    }
    t.confidence = t.anchor == "published" && !exact_ ? kGuessedDay : t.rejected.empty() ? kSure : weight_ * kSure;
  }

  [[nodiscard]] Date middle_of_year() const { return *Date::from_civil(std::clamp(*year_, 1, 9999), 7, 1); }

  void calendar(Timex& t, const TimeWords& w) {
    if (w.season == "Q") return spoken_quarter(t, w);
    bool turns = w.month_to && w.month && *w.month_to < *w.month;  // "April 1 to March 31, 2019": the year is the end's
    if (w.year) return set_value(t, calendar_value(std::max(1, *w.year - (turns ? 1 : 0)), w));
    if (!year_) {
      t.value = calendar_value(1, w);
      t.value.replace(0, 4, "XXXX");
      if (std::size_t slash = t.value.find('/'); slash != std::string::npos) t.value.replace(slash + 1, 4, "XXXX");
      return;
    }
    t.anchor = "published";
    if (w.year_shift) return set_value(t, calendar_value(std::clamp(*year_ + *w.year_shift, 1, 9998), w));
    if (w.shift == 0 && (w.month || !w.season.empty())) {  // "this September"
      // "this winter" began in the December before
      bool winter = now_ && w.season == "WI" && now_->month() <= 2;
      return set_value(t, calendar_value(std::max(1, *year_ - (winter ? 1 : 0)), w));
    }
    int towards = w.shift && *w.shift != 0 ? *w.shift : direction(t);
    Readings readings(now_ ? *now_ : middle_of_year(), towards, w.shift, spoken_, r_);
    int reach = w.month == 2 && w.day == 29 ? kLeapYears : 1;
    for (int y = std::max(1, *year_ - reach); y <= std::min(*year_ + reach, 9998); ++y)
      readings.offer(calendar_value(y, w));
    weight_ = readings.choose(t);
  }

  /// "the quarter", "the 1988 period", "the latest period": of the quarter that the text speaks of, else the last one.
  void spoken_quarter(Timex& t, const TimeWords& w) {
    if (!now_ && spoken_.quarter.empty()) {
      t.value = "XXXX-QX";
      return;
    }
    t.anchor = spoken_.quarter.empty() ? "published" : "text: " + spoken_.quarter;
    int towards = spoken_.quarter.empty() ? direction(t) : 0;
    std::string q = !spoken_.quarter.empty() ? spoken_.quarter : unit_value("Q", *now_, towards > 0 ? 0 : -1);
    if (w.year || w.year_shift) {
      int year = w.year ? *w.year : year_ ? *year_ + *w.year_shift : std::stoi(q.substr(0, 4)) + *w.year_shift;
      q = four_digits(std::clamp(year, 1, 9999)) + q.substr(4);
    }
    set_value(t, q);
  }

  void weekday(Timex& t, const TimeWords& w) {
    if (!now_) {
      t.value = "XXXX-WXX-" + std::to_string(*w.weekday);
      return;
    }
    t.anchor = "published";
    int back = (now_->weekday() - *w.weekday + 7) % 7;  // 0: the day itself
    int ahead = (*w.weekday - now_->weekday() + 7) % 7;
    Date day = now_->plus_days(-back);
    if (w.week_shift) {
      day = *w.week_shift == 2 ? now_->plus_days(ahead + 7)
                               : now_->plus_days(1 - now_->weekday() + 7 * *w.week_shift + *w.weekday - 1);
      return set_value(t, day.iso());
    }
    if (w.from_context && spoken_.day && w.shift && *w.shift != 0) {  // "the following Tuesday"
      int n =
          *w.shift > 0 ? (*w.weekday - spoken_.day->weekday() + 7) % 7 : (spoken_.day->weekday() - *w.weekday + 7) % 7;
      day = spoken_.day->plus_days((n == 0 ? 7 : n) * *w.shift);
      t.anchor = "text: " + spoken_.day->iso();
      return set_value(t, day.iso());
    }
    if (w.shift && *w.shift != 0) {
      day = now_->plus_days(*w.shift < 0 ? -(back == 0 ? 7 : back) : (ahead == 0 ? 7 : ahead));
      return set_value(t, day.iso());
    }
    if (spoken_.beside && !w.shift) {  // "Monday and Tuesday"
      int n = (*w.weekday - spoken_.beside->earliest.weekday() + 7) % 7;
      if (!spoken_.beside_after && n > 3) n -= 7;
      if (spoken_.beside_after && n == 0) n = 7;
      t.anchor = "text: " + spoken_.beside->earliest.iso();
      return set_value(t, spoken_.beside->earliest.plus_days(n).iso());
    }
    int towards = direction(t);
    weight_ = towards != 0 ? kDirected : kUndirected;
    bool limit = t.role == TimeRole::until || t.role == TimeRole::by;
    if (towards > 0 || (w.shift && towards == 0)) {
      if (limit && ahead == 0) ahead = 7;  // "postponed until Monday", written on a Monday
      day = now_->plus_days(ahead);
      if (back != 0) t.rejected = now_->plus_days(-back).iso();
    } else if (back != 0) {
      t.rejected = now_->plus_days(ahead).iso();
    }
    set_value(t, day.iso());
  }

  /// The day that "the same day", "two days later" counts from.
  [[nodiscard]] std::optional<Date> base_of(Timex& t, const TimeWords& w) const {
    if (w.from_context && (spoken_.last || (w.unit == "Y" && spoken_.year))) {
      Date base = spoken_.last ? spoken_.last->earliest : *Date::from_civil(*spoken_.year, 7, 1);
      if (w.unit == "Y" && spoken_.year && base.year() != *spoken_.year) base = *Date::from_civil(*spoken_.year, 7, 1);
      if (w.unit == "D" && spoken_.day)
        base = *spoken_.day;
      else if (w.unit == "D" && spoken_.last->length() > 1)
        base = now_.value_or(base);
      t.anchor = "text: " + base.iso();
      return base;
    }
    t.anchor = "published";
    if (!now_ && year_ && (w.unit == "Y" || w.unit == "DE" || w.unit == "CE")) return middle_of_year();
    return now_;
  }

  /// The value of a unit where no day is known to count from.
  static std::string unplaced(std::string_view unit) {
    return unit == "D"   ? "XXXX-XX-XX"
           : unit == "W" ? "XXXX-WXX"
           : unit == "M" ? "XXXX-XX"
           : unit == "Q" ? "XXXX-QX"
                         : "XXXX";
  }

  void unit(Timex& t, const TimeWords& w) {
    if (w.unit == "WE") return weekend(t, w);
    TimeWords from = w;
    bool spoken = w.definite && w.shift == 0 && w.from_context;  // "the year": this one, unless it is just spoken of
    if (spoken && (w.unit != "D" || spoken_.last_sentence + 1 < t.sentence)) from.from_context = false;
    auto base = base_of(t, from);
    if (!base) {
      t.value = unplaced(w.unit);
      return;
    }
    set_value(t, unit_value(w.unit, *base, w.shift.value_or(0)));
  }

  void weekend(Timex& t, const TimeWords& w) {
    t.anchor = "published";
    if (!now_) {
      t.value = "XXXX-WXX-WE";
      return;
    }
    int shift = w.shift.value_or(0);
    bool within = now_->weekday() >= 6;
    if (w.definite && shift == 0 && !within) {
      int towards = direction(t);
      bool next = towards > 0 || t.role == TimeRole::before;
      t.rejected = unit_value("WE", *now_, next ? -1 : 0);
      shift = next ? 0 : -1;
    }
    set_value(t, unit_value("WE", *now_, shift));
  }

  void moved(Timex& t, const TimeWords& w) {
    bool near = t.sentence - spoken_.quarter_sentence <= r_.quarter_sentences;
    if (w.unit == "Y" && w.amount == 1 && !spoken_.quarter.empty() && near && !w.half && w.direction < 0 &&
        w.amount_to == 0) {
      t.anchor = "text: " + spoken_.quarter;
      std::string last = w.season.empty() ? spoken_.quarter.substr(4) : "-" + w.season;
      return set_value(t, four_digits(std::max(1, std::stoi(spoken_.quarter.substr(0, 4)) - 1)) + last);
    }
    if (w.unit[0] == 'T') {  // "two hours ago": no finer than the report's day is known
      t.type = TimexType::duration;
      t.value = period(w.unit, w.amount, w.half);
      return;
    }
    auto base = base_of(t, w);
    if (w.amount == 0) {
      t.value = w.direction < 0 ? "PAST_REF" : "FUTURE_REF";
      return;
    }
    if (!base) {
      t.value = unplaced(w.unit);
      return;
    }
    long years = w.unit == "Y" ? w.amount : w.unit == "DE" ? 10L * w.amount : w.unit == "CE" ? 100L * w.amount : 0;
    if (base->year() + w.direction * years < 1 || base->year() + w.direction * years > 9999) {
      t.value = w.direction < 0 ? "PAST_REF" : "FUTURE_REF";
      return;
    }
    if (w.unit == "DE") return set_value(t, unit_value("Y", *base, w.direction * w.amount * 10));
    if (w.unit == "CE") return set_value(t, unit_value("Y", *base, w.direction * w.amount * 100));
    set_value(t, unit_value(w.unit, *base, w.direction * w.amount));
  }

  void holiday_day(Timex& t, const TimeWords& w) {
    if (w.year || (w.year_shift && year_)) {
      int year = w.year ? *w.year : *year_ + *w.year_shift;
      if (auto day = holiday(w.value, year)) return set_value(t, day->iso());
    }
    if (!year_) {
      t.value = w.value.size() == 5 ? "XXXX-" + w.value : "XXXX-XX-XX";
      return;
    }
    t.anchor = "published";
    Readings readings(now_ ? *now_ : middle_of_year(), direction(t), std::nullopt, spoken_, r_);
    for (int y = *year_ - 1; y <= *year_ + 1; ++y)
      if (auto day = holiday(w.value, y)) readings.offer(day->iso());
    weight_ = readings.choose(t);
  }

  /// A time of day alone: of the day just spoken of in the sentence, else of the report's day.
  void time_of_day(Timex& t, const TimeWords& w) {
    t.type = TimexType::time;
    bool spoken = spoken_.last && spoken_.last_sentence == t.sentence && spoken_.last->length() == 1;
    std::optional<Date> day = spoken ? spoken_.last->earliest : exact_ ? now_ : std::nullopt;
    t.anchor = spoken ? "text: " + day->iso() : day ? "published" : "";
    if (!day) {
      t.value = "T" + w.clock;
      return;
    }
    t.value = day->iso() + "T" + w.clock;
    t.range = DateRange{*day, day->plus_days(1)};
  }

  void duration(Timex& t, const TimeWords& w) {
    t.type = TimexType::duration;
    t.value = period(w.unit, w.amount, w.half);
    t.min = t.max = t.value;
    if (w.amount_to > 0) {
      t.max = period(w.unit, w.amount_to, w.half);
      t.min = period(w.unit, w.amount);
      t.value = t.min + "/" + t.max;
    }
    if (w.amount == 0 && !w.half) {
      t.min = period(w.unit, r_.vague_least);
      t.max = period(w.unit, r_.vague_most);
    }
    bool ahead = limit_ || (w.shift && *w.shift > 0);
    bool behind = w.shift && *w.shift < 0;
    bool lasting = t.role == TimeRole::for_ && t.with_preposition.begin < t.span.begin;  // "for the next two years"
    if (ahead && !lasting) t.role = TimeRole::by;
    if (!now_ || !exact_ || (!ahead && !behind) || w.unit[0] == 'T') return;
    int n = w.amount_to > 0 ? w.amount_to : w.amount > 0 ? w.amount : r_.vague_most;
    if (behind) {
      t.range = DateRange{after_period(*now_, w.unit, -n), now_->plus_days(1)};
      return;
    }
    t.range = DateRange{*now_, after_period(*now_, w.unit, n).plus_days(1)};
  }

  const Document& d_;
  const TimeRules::Data& r_;
  std::optional<Date> now_;
  std::optional<int> year_;
  bool exact_ = false;
  bool limit_ = false;  // the expression follows "within" or its like
  double weight_ = 1;   // share of the reading chosen, where another was rejected
  Spoken spoken_;
};

}  // namespace

std::vector<Timex> find_times(const Report& report, const Document& document, const TimeRules& rules) {
  return Resolver(report, document, rules.data()).run();
}

}  // namespace parley
