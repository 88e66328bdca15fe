// Times of day, repetition ("every Thursday", "a year" in a rate), and the phrases of the codebook. See composer.h.
#include <cstdio>

#include "base/text.h"
#include "time/composer.h"

namespace parley {
namespace {

std::string hour_minute(int hour, int minute) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%02d:%02d", hour, minute);
  return buffer;
}

}  // namespace

/// "night" of "Tuesday night", "early morning" of "Friday early morning".
Composer::Index Composer::take_daypart(Index k, TimeWords& w) const {
  Index d = is(k, kPart) && is(k + 1, kDaypart) ? k + 1 : k;
  if (!is(d, kDaypart) || low(d).ends_with('s')) return k;
  w.daypart = word(d).daypart;
  if (d > k) w.mod = word(k).part;
  return d + 1;
}

Composer::Index Composer::take_zone(Index k, TimeWords& w) const {
  Index z = low(k) == "(" ? k + 1 : k;
  if (!is(z, kZone) || !at(z).capital || (z == k && low(k + 1) == "'s")) return k;
  if (z > k && low(z + 1) != ")") return k;
  w.zone = word(z).zone;
  return z > k ? z + 2 : z + 1;
}

/// "16:48", "10 a.m.", "10:30 p.m.", "5pm", "noon", "10 o'clock".
Composer::Index Composer::clock_time(Index i, TimeWords& w) const {
  if (is(i, kClockWord)) {
    w.clock = word(i).clock;
    return i + 1;
  }
  std::string_view s = low(i);
  int hour = 0, minute = 0;
  std::size_t c = 0;
  while (c < s.size() && is_ascii_digit(s[c]) && c < 2) hour = hour * 10 + (s[c++] - '0');
  if (c == 0) return i;
  bool minutes =
      c + 2 < s.size() && (s[c] == ':' || s[c] == '.') && is_ascii_digit(s[c + 1]) && is_ascii_digit(s[c + 2]);
  bool colon = minutes && s[c] == ':';
  if (minutes) {
    minute = (s[c + 1] - '0') * 10 + (s[c + 2] - '0');
    c += 3;
  }
  if (at(i).digits == 4 && is(i + 1, kZone) && at(i + 1).capital && at(i).number / 100 < 24 &&
      at(i).number % 100 < 60) {
    w.clock = hour_minute(at(i).number / 100, at(i).number % 100);  // "1146 GMT"
    return i + 1;
  }
  std::string_view rest = s.substr(c);
  Index k = i + 1;
  const TimeWord* half = nullptr;
  if (!rest.empty()) {
    const TimeWord* glued = r_.word(rest);
    if (glued == nullptr || (glued->classes & kHalfOfDay) == 0) return i;
    half = glued;
  } else if (is(k, kHalfOfDay)) {
    half = at(k).word;
    ++k;
  } else if (low(k) == "o'clock") {
    ++k;
  } else if (colon) {
    TimeWords zone;
    bool placed = take_zone(k, zone) > k || low(k) == "hours" || before(i).lower == "at" || before(i).lower == "by" ||
                  before(i).lower == "until" || before(i).lower == "from" || before(i).is(kYearBefore) ||
                  before(i).digits > 0;
    if (!placed) return i;
  } else {
    return i;
  }
  if (half != nullptr) {
    if (hour < 1 || hour > 12) return i;
    hour = hour % 12 + half->half;
  }
  if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) return i;  // a 60th second or minute is refused
  w.clock = hour_minute(hour, minute);
  return k;
}

/// A time of day, with its zone and its date: "5 p.m. EST Nov. 9", "noon Thursday".
Composer::Index Composer::clock(Index i, TimeWords& w) {
  Index k = clock_time(i, w);
  if (k <= i) return i;
  k = take_zone(k, w);
  w.kind = TimeWords::Kind::clock;
  w.rule = "clock";
  Index d = low(k) == "local" && low(k + 1) == "time" ? k + 2 : k;
  if (low(d) == "," || low(d) == "on") ++d;
  TimeWords date;
  Index last = month_first(d, date);
  if (last <= d) last = day_first(d, date);
  if (last <= d) last = weekday(d, date);
  if (last <= d) last = fixed_day(d, date);
  if (last <= d) last = shifted(d, date);
  bool day = last > d && (date.day || date.kind == TimeWords::Kind::weekday ||
                          (date.kind == TimeWords::Kind::unit && date.unit == "D"));
  if (!day || !date.daypart.empty()) return k;
  date.clock = w.clock;
  date.zone = w.zone;
  date.rule = w.rule;
  w = std::move(date);
  return last;
}

/// "the morning", "that night", "the night before", "mid-afternoon".
Composer::Index Composer::daypart(Index i, TimeWords& w) {
  if (low(i) == "overnight") {
    w.kind = TimeWords::Kind::unit, w.unit = "D", w.shift = 0, w.daypart = word(i).daypart, w.rule = "part of a day";
    return i + 1;
  }
  bool the = low(i) == "the";
  Index k = the ? i + 1 : i;
  if (is(k, kPart)) k = skip_dash(k + 1);
  bool part = k > i + (the ? 1 : 0);
  if (!is(k, kDaypart) || low(k).ends_with('s') || (!the && !part && !(is_dash(i - 1) && before(i - 1).is(kPart))))
    return i;
  w.kind = TimeWords::Kind::unit;
  w.unit = "D";
  w.shift = 0;
  w.from_context = true;
  w.daypart = word(k).daypart;
  w.rule = "part of a day";
  if (low(k + 1) == "of") {
    TimeWords date;
    Index last = month_first(k + 2, date);
    if (last <= k + 2) last = day_first(k + 2, date);
    if (last > k + 2 && date.day) {
      date.daypart = w.daypart;
      w = std::move(date);
      return last;
    }
  }
  if (low(k + 1) == "before") {
    w.shift = -1;
    return k + 2;
  }
  TimeWords date;
  Index last = fixed_day(k + 1, date);
  if (last <= k + 1) last = weekday(k + 1, date);
  if (last <= k + 1 || !date.daypart.empty()) return k + 1;
  date.daypart = w.daypart;
  w = std::move(date);
  return last;
}

/// "every December", "each Thursday", "every two weeks", "every other day", "every summer".
Composer::Index Composer::every(Index i, TimeWords& w) {
  w.kind = TimeWords::Kind::set;
  w.rule = "repetition";
  if (is(i, kSet)) {
    w.value = word(i).value;
    bool adverb = clause_ends(i + 1) || at(i + 1).is(kYearBefore);  // "daily" of "daily talks" is no expression
    return is_dash(i + 1) || is_dash(i - 1) || !adverb ? i : i + 1;
  }
  if (is(i, kFrequency) || (is(i, kNumber) && is(i + 1, kFrequency))) {  // "twice a day", "three times a year"
    Index a = is(i, kFrequency) ? i + 1 : i + 2;
    if ((low(a) != "a" && low(a) != "an" && !is(a, kEvery)) || !is(a + 1, kUnit) || low(a + 1).ends_with('s')) return i;
    w.unit = word(a + 1).unit;
    return a + 2;
  }
  if (!is(i, kEvery)) return i;
  Index k = i + 1;
  if (is(k, kMonth) && at(k).capital) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "XXXX-%02d", word(k).month);
    w.value = buffer;
    if (int day = day_at(k + 1); day > 0) {
      std::snprintf(buffer, sizeof buffer, "XXXX-%02d-%02d", word(k).month, day);
      w.value = buffer;
      return k + 2;
    }
    return k + 1;
  }
  if (is(k, kWeekday | kWeekdays) && at(k).capital) {
    w.value = "XXXX-WXX-" + std::to_string(word(k).weekday);
    Index last = take_daypart(k + 1, w);
    if (!w.daypart.empty()) w.value += "T" + w.daypart;
    w.daypart.clear();
    return last;
  }
  if (is(k, kSeason)) {
    w.value = "XXXX-" + word(k).season;
    return k + 1;
  }
  if (is(k, kDaypart)) {
    w.value = "XXXX-XX-XXT" + word(k).daypart;
    return k + 1;
  }
  int n = 1;
  if (low(k) == "other") {
    n = 2, ++k;
  } else if (is(k, kOrdinal)) {
    n = word(k).number, ++k;
  } else if (Amount a = amount_at(k); a.last > k && !a.vague && !a.article) {
    n = a.value, k = a.last;
  }
  if (!is(k, kUnit) || n < 1 || (word(k).unit == "TS" && low(k) == "second")) return i;
  w.unit = word(k).unit;
  w.amount = n;
  return k + 1;
}

/// "a year" of "$4 a year", "twice a week": how often, not how long.
Composer::Index Composer::rate(Index i, TimeWords& w) {
  if (low(i) != "a" && low(i) != "an") return i;
  const Part& b = before(i);
  bool counted = b.is(kMeasure | kFrequency | kMultiple) || b.digits > 0;
  if (!counted || !is(i + 1, kUnit)) return i;
  w.kind = TimeWords::Kind::set;
  w.unit = word(i + 1).unit;
  w.amount = 1;
  w.rule = "rate";
  return i + 2;
}

/// References, holidays and named dates of the codebook: "now", "the future", "Christmas", "9/11".
Composer::Index Composer::phrase(Index i, TimeWords& w) {
  if (!is(i, kPhraseStart)) return i;
  auto m = r_.phrases.longest([&](std::uint32_t k) { return low(i + k); });
  if (m.length == 0) return i;
  Index last = i + m.length;
  if (is_dash(i - 1) || (is_dash(last) && touches(last))) return i;
  const TimePhrase& p = r_.phrase_list[m.payload];
  w.rule = "phrase";
  if (!p.holiday.empty()) {
    if (!at(i).capital) return i;
    w.kind = TimeWords::Kind::holiday;
    w.value = p.holiday;
    return take_year(last, w);
  }
  bool reference = p.value.ends_with("_REF");
  if (p.pause && !clause_ends(last)) return i;
  if (reference && (r_.reference_not_after.contains(std::string(before(i).lower)) ||
                    r_.reference_not_before.contains(std::string(low(last)))))
    return i;
  // "the past three years", "the recent election": the words begin something else
  if (reference && low(i) == "the" && (is(last, kUnit | kNumber | kVague | kSeason | kDaypart) || at(last).digits > 0))
    return i;
  if (m.length == 1 && is(i, kShift) && (is(i + 1, kUnit | kSeason | kNumber | kVague) || low(i + 1) == "fiscal"))
    return i;
  w.kind = TimeWords::Kind::reference;
  w.value = p.value;
  return last;
}

}  // namespace parley
