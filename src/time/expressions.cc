// See expressions.h. At each word the forms are tried from the most specific to the least; the first that fits is
// taken.
#include "time/expressions.h"

#include <algorithm>

#include "base/text.h"

namespace parley {
namespace {

bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return is_ascii_digit(c); });
}
int to_int(std::string_view s) {
  int n = 0;
  for (char c : s) n = std::min(n * 10 + (c - '0'), 1000000);
  return n;
}

class Finder {
 public:
  Finder(const Document& d, const TimeRules::Data& r) : d_(d), r_(r) {}

  std::vector<TimeWords> run() {
    for (const Sentence& s : d_.sentences) {
      end_ = s.tokens.last;
      begin_ = s.tokens.first;
      for (std::uint32_t i = s.tokens.first; i < end_;) {
        std::uint32_t last = at(i);
        i = last > i ? last : i + 1;
      }
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] const std::string& low(std::uint32_t i) const {
    static const std::string kNone;
    return i < end_ && i >= begin_ ? d_.tokens[i].lower : kNone;
  }
  [[nodiscard]] const std::string& before(std::uint32_t i) const {
    static const std::string kNone;
    return i > begin_ ? d_.tokens[i - 1].lower : kNone;
  }
  template <class Map>
  [[nodiscard]] static const typename Map::mapped_type* find(const Map& map, const std::string& key) {
    auto it = map.find(key);
    return it == map.end() ? nullptr : &it->second;
  }

  /// Tries all forms at `i`; returns the end of what was found, or `i`.
  std::uint32_t at(std::uint32_t i) {
    using Form = std::uint32_t (Finder::*)(std::uint32_t, TimeWords&);
    static constexpr Form kForms[] = {&Finder::iso,         &Finder::reference, &Finder::part_of, &Finder::every,
                                      &Finder::month_first, &Finder::day_first, &Finder::shifted, &Finder::weekday,
                                      &Finder::counted,     &Finder::season,    &Finder::fixed,   &Finder::clock,
                                      &Finder::year_alone,  &Finder::decade};
    for (Form form : kForms) {
      TimeWords w;
      std::uint32_t last = (this->*form)(i, w);
      if (last <= i) continue;
      w.tokens = {i, last};
      found_.push_back(std::move(w));
      return last;
    }
    return i;
  }

  [[nodiscard]] int month_at(std::uint32_t i) const {
    if (i >= end_ || !d_.tokens[i].capital) return 0;
    const int* m = find(r_.months, low(i));
    if (m == nullptr) return 0;
    if (!r_.months_need_day.contains(low(i))) return *m;
    bool numbered = day_at(i + 1) > 0 || year_at(i + 1) > 0 || (i > begin_ && day_at(i - 1) > 0);
    return numbered || r_.months_after.contains(before(i)) ? *m : 0;
  }

  /// A day of the month: 7, 7th. 0 if it is none.
  [[nodiscard]] int day_at(std::uint32_t i) const {
    std::string_view w = low(i);
    if (w.size() > 2 && is_ascii_digit(w[0]) &&
        (w.ends_with("st") || w.ends_with("nd") || w.ends_with("rd") || w.ends_with("th")))
      w.remove_suffix(2);
    if (!all_digits(w) || w.size() > 2) return 0;
    int n = to_int(w);
    return n >= 1 && n <= 31 ? n : 0;
  }
  [[nodiscard]] int year_at(std::uint32_t i) const {
    const std::string& w = low(i);
    if (w.size() != 4 || !all_digits(w)) return 0;
    int n = to_int(w);
    return n >= 1000 && n <= 2999 ? n : 0;
  }
  [[nodiscard]] bool is_dash(std::uint32_t i) const { return low(i) == "-" || low(i) == "--"; }

  // ---- absolute
  // -----------------------------------------------------------------------------------------------------------

  std::uint32_t iso(std::uint32_t i, TimeWords& w) {
    auto date = parse_date(low(i));
    if (!date || low(i).size() < 10) return i;
    w.year = date->year(), w.month = date->month(), w.day = date->day();
    w.rule = "iso";
    return i + 1;
  }

  /// "[, ]2018" after a month and day.
  std::uint32_t take_year(std::uint32_t i, TimeWords& w) const {
    if (low(i) == "," && year_at(i + 1) > 0) {
      w.year = year_at(i + 1);
      return i + 2;
    }
    if (year_at(i) > 0) {
      w.year = year_at(i);
      return i + 1;
    }
    return i;
  }

  /// "Nov. 30 to Dec. 1", "June 12-14", "Feb. 27 and 28".
  std::uint32_t take_range(std::uint32_t i, TimeWords& w, bool from) const {
    bool joined = is_dash(i) || low(i) == "to" || low(i) == "through" || low(i) == "until" ||
                  (low(i) == "and" && month_at(i + 1) == 0);
    if (!joined) return i;
    if (int m = month_at(i + 1);
        m > 0 && day_at(i + 2) > 0 && (is_dash(i) || from || low(i) == "through" || low(i) == "to")) {
      w.month_to = m;
      w.day_to = day_at(i + 2);
      return i + 3;
    }
    int d = day_at(i + 1);
    if (d > 0 && w.day && d > *w.day && find(r_.units, low(i + 2)) == nullptr) {
      w.day_to = d;
      return i + 2;
    }
    return i;
  }

  std::uint32_t month_first(std::uint32_t i, TimeWords& w) {
    std::uint32_t k = i;
    if (low(k).starts_with("mid-") || low(k).starts_with("late-") || low(k).starts_with("early-"))
      return compound_part(i, w);
    int month = month_at(k);
    if (month == 0) return i;
    w.month = month;
    ++k;
    w.rule = "month";
    int day = day_at(k);
    bool span = day > 0 && low(k + 1) == "-";
    if (day > 0 && !(find(r_.units, low(k + 1)) != nullptr)) {
      w.day = day;
      w.rule = "month-day";
      k = take_range(k + 1, w, before(i) == "from");
      (void)span;
    } else if (low(k).find('-') != std::string::npos && two_days(k, w)) {  // "27-28"
      ++k;
    }
    std::uint32_t after = take_year(k, w);
    if (w.day && !w.year && low(k) == "of" && year_at(k + 1) > 0) {
      w.year = year_at(k + 1);
      after = k + 2;
    }
    if (!w.day && low(k) == "of" && year_at(k + 1) > 0) {
      w.year = year_at(k + 1);
      after = k + 2;
    }
    return after;
  }

  bool two_days(std::uint32_t k, TimeWords& w) const {
    std::string_view s = low(k);
    std::size_t dash = s.find('-');
    if (dash == std::string_view::npos || !all_digits(s.substr(0, dash)) || !all_digits(s.substr(dash + 1)))
      return false;
    int a = to_int(s.substr(0, dash));
    int b = to_int(s.substr(dash + 1));
    if (a < 1 || b > 31 || a >= b) return false;
    w.day = a, w.day_to = b;
    return true;
  }

  /// "mid-December", "late-2018".
  std::uint32_t compound_part(std::uint32_t i, TimeWords& w) const {
    const std::string& s = low(i);
    std::size_t dash = s.find('-');
    std::string word = s.substr(0, dash);
    std::string rest = s.substr(dash + 1);
    const std::string* part = find(r_.parts, word);
    if (part == nullptr) return i;
    w.part = *part;
    w.rule = "part of a period";
    if (const int* m = find(r_.months, rest)) {
      w.month = *m;
      return take_year(i + 1, w);
    }
    if (rest.size() == 4 && all_digits(rest)) {
      w.year = to_int(rest);
      return i + 1;
    }
    return i;
  }

  std::uint32_t day_first(std::uint32_t i, TimeWords& w) {
    int day = day_at(i);
    std::uint32_t k = i + 1;
    if (day > 0 && low(k) == "of") ++k;
    if (day > 0 && month_at(k) > 0) {
      w.day = day;
    } else if (two_days(i, w) && month_at(i + 1) > 0) {
      k = i + 1;
    } else {
      return i;
    }
    w.month = month_at(k);
    w.rule = "day-month";
    return take_year(k + 1, w);
  }

  std::uint32_t year_alone(std::uint32_t i, TimeWords& w) {
    int year = year_at(i);
    if (year < 1700 || year > 2100) return i;
    std::uint32_t next = i + 1;
    bool counted = next < end_ && (d_.tokens[next].tag == "NNS" && low(next) != "elections" && low(next) != "talks" &&
                                   low(next) != "games");
    const std::string& b = before(i);
    bool led = r_.roles.contains(b) || r_.shift.contains(b) || b == "of" || b == "the" || b == "a" || b == "between" ||
               b == "and" || b == "early" || b == "late" || b == "mid" || b == "fiscal" || b == "summer" ||
               b == "spring";
    if (counted && !(b == "the" || b == "in" || b == "since" || b == "of")) return i;
    bool plain = next >= end_ || !is_ascii_alpha(low(next).empty() ? ' ' : low(next)[0]);
    if (!led && !plain &&
        (next >= end_ ||
         (d_.tokens[next].pos != Pos::noun && d_.tokens[next].pos != Pos::propn && d_.tokens[next].pos != Pos::adj)))
      return i;
    w.year = year;
    w.rule = "year";
    if (low(next) == "-" && year_at(next + 1) > year) {
      w.year_to = year_at(next + 1);
      return next + 2;
    }
    return next;
  }

  std::uint32_t decade(std::uint32_t i, TimeWords& w) {
    const std::string& s = low(i);
    if (s.size() != 5 || !s.ends_with("0s") || !all_digits(std::string_view(s).substr(0, 4))) return i;
    w.value = s.substr(0, 3);
    w.kind = TimeWords::Kind::reference;
    w.rule = "decade";
    return i + 1;
  }

  std::uint32_t reference(std::uint32_t i, TimeWords& w) {
    auto m = r_.references.longest([&](std::uint32_t k) { return std::string_view(low(i + k)); });
    if (m.length == 0) return i;
    w.kind = TimeWords::Kind::reference;
    w.value = r_.reference_values[m.payload];
    w.rule = "reference";
    return i + m.length;
  }

  std::uint32_t fixed(std::uint32_t i, TimeWords& w) {
    const int* shift = find(r_.fixed, low(i));
    if (shift == nullptr) return i;
    w.kind = TimeWords::Kind::relative;
    w.unit = "D";
    w.shift = *shift;
    w.rule = "named day";
    if (const std::string* part = find(r_.dayparts, low(i))) w.daypart = *part;
    if (const std::string* part = find(r_.dayparts, low(i + 1))) {
      w.daypart = *part;
      return i + 2;
    }
    return i + 1;
  }

  // ---- relative
  // -----------------------------------------------------------------------------------------------------------

  /// "the end of November", "mid November", "the middle of this month", "early next year", "later this month".
  std::uint32_t part_of(std::uint32_t i, TimeWords& w) {
    std::uint32_t k = i;
    if (low(k) == "the") ++k;
    const std::string* part = find(r_.parts, low(k));
    if (low(k) == "later" || low(k) == "earlier") {
      TimeWords inner;
      std::uint32_t last = shifted(k + 1, inner);
      if (last <= k + 1 || inner.shift != 0) return i;
      w = inner;
      w.rule = low(k) + " this";
      return last;
    }
    if (part == nullptr) return i;
    ++k;
    bool of = low(k) == "of";
    if (of) ++k;
    if (low(k) == "-") ++k;
    if (!of && k == i + 1 && low(i) == "first") return i;
    TimeWords inner;
    std::uint32_t last = month_first(k, inner);
    if (last <= k) last = shifted(k, inner);
    if (last <= k && of) last = current_unit(k, inner);
    if (last <= k) last = year_alone(k, inner);
    if (last <= k || inner.day) return i;
    if (!of && inner.kind == TimeWords::Kind::relative && inner.shift == -1 && low(i) == "late") return i;
    w = inner;
    w.part = *part;
    w.rule = "part of a period";
    return last;
  }

  /// "the month", "the year" after "the end of".
  std::uint32_t current_unit(std::uint32_t k, TimeWords& w) const {
    std::uint32_t n = low(k) == "the" ? k + 1 : k;
    const std::string* unit = find(r_.units, low(n));
    if (unit == nullptr) return k;
    w.kind = TimeWords::Kind::relative;
    w.unit = *unit;
    w.shift = 0;
    w.of_unit = true;
    return n + 1;
  }

  std::uint32_t every(std::uint32_t i, TimeWords& w) {
    if (!r_.every.contains(low(i))) return i;
    w.kind = TimeWords::Kind::set;
    w.rule = "every";
    char buffer[32];
    if (int month = month_at(i + 1); month > 0 || find(r_.months, low(i + 1)) != nullptr) {
      if (month == 0) month = *find(r_.months, low(i + 1));
      std::snprintf(buffer, sizeof buffer, "XXXX-%02d", month);
      w.value = buffer;
      return i + 2;
    }
    if (const int* day = find(r_.weekdays, low(i + 1))) {
      w.value = "XXXX-WXX-" + std::to_string(*day);
      return i + 2;
    }
    if (const std::string* unit = find(r_.units, low(i + 1)); unit != nullptr && unit->size() == 1) {
      w.value = "P1" + *unit;
      return i + 2;
    }
    return i;
  }

  /// "last month", "next week", "the past three years", "this Thursday", "last November", "next summer".
  std::uint32_t shifted(std::uint32_t i, TimeWords& w) {
    std::uint32_t k = i;
    if (low(k) == "the") ++k;
    const int* shift = find(r_.shift, low(k));
    if (shift == nullptr) return i;
    ++k;
    w.shift = *shift;
    w.kind = TimeWords::Kind::relative;
    w.rule = "shifted";
    if (const int* n = number_at(k);
        n != nullptr && find(r_.units, low(k + 1)) != nullptr && find(r_.units, low(k + 1))->size() == 1) {
      w.kind = TimeWords::Kind::duration;
      w.amount = *n;
      w.unit = *find(r_.units, low(k + 1));
      return k + 2;
    }
    if (low(k) == "few" || low(k) == "several" || low(k) == "couple") {
      std::uint32_t u = low(k + 1) == "of" ? k + 2 : k + 1;
      if (const std::string* unit = find(r_.units, low(u)); unit != nullptr && unit->size() == 1) {
        w.kind = TimeWords::Kind::duration;
        w.amount = 0;
        w.unit = *unit;
        return u + 1;
      }
    }
    if (const std::string* unit = find(r_.units, low(k))) {
      if (unit->size() > 1 && *unit != "WE" && *unit != "DE" && *unit != "CE") return i;
      if (low(i) == "the" && *shift == 0 && low(k - 1) == "same") w.from_context = true;
      w.unit = *unit;
      return k + 1;
    }
    if (const int* day = find(r_.weekdays, low(k))) {
      w.kind = TimeWords::Kind::weekday;
      w.weekday = *day;
      return daypart_after(k + 1, w);
    }
    if (const int* month = find(r_.months, low(k)); month != nullptr && d_.tokens[k].capital) {
      w.kind = TimeWords::Kind::calendar;
      w.month = *month;
      if (int day = day_at(k + 1); day > 0) {
        w.day = day;
        return k + 2;
      }
      return k + 1;
    }
    if (const std::string* s = find(r_.seasons, low(k))) {
      w.kind = TimeWords::Kind::calendar;
      w.season = *s;
      return k + 1;
    }
    if (const std::string* s = find(r_.dayparts, low(k)); s != nullptr && *shift <= 0) {
      w.unit = "D";
      w.shift = *shift == -1 && *s == "NI" ? -1 : 0;
      w.daypart = *s;
      return k + 1;
    }
    return i;
  }

  std::uint32_t daypart_after(std::uint32_t k, TimeWords& w) const {
    if (const std::string* part = find(r_.dayparts, low(k))) {
      w.daypart = *part;
      return k + 1;
    }
    return k;
  }

  std::uint32_t weekday(std::uint32_t i, TimeWords& w) {
    const int* day = find(r_.weekdays, low(i));
    if (day == nullptr || !d_.tokens[i].capital) return i;
    w.kind = TimeWords::Kind::weekday;
    w.weekday = *day;
    w.rule = "weekday";
    std::uint32_t k = daypart_after(i + 1, w);
    if (low(k) == "," && month_at(k + 1) > 0) {  // "Thursday, Nov. 8"
      TimeWords date;
      std::uint32_t last = month_first(k + 1, date);
      if (last > k + 1 && date.day) {
        w = date;
        return last;
      }
    }
    if (find(r_.shift, low(k)) != nullptr && low(k + 1) == "week") {  // "Thursday last week"
      w.shift = *find(r_.shift, low(k));
      w.of_unit = true;
      return k + 2;
    }
    return k;
  }

  [[nodiscard]] const int* number_at(std::uint32_t i) const {
    const std::string& w = low(i);
    if (const int* n = find(r_.numbers, w)) return n;
    if (!w.empty() && w.size() <= 4 && all_digits(w)) {
      scratch_ = to_int(w);
      return &scratch_;
    }
    return nullptr;
  }

  /// "two days ago", "six to eight months", "within 60 days", "a week later", "a day before", "one day's warning".
  std::uint32_t counted(std::uint32_t i, TimeWords& w) {
    const std::string& s = low(i);
    if (std::size_t dash = s.find('-'); dash != std::string::npos && dash + 1 < s.size())
      return hyphenated(i, s, dash, w);
    const int* first = number_at(i);
    bool vague = s == "several" || s == "few" || s == "couple" || (s == "some" && number_at(i + 1) == nullptr);
    if (first == nullptr && !vague) return i;
    w.amount = first != nullptr ? *first : 0;
    std::uint32_t k = i + 1;
    if (vague && low(k) == "of") ++k;
    if (first != nullptr && (low(k) == "to" || low(k) == "or" || is_dash(k))) {
      if (const int* second = number_at(k + 1); second != nullptr && *second > w.amount) {
        w.amount_to = *second;
        k += 2;
      }
    }
    if (first != nullptr && (low(k) == "few" || low(k) == "couple")) {
      w.amount = 0;
      k += low(k + 1) == "of" ? 2 : 1;
    }
    if (low(k) == "more" || low(k) == "full" || low(k) == "straight" || low(k) == "consecutive") ++k;
    const std::string* unit = find(r_.units, low(k));
    if (unit == nullptr || unit->size() > 2 || *unit == "WE" || *unit == "TS") return i;
    if ((s == "second" || s == "third" || s == "fourth" || s == "fifth" || s == "first") && *unit != "Q") return i;
    if (*unit == "Q") {
      w.season = "Q" + std::to_string(std::clamp(w.amount, 1, 4));
      w.rule = "quarter";
      std::uint32_t last = low(k + 1) == "of" ? take_year(k + 2, w) : take_year(k + 1, w);
      return last;
    }
    w.unit = *unit;
    w.kind = TimeWords::Kind::duration;
    w.rule = "duration";
    ++k;
    const std::string& after = low(k);
    if (after == "ago") return moved(w, -1, false, k + 1);
    if (after == "earlier" || after == "before") return moved(w, -1, true, k + 1);
    if (after == "later" || after == "after") return moved(w, 1, true, k + 1);
    if (after == "from" && low(k + 1) == "now") return moved(w, 1, false, k + 2);
    return s == "a" && unit->size() == 1 && !counts_as_duration(i) ? i : k;
  }

  /// "a day" alone is a duration only after "for", "within" and the like, or before "'s".
  [[nodiscard]] bool counts_as_duration(std::uint32_t i) const {
    const std::string& b = before(i);
    return b == "for" || b == "within" || b == "in" || b == "than" || b == "about" || b == "after" || b == "over" ||
           b == "half";
  }

  static std::uint32_t moved(TimeWords& w, int direction, bool from_context, std::uint32_t last) {
    w.kind = TimeWords::Kind::relative;
    w.direction = direction;
    w.from_context = from_context;
    w.rule = "counted from a day";
    return last;
  }

  /// "10-day", "two-week", "62-year-old".
  std::uint32_t hyphenated(std::uint32_t i, const std::string& s, std::size_t dash, TimeWords& w) {
    std::string number = s.substr(0, dash);
    std::size_t end = s.find('-', dash + 1);
    std::string word = s.substr(dash + 1, end == std::string::npos ? end : end - dash - 1);
    const std::string* unit = find(r_.units, word);
    const int* n = find(r_.numbers, number);
    bool digits = all_digits(number) && number.size() <= 4;
    if (unit == nullptr || unit->size() > 1 || (n == nullptr && !digits) || number == "first" || number == "second" ||
        number == "a")
      return i;
    w.kind = TimeWords::Kind::duration;
    w.amount = n != nullptr ? *n : to_int(number);
    w.unit = *unit;
    w.rule = "duration";
    return i + 1;
  }

  std::uint32_t season(std::uint32_t i, TimeWords& w) {
    const std::string* s = find(r_.seasons, low(i));
    if (s == nullptr || low(i) == "fall" || low(i) == "spring") {
      if (s == nullptr || !(year_at(i + 1) > 0 || (low(i + 1) == "of" && year_at(i + 2) > 0))) return i;
    }
    w.season = *s;
    w.rule = "season";
    if (low(i + 1) == "of" && year_at(i + 2) > 0) {
      w.year = year_at(i + 2);
      return i + 3;
    }
    return take_year(i + 1, w);
  }

  /// "16:48 KST", "10 a.m.", "10:30 p.m.".
  std::uint32_t clock(std::uint32_t i, TimeWords& w) {
    const std::string& s = low(i);
    std::size_t colon = s.find(':');
    bool numeric = colon != std::string::npos && all_digits(std::string_view(s).substr(0, colon)) &&
                   all_digits(std::string_view(s).substr(colon + 1)) && colon <= 2 && s.size() == colon + 3;
    bool half = low(i + 1) == "a.m." || low(i + 1) == "p.m." || low(i + 1) == "am" || low(i + 1) == "pm";
    if (!numeric && !(half && all_digits(s) && s.size() <= 2)) return i;
    int hour = to_int(numeric ? std::string_view(s).substr(0, colon) : std::string_view(s));
    int minute = numeric ? to_int(std::string_view(s).substr(colon + 1)) : 0;
    if (half && low(i + 1)[0] == 'p' && hour < 12) hour += 12;
    if (hour > 24 || minute > 59) return i;
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%02d:%02d", hour, minute);
    w.kind = TimeWords::Kind::clock;
    w.clock = buffer;
    w.rule = "clock";
    return half ? i + 2 : i + 1;
  }

  const Document& d_;
  const TimeRules::Data& r_;
  std::uint32_t begin_ = 0, end_ = 0;
  mutable int scratch_ = 0;
  std::vector<TimeWords> found_;
};

}  // namespace

std::vector<TimeWords> find_time_words(const Document& document, const TimeRules::Data& rules) {
  return Finder(document, rules).run();
}

}  // namespace parley
