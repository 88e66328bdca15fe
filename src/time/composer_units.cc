// Units that a word moves ("last year", "this week"), parts of periods ("the end of May"), and units that a date of the
// text places ("the quarter", "the year-earlier period"). See composer.h.
#include "base/text.h"
#include "time/composer.h"

namespace parley {

/// "the end of November", "mid-November", "early next year", "late Tuesday", "the early 1980s".
Composer::Index Composer::part_of(Index i, TimeWords& w) {
  Index k = low(i) == "the" ? i + 1 : i;
  if (low(k) == "very") ++k;
  if (low(k + 1) == "half" && low(k + 2) == "of" && (is(k, kOrdinal) || is(k, kPartNoun) || low(k) == "last")) {
    TimeWords month;  // "the second half of December"
    Index last = month_first(k + 3, month);
    if (last <= k + 3 || month.day) return i;
    bool first = is(k, kOrdinal) && word(k).number == 1;
    w = std::move(month);
    w.part = first ? "START" : "END";
    w.rule = "part of a period";
    return last;
  }
  if (!is(k, kPart)) return i;
  const std::string& part = word(k).part;
  ++k;
  bool of = low(k) == "of" || (low(k) == "in" && part != "END");
  if (!of && is(k - 1, kPartNoun)) return i;
  if (of) ++k;
  k = skip_dash(k);
  TimeWords inner;
  Index last = date(k, inner);
  if (last <= k) last = shifted(k, inner);
  if (last <= k) last = fixed_day(k, inner);
  if (last <= k) last = daypart(k, inner);
  if (last <= k && of) last = the_unit(k, inner);
  if (last <= k || inner.kind == TimeWords::Kind::duration) return i;
  if (!of && inner.kind == TimeWords::Kind::unit && low(k) == "the") return i;
  w = std::move(inner);
  w.part = part;
  w.rule = "part of a period";
  return last;
}

/// "later this month", "earlier Sunday", "earlier in the year", "later today".
Composer::Index Composer::comparative(Index i, TimeWords& w) {
  if (low(i) != "later" && low(i) != "earlier") return i;
  Index k = i + 1;
  bool in = low(k) == "in" || low(k) == "on";
  if (in) ++k;
  TimeWords inner;
  Index last = shifted(k, inner);
  if (last <= k) last = fixed_day(k, inner);
  if (last <= k) last = weekday(k, inner);
  if (last <= k && in) last = month_first(k, inner);
  if (last <= k && in) last = the_unit(k, inner);
  if (last <= k || inner.kind == TimeWords::Kind::duration) return i;
  if (in && low(i + 1) == "on") return i;
  w = std::move(inner);
  w.mod = low(i) == "later" ? "END" : "START";
  w.rule = "later or earlier in a period";
  return last;
}

/// "last month", "the past three years", "this Thursday", "last November", "next summer", "the latest quarter".
Composer::Index Composer::shifted(Index i, TimeWords& w) {
  Index k = low(i) == "the" ? i + 1 : i;
  if (!is(k, kShift)) return i;
  w.shift = word(k).shift;
  w.from_context = is(k, kFromContext);
  w.kind = TimeWords::Kind::unit;
  w.rule = "shifted unit";
  bool plural_shift = low(k) == "these", that = low(k) == "that";
  if (is(k, kNeedsThe) && k == i && low(i) != "that") return i;
  ++k;
  if (is(k, kShift) && low(k) != "same") {  // "this past spring", "this coming Sunday"
    if (that) return i;
    w.shift = word(k).shift;
    ++k;
  }
  k = skip_dash(k);
  Amount amount = amount_at(k);
  if (amount.last > k && that) return i;
  if (amount.last > k && k == i + 1 && low(i) == "last" && !before(i).is(kYearBefore)) return i;  // "will last 18 days"
  if (amount.last > k && !amount.article) {
    Index u = is(amount.last, kUnitAdjective) ? amount.last + 1 : amount.last;
    u = skip_dash(u);
    if (is(u, kSeason)) {
      w.kind = TimeWords::Kind::set;
      w.value = "XXXX-" + word(u).season;
      return u + 1;
    }
    if (!is(u, kUnit) || (word(u).unit == "WE")) return i;
    if (word(u).unit == "TS" && low(u) == "second") return i;
    w.kind = TimeWords::Kind::duration;
    w.rule = "duration from now";
    w.amount = amount.vague ? amount.value : amount.value;
    w.half = amount.half;
    w.unit = word(u).unit;
    if (is(u + 1, kOrdinal) || (is_dash(u + 1) && touches(u + 1))) return i;
    return low(u + 1) == "or" && low(u + 2) == "so" ? u + 3 : u + 1;
  }
  if (low(k) == "fiscal" || low(k) == "full" || low(k) == "whole" || low(k) == "calendar") ++k;
  if (is(k, kUnit)) {
    const std::string& unit = word(k).unit;
    if (unit == "W2" || low(k) == "second") return i;
    if (unit[0] == 'T') {  // "the last hours"
      if (!low(k).ends_with('s')) return i;
      w.kind = TimeWords::Kind::duration;
      w.unit = unit, w.amount = 0;
      return k + 1;
    }
    bool plural = low(k).ends_with('s');
    if (plural || plural_shift) {
      if (*w.shift == 0 && !plural_shift) return i;
      w.kind = TimeWords::Kind::reference;
      w.value = *w.shift < 0 ? "PAST_REF" : *w.shift > 0 ? "FUTURE_REF" : "PRESENT_REF";
      w.rule = "vague stretch";
      return k + 1;
    }
    if (*w.shift == 1 && low(i) == "the" && unit == "D") w.from_context = true;
    if (unit == "DE" && *w.shift < 0 && low(k - 1) == "past") {  // "the past decade": the last ten years
      w.kind = TimeWords::Kind::duration;
      w.rule = "duration from now";
    }
    w.unit = unit;
    bool so = low(k + 1) == "or" && low(k + 2) == "so";
    if (unit == "D" && w.shift == 0 && !w.from_context) return i;  // "this day"
    return so ? k + 3 : k + 1;
  }
  if (low(k) == "period" && *w.shift == -1) {
    w.kind = TimeWords::Kind::calendar;
    w.shift = 0;
    w.season = "Q";
    return k + 1;
  }
  Index last = shifted_name(k, w);
  return last > k ? last : i;
}

/// The name of a day, month, season or part of a day after "last", "this", "next".
Composer::Index Composer::shifted_name(Index k, TimeWords& w) {
  if (is(k, kWeekday) && at(k).capital) {
    w.kind = TimeWords::Kind::weekday;
    w.weekday = word(k).weekday;
    w.rule = "shifted weekday";
    Index last = take_daypart(k + 1, w);
    Index m = low(last) == "," ? last + 1 : last;
    TimeWords date;
    if (Index end = month_first(m, date); end > m && date.day) {
      date.weekday = w.weekday;
      w = date;
      return end;
    }
    return last;
  }
  if (is(k, kMonth) && at(k).capital) {
    w.kind = TimeWords::Kind::calendar;
    w.month = word(k).month;
    w.rule = "shifted month";
    if (int day = day_at(k + 1); day > 0 && !is(k + 2, kUnit | kMeasure)) {
      w.day = day;
      return k + 2;
    }
    return k + 1;
  }
  if (is(k, kSeason) && !low(k).ends_with('s')) {
    w.kind = TimeWords::Kind::calendar;
    w.season = word(k).season;
    w.rule = "shifted season";
    return k + 1;
  }
  Index d = is(k, kPart) ? k + 1 : k;
  if (is(d, kDaypart) && (*w.shift <= 0 || (k > 1 && low(k - 2) == "the")) && !low(d).ends_with('s')) {
    w.unit = "D";
    w.from_context = w.from_context || *w.shift > 0;  // "the next morning"
    w.daypart = word(d).daypart;
    w.rule = "shifted part of a day";
    return d + 1;
  }
  return k;
}

/// "today", "yesterday morning", "tomorrow night".
Composer::Index Composer::fixed_day(Index i, TimeWords& w) {
  if (!is(i, kFixedDay)) return i;
  w.kind = TimeWords::Kind::unit;
  w.unit = "D";
  w.shift = word(i).shift;
  w.daypart = word(i).daypart;
  w.rule = "named day";
  return take_daypart(i + 1, w);
}

/// "the quarter", "the weekend", "the day", "the month": the one spoken of.
Composer::Index Composer::the_unit(Index i, TimeWords& w) {
  if (low(i) != "the") return i;
  Index k = i + 1;
  if (low(k) == "full" || low(k) == "whole" || low(k) == "entire") ++k;
  if (!is(k, kUnit) || low(k).ends_with('s') || low(k) == "second") return i;
  const std::string& unit = word(k).unit;
  if (unit[0] == 'T' || unit == "W2" || (is_dash(k + 1) && touches(k + 1))) return i;
  w.kind = TimeWords::Kind::unit;
  w.unit = unit;
  w.shift = 0;
  w.from_context = w.definite = true;
  w.rule = "unit spoken of";
  if (unit == "Q") {
    w.kind = TimeWords::Kind::calendar;
    w.from_context = false;
    w.season = "Q";
    Index last = low(k + 1) == "a" && low(k + 2) == "year" ? k + 1 : take_year_shift(k + 1, w);
    return last;
  }
  if (unit == "Y" && is(k + 1, kCloses)) {
    w.kind = TimeWords::Kind::duration;
    w.amount = 1;
  }
  return k + 1;
}

/// "the first week of December", "the last day of May", "the second week of next month".
Composer::Index Composer::unit_of(Index i, TimeWords& w) {
  Index k = low(i) == "the" ? i + 1 : i;
  int n = is(k, kOrdinal) ? word(k).number : at(k).ordinal;
  bool last_one = low(k) == "last" || low(k) == "final";
  if (n == 1 && low(k + 1) == "of" && low(k + 2) == "the" && is(k + 3, kUnit) && word(k + 3).unit == "Y") {
    w.kind = TimeWords::Kind::holiday;  // "the first of the year"
    w.value = "01-01";
    w.rule = "unit of a period";
    return k + 4;
  }
  if ((n == 0 && !last_one) || !is(k + 1, kUnit) || low(k + 2) != "of") return i;
  const std::string& unit = word(k + 1).unit;
  if (unit != "D" && unit != "W" && unit != "WE" && unit != "M") return i;
  TimeWords inner;
  Index last = month_first(k + 3, inner);
  if (last <= k + 3) last = shifted(k + 3, inner);
  if (last <= k + 3) last = year_alone(k + 3, inner);
  if (last <= k + 3) last = the_unit(k + 3, inner);
  if (last <= k + 3 || inner.day || n > 31 || inner.kind == TimeWords::Kind::duration) return i;
  w = std::move(inner);
  w.amount = last_one ? -1 : n;
  w.part = "NTH " + unit;
  w.rule = "unit of a period";
  return last;
}

/// "the day after tomorrow", "the day before yesterday", "a day before", "the week before last".
Composer::Index Composer::day_after(Index i, TimeWords& w) {
  if (low(i) != "the" || !is(i + 1, kUnit) || !is_calendar_unit(word(i + 1).unit) || low(i + 1).ends_with('s'))
    return i;
  bool after = low(i + 2) == "after" || low(i + 2) == "following";
  bool before_it = low(i + 2) == "before" || low(i + 2) == "earlier";
  if (!after && !before_it) return i;
  w.kind = TimeWords::Kind::unit;
  w.unit = word(i + 1).unit;
  w.rule = "unit beside a day";
  int n = after ? 1 : -1;
  if (is(i + 3, kFixedDay) && w.unit == "D") {
    w.shift = word(i + 3).shift + n;
    return i + 4;
  }
  if (is(i + 3, kShift) && clause_ends(i + 4) && word(i + 3).shift == n) {
    w.shift = 2 * n;
    return i + 4;
  }
  w.from_context = true;
  w.shift = clause_ends(i + 3) ? n : 0;
  return clause_ends(i + 3) ? i + 3 : i + 2;
}

/// "year-end", "month-end".
Composer::Index Composer::year_end(Index i, TimeWords& w) {
  Index k = low(i) == "the" ? i + 1 : i;
  if (!is(k, kUnit) || low(k).ends_with('s')) return i;
  const std::string& unit = word(k).unit;
  Index e = low(k + 1) == "'s" ? k + 2 : skip_dash(k + 1);
  if ((unit != "Y" && unit != "M" && unit != "Q") || low(e) != "end" || (e == k + 1 && low(i) == "the")) return i;
  w.kind = TimeWords::Kind::unit;
  w.unit = unit;
  w.shift = 0;
  w.part = "END";
  w.rule = "end of a period";
  return e + 1;
}

/// "year-earlier", "the year-ago quarter", "the year-earlier period".
Composer::Index Composer::year_earlier(Index i, TimeWords& w) {
  Index k = low(i) == "the" ? i + 1 : i;
  if (k > i && low(k) == "comparable") ++k;
  if (low(k) != "year" || !is_dash(k + 1) || (low(k + 2) != "ago" && low(k + 2) != "earlier")) return i;
  k += 3;
  w.kind = TimeWords::Kind::moved;
  w.unit = "Y";
  w.direction = -1;
  w.from_context = true;
  w.rule = "year earlier";
  if (is(k, kOrdinal) && low(k + 1) == "quarter") {
    w.season = "Q" + std::to_string(word(k).number);
    return k + 2;
  }
  if (is(k, kPeriod)) return k + 1;
  return low(i) == "the" ? i : k;
}

/// "this year's third quarter", "last year's quarter", "next year's first half".
Composer::Index Composer::possessive(Index i, TimeWords& w) {
  TimeWords year;
  Index k = shifted(i, year);
  if (k <= i) k = year_alone(i, year);
  if (k <= i || low(k) != "'s") return i;
  bool moved = year.kind == TimeWords::Kind::unit && year.unit == "Y";
  if (!moved && !(year.year && !year.month)) return i;
  TimeWords inner;
  Index last = quarter(k + 1, inner);
  if (last <= k + 1) last = season(k + 1, inner);
  if (last <= k + 1 && low(k + 1) == "quarter") {
    inner.season = "Q";
    last = k + 2;
  }
  if (last <= k + 1) return i;
  w = std::move(inner);
  if (moved)
    w.year_shift = year.shift;
  else
    w.year = year.year;
  w.rule = "quarter of a year";
  return last;
}

}  // namespace parley
