// Dates of the calendar: days, months, seasons, quarters, years, decades. See composer.h.
#include <algorithm>

#include "base/text.h"
#include "time/composer.h"

namespace parley {
namespace {

constexpr int kEarliestYear = 1700, kLatestYear = 2100;  // four digits alone are a year of the news between these

}  // namespace

int Composer::month_at(Index k) const {
  const Part& p = at(k);
  if (!p.capital || !p.is(kMonth)) return 0;
  if (!p.is(kNeedsDay)) return p.word->month;
  bool numbered = day_at(k + 1) > 0 || year_at(k + 1) > 0 || day_at(k - 1) > 0 ||
                  (low(k + 1) == "," && year_at(k + 2) > 0) || (low(k + 1) == "of" && year_at(k + 2) > 0);
  const Part& led = is_dash(k - 1) && k > 1 ? at(k - 2) : before(k);  // "mid-April"
  return numbered || led.is(kMonthAfter) ? p.word->month : 0;
}

/// A day of the month: 7, 7th, seventh. 0 if it is none.
int Composer::day_at(Index k) const {
  const Part& p = at(k);
  int n = p.digits > 0 && p.digits <= 2 ? p.number : p.ordinal > 0 ? p.ordinal : p.is(kOrdinal) ? p.word->number : 0;
  return n >= 1 && n <= 31 ? n : 0;
}

/// A year of four digits, or '89.
int Composer::year_at(Index k) const {
  const Part& p = at(k);
  if (p.digits == 4 && p.number >= 1000 && p.number <= 2999) return p.number;
  if (p.lower.size() == 3 && p.lower[0] == '\'' && is_ascii_digit(p.lower[1]) && is_ascii_digit(p.lower[2])) {
    int n = (p.lower[1] - '0') * 10 + (p.lower[2] - '0');
    return n < 40 ? 2000 + n : 1900 + n;
  }
  return 0;
}

/// "nineteen ninety-six", "two thousand", "two thousand and three", "twenty eighteen".
Composer::Index Composer::year_words(Index k, int& year) const {
  int first = is(k, kNumber) ? word(k).number : 0;
  if (first == 2 && low(k + 1) == "thousand") {
    year = 2000;
    Index last = k + 2;
    Index rest = low(last) == "and" ? last + 1 : last;
    if (is(rest, kNumber) && word(rest).number > 2 && word(rest).number < 20 && !is(rest + 1, kUnit)) {
      year += word(rest).number;
      last = rest + 1;
    }
    return last;
  }
  if (first < 17 || first > 20 || !is(k + 1, kNumber) || word(k + 1).number < 10) return k;
  year = first * 100 + word(k + 1).number;
  Index last = k + 2;
  Index ones = skip_dash(last);
  if (word(k + 1).number >= 20 && is(ones, kNumber) && word(ones).number < 10 && low(ones).size() > 2) {
    year += word(ones).number;
    last = ones + 1;
  }
  return last;
}

/// "[, ]2018", "of 2018", "last year", "of next year" after a month, day, season or quarter.
Composer::Index Composer::take_year(Index k, TimeWords& w) {
  Index y = low(k) == "," || low(k) == "of" || low(k) == "in" ? k + 1 : k;
  if (low(y) == "fiscal" || low(y) == "the") ++y;
  if (low(y) == "year" && y > k) ++y;
  if (int year = year_at(y); year > 0 && (low(k) != "in" || !w.day)) {
    if (low(k) == "," && !w.day && before(k).is(kMonth) == false) return k;
    w.year = year;
    return y + 1;
  }
  int year = 0;
  if (Index last = year_words(y, year); last > y) {
    w.year = year;
    return last;
  }
  return take_year_shift(k, w);
}

/// "last year", "of this year", "of the current fiscal year".
Composer::Index Composer::take_year_shift(Index k, TimeWords& w) {
  Index y = low(k) == "of" ? k + 1 : k;
  if (low(y) == "the") ++y;
  if (!is(y, kShift) || is(y, kFromContext)) return k;
  Index u = low(y + 1) == "fiscal" ? y + 2 : y + 1;
  if (!is(u, kUnit) || word(u).unit != "Y" || low(u) == "years") return k;
  w.year_shift = word(y).shift;
  return u + 1;
}

/// "Nov. 30 to Dec. 1", "June 12-14", "Feb. 27 and 28".
Composer::Index Composer::take_range(Index k, TimeWords& w, bool from) const {
  std::string_view j = low(k);
  bool joined = is_dash(k) || j == "to" || j == "through" || j == "until" || j == "and" || j == "or";
  if (!joined || !w.day) return k;
  if (int m = month_at(k + 1); m > 0 && day_at(k + 2) > 0 && j != "and" && j != "or" &&
                               (is_dash(k) || from || j == "through" || j == "to") && at(k + 2).digits > 0) {
    w.month_to = m;
    w.day_to = day_at(k + 2);
    return k + 3;
  }
  int d = at(k + 1).digits > 0 || at(k + 1).ordinal > 0 ? day_at(k + 1) : 0;
  bool other =
      is(k + 2, kUnit | kMonth | kHalfOfDay | kMeasure) || (is_dash(k + 2) && touches(k + 2)) || low(k + 2) == ":";
  if (d > *w.day && !other && (j != "or" || d == *w.day + 1)) {
    w.day_to = d;
    return k + 2;
  }
  return k;
}

/// "2018-11-08", "11/08/2018", "11-08-2018".
Composer::Index Composer::numeric_date(Index i, TimeWords& w) {
  std::string_view s = low(i);
  if (s.size() < 6 || s.size() > 10 || !is_ascii_digit(s[0])) return i;
  char mark = s.find('/') != std::string_view::npos ? '/' : '-';
  auto pieces = split(s, mark);
  if (pieces.size() != 3) return i;
  int n[3];
  for (int k = 0; k < 3; ++k) {
    if (pieces[k].empty() || pieces[k].size() > 4) return i;
    n[k] = 0;
    for (char c : pieces[k]) {
      if (!is_ascii_digit(c)) return i;
      n[k] = n[k] * 10 + (c - '0');
    }
  }
  if (pieces[0].size() == 4) {
    w.year = n[0], w.month = n[1], w.day = n[2];
  } else {
    bool day_first = n[0] > 12;
    w.month = day_first ? n[1] : n[0];
    w.day = day_first ? n[0] : n[1];
    w.year = pieces[2].size() == 4 ? n[2] : n[2] < 40 ? 2000 + n[2] : 1900 + n[2];
    if (pieces[2].size() == 3 || pieces[2].size() == 1) return i;
  }
  if (!Date::from_civil(*w.year, *w.month, *w.day)) return i;
  w.rule = "numeric date";
  return i + 1;
}

/// "Nov. 8, 2018", "June 12-14", "November 2018", "November", "March eighth".
Composer::Index Composer::month_first(Index i, TimeWords& w) {
  int month = month_at(i);
  if (month == 0) return i;
  w.month = month;
  w.rule = "month";
  Index k = i + 1;
  Index d = low(k) == "the" ? k + 1 : k;
  int day = day_at(d);
  bool amount =
      is(d + 1, kMeasure) || (is(d + 1, kUnit) && low(d + 1).ends_with('s'));  // not of "the Sept. 30 quarter"
  bool ordinal_word = is(d, kOrdinal);  // "March second-quarter results" is no day
  if (day > 0 && !amount && !(ordinal_word && is_dash(d + 1)) && (d == k || at(d).ordinal > 0 || ordinal_word)) {
    w.day = day;
    w.rule = "month and day";
    k = take_range(d + 1, w, before(i).lower == "from");
  } else if (is_dash(k) && touches(k) && month_at(k + 1) > 0) {  // "March-April"
    w.month_to = month_at(k + 1);
    k += 2;
  }
  return take_year(k, w);
}

/// "8 November 2018", "27-28 February", "the 8th of November".
Composer::Index Composer::day_first(Index i, TimeWords& w) {
  Index d = low(i) == "the" ? i + 1 : i;
  int day = day_at(d);
  if (day == 0 || (d > i && at(d).digits > 0)) return i;
  Index k = d + 1;
  if ((is_dash(k) || low(k) == "to" || low(k) == "and") && day_at(k + 1) > day) {
    w.day_to = day_at(k + 1);
    k += 2;
  }
  if (low(k) == "of") ++k;
  if (month_at(k) == 0 || (low(k - 1) != "of" && is(d, kOrdinal))) return i;
  w.day = day;
  w.month = month_at(k);
  w.rule = "day and month";
  return take_year(k + 1, w);
}

/// "Thursday", "Thursday, Nov. 8", "Thursday night", "Thursday last week", "Thursday week".
Composer::Index Composer::weekday(Index i, TimeWords& w) {
  if (is(i, kWeekdays) && at(i).capital) {
    w.kind = TimeWords::Kind::set;
    w.value = "XXXX-WXX-" + std::to_string(word(i).weekday);
    w.rule = "weekdays";
    return take_daypart(i + 1, w);
  }
  if (!is(i, kWeekday) || !at(i).capital) return i;
  Index after = low(i + 1) == "," ? i + 2 : i + 1;
  if (low(i).ends_with('.') && !is(after, kMonth | kDaypart) && at(after).digits == 0) return i;  // "he read the Sun."
  w.kind = TimeWords::Kind::weekday;
  w.weekday = word(i).weekday;
  w.rule = "weekday";
  Index k = take_daypart(i + 1, w);
  Index m = low(k) == "," || low(k) == "the" ? k + 1 : k;
  TimeWords date;
  Index last = month_first(m, date);
  if (last <= m) last = day_first(m, date);
  if (last > m && date.day) {
    date.weekday = w.weekday;
    date.daypart = w.daypart;
    w = date;
    return last;
  }
  Index of = low(k) == "of" ? k + 1 : k;
  if (is(of, kShift) && low(of + 1) == "week") {
    w.week_shift = word(of).shift;
    return of + 2;
  }
  if (low(k) == "week" && !is(k + 1, kUnit)) {  // "Monday week": a week after Monday
    w.week_shift = 2;
    return k + 1;
  }
  return k;
}

/// "summer", "the winter of 1994", "spring 2019", "summer last year".
Composer::Index Composer::season(Index i, TimeWords& w) {
  Index s = low(i) == "the" ? i + 1 : i;
  if (!is(s, kSeason)) return i;
  if (low(s).ends_with('s') && !low(s).ends_with("ss")) return i;
  w.season = word(s).season;
  w.rule = "season";
  Index last = take_year(s + 1, w);
  bool dated = w.year || w.year_shift;
  if (!dated && is(s, kNeedsSeason) && !before(s).is(kSeasonAfter)) return i;
  if (!dated && (is_dash(s + 1) || is_dash(s - 1))) return i;  // "winter-proof"
  return last;
}

/// "1994", "1990-1995", "the year 2000", "fiscal 1990".
Composer::Index Composer::year_alone(Index i, TimeWords& w) {
  Index y = low(i) == "the" ? i + 1 : i;
  bool named = false;
  while (low(y) == "fiscal" || low(y) == "year" || low(y) == "calendar") {
    named = true;
    ++y;
  }
  int year = year_at(y);
  if (year == 0 && named) {
    Index last = year_words(y, year);
    if (last <= y) return i;
    w.year = year, w.rule = "year";
    return last;
  }
  if (year == 0) {
    if (low(i) == "the") return i;
    Index last = year_words(i, year);
    if (last <= i || year < kEarliestYear || year > kLatestYear || is(last, kUnit | kMeasure)) return i;
    if (year == 2000 && !before(i).is(kYearBefore)) return i;
    w.year = year, w.rule = "year";
    return last;
  }
  bool written = at(y).digits == 4;
  Index k = y + 1;
  if (y > i && !named) {  // "the 1988 period": the article belongs to another noun, but for "the 1990 fiscal year"
    if (low(k) == "fiscal" && is(k + 1, kUnit)) {
      w.year = year, w.rule = "fiscal year";
      return k + 2;
    }
    if (low(k) == "quarter" || low(k) == "period") {
      w.year = year, w.season = "Q", w.rule = "period of a year";
      return k + 1;
    }
    return i;
  }
  if (written && !named) {
    if (year < kEarliestYear || year > kLatestYear) return i;
    std::string_view next = low(k);
    bool counted = is(k, kUnit | kMeasure) || (next == ":" && touches(k));
    bool led = before(y).is(kYearBefore) || before(y).is(kMonth | kSeason | kPart | kShift) || is_dash(y - 1);
    bool money = before(y).is(kMeasure);
    bool plural = next.size() > 3 && next.ends_with('s') && !next.ends_with("ss") && is_ascii_lower(next[0]);
    if (counted || money || (plural && !led)) return i;
    if (touches(k) && (is_ascii_alpha(next.empty() ? ' ' : next[0]))) return i;
  }
  if (!written && !named && !before(i).is(kYearBefore)) return i;
  w.year = year;
  w.rule = named ? "fiscal year" : "year";
  if (is_dash(k) && touches(k)) {
    int to = year_at(k + 1);
    if (to == 0 && at(k + 1).digits == 2) to = year / 100 * 100 + at(k + 1).number;
    if (to > year && to - year < 100) {
      w.year_to = to;
      return k + 2;
    }
  }
  return k;
}

/// "1990s", "the '80s", "the nineties".
Composer::Index Composer::decade(Index i, TimeWords& w) {
  Index k = low(i) == "the" ? i + 1 : i;
  std::string_view s = low(k);
  std::string_view digits = s.size() > 2 && s.ends_with("s") ? s.substr(0, s.size() - 1) : s;
  if (digits.ends_with("'")) digits.remove_suffix(1);
  w.kind = TimeWords::Kind::reference;
  w.rule = "decade";
  if (s != digits && digits.size() == 4 && digits[3] == '0' && digits[0] >= '1' && digits[0] <= '2' &&
      is_ascii_digit(digits[1]) && is_ascii_digit(digits[2])) {
    w.value = std::string(digits.substr(0, 3));
    return k + 1;
  }
  if (s != digits && digits.size() == 3 && digits[0] == '\'' && is_ascii_digit(digits[1]) && digits[2] == '0') {
    w.value = std::string(digits[1] < '3' ? "20" : "19") + digits[1];
    return k + 1;
  }
  if (is(k, kDecade) && (k > i || before(i).is(kPart) || is_dash(i - 1))) {
    w.value = word(k).value;
    return k + 1;
  }
  return i;
}

/// "the 20th century", "the nineteenth century".
Composer::Index Composer::century(Index i, TimeWords& w) {
  Index k = low(i) == "the" ? i + 1 : i;
  int n = at(k).ordinal > 0 ? at(k).ordinal : is(k, kOrdinal) ? word(k).number : 0;
  Index tens = k;
  if (n == 0 && is(k, kNumber) && word(k).number == 20 && is(skip_dash(k + 1), kOrdinal)) {
    tens = skip_dash(k + 1);
    n = 20 + word(tens).number;
  }
  Index c = skip_dash(tens + 1);
  if (n < 1 || n > 30 || low(c) != "century") return i;
  w.kind = TimeWords::Kind::reference;
  w.rule = "century";
  w.value = (n <= 10 ? "0" : "") + std::to_string(n - 1);
  return c + 1;
}

/// "the third quarter of 1990", "first half", "the 1988 third quarter", "the fiscal first quarter", "Q3 2018".
Composer::Index Composer::quarter(Index i, TimeWords& w) {
  Index k = low(i) == "the" ? i + 1 : i;
  if (int year = year_at(k); year > 0 && is(k + 1, kOrdinal | kPart)) {
    w.year = year;
    ++k;
  }
  if (low(k).size() == 2 && (low(k)[0] == 'q' || low(k)[0] == 'h') && low(k)[1] >= '1' && low(k)[1] <= '4') {
    w.season = low(k)[0] == 'q' ? std::string("Q") + low(k)[1] : std::string("H") + low(k)[1];
    w.rule = "quarter";
    return low(k)[0] == 'h' && low(k)[1] > '2' ? i : take_year(k + 1, w);
  }
  if (low(k) == "fiscal") k = skip_dash(k + 1);
  int n = is(k, kOrdinal) ? word(k).number : at(k).ordinal;
  bool last = low(k) == "last" || low(k) == "final" || low(k) == "latter";
  if (n == 0 && !last) return i;
  Index u = skip_dash(k + 1);
  if (low(u) == "fiscal") ++u;
  w.rule = "quarter";
  if (low(i) == "the" && u > k + 1) return i;  // "the third-quarter loss": the article is the loss's
  if (low(u) == "quarter" && !last && n <= 4) {
    w.season = "Q" + std::to_string(n);
  } else if (low(u) == "half" && (last || n <= 2)) {
    w.season = last ? "H2" : "H" + std::to_string(n);
    if (low(u + 1) == "of" && !(year_at(u + 2) > 0 || is(u + 2, kShift) || low(u + 2) == "the")) return i;
  } else {
    return i;
  }
  Index end = w.year ? u + 1 : take_year(u + 1, w);
  if (!w.year && !w.year_shift && low(end) == "of" && low(end + 1) == "the" && low(end + 2) == "year") end += 3;
  if (low(u) == "half" && !w.year && !w.year_shift && i == k) return i;  // "first half" of a match
  return end;
}

Composer::Index Composer::fiscal(Index i, TimeWords& w) {
  Index k = low(i) == "the" ? i + 1 : i;
  if (low(k) != "fiscal" || low(k + 1) != "year" || year_at(k + 2) > 0) return i;
  w.kind = is(k + 2, kCloses) ? TimeWords::Kind::duration : TimeWords::Kind::unit;
  w.unit = "Y";
  w.shift = 0;
  w.rule = "fiscal year";
  return k + 2;
}

/// Any date of the calendar.
Composer::Index Composer::date(Index i, TimeWords& w) {
  using Form = Index (Composer::*)(Index, TimeWords&);
  static constexpr Form kForms[] = {
      &Composer::numeric_date, &Composer::month_first, &Composer::day_first, &Composer::weekday, &Composer::quarter,
      &Composer::century,      &Composer::season,      &Composer::decade,    &Composer::fiscal,  &Composer::year_alone};
  for (Form form : kForms) {
    TimeWords found;
    Index last = (this->*form)(i, found);
    if (last <= i) continue;
    w = std::move(found);
    return last;
  }
  return i;
}

}  // namespace parley
