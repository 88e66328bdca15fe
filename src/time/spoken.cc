// See spoken.h.
#include "time/spoken.h"

#include <cstdlib>

namespace parley {
namespace {

constexpr double kFar = 10000;  // days: farther than any other reading

}  // namespace

void Spoken::join(const Document& document, const TimeRules::Data& rules, const std::vector<Timex>& before,
                  const Timex& t, const TimeWords& words) {
  beside.reset();
  if (before.empty() || before.back().sentence != t.sentence || !before.back().range) return;
  const Timex& first = before.back();
  bool weekday_now = words.kind == TimeWords::Kind::weekday;
  bool day_now = weekday_now || words.day;  // a day is joined to a day, a month to a month
  if (first.tokens.last + 1 != t.tokens.first || first.type == TimexType::duration || weekday_now != weekday_before ||
      day_now != (first.range->length() == 1))
    return;
  if (!rules.joins.contains(document.tokens[first.tokens.last].lower)) return;
  beside = first.range;
  beside_after = t.role == TimeRole::until;
}

void Spoken::remember(const Timex& t, const TimeWords& words, const TimeRules::Data& rules) {
  weekday_before = words.kind == TimeWords::Kind::weekday;
  if (!t.range || (t.type != TimexType::date && t.type != TimexType::time)) return;
  bool named = words.kind == TimeWords::Kind::calendar && words.season != "Q" && !words.year && !words.year_shift;
  bool of_quarter = t.value.size() == 7 && t.value[5] == 'Q';
  if (named && of_quarter) quarter = t.value;
  if (of_quarter) quarter_sentence = t.sentence;
  if (t.range->length() <= rules.context_days) {
    last = t.range;
    last_sentence = t.sentence;
  }
  if (t.range->length() == 1) day = t.range->earliest;
  year = t.range->earliest.year();
}

double Spoken::distance_beside(DateRange range) const {
  int days = range.earliest.days - beside->earliest.days;
  return days < 0 && beside_after ? kFar - days : std::abs(days);
}

}  // namespace parley
