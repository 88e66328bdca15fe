// Placing expressions on the calendar: what the words leave open comes from the report's day, the direction of the
// clause, and dates already mentioned. See time.h.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "time/expressions.h"

namespace parley {
namespace {

constexpr int kAgainst = 60;        // days that a reading against the usual direction (the past, in news) costs
constexpr double kFavoured = 0.35;  // factor on the distance of a reading that the clause's direction favours
constexpr int kWidestGuess = 92;    // days: wider bounds of the report's date give no day to count from

class Resolver {
 public:
  Resolver(const Report& report, const Document& d, const TimeRules::Data& r) : d_(d), r_(r), text_(report.text) {
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
      t.span = d_.span_of(w.tokens);
      t.with_preposition = t.span;
      t.sentence = sentence;
      t.rule = "time/" + w.rule;
      role(t, w);
      place(t, w);
      if (t.range && t.type == TimexType::date && t.range->length() <= 62) last_ = t.range;
      out.push_back(std::move(t));
    }
    return out;
  }

 private:
  [[nodiscard]] const std::string& low(std::uint32_t i) const { return d_.tokens[i].lower; }

  void role(Timex& t, const TimeWords& w) {
    const Sentence& s = d_.sentences[t.sentence];
    std::uint32_t i = w.tokens.first;
    if (i > s.tokens.first && low(i - 1) == "the") --i;
    if (w.kind == TimeWords::Kind::set) t.role = TimeRole::every;
    if (w.kind == TimeWords::Kind::duration) t.role = TimeRole::for_;
    if (i <= s.tokens.first) return;
    auto it = r_.roles.find(low(i - 1));
    std::uint32_t start = i - 1;
    if (it == r_.roles.end() && i >= s.tokens.first + 2) {
      it = r_.roles.find(low(i - 2) + ' ' + low(i - 1));
      start = i - 2;
    }
    if (it == r_.roles.end()) return;
    t.role = it->second;
    if (w.day_to || w.year_to) t.role = TimeRole::at;
    t.with_preposition = d_.span_of({start, w.tokens.last});
  }

  // ---- direction
  // ------------------------------------------------------------------------------------------------------------

  /// +1 if the clause looks ahead, -1 if back, 0 if it does not say.
  [[nodiscard]] int direction(const Timex& t) const {
    if (t.role == TimeRole::until || t.role == TimeRole::by) return 1;
    if (t.role == TimeRole::since) return -1;
    const VerbGroup* verb = nearest_verb(t.tokens.first);
    if (verb == nullptr) return 0;
    if (!verb->modal.empty() && r_.future.contains(verb->modal)) return 1;
    const std::string& lemma = d_.tokens[verb->head].lemma;
    if (verb->form == VerbForm::infinitive) return verb->perfect ? -1 : 1;
    if (lemma == "be" && verb->form == VerbForm::finite && !verb->past) return 0;
    bool plans = r_.future.contains(lemma);
    if (plans && (verb->passive || verb->progressive || !verb->past || t.role == TimeRole::for_)) return 1;
    if (plans && t.role != TimeRole::at) return 1;
    if (verb->past || verb->perfect) return -1;
    return 0;
  }

  [[nodiscard]] const VerbGroup* nearest_verb(std::uint32_t token) const {
    const VerbGroup* best = nullptr;
    std::uint32_t distance = 0;
    for (auto it = std::lower_bound(d_.verbs.begin(), d_.verbs.end(), token > 40 ? token - 40 : 0,
                                    [](const VerbGroup&v, std::uint32_t x) { return v.head < x; });
         it != d_.verbs.end() && it->tokens.first < token + 40; ++it) {
      if (!it->clause.contains(token)) continue;
      std::uint32_t n = it->head < token ? token - it->head : (it->head - token) * 2;
      if (best == nullptr || n < distance) {
        best = &*it;
        distance = n;
      }
    }
    return best;
  }

  [[nodiscard]] double cost(int days, int towards) const {
    double n = std::abs(days);
    if (days > 0) return towards > 0 ? n * kFavoured : n + (towards < 0 ? 2 * kAgainst : kAgainst);
    if (days < 0) return towards < 0 ? n * kFavoured : n + (towards > 0 ? kAgainst : 0);
    return 0;
  }

  // ---- values
  // ---------------------------------------------------------------------------------------------------------------

  void place(Timex& t, const TimeWords& w) {
    using Kind = TimeWords::Kind;
    switch (w.kind) {
      case Kind::calendar:
        calendar(t, w);
        break;
      case Kind::weekday:
        weekday(t, w);
        break;
      case Kind::relative:
        relative(t, w);
        break;
      case Kind::duration:
        duration(t, w);
        break;
      case Kind::reference:
        t.value = w.value;
        t.range = bounds_of(w.value);
        break;
      case Kind::set:
        t.type = TimexType::set;
        t.value = w.value;
        break;
      case Kind::clock:
        t.type = TimexType::time;
        t.value = now_ && exact_ ? now_->iso() + "T" + w.clock : "T" + w.clock;
        break;
    }
    if (!w.part.empty()) narrow(t, w.part);
    if (!w.daypart.empty() && t.range && t.range->length() == 1) {
      t.type = TimexType::time;
      t.value += "T" + w.daypart;
    }
    t.confidence = t.anchor == "published" && !exact_ ? 0.5 : t.rejected.empty() ? 0.9 : 0.75;
  }

  void set_value(Timex& t, std::string value) const {
    t.value = std::move(value);
    t.range = bounds_of(t.value);
  }

  void narrow(Timex& t, const std::string& part) const {
    t.mod = part;
    auto it = r_.part_bounds.find(part);
    if (!t.range || it == r_.part_bounds.end()) return;
    int n = t.range->length();
    Date from = t.range->earliest.plus_days(static_cast<int>(std::lround(it->second[0] * n)));
    Date to = t.range->earliest.plus_days(static_cast<int>(std::lround(it->second[1] * n)));
    if (from < to) t.range = DateRange{from, to};
  }

  static std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }
  static std::string four(int n) {
    std::string s = std::to_string(n);
    return std::string(s.size() < 4 ? 4 - s.size() : 0, '0') + s;
  }
  static std::string value_of(int year, const TimeWords& w) {
    std::string v = four(year);
    if (!w.season.empty()) return v + '-' + w.season;
    if (w.month) v += '-' + two(*w.month);
    if (w.day) v += '-' + two(*w.day);
    if (w.year_to) v += '/' + four(*w.year_to);
    if (w.day_to) {
      int month = w.month_to.value_or(w.month.value_or(1));
      int last_year = w.month && month < *w.month ? year + 1 : year;
      v += '/' + four(last_year) + '-' + two(month) + '-' + two(*w.day_to);
    }
    return v;
  }

  void calendar(Timex& t, const TimeWords& w) {
    if (w.year) return set_value(t, value_of(*w.year, w));
    if (!year_) {
      t.value = value_of(1, w);
      t.value.replace(0, 4, "XXXX");
      if (std::size_t slash = t.value.find('/'); slash != std::string::npos) t.value.replace(slash + 1, 4, "XXXX");
      return;
    }
    t.anchor = "published";
    Date now = now_ ? *now_ : *Date::from_civil(*year_, 7, 1);
    int towards = w.shift ? *w.shift : direction(t);
    struct Choice {
      double cost;
      std::string value;
    };
    std::vector<Choice> choices;
    for (int y = *year_ - 1; y <= *year_ + 1; ++y) {
      std::string v = value_of(y, w);
      auto range = bounds_of(v);
      if (!range) continue;
      int days = range->contains(now)    ? 0
                 : range->earliest > now ? range->earliest.days - now.days
                                         : range->latest.days - 1 - now.days;
      if (w.shift == -1 && days >= 0) continue;
      if (w.shift == 1 && days <= 0) continue;
      choices.push_back({w.shift && *w.shift != 0 ? std::abs(days) : cost(days, towards), v});
    }
    if (choices.empty()) return;
    std::stable_sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) { return a.cost < b.cost; });
    set_value(t, choices[0].value);
    if (choices.size() > 1) t.rejected = choices[1].value;
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
    if (w.of_unit && w.shift) {
      day = now_->plus_days(1 - now_->weekday() + 7 * *w.shift + *w.weekday - 1);
    } else if (w.shift && *w.shift != 0) {
      day = now_->plus_days(*w.shift < 0 ? -(back == 0 ? 7 : back) : (ahead == 0 ? 7 : ahead));
    } else if (direction(t) > 0 || (w.shift && *w.shift == 0 && direction(t) >= 0)) {
      day = now_->plus_days(ahead);
      if (back != 0) t.rejected = now_->plus_days(-back).iso();
    } else if (back != 0) {
      t.rejected = now_->plus_days(ahead).iso();
    }
    set_value(t, day.iso());
  }

  /// The value of the unit that holds `day`, moved by `n` units.
  [[nodiscard]] static std::string unit_value(const std::string& unit, Date day, int n) {
    if (unit == "D") return day.plus_days(n).iso();
    if (unit == "W" || unit == "WE") {
      Date monday = day.plus_days(1 - day.weekday() + 7 * n);
      Date thursday = monday.plus_days(3);
      int week = (thursday.days - thursday.year_start().days) / 7 + 1;
      return four(thursday.year()) + "-W" + two(week) + (unit == "WE" ? "-WE" : "");
    }
    if (unit == "M") return day.plus_months(n).iso().substr(0, 7);
    if (unit == "Q") {
      int index = day.year() * 4 + (day.month() - 1) / 3 + n;
      return four(index / 4) + "-Q" + std::to_string(index % 4 + 1);
    }
    int year = day.year() + (unit == "Y" ? n : unit == "DE" ? 10 * n : 100 * n);
    year = std::clamp(year, 1, 9999);
    return unit == "Y" ? four(year) : unit == "DE" ? four(year).substr(0, 3) : four(year).substr(0, 2);
  }

  void relative(Timex& t, const TimeWords& w) {
    std::optional<Date> base = now_;
    t.anchor = "published";
    if (w.from_context && last_) {
      base = last_->earliest;
      t.anchor = "text: " + base->iso();
    }
    if (!base && year_ && w.unit == "Y" && w.shift) base = Date::from_civil(*year_, 7, 1);
    if (!base) return;
    if (w.direction == 0) {
      set_value(t, unit_value(w.unit, *base, w.shift.value_or(0)));
      if (w.unit == "WE" && !t.range) t.range = bounds_of(t.value.substr(0, 8));
      return;
    }
    if (w.amount == 0) {  // "several days ago"
      t.value = w.direction < 0 ? "PAST_REF" : "FUTURE_REF";
      return;
    }
    if (w.unit[0] == 'T') return;
    set_value(t, unit_value(w.unit, *base, w.direction * std::min(w.amount, 9000)));
  }

  static std::string period(const std::string& unit, int n) {
    std::string amount = n > 0 ? std::to_string(n) : "X";
    if (unit[0] == 'T') return "PT" + amount + unit.substr(1);
    if (unit == "DE" || unit == "CE")
      return "P" + (n > 0 ? std::to_string(n * (unit == "DE" ? 10 : 100)) : amount) + "Y";
    if (unit == "W2") return "P" + std::to_string(2 * std::max(n, 1)) + "W";
    return "P" + amount + unit;
  }

  void duration(Timex& t, const TimeWords& w) {
    t.type = TimexType::duration;
    t.value = period(w.unit, w.amount);
    t.min = t.value;
    t.max = w.amount_to > 0 ? period(w.unit, w.amount_to) : t.value;
    if (w.amount_to > 0) t.value = t.min + "/" + t.max;
    bool within = t.tokens.first > 0 && low(t.tokens.first - 1) == "within";
    bool ahead = within || (w.shift && *w.shift > 0);
    if (!now_ || !exact_ || !ahead || w.unit.size() > 1 || w.amount == 0) return;
    int n = std::min(w.amount_to > 0 ? w.amount_to : w.amount, 9000);
    Date to = w.unit == "D"   ? now_->plus_days(n)
              : w.unit == "W" ? now_->plus_days(7 * n)
              : w.unit == "M" ? now_->plus_months(n)
                              : now_->plus_months(12 * std::min(n, 500));
    t.range = DateRange{*now_, to.plus_days(1)};
    t.role = TimeRole::by;
  }

  const Document& d_;
  const TimeRules::Data& r_;
  std::string_view text_;
  std::optional<Date> now_;
  std::optional<int> year_;
  bool exact_ = false;
  std::optional<DateRange> last_;
};

}  // namespace

std::vector<Timex> find_times(const Report& report, const Document& document, const TimeRules& rules) {
  return Resolver(report, document, rules.data()).run();
}

}  // namespace parley
