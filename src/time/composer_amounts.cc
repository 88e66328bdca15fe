// Numbers, durations, and points counted from a day ("two years ago", "a week later"). See composer.h.
#include <algorithm>

#include "base/text.h"
#include "time/composer.h"

namespace parley {
namespace {

constexpr int kMostAmount = 1000000;  // larger numbers mean nothing on a calendar

}  // namespace

/// "twenty-five", "two hundred", "a thousand", "one hundred and twenty".
Composer::Amount Composer::number_words(Index k) const {
  Amount a;
  a.last = k;
  int total = 0, group = 0;
  bool article = low(k) == "a" || low(k) == "an";
  for (Index i = k;; ++i) {
    if (is(i, kNumber) && (i == k || (low(i).size() > 2))) {
      int n = word(i).number;
      bool fits = group == 0 || (group >= 20 && group % 10 == 0 && n < (group % 100 == 0 ? 100 : 10));
      if (!fits) break;
      group += n;
    } else if (is(i, kMultiple) && group > 0) {
      group *= word(i).number;
      if (word(i).number == 1000) {
        total += group;
        group = 0;
      }
      if (total > kMostAmount) break;
    } else if (low(i) == "dozen" && group == 1) {
      group = 12;
    } else if (i > k && (is_dash(i) || low(i) == "and") && is(i + 1, kNumber) && low(i + 1).size() > 2 &&
               (group >= 20 || total > 0)) {
      continue;
    } else {
      break;
    }
    a.last = i + 1;
  }
  a.value = std::min(total + group, kMostAmount);
  a.article = article && a.last == k + 1;
  return a;
}

/// "7", "1,500", "2 1/2", "twenty", "a", "several", "a few", "a couple of", "two and a half".
Composer::Amount Composer::amount_at(Index k) const {
  Amount a;
  a.last = k;
  const Part& p = at(k);
  if (p.digits > 0 && p.digits <= 7) {
    a.value = std::min(p.number, kMostAmount);
    a.last = k + 1;
  } else if (!p.lower.empty() && is_ascii_digit(p.lower[0])) {
    int n = 0;
    std::size_t c = 0;
    for (; c < p.lower.size() && c < 9 && (is_ascii_digit(p.lower[c]) || p.lower[c] == ','); ++c)
      if (p.lower[c] != ',') n = n * 10 + (p.lower[c] - '0');
    std::string_view rest = p.lower.substr(c);
    if (!rest.empty() && rest != ".5") return a;
    a.value = std::min(n, kMostAmount);
    a.half = rest == ".5";
    a.last = k + 1;
  } else if (is(k, kVague) || ((p.lower == "a" || p.lower == "the") && is(k + 1, kVague) && low(k + 1) != "some" &&
                               low(k + 1) != "many")) {
    Index v = is(k, kVague) ? k : k + 1;
    if (low(v) == "some" && at(v + 1).digits > 0) {
      a = amount_at(v + 1);
      return a;
    }
    a.value = word(v).number;
    a.vague = a.value == 0;
    a.last = low(v + 1) == "of" ? v + 2 : v + 1;
    return a;
  } else {
    a = number_words(k);
    if (a.last == k) return a;
  }
  Index h = is_dash(a.last) && touches(a.last) ? a.last + 1 : a.last;
  if (low(h) == "1/2" || low(h) == "\xC2\xBD") {
    a.half = true;
    a.last = h + 1;
  } else if (low(a.last) == "and" && low(a.last + 1) == "a" && low(a.last + 2) == "half") {
    a.half = true;
    a.last += 3;
  } else if (low(a.last) == "and" && low(a.last + 1) == "one" && low(a.last + 2) == "half") {
    a.half = true;
    a.last += 3;
  }
  return a;
}

Composer::Index Composer::moved(TimeWords& w, int direction, bool from_context, Index last) const {
  w.kind = TimeWords::Kind::moved;
  w.direction = direction;
  w.from_context = from_context;
  w.rule = "counted from a day";
  return last;
}

/// "two days ago", "six to eight months", "60 days", "a week later", "the first nine months", "62-year-old".
Composer::Index Composer::counted(Index i, TimeWords& w) {
  Index k = low(i) == "the" ? i + 1 : i;
  bool ordinal = is(k, kOrdinal) || low(k) == "last" || low(k) == "final" || low(k) == "initial" || low(k) == "latest";
  if (ordinal && low(i) == "the" && is(k + 1, kNumber | kVague)) ++k;
  if (ordinal && is(k, kOrdinal) && (at(k + 1).digits > 0 || (is(k + 1, kNumber) && low(k + 1).size() > 2))) ++k;
  Amount first = amount_at(k);
  if (first.last <= k || (k > i && first.article)) return i;
  w.amount = first.value;
  w.half = first.half;
  Index u = first.last;
  std::string_view join = low(u);
  bool dash = is_dash(u);
  if (!first.article && (join == "to" || join == "or" || dash)) {
    Amount second = amount_at(u + 1);
    if (second.last > u + 1 && !second.vague && second.value > first.value) {
      w.amount_to = second.value;
      w.half = w.half || second.half;
      u = second.last;
    }
  }
  if (first.article && (low(u) == "year" || low(u) == "month" || low(u) == "week" || low(u) == "day") &&
      low(u + 1) == "or" && low(u + 2) == "two" && !is(u + 3, kUnit)) {  // "a week or two"
    w.kind = TimeWords::Kind::duration;
    w.unit = word(u).unit, w.amount = 1, w.amount_to = 2, w.rule = "duration";
    Index k3 = u + 3;
    return low(k3) == "ago" ? moved(w, -1, false, k3 + 1) : low(k3) == "later" ? moved(w, 1, true, k3 + 1) : k3;
  }
  return counted_end(i, u, first, w);
}

/// The unit and what follows it.
Composer::Index Composer::counted_end(Index i, Index k, const Amount& first, TimeWords& w) {
  Index u = skip_dash(k);
  bool hyphen = u > k;
  bool more = low(u) == "more";
  for (int n = 0; n < 2 && is(u, kUnitAdjective); ++n) ++u;
  bool fiscal = low(u - 1) == "fiscal" && u > k;
  if (!is(u, kUnit) || fiscal) return i;
  const std::string& unit = word(u).unit;
  bool plural = low(u).ends_with('s');
  if (unit == "WE" || unit == "ML" || (low(u) == "second" && !hyphen)) return i;
  if (first.article && (unit == "Q" || plural)) return i;
  if (first.vague && !plural && !hyphen) return i;
  if (hyphen && (low(i) == "the" || (first.vague && low(i) == "a") || (unit == "Q" && plural)))
    return i;  // "the two-week crisis", "three-quarters"
  if (!hyphen && !plural && !first.article && w.amount > 1 &&
      unit != "W2") {  // "the three month hunt", "a five year plan"
    if (!is(i, kNumber) || clause_ends(u + 1)) return i;
  }
  w.unit = unit;
  w.kind = TimeWords::Kind::duration;
  w.rule = "duration";
  k = u + 1;
  if (hyphen || is_dash(k)) {
    if (is_dash(k) && low(k + 1) == "old") return k + 2;
    if (is_dash(k) && touches(k) && low(k + 1) != "ago") return first.article ? i : k;
    if (is_dash(k) && touches(k)) return i;
  }
  if (low(k) == "and" && low(k + 1) == "a" && low(k + 2) == "half") {  // "a year and a half"
    w.half = true;
    k += 3;
  }
  bool so = low(k) == "or" && low(k + 1) == "so";
  if (so) k += 2;
  std::string_view after = low(k);
  if (after == "ago") return moved(w, -1, false, k + 1);
  if (after == "earlier" || after == "previously") return moved(w, -1, true, k + 1);
  if (after == "later" || after == "afterward" || after == "afterwards") return moved(w, 1, true, k + 1);
  if (after == "hence") return moved(w, 1, false, k + 1);
  if (after == "from" && (low(k + 1) == "now" || low(k + 1) == "today")) return moved(w, 1, false, k + 2);
  if ((after == "before" || after == "after") && clause_ends(k + 1))
    return moved(w, after == "before" ? -1 : 1, true, k + 1);
  if (hyphen) return first.article ? i : k;
  if (after == "old") return i;  // an age: "52 years old"
  if (!first.article || so || more || w.half) return k;
  // "a week" alone is a duration after "for", "within" and the like
  Index r = rate(i, w);
  if (r > i) return r;
  const Part& b = before(i);
  bool led = approximate_ || r_.roles.contains(std::string(b.lower)) || b.is(kApproximate | kUnit | kLeadsAmount);
  if (!led || b.lower == "of" || b.lower == "on" || b.lower == "to") return i;
  return clause_ends(k) || !is(k, kUnit) ? k : i;
}

/// "weeks", "within days", "for years": units without an amount.
Composer::Index Composer::bare_units(Index i, TimeWords& w) {
  if (is(i, kLongUnit)) {  // "weeklong"
    w.kind = TimeWords::Kind::duration, w.unit = word(i).unit, w.rule = "duration";
    return i + 1;
  }
  if (!is(i, kUnit)) return i;
  const std::string& unit = word(i).unit;
  if (is_dash(i + 1) && touches(i + 1) && (low(i + 2) == "long" || low(i + 2) == "old") && unit != "WE") {
    w.kind = TimeWords::Kind::duration, w.unit = unit, w.rule = "duration";  // "decades-old", "month-long"
    w.amount = low(i).ends_with('s') ? 0 : 1;
    return before(i).lower == "-" ? i : i + 3;
  }
  if (!low(i).ends_with('s') || is_dash(i + 1)) return i;
  if (unit == "WE" || unit == "Q" || unit == "TS") return i;
  w.kind = TimeWords::Kind::duration;
  w.unit = unit;
  w.amount = 0;
  w.bare = true;
  w.rule = "bare units";
  std::string_view next = low(i + 1);
  if (next == "ago") return moved(w, -1, false, i + 2);
  if (next == "later") return moved(w, 1, true, i + 2);
  if (next == "earlier") return moved(w, -1, true, i + 2);
  std::string_view b = before(i).lower;
  if ((b == "of" || b == "over") && !clause_ends(i + 1)) return i;  // "of weeks gone by"
  bool led = before(i).is(kLeadsUnits);
  return led ? i + 1 : i;
}

/// "half an hour", "half a year", "half-hour", "a half-hour".
Composer::Index Composer::half_unit(Index i, TimeWords& w) {
  Index k = low(i) == "a" ? i + 1 : i;
  if (low(k) != "half") return i;
  Index u = k + 1;
  if (low(u) == "a" || low(u) == "an" || is_dash(u)) ++u;
  if (!is(u, kUnit) || low(u).ends_with('s') || word(u).unit == "TS" || word(u).unit == "Q" ||
      (u == k + 1 && word(u).unit != "TH" && word(u).unit != "CE"))
    return i;
  w.kind = TimeWords::Kind::duration;
  w.unit = word(u).unit;
  w.amount = 0;
  w.half = true;
  w.rule = "half a unit";
  if (low(u + 1) == "ago") return moved(w, -1, false, u + 2);
  if (low(u + 1) == "later") return moved(w, 1, true, u + 2);
  return u + 1;
}

}  // namespace parley
